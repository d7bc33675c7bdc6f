import type { Language } from '../language.js';

/** Mongolian. */
export const mongolian: Language = {
  code: 'mn',
  figures: 'year first',
  labels: {
    from: 'Хэнээс',
    date: 'Огноо',
    to: 'Хэнд',
    cc: 'Cc',
    subject: 'Гарчиг',
    replyTo: 'Хариулах-Хэнд',
  },
  replySeparators: 'Анхны зурвас',
  weekdays: 'ням ня; даваа да; мягмар мя мяг; лхагва лх лха; пүрэв пү пүр; баасан ба баа; бямба бя бям',
  verbs: 'бичсэн; бичжээ; бичлээ',
  beforeNames: 'цагт',
  dateWords: 'оны; сарын; цагт',
};
