import type { Language } from '../language.js';

/** Turkish. */
export const turkish: Language = {
  code: 'tr',
  labels: {
    from: 'Gönderici; Kimden; Gönderen',
    date: 'Tarih; Gönderilme; Gönderilen; Gönderme Tarihi; Gönderildi; Gönderilme Tarihi',
    to: 'Alıcı; Kime',
    cc: 'CC; Kopya; Bilgi',
    subject: 'Konu',
    replyTo: 'Reply-To; Yanıt adresi',
  },
  weakLabels: { other: 'ne zaman; nerede' },
  attributions:
    '{A}, {D} {T} tarihinde yazdı: | {D} tarihinde {A} yazdı: | {D} {T} tarihinde {A} yazdı: | {D}, {A} yazmış: | {A} yazdı:',
  verbs: 'yazdı; yazmış',
  weakVerbs: 'alıntı',
  beforeNames: 'kullanıcısı; gönderen',
  behindNames: 'şunu; şunları; kişisi; kullanıcısı',
  replyMarks: 'ynt; yan; yanıt',
  forwardMarks: 'i̇lt; ilt; i̇let',
  replySeparators:
    'Özgün ileti; Özgün İleti; Orijinal Mesaj; Orijinal İleti; Özgün mesaj; Asıl ileti; Asıl mesaj; Orijinal e-posta',
  forwardSeparators: 'İletilen İleti; İletilmiş Mesaj',
  forwardSentences: 'İleti başlangıcı; İletilen ileti başlangıcı',
  endSeparators: 'İletilen iletinin sonu; Yönlendirilen iletinin sonu',
  months:
    'ocak oca; subat sub; mar mart; nisan nis; may mayıs mayis; haziran haz; temmuz tem; agu agustos; eylul eyl; ekim eki; kasım kas kasim; aralık ara aralik',
  weekdays: 'pazar paz; pazartesi pzt; mar salı sal; carsamba car; persembe per; cuma cum; cumartesi cmt',
  beforeNoon: 'oo',
  afterNoon: 'os',
  dateWords: 'saat',
  pronouns: 'ben; sen; o; biz; siz; onlar; biri; kim',
  timeWords: 'dün; bugün; geçenlerde',
};
