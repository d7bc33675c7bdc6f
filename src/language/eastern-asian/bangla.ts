import type { Language } from '../language.js';

/** Bangla. */
export const bangla: Language = {
  code: 'bn',
  labels: {
    from: 'থেকে; প্রেরক',
    date: 'তারিখ; পাঠানো হয়েছে',
    to: 'প্রতি; প্রাপক',
    cc: 'অনুলিপির ঠিকানা; সিসি',
    subject: 'বিষয়',
    replyTo: 'উত্তর পাঠানোর ঠিকানা',
  },
  verbs: 'লিখেছেন; লিখেছে',
  beforeNames: 'তারিখে; টায়; এ',
};
