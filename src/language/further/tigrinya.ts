import type { Language } from '../language.js';

/** Tigrinya. */
export const tigrinya: Language = {
  code: 'ti',
  figures: 'month or day first',
  labels: {
    from: 'ካብ',
    date: 'ዕለት',
    to: 'ናብ',
    cc: 'ካኮ',
    subject: 'ዋኒን',
    replyTo: 'ተመላሲ ናብ',
  },
};
