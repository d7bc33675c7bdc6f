import type { Language } from '../language.js';

/** Urdu. */
export const urdu: Language = {
  code: 'ur',
  labels: {
    from: 'از',
    date: 'تاریخ',
    subject: 'مضمون',
  },
  verbs: 'لکھا; تحریر',
  beforeNames: 'بجے; کو; پر',
  behindNames: 'نے',
  replySeparators: 'اصل پیغام',
  months: 'جنوری; فروری; مارچ; اپریل; مئی; جون; جولائی; اگست; ستمبر; اکتوبر; نومبر; دسمبر',
  weekdays: 'اتوار; پیر; منگل; بدھ; جمعرات; جمعہ; ہفتہ',
  dateWords: 'بعد; کو; بتاریخ',
};
