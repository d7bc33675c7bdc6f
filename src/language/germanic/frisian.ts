import type { Language } from '../language.js';

/** Frisian. */
export const frisian: Language = {
  code: 'fy',
  labels: {
    from: 'Fan',
    date: 'Datum; Ferstjoerd',
    to: 'Oan',
    cc: 'CC',
    subject: 'Underwerp; Ûnderwerp',
    replyTo: 'Antwurd oan; Antwurd-nei',
  },
  attributions:
    'Op {D} om {T}, skreau {A}: | Op {D}, skreau {A}: | {A} skreau op {D} om {T}: | {A} skreau op {D}: | {A} skreau:',
  replySeparators: 'Oarspronklik Berjocht; Orizjineel berjocht',
  forwardSeparators: 'Trochstjoerd berjocht',
  months:
    'jan jannewaris; feb febrewaris; maart mrt; april apr; mai maaie; jun juny; jul july; augustus aug; sep septimber; oktober okt; nov novimber; des desimber',
  weekdays: 'snein si; mo moandei; ti tiisdei; wo woansdei; to tongersdei; fr freed; so sneon',
};
