import type { Language } from '../language.js';

/** Romansh. */
export const romansh: Language = {
  code: 'rm',
  labels: {
    from: 'Da',
    date: 'Data',
    to: 'A',
    cc: 'CC',
    subject: 'Object',
    replyTo: 'Respunder a',
  },
  attributions: 'Ils {D} a las {T} ha {A} scrit: | {A} ha scrit ils {D} a las {T}: | {A} ha scrit:',
  replySeparators: 'Messadi original',
  forwardSeparators: 'Messadi renvià',
  months:
    'schaner schan; favrer favr; mars; avr avrigl; matg; zercladur zercl; fanadur fan; avust; settember sett; oct october; november nov; dec december',
  weekdays: 'dumengia du; glindesdi gli; ma mardi; me mesemna; gievgia gie; ve venderdi; so sonda',
};
