import type { Language } from '../language.js';

/** Filipino. */
export const filipino: Language = {
  code: 'fil',
  figures: 'month or day first',
  verbs: 'isinulat',
  beforeNames: 'isinulat ni; sinulat ni; ni',
  replySeparators: 'Orihinal na Mensahe',
  months: 'enero ene; ; mar; abril abr; may mayo; ; ; ago agosto; set; okt; ; dis',
  weekdays: '; lun lunes; martes mar; ; ; ; sab sabado',
  dateWords: 'nang',
};
