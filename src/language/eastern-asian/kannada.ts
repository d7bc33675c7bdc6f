import type { Language } from '../language.js';

/** Kannada. */
export const kannada: Language = {
  code: 'kn',
  labels: {
    from: 'ಇಂದ',
    date: 'ದಿನಾಂಕ',
    to: 'ಗೆ',
    subject: 'ವಿಷಯ',
  },
  verbs: 'ಬರೆದರು; ಬರೆದಿದ್ದಾರೆ',
  replySeparators: 'ಮೂಲ ಸಂದೇಶ',
};
