import type { Language } from '../language.js';

/** Marathi. */
export const marathi: Language = {
  code: 'mr',
  labels: {
    from: 'प्रेषक',
    date: 'दिनांक',
    to: 'प्रती',
    cc: 'प्रत',
    subject: 'विषय',
    replyTo: 'यास उत्तर द्या',
  },
  attributions: '{D} या दिवशी {A} ने लिहीले :',
  verbs: 'लिहिले; लिहिलं',
  beforeNames: 'वाजता; रोजी',
  behindNames: 'यांनी',
  replySeparators: 'खरा संदेश',
  months:
    'जानेवारी जाने; फेब्रुवारी फेब्रु; मार्च; एप्रिल एप्रि; मे; जून; जुलै; ऑगस्ट ऑग; सप्टेंबर सप्टें; ऑक्टोबर ऑक्टो; नोव्हेंबर नोव्हें; डिसेंबर डिसें',
  weekdays: 'रविवार रवि; सोमवार सोम; मंगळवार मंगळ; बुधवार बुध; गुरुवार गुरु; शुक्रवार शुक्र; शनिवार शनि',
  beforeNoon: 'स; म.पू',
  afterNoon: 'दु; सायं; म.उ',
  dateWords: 'वाजता; रोजी',
};
