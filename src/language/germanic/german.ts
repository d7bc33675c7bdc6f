import type { Language } from '../language.js';

/** German. */
export const german: Language = {
  code: 'de',
  labels: {
    from: 'Von; Absender',
    date: 'Datum; Gesendet; Verschickt',
    to: 'An; Empfänger',
    cc: 'CC; Kopie; Kopie (CC)',
    subject: 'Betreff; Thema',
    replyTo: 'Antwort an',
    sentBy: 'gesendet von',
    other: 'wichtigkeit; priorität; vertraulichkeit; kategorien; anlagen; anlage; anhang; anhänge',
  },
  weakLabels: { other: 'wann; wo; ort' },
  attributions:
    'Am {D} schrieb {A}: | Am {D} um {T} schrieb {A}: | Am {D}, schrieb {A}: | {A} schrieb am {D} um {T}: | {A} schrieb:',
  verbs: 'sprach; schreibt; meinte; mailte; schrieben; geschrieben; schriebst',
  weakVerbs:
    'zitat; formulierte; erklärte; fragte; antwortete; behauptete; bemerkte; erwiderte; ergänzte; ergänzt; antwortet; fragt',
  connectors: 'um; uhr',
  starters: 'am; zitat',
  beforeNames: 'uhr; hat',
  behindNames: 'hat; folgendes; Folgendes; hatte',
  behindQuoting: 'von',
  replyMarks: 'aw; antwort; automatische antwort; abwesenheitsnotiz',
  forwardMarks: 'wg; weitergeleitet; weiterleitung',
  replySeparators:
    'Original-Nachricht; Originalnachricht; Ursprüngliche Nachricht; Ursprüngliche Mail; Ursprüngliche E-Mail; Ursprüngliche Mitteilung; Ursprünglicher Termin; Vorige Nachricht',
  forwardSeparators: 'Weitergeleitete Nachricht; Weitergeleitete Message',
  forwardSentences: 'Anfang der weitergeleiteten Nachricht; Anfang der weitergeleiteten E-Mail',
  forwardedBy: 'weitergeleitet von',
  endSeparators:
    'Ende der weitergeleiteten Nachricht; Ende der ursprünglichen Nachricht; Ende der Originalnachricht; Ende der weitergeleiteten E-Mail; Ende weitergeleitete Nachricht',
  months:
    'jan januar janner; feb februar feber; mar marz maerz mrz; april apr; mai; jun juni; jul juli; aug august; september sep sept; oktober okt; november nov; dezember dez',
  weekdays: 'so sonntag; montag mo; di dienstag; mittwoch mi; do donnerstag; freitag fr; sa samstag',
  beforeNoon: 'vorm; vormittags; morgens',
  afterNoon: 'nachm; nachmittags; abends; mittags',
  dateWords: 'um; den; dem; der; uhr',
  pronouns: 'hast; hattest; habt; ich; du; er; sie; es; wir; ihr; man; jemand; wer; niemand',
  timeWords: 'gestern; heute; neulich; vorgestern; kürzlich; damals; zuvor; vorhin',
};
