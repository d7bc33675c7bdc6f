import type { Language } from '../language.js';

/** Kaqchikel. */
export const kaqchikel: Language = {
  code: 'cak',
  labels: {
    from: 'Richin',
    date: "Q'ijul",
    to: 'Chi re',
    cc: 'CC',
    subject: 'Taqikil',
    replyTo: 'Titzolïx Tzij Chi Re',
  },
  attributions: "Ri {D} {T}, {A} xutz'ib'aj: | {A} xutz'ib'aj pa {D} {T}: | {A} xutz'ib'aj:",
  replySeparators: 'Qitzij Rutzijol',
  forwardSeparators: 'Taqon chik Rutzijol',
};
