import type { Language } from '../language.js';

/** Swahili. */
export const swahili: Language = {
  code: 'sw',
  verbs: 'aliandika',
  weekdays: 'jpl jumapili; jtt jumatatu; jnn jumanne; jtn jumatano; alh alhamisi; ij ijumaa; jms jumamosi',
  dateWords: 'saa',
  replySeparators: 'Ujumbe Asili; Ujumbe Asilia',
  months: 'jan januari; feb februari; mac; apr; mei; jun juni; jul julai; ago; sep; okt; nov; des',
};
