import type { Language } from '../language.js';

/** Swahili. */
export const swahili: Language = {
  code: 'sw',
  verbs: 'aliandika',
  months: 'jan januari; feb februari; mac; apr; mei; jun juni; jul julai; ago; sep; okt; nov; des',
};
