import type { Language } from '../language.js';

/** Afrikaans. */
export const afrikaans: Language = {
  code: 'af',
  figures: 'year first',
  labels: {
    from: 'Van',
    date: 'Datum',
    to: 'Aan',
    cc: 'CC',
    subject: 'Onderwerp',
    replyTo: 'Antwoord-aan',
  },
  verbs: 'geskryf',
  beforeNames: 'het',
  behindNames: 'het',
  replySeparators: 'Oorspronklike boodskap',
  months:
    'januarie jan; februarie feb; maart mrt; april apr; mei; junie jun; julie jul; augustus aug; september sep; oktober okt; november nov; desember des',
  weekdays: 'sondag so; maandag ma; dinsdag di; woensdag wo; donderdag do; vrydag vr; saterdag sa',
  beforeNoon: 'vm',
  afterNoon: 'nm',
};
