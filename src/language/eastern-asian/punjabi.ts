import type { Language } from '../language.js';

/** Punjabi. */
export const punjabi: Language = {
  code: 'pa',
  labels: {
    from: 'From',
    date: 'Date',
    to: 'To',
    cc: 'CC',
    subject: 'Subject',
    replyTo: 'Reply-To',
  },
  verbs: 'ਲਿਖਿਆ',
  behindNames: 'ਨੇ',
  replySeparators: 'ਅਸਲ ਸੁਨੇਹਾ',
  months: 'ਜਨਵਰੀ ਜਨ; ਫ਼ਰਵਰੀ ਫ਼ਰ; ਮਾਰਚ; ਅਪ੍ਰੈਲ ਅਪ੍ਰੈ; ਮਈ; ਜੂਨ; ਜੁਲਾਈ ਜੁਲਾ; ਅਗਸਤ ਅਗ; ਸਤੰਬਰ ਸਤੰ; ਅਕਤੂਬਰ ਅਕਤੂ; ਨਵੰਬਰ ਨਵੰ; ਦਸੰਬਰ ਦਸੰ',
  weekdays: 'ਐਤਵਾਰ ਐਤ; ਸੋਮਵਾਰ ਸੋਮ; ਮੰਗਲਵਾਰ ਮੰਗਲ; ਬੁੱਧਵਾਰ ਬੁੱਧ; ਵੀਰਵਾਰ ਵੀਰ; ਸ਼ੁੱਕਰਵਾਰ ਸ਼ੁੱਕਰ; ਸ਼ਨੀਵਾਰ ਸ਼ਨੀ',
  beforeNames: 'ਵਜੇ; ਨੂੰ',
  dateWords: 'ਨੂੰ; ਵਜੇ; ਤੇ',
  beforeNoon: 'ਪੂ.ਦੁ',
  afterNoon: 'ਬਾ.ਦੁ; ਦੁਪਹਿਰ; ਬਾਅਦ',
};
