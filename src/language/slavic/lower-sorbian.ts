import type { Language } from '../language.js';

/** Lower Sorbian. */
export const lowerSorbian: Language = {
  code: 'dsb',
  labels: {
    from: 'Wót',
    date: 'Datum',
    to: 'Komu',
    cc: 'Kopija',
    subject: 'Tema',
    replyTo: 'Wótegrono - komu',
  },
  attributions: '{A} jo {D} {T} napisał: | {D} {T} jo {A} napisał: | {A} jo napisał:',
  replySeparators: 'Originalna powěsć',
  forwardSeparators: 'Dalej pósrědnjona powěsć',
  months:
    'jan januar januara; feb februar februara; merc merca mer; apr apryl apryla; maj maja; jun junij junija; jul julij julija; awgust awgusta awg; september sep septembra; oktober okt oktobra; nowember nowembra now; dec december decembra',
  weekdays: 'njezela nje; pon ponjezele; wałtora wał; mer srjoda srj; stwortk stw; pet petk; sobota sob',
};
