import type { Language } from '../language.js';

/** Luxembourgish. */
export const luxembourgish: Language = {
  code: 'lb',
  labels: {
    from: 'Vun',
    date: 'Datum',
    to: 'Un',
    cc: 'CC',
    subject: 'Sujet',
    replyTo: 'Äntwert un',
  },
  attributions: 'Den {D}, {A} schreift: | Den {D} um {T} huet {A} geschriwwen:',
  replySeparators: 'Original-Message',
  months:
    'jan januar; feb februar; maerz mae; abr abrell; mee; jun juni; jul juli; aug august; september sep; oktober okt; november nov; dezember dez',
  weekdays: 'sonndeg son; meindeg mei; denschdeg den; mettwoch met; donneschdeg don; fre freideg; sam samschdeg',
};
