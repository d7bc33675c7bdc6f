import type { Language } from '../language.js';

/** Asturian. */
export const asturian: Language = {
  code: 'ast',
  labels: {
    from: 'De',
    date: 'Data',
    to: 'Pa',
    cc: 'CC; Copia',
    subject: 'Asuntu',
    replyTo: 'Contestar a; Responder a',
  },
  attributions:
    "El {D} a les {T}, {A} escribió: | El {D}, {A} escribió: | {A} escribió'l {D} a les {T}: | {A} escribió:",
  replySeparators: 'Mensaxe orixinal',
  forwardSeparators: 'Mensaxe reunviáu',
  months:
    'xineru xin; feb febreru; marzu mar; abril abr; mayu may; xunu xun; xunetu xnt; agostu ago; setiembre set; ochobre och; payares pay; avientu avi',
  weekdays: 'domingu dom; llunes llu; martes mar; miercoles mie; xueves xue; vienres vie; sabadu sab',
};
