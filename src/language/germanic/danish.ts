import type { Language } from '../language.js';

/** Danish. */
export const danish: Language = {
  code: 'da',
  labels: {
    from: 'Afsender; Fra; Afsendt af',
    date: 'Dato; Sendt',
    to: 'Modtager; Til',
    cc: 'Cc; Kopi til (CC)',
    subject: 'Emne',
    replyTo: 'Svar til; Svar-Til',
    other: 'vedhæftede; vedhæftede filer; prioritet; følsomhed',
  },
  weakLabels: { other: 'hvornår; hvor; sted' },
  attributions:
    'Den {D} kl. {T} skrev {A}: | Den {D}, {A} skrev: | {A} skrev den {D} kl. {T}: | {A} skrev den {D}: | {A} skrev:',
  weakVerbs: 'citat',
  connectors: 'brugeren',
  beforeNames: 'brugeren; afsender',
  behindQuoting: 'af; fra',
  replyMarks: 'svar; automatisk svar; autosvar',
  forwardMarks: 'videresendt',
  replySeparators: 'Oprindelig besked; Original meddelelse; Oprindelig meddelelse; Original besked; Oprindelig aftale',
  forwardSeparators: 'Videresendt meddelelse',
  forwardSentences: 'Start på videresendt besked; Videresendt mail',
  forwardedBy: 'videresendt af',
  months:
    'jan januar; feb februar; mar marts; april apr; maj; jun juni; jul juli; aug august; september sep; oktober okt; november nov; dec december',
  weekdays: 'søndag søn; mandag man; mar tirsdag tirs; onsdag ons; torsdag tors; fredag fre; lørdag lør',
  dateWords: 'kl; den; d',
  pronouns: 'jeg; du; han; hun; vi; i; de; man; nogen; hvem',
  timeWords: 'igår; forleden; tidligere',
};
