import type { Language } from '../language.js';

/** Urdu. */
export const urdu: Language = {
  code: 'ur',
  labels: {
    from: 'از',
    date: 'تاریخ',
    subject: 'مضمون',
  },
  verbs: 'لکھا',
  beforeNames: 'بجے; کو',
  dateWords: 'بعد',
};
