import type { Language } from '../language.js';

/** Kabyle. */
export const kabyle: Language = {
  code: 'kab',
  labels: {
    from: 'Si; Sɣur',
    date: 'Azemz; Yettwazen',
    to: 'I',
    cc: 'Anɣ. I; Anɣ.I',
    subject: 'Amgay; Asentel',
    replyTo: 'Err-i',
  },
  attributions: 'Di {D} {T}, {A} yura: | {A} yura di {D} {T}: | {A} yura:',
  replySeparators: 'Izen anezli',
  forwardSeparators: 'Izen yettwawelhen',
  months:
    'yennayer yen; furar fur; meɣres meɣ; yebrir yeb; may mayyu; yunyu yun; yulyu yul; ɣuct ɣuc; ctember cte; tuber tub; nunember nun; dugember dug',
  weekdays: 'acer; arim; aram; ahad; amhad; sem; sed',
};
