import type { Language } from '../language.js';

/** Esperanto. */
export const esperanto: Language = {
  code: 'eo',
  figures: 'year first',
  labels: {
    from: 'De; Sendanto',
    date: 'Dato; Sendita je',
    to: 'Al; Ricevanto',
    cc: 'Kopio',
    subject: 'Temo',
    replyTo: 'Respondu-Al',
  },
  attributions: 'Je {D}, {A} skribis: | {A} skribis:',
  verbs: 'skribis',
  replySeparators: 'Originala mesaĝo',
  months:
    'jan januaro; feb februaro; mar marto; apr aprilo; maj majo; jun junio; jul julio; aug augusto; sep septembro; okt oktobro; nov novembro; dec decembro',
  weekdays: 'dimanco di; lundo lu; mar mardo ma; merkredo me; jaudo ja; vendredo ve; sa sabato',
};
