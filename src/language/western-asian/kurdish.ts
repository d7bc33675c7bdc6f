import type { Language } from '../language.js';

/** Kurdish. */
export const kurdish: Language = {
  code: 'ku',
  labels: {
    from: 'Ji; لە',
    date: 'Dîrok; بەروار',
    to: 'Bo; بۆ',
    cc: 'Cc',
    subject: 'Mijar; ناونیشان',
    replyTo: 'Bersivê bide; وەڵامدانەوە-بۆ',
  },
  replySeparators: 'Peyama orîjînal',
  months:
    'rebendan rbn; sibat sbt; adar adr; nisan nsn; gulan gln; heziran hzr; tirmeh trm; tebax tbx; ilon iln; cotmeh cot; mijdar mjd; berfanbar brf',
  weekdays: 'yeksem ysm; dusem dsm; sesem ssm; carsem csm; pencsem psm; ini; semi sem',
};
