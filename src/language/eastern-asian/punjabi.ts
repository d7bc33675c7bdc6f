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
};
