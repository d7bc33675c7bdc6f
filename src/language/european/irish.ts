import type { Language } from '../language.js';

/** Irish. */
export const irish: Language = {
  code: 'ga',
  labels: {
    from: 'Seolaí; Ó',
    date: 'Dáta; Seolta',
    to: 'Chuig',
    cc: 'Cc',
    subject: 'Ábhair; Ábhar',
    replyTo: 'Freagair go; Freagra-Chuig',
  },
  attributions:
    'Ar an {D}, scríobh {A}: | Ar {D} {T}, scríobh {A}: | Ar {D}, scríobh {A}: | Scríobh {A} ar {D} {T}: | Scríobh {A}:',
  replySeparators: 'An teachtaireacht bhunaidh; Bunteachtaireacht; Teachtaireacht Bhunaidh',
  forwardSeparators: 'Teachtaireacht Ar Aghaidh',
  months:
    'eanair ean; feabhra feabh; marta; aibrean aib; bealtaine beal; meitheamh meith; iuil; lunasa lun; mean_fomhair mfomh; deireadh_fomhair dfomh; samhain samh; nollaig noll',
  beforeWeekdays: 'de',
  weekdays: 'domh domhnaigh; luan luain; mairt; cead ceadaoin; deardaoin dear; aoine haoine; sath sathairn',
};
