import type { Language } from '../language.js';

/** Azerbaijani. */
export const azerbaijani: Language = {
  code: 'az',
  labels: {
    from: 'Kimdən',
    date: 'Tarix',
    to: 'Kimə',
    cc: 'Nüsxə',
    subject: 'Mövzu',
    replyTo: 'Cavabla',
  },
  attributions: '{D} tarixdə, {A} yazıb:',
  replySeparators: 'Orijinal məktub',
  months:
    'yanvar yan; fevral fev; mar mart; apr aprel; may; iyun iyn; iyul iyl; avqust avq; sentyabr sen; okt oktyabr; noyabr noy; dekabr dek',
  weekdays: 'bazar; ; mar; cərsənbə; ; cumə; sənbə',
  dateWords: 'cü; cu; ci; cı; il; ildə; tarix; axsamı; ertəsi; c.a; b.e; tarixində; tarixdə; saat',
  beforeNames: 'tarixində; tarixdə; saat',
  verbs: 'yazdı',
};
