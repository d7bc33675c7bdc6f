import type { Language } from '../language.js';

/** Persian. */
export const persian: Language = {
  code: 'fa',
  figures: 'year first',
  labels: {
    from: 'ارسال کننده; از',
    date: 'تاريخ; تاریخ; ارسال; ارسال شده; فرستاده شده',
    to: 'به; ګيرينده',
    cc: 'تکثیر; رونوشت; رونوشت به',
    subject: 'مضمون; موضوع',
    replyTo: 'جواب نامه; پاسخ-به',
  },
  attributions: 'در {D}، {A} نوشت: | در {D}، {A} نوشته است: | {A} نوشت:',
  beforeNames: 'کاربر; از',
  replyMarks: 'پاسخ',
  replySeparators: 'پیام اصلی; پیام نخستین; نامه اصلی; ایمیل اصلی',
  months: 'ژانویه; فوریه; مارس; آوریل; مه; ژوين; ژويیه; اوت; سپتامبر; اکتبر; نوامبر; دسامبر',
  weekdays: 'یکشنبه; دوشنبه; سهشنبه; چهارشنبه; پنجشنبه; جمعه; شنبه',
  beforeNoon: 'ق.ظ',
  afterNoon: 'ب.ظ',
  dateWords: 'ساعت; در',
};
