import type { Language } from '../language.js';

/** Corsican. */
export const corsican: Language = {
  code: 'co',
  labels: {
    from: 'Da',
    date: 'Mandatu',
    to: 'À',
    cc: 'Cc',
    subject: 'Sughjettu',
  },
  attributions: 'U {D}, {A} hà scrittu : | {A} hà scrittu :',
  replySeparators: 'Messaghju d’origine',
  months: 'ghjennaghju; ferraghju; marchu; ; maghju; ghjugnu; lugliu; aostu; ; otubre; nuvembre; ',
};
