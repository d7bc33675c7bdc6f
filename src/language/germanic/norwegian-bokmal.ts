import type { Language } from '../language.js';

/** Norwegian Bokmål. */
export const norwegianBokmal: Language = {
  code: 'nb',
  labels: {
    from: 'Avsender; Fra',
    date: 'Dato; Sendt; Dato sendt',
    to: 'Mottaker; Til',
    cc: 'CC; Kopi; Kopi til',
    subject: 'Emne',
    replyTo: 'Svar til; Svar-Til',
    other: 'vedlegg; prioritet; følsomhet',
  },
  weakLabels: { other: 'når; hvor; sted' },
  attributions: 'Den {D} {T}, skrev {A}: | Den {D}, skrev {A}: | {A} skrev den {D} {T}: | skrev {A}: | {A} skrev:',
  weakVerbs: 'sitat; siterer',
  connectors: 'brukeren',
  beforeNames: 'brukeren; bruker',
  behindQuoting: 'av',
  replySeparators: 'Opprinnelig e-post; Opprinnelig melding; Original Melding',
  forwardSeparators: 'Videresendt melding',
  forwardSentences: 'Videresendt melding',
  months:
    'jan januar; feb februar; mar mars; april apr; mai; jun juni; jul juli; aug august; september sep; oktober okt; november nov; desember des',
  weekdays: 'søndag søn; mandag man; tirsdag tir; onsdag ons; torsdag tor; fredag fre; lørdag lør',
  dateWords: 'klokka',
  pronouns: 'jeg; du; han; hun; vi; dere; de; man; noen; hvem',
  timeWords: 'igår; nylig; tidligere',
};
