import type { Language } from '../language.js';

/** Norwegian Nynorsk. */
export const norwegianNynorsk: Language = {
  code: 'nn',
  labels: {
    from: 'Frå',
    date: 'Dato; Sendt',
    to: 'Til',
    cc: 'CC; Kopi; Kopi til',
    subject: 'Emne',
    replyTo: 'Svar til; Svar-Til',
  },
  attributions:
    'Den {D} skreiv {A}: | Den {D} {T}, skreiv {A}: | Den {D}, skreiv {A}: | {A} skreiv den {D} {T}: | {A} skreiv:',
  replySeparators: 'Opphavleg melding',
  forwardSeparators: 'Vidaresend melding',
  months:
    'jan januar; feb februar; mar mars; april apr; mai; jun juni; jul juli; aug august; september sep; oktober okt; november nov; desember des',
  weekdays: 'søndag søn sø; ma mandag man; tys tysdag ty; onsdag ons on; torsdag to tor; fredag fre fr; la lau laurdag',
};
