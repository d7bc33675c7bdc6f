import type { Language } from '../language.js';

/** Basque. */
export const basque: Language = {
  code: 'eu',
  figures: 'year first',
  labels: {
    from: 'Nork',
    date: 'Data; Bidalita',
    to: 'Nori',
    cc: 'CC; Kopia',
    subject: 'Gaia',
    replyTo: 'Erantzun honi; Erantzun-honi',
  },
  attributions:
    '{A} igorleak {D} {T}(e)an idatzi zuen: | {D} egunean, {A}-(e)k idatzi du: | {D} {T}(e)an, {A} igorleak idatzi zuen: | {D}-(e)an, {A}-(e)k hau idatzi zuen: | {A}-(e)k idatzi du: | {A}k idatzi zuen:',
  verbs: 'idatzi',
  behindNames: 'erabiltzaileak; igorleak',
  replySeparators: 'Jatorrizko mezua',
  forwardSeparators: 'Birbidalitako mezua',
  months:
    'urtarrila urt; otsaila ots; mar martxoa; apirila api; mai maiatza; ekaina eka; uztaila uzt; abuztua abu; iraila ira; urria urr; azaroa aza; abendua abe',
  weekdays: 'igandea ig; astelehena al; mar asteartea ar; asteazkena az; osteguna og; ostirala or; larunbata lr',
};
