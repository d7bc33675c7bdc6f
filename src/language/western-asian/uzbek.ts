import type { Language } from '../language.js';

/** Uzbek. */
export const uzbek: Language = {
  code: 'uz',
  labels: {
    from: 'Jo‘natuvchi; Kimdan',
    date: 'Sana',
    to: 'Kimga; Qabul qiluvchi',
    cc: 'CC; Nusxasi',
    subject: 'Mavzu',
    replyTo: 'Javob berish; Qabul qiluvchiga javob yozish',
  },
  attributions: '{A} yozgan kun {D}: | {A} {D} {T}da yozdi: | {D} {T}, {A} da yozdi: | {A} yozdi:',
  verbs: 'yozdi',
  replySeparators: 'Asl xabar; Asl xat',
  forwardSeparators: 'Uzatilgan xabar',
  months:
    'yanvar yan; fevral fev; mar mart; apr aprel; may; iyun iyn; iyul iyl; avgust avg; sen sentabr; okt oktabr; noyabr noy; dekabr dek',
  weekdays: 'yakshanba yak; dushanba dush; mar seshanba sesh; chorshanba chor; payshanba pay; jum juma; shanba shan',
};
