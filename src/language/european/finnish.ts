import type { Language } from '../language.js';

/** Finnish. */
export const finnish: Language = {
  code: 'fi',
  labels: {
    from: 'Lähettäjä',
    date: 'Päiväys; Lähetetty; Pvm; Päivämäärä',
    to: 'Vastaanottaja',
    cc: 'CC; Kopio',
    subject: 'Aihe',
    replyTo: 'Vastaus osoitteeseen; Vastausosoite',
    other: 'liitteet; tärkeys; luottamuksellisuus',
  },
  weakLabels: { other: 'milloin; missä' },
  attributions:
    '{A} kirjoitti {D} klo {T}: | {A} kirjoitti {D} {T}: | {A} kirjoitti {D}: | {D} {A} kirjoitti: | {A} kirjoitti:',
  verbs: 'kirjoittaa',
  weakVerbs: 'lainaus',
  beforeNames: 'käyttäjä; lähettäjä',
  replyMarks: 'vs; vastaus; automaattinen vastaus',
  forwardMarks: 'vl; välitys',
  replySeparators: 'Alkuperäinen sähköposti; Alkuperäinen viesti',
  forwardSeparators: 'Välitetty viesti; Fwd.Msg; Edelleenlähetetty viesti; Välitetty viesti / Fwd.Msg',
  forwardSentences: 'Välitetty viesti alkaa',
  months:
    'tammikuu tammikuuta tammi; helmikuu helmikuuta helmi; maaliskuu maaliskuuta maalis; huhtikuu huhtikuuta huhti; toukokuu toukokuuta touko; kesakuu kesakuuta kesa; heinakuu heinakuuta heina; elokuu elokuuta elo; syyskuu syyskuuta syys; lokakuu lokakuuta loka; marraskuu marraskuuta marras; joulukuu joulukuuta joulu',
  weekdays: 'sunnuntai su; ma maanantai; tiistai ti; keskiviikko ke; torstai to; perjantai pe; lauantai la',
  dateWords: 'klo; kello',
  pronouns: 'minä; sinä; hän; me; te; he; joku; kuka',
  timeWords: 'eilen; tänään; äskettäin; aiemmin',
};
