import type { Language } from '../language.js';

/** Mongolian. */
export const mongolian: Language = {
  code: 'mn',
  figures: 'year first',
  labels: {
    from: 'Хэнээс',
    date: 'Огноо',
    to: 'Хэнд',
    cc: 'Cc',
    subject: 'Гарчиг',
    replyTo: 'Хариулах-Хэнд',
  },
};
