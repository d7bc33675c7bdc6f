import type { Language } from '../language.js';

/** Faroese. */
export const faroese: Language = {
  code: 'fo',
  labels: {
    from: 'Frá',
    date: 'Tann',
    to: 'Til',
    cc: 'Cc',
    subject: 'Evni',
    replyTo: 'Svara-til',
  },
  attributions: 'Tann {D}, skrivaði {A}:',
  replySeparators: 'Uppruna boð',
  months:
    'jan januar; feb februar; mar mars; april apr; mai; jun juni; jul juli; aug august; september sep; oktober okt; november nov; desember des',
  weekdays:
    'sun sunnudagur; man manadagur; mar tysdagur tys; mikudagur mik; hosdagur hos; fri friggjadagur; leygardagur ley',
};
