import type { Language } from '../language.js';

/** Welsh. */
export const welsh: Language = {
  code: 'cy',
  labels: {
    from: 'Oddi wrth',
    date: 'Dyddiad; Anfonwyd',
    to: 'At; Derbyniwr',
    cc: 'CC; Copi',
    subject: 'Pwnc',
    replyTo: 'Ateb-At; Ateb-I',
  },
  attributions:
    'Ar {D} {T}, ysgrifennodd {A}: | Ar {D}, ysgrifennodd {A}: | Ysgrifennodd {A} ar {D} {T}: | Ysgrifennodd {A}:',
  replyMarks: 'atb',
  forwardMarks: 'yml',
  replySeparators: 'Neges Wreiddiol',
  months:
    'ionawr ion; chwefror chw chwef; mawrth maw; ebr ebrill; mai; mehefin meh; gorffennaf gor gorff; awst; medi; hydref hyd; tachwedd tach; rhagfyr rhag',
  beforeWeekdays: 'dydd',
  weekdays: 'sul; llun; mawrth maw; mer mercher; iau; gwe gwen; sad sadwrn',
};
