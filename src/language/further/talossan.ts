import type { Language } from '../language.js';

/** Talossan. */
export const talossan: Language = {
  code: 'tzl',
  labels: {
    from: 'Da',
    date: 'Däts',
    to: 'À',
    subject: 'Subxhect',
  },
};
