import type { Language } from '../language.js';

/** Amharic. */
export const amharic: Language = {
  code: 'am',
  labels: {
    from: 'ከ; ላኪ',
    date: 'ቀን; የተላከበት ቀን',
    to: 'ለ; ተቀባይ',
    cc: 'ግልባጭ',
    subject: 'ርዕሰ ጉዳይ; ርዕስ',
  },
  attributions: '{D} ላይ {T} ላይ {A} ጽፏል፦ | {A} ጽፏል፦',
  verbs: 'ጽፏል; ጽፋለች; ጽፈዋል; ጻፈ; ጻፉ; የጻፈው',
  beforeNames: 'ላይ; በ',
  behindNames: 'እንዲህ; ሲል',
  months:
    'ጃንዋሪ ጃን ጃንዩወሪ; ፌብሩዋሪ ፌብ ፌብሩወሪ; ማርች; ኤፕሪል ኤፕሪ; ሜይ; ጁን; ጁላይ; ኦገስት ኦገስ; ሴፕቴምበር ሴፕቴ; ኦክቶበር ኦክቶ; ኖቬምበር ኖቬም; ዲሴምበር ዲሴም',
  weekdays: 'እሑድ; ሰኞ; ማክሰኞ ማክሰ; ረቡዕ; ሐሙስ; ዓርብ; ቅዳሜ',
  beforeNoon: 'ጥዋት; ጠዋት',
  afterNoon: 'ከሰዓት',
  dateWords: 'ላይ; በ',
};
