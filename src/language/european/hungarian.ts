import type { Language } from '../language.js';

/** Hungarian. */
export const hungarian: Language = {
  code: 'hu',
  figures: 'year first',
  labels: {
    from: 'Feladó',
    date: 'Dátum; Elküldve; Küldve',
    to: 'Címzett; Kapja',
    cc: 'CC; Másolat; Másolatot kap',
    subject: 'Tárgy',
    replyTo: 'Válaszcím',
  },
  weakLabels: { other: 'mikor; hol' },
  verbs: 'írtad',
  attributions:
    'Ekkor: {D}, {A} írta: | {A} írta {D} {T} dátummal: | {D} időpontban {A} ezt írta: | {D} {T} keltezéssel, {A} írta: | {A} írta:',
  weakVerbs: 'idézet',
  connectors: 'ekkor',
  starters: 'ekkor',
  beforeNames: 'felhasználó; ekkor; ezt írta; keltezéssel; időpontban; dátummal; kor',
  behindNames: 'ezt; az alábbit',
  replyMarks: 'vá; válasz; automatikus válasz',
  forwardMarks: 'továbbítás; tov',
  replySeparators: 'Eredeti levél; Eredeti üzenet; Eredeti e-mail',
  forwardSeparators: 'Továbbított üzenet',
  forwardSentences: 'Továbbított levél kezdete',
  months:
    'jan januar; februar febr; marc marcius; apr aprilis; maj majus; jun junius; jul julius; aug augusztus; szeptember szept; oktober okt; november nov; dec december',
  weekdays: 'vasarnap; hetfo; kedd; szerda sze; csutortok cs; pentek; szombat szo',
  dateWords: 'datummal; keltezessel; idopontban',
  pronouns: 'én; te; ő; mi; ti; ők; valaki; ki',
  timeWords: 'tegnap; ma; nemrég',
};
