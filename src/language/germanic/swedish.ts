import type { Language } from '../language.js';

/** Swedish. */
export const swedish: Language = {
  code: 'sv',
  figures: 'year first',
  labels: {
    from: 'Från; Avsändare',
    date: 'Datum; Skickat',
    to: 'Mottagare; Till',
    cc: 'Kopia',
    subject: 'Ämne',
    replyTo: 'Svar till',
    other: 'bilagor; prioritet; känslighet; angelägenhetsgrad',
  },
  weakLabels: { other: 'när; var; plats' },
  attributions:
    'Den {D} kl. {T}, skrev {A}: | Den {D}, {A} skrev: | {A} skrev den {D} kl. {T}: | {D} skrev {A}: | {A} skrev:',
  verbs: 'skriver',
  weakVerbs: 'citerar',
  connectors: 'användaren',
  beforeNames: 'användaren; avsändaren',
  behindQuoting: 'från',
  replyMarks: 'sv; automatiskt svar',
  forwardMarks: 'vb; vbf; vidarebefordrat',
  replySeparators: 'Ursprungligt e-postmeddelande; Originalmeddelande; Ursprungligt meddelande',
  forwardSeparators: 'Vidarebefordrat meddelande; Vidarebefordrat mejl',
  forwardSentences: 'Vidarebefordrat mejl; Vidarebefordrat brev',
  forwardedBy: 'vidarebefordrat av',
  months:
    'jan januari; feb februari; mars; april apr; maj; juni; juli; aug augusti; september sep; oktober okt; november nov; dec december',
  weekdays: 'sondag son; mandag man; tisdag tis; onsdag ons; torsdag tors; fredag fre; lordag lor',
  beforeNoon: 'f.m',
  afterNoon: 'e.m',
  dateWords: 'klokkan; klockan',
  pronouns: 'jag; du; han; hon; vi; ni; de; dom; man; någon; vem',
  timeWords: 'igår; idag; nyligen; förut; tidigare',
};
