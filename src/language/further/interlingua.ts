import type { Language } from '../language.js';

/** Interlingua. */
export const interlingua: Language = {
  code: 'ia',
  labels: {
    from: 'De',
    date: 'Data',
    to: 'A',
    cc: 'CC; Copia',
    subject: 'Subjecto',
    replyTo: 'Responder a',
  },
  attributions:
    'Le {D} a {T}, {A} ha scribite: | Le {D}, {A} ha scribite: | {A} ha scribite le {D} a {T}: | {A} ha scribite:',
  forwardSeparators: 'Message inviate ultra',
  months:
    'jan januario; feb februario; mar martio; april apr; mai maio; jun junio; jul julio; aug augusto; sep septembre; oct octobre; nov novembre; dec decembre',
  weekdays: 'dom dominica; lun lunedi; mar martedi; mer mercuridi; jovedi jov; ven venerdi; sab sabbato',
};
