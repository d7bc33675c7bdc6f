import type { Language } from '../language.js';

/** Galician. */
export const galician: Language = {
  code: 'gl',
  labels: {
    from: 'De; Dende',
    date: 'Data; Enviado',
    to: 'Para',
    cc: 'CC',
    subject: 'Asunto',
    replyTo: 'Responder a',
  },
  attributions:
    'No {D}, {A} escribeu: | O {D} ás {T}, {A} escribiu: | O {D}, {A} escribiu: | {A} escribiu o {D} ás {T}: | {A} escribiu:',
  verbs: 'escribiu',
  replySeparators: 'Mensaxe Orixianl; Mensaxe orixinal',
  forwardSeparators: 'Mensaxe reenviada',
  months:
    'xaneiro xan; feb febreiro; mar marzo; abril abr; maio; xuno; xullo xul; ago agosto; set setembro; outubro out; nov novembro; dec decembro',
  weekdays: 'dom domingo; luns; martes mar; mer mercores; xoves xov; ven venres; sab sabado',
};
