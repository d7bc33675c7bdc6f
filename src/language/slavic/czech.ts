import type { Language } from '../language.js';

/** Czech. */
export const czech: Language = {
  code: 'cs',
  labels: {
    from: 'Od; Odesílatel; Odesilatel',
    date: 'Datum; Odesláno',
    to: 'Adresát; Komu; Příjemce',
    cc: 'Kopie',
    subject: 'Předmět',
    replyTo: 'Adresa pro odpověď; Odpověď na',
    other: 'důležitost; priorita; utajení; přílohy',
  },
  weakLabels: { other: 'kdy; kde' },
  attributions:
    'Dne {D} v {T} {A} napsal(a): | Dne {D}, {A} napsal: | {A} napsal(a) dne {D} v {T}: | {D}, {A} napsal: | {A} napsal(a):',
  verbs: 'napsal; napsala; píše',
  connectors: 'uživatel',
  starters: 'uživatel',
  beforeNames: 'odesílatel; uživatel; uživatelka; pan; od',
  behindQuoting: 'od',
  replyMarks: 'automatická odpověď',
  replySeparators: 'Původní zpráva; Původní e-mail',
  forwardSeparators: 'Přeposlaná zpráva',
  forwardSentences: 'Začátek přeposílané zprávy',
  forwardedBy: 'přeposlal',
  months:
    'leden ledna led; unor unora uno; brezen brezna bre; duben dubna dub; kveten kvetna kve; cerven cervna cvn; cervenec cervence cvc; srpen srpna srp; zari zar; rijen rijna rij; listopad listopadu lis; prosinec prosince pro',
  weekdays: 'nedele ne; pondeli po; utery ut; streda st; ctvrtek ct; patek pa; sobota so',
  beforeNoon: 'dop',
  afterNoon: 'odp',
  dateWords: 'v; dne; o',
  weakVerbs: 'cituji; citace',
  pronouns: 'já; ty; on; ona; my; vy; oni; někdo; kdo',
  timeWords: 'včera; dnes; nedávno; dříve',
};
