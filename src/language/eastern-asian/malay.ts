import type { Language } from '../language.js';

/** Malay. */
export const malay: Language = {
  code: 'ms',
  labels: {
    from: 'Daripada',
    date: 'Tarikh',
    to: 'Kepada',
    cc: 'CC',
    subject: 'Subjek',
    replyTo: 'Balas-Kepada; Balasan Kepada',
  },
  attributions: 'Pada {D} {T}, {A} membalas: | Pada {D}, {A} menulis | {A} membalas pada {D} {T}: | {A} membalas:',
  beforeNames: 'pengguna',
  replySeparators: 'Mesej Asal',
  forwardSeparators: 'Mesej Dikirim Semula',
  months:
    'jan januari; feb februari; mac; april apr; mei; jun; jul julai; ogos ogo; september sep; oktober okt; november nov; disember dis',
  weekdays: 'ahad ahd; isnin isn; selasa sel; rabu rab; khamis kha; jum jumaat; sab sabtu',
  beforeNoon: 'pg',
  afterNoon: 'ptg',
};
