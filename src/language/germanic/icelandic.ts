import type { Language } from '../language.js';

/** Icelandic. */
export const icelandic: Language = {
  code: 'is',
  labels: {
    from: 'Frá',
    date: 'Dagsetning; Sent',
    to: 'Til',
    cc: 'Afrit; CC',
    subject: 'Titill; Viðfangsefni; Efni',
    replyTo: 'Svar til; Svar-Við',
  },
  attributions: '{A} skrifaði þann {D} {T}: | Þann {D} {T}, skrifaði {A}: | Þann {D}, skrifaði {A}: | {A} skrifaði:',
  verbs: 'skrifaði',
  forwardMarks: 'fs',
  replySeparators: 'Upprunaleg skilaboð; Upprunalegur póstur',
  forwardSeparators: 'Áframsendur póstur',
  months:
    'jan januar; feb februar; mar mars; april apr; mai; jun juni; jul juli; agu agust; september sep; oktober okt; november nov; desember des',
  weekdays:
    'sun sunnudagur; man manudagur; mar þriðjudagur þri; miðvikudagur mið; fimmtudagur fim; fostudagur fos; laugardagur lau',
  dateWords: 'klukkan',
};
