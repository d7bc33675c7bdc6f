import type { Language } from '../language.js';

/** Nepali. */
export const nepali: Language = {
  code: 'ne',
  figures: 'year first',
  labels: {
    from: 'प्रेषक',
    date: 'तारिख',
    to: 'प्रापक',
    cc: 'बोधार्थ',
    subject: 'विषय',
    replyTo: 'लाई-जवाफ',
  },
  months: 'जनवरी; ; मार्च; ; मे; ; जुलाई; ; ; ; ; ',
  weekdays: '; सोम; ; बुध; ; शुक्र; शनि',
};
