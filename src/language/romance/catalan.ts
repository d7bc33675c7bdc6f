import type { Language } from '../language.js';

/** Catalan. */
export const catalan: Language = {
  code: 'ca',
  labels: {
    from: 'De; Remitent',
    date: 'Data; Enviat; Enviat el',
    to: 'A; Destinatari; Per a',
    cc: 'A/c; CC',
    subject: 'Assumpte',
    replyTo: 'Respon a',
  },
  attributions:
    'El {D} a les {T}, {A} ha escrit: | El {D}, {A} ha escrit: | El {D}, {A} va escriure: | {A} ha escrit el {D} a les {T}: | {A} ha escrit:',
  weakVerbs: 'missatge',
  connectors: 'del; dia',
  replySeparators: 'Missatge Original',
  forwardSeparators: 'Missatge reenviat',
  forwardSentences: 'Inici del missatge reenviat',
  months:
    'gen gener; febrer febr; marc; abril abr; maig; juny; jul juliol; agost ag; set setembre; octubre oct; nov novembre; des desembre',
  weekdays: 'diumenge dg; dilluns dl; dimarts dt; dimecres dc; dijous dj; divendres dv; dissabte ds',
};
