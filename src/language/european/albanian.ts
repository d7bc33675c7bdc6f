import type { Language } from '../language.js';

/** Albanian. */
export const albanian: Language = {
  code: 'sq',
  labels: {
    from: 'Nga',
    date: 'Datë; Dërguar më',
    to: 'Për',
    cc: 'CC',
    subject: 'Subjekt; Subjekti; Tema',
    replyTo: 'Përgjigj-Iu; Përgjigjuni-Te',
  },
  attributions: 'Më {D}, {A} shkroi: | Më {D}, {T}, {A} shkroi: | {A} shkroi më {D}, {T}: | {A} shkroi:',
  replySeparators: 'Mesazhi Origjinal',
  forwardSeparators: 'Mesazhi i Përcjellë',
  months:
    'jan janar; shkurt shk; mar mars; prill pri; maj; qershor qer; korrik korr; gusht gush; shtator sht; tetor tet; nentor nen; dhjetor dhj',
  weekdays: 'die diel; hen hene; mar marte; mer merkure; enj enjte; pre premte; sht shtune',
  beforeNoon: 'p.d',
  afterNoon: 'm.d',
};
