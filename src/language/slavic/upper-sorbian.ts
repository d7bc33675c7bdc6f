import type { Language } from '../language.js';

/** Upper Sorbian. */
export const upperSorbian: Language = {
  code: 'hsb',
  labels: {
    from: 'Wot',
    date: 'Datum',
    to: 'Komu',
    cc: 'Kopija',
    subject: 'Tema',
    replyTo: 'Wotmołwa na',
  },
  attributions: '{A} {D} {T} napisa: | {D} {T} {A} napisa: | {A} napisa:',
  forwardSeparators: 'Dale sposrědkowana powěsć',
  months:
    'jan januar januara; feb februar februara; merc merca mer; apr apryl apryla; meja meje mej; jun junij junija; jul julij julija; awgust awgusta awg; september sep septembra; oktober okt oktobra; nowember nowembra now; dec december decembra',
  weekdays: 'nje njedzela; pon pondzela; wutora wut; mer srj srjeda; stwortk stw; pjatk pja; sobota sob',
};
