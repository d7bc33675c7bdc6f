import type { Language } from '../language.js';

/** Uyghur. */
export const uyghur: Language = {
  code: 'ug',
  figures: 'year first',
  labels: {
    from: 'دىن',
    date: 'چېسلا',
    to: 'غا',
    cc: 'قۇشۇمچە',
    subject: 'تىما',
    replyTo: 'غا جاۋاپ قايتۇرۇش',
  },
  attributions: '{D} دا، {A} يازدى:',
  replySeparators: 'ئەسلىي خەت',
  months: 'يانۋار; فېۋرال; مارت; ياپرېل; ماي; يىيۇن; يىيۇل; ياۋغۇست; سېنتەبىر; يۆكتەبىر; نويابىر; دېكابىر',
  weekdays: 'يەكشەنبە يە; دۈشەنبە دۈ; سەيشەنبە سە; چارشەنبە چا; پەيشەنبە پە; جۈمە جۈ; شەنبە شە',
};
