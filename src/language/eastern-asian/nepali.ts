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
  months: 'जनवरी; फेब्रुअरी; मार्च; अप्रिल; मे; जुन; जुलाई; अगस्ट; सेप्टेम्बर; अक्टोबर; नोभेम्बर; डिसेम्बर',
  weekdays: 'आइतबार आइत; सोमबार सोम; मङ्गलबार मङ्गल; बुधबार बुध; बिहिबार बिहि; शुक्रबार शुक्र; शनिबार शनि',
  verbs: 'लेख्नुभयो; लेखे',
  behindNames: 'ले',
  beforeNames: 'मा; बजे',
  dateWords: 'मा; बजे; गते',
};
