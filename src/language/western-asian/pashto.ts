import type { Language } from '../language.js';

/** Pashto. */
export const pashto: Language = {
  code: 'ps',
  figures: 'year first',
  labels: {
    from: 'استوونکی',
    date: 'نېټه',
    to: 'ترلاسه کوونکی',
    cc: 'لمېسل',
    subject: 'مضمون',
    replyTo: 'ځوابول',
  },
  weekdays: '; ; ; ; ; جمعه; ',
};
