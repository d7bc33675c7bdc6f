import type { Language } from '../language.js';

/** Sinhala. */
export const sinhala: Language = {
  code: 'si',
  figures: 'year first',
  labels: {
    from: 'වෙතින්',
    date: 'දිනය',
    to: 'වෙත',
    cc: 'Cc',
    subject: 'මාතෘකාව',
    replyTo: 'පිළිතුරු සඳහා',
  },
};
