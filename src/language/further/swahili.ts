import type { Language } from '../language.js';

/** Swahili. */
export const swahili: Language = {
  code: 'sw',
  verbs: 'aliandika; ameandika',
  starters: 'mnamo; tarehe',
  connectors: 'mnamo; tarehe; saa',
  weekdays: 'jpl jumapili; jtt jumatatu; jnn jumanne; jtn jumatano; alh alhamisi; ij ijumaa; jms jumamosi',
  dateWords: 'saa',
  replySeparators: 'Ujumbe Asili; Ujumbe Asilia',
  months:
    'jan januari; feb februari; mac machi; apr aprili; mei; jun juni; jul julai; ago agosti; sep septemba; okt oktoba; nov novemba; des desemba',
};
