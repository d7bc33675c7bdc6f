import type { Language } from '../language.js';

/** Indonesian. */
export const indonesian: Language = {
  code: 'id',
  labels: {
    from: 'Dari; Pengirim',
    date: 'Tanggal; Terkirim; Dikirim',
    to: 'Kepada; Penerima',
    cc: 'CC; Lampiran',
    subject: 'Judul; Subjek; Perihal',
    replyTo: 'Balas kepada; Balas-Ke',
  },
  attributions: 'Pada {D} {T}, {A} menulis: | Pada {D}, {A} menulis: | {A} menulis di {D} {T}: | {A} menulis:',
  verbs: 'tulis; menulis',
  beforeNames: 'pengguna; tanggal',
  replyMarks: 'bls; balas',
  forwardMarks: 'trs; terusan',
  replySeparators: 'Pesan Asli; Pesan Orisinal',
  forwardSeparators: 'Pesan Diteruskan',
  forwardSentences: 'Mulai meneruskan pesan',
  months:
    'jan januari; feb februari pebruari; mar maret; april apr; mei; jun juni; jul juli; agustus agu agt; september sep; oktober okt; november nov nop nopember; desember des',
  weekdays: 'minggu min; senin sen; mar selasa sel; rabu rab; kamis kam; jumat jum; sab sabtu',
  dateWords: 'pukul; pada',
};
