import type { Language } from '../language.js';

/** Hindi. */
export const hindi: Language = {
  code: 'hi',
  labels: {
    from: 'भेजने वाला; से; प्रेषक',
    date: 'तारीख; भेजा गया; दिनांक',
    to: 'को; पाने वाला; प्रति',
    cc: 'कार्बन; सीसी',
    subject: 'विशय; सबजेक्ट; विषय',
    replyTo: 'जवाब यहाँ',
  },
  attributions: '{D} को, {A} ने लिखा: | {A} ने लिखा:',
  verbs: 'लिखा',
  beforeNames: 'बजे को; बजे; को; पर',
  behindNames: 'ने',
  replySeparators: 'पुराना मैसेज',
  months: 'जनवरी जन॰; फ़रवरी फ़र॰; मार्च; अप्रैल; मई; जून; जुलाई जुल॰; अगस्त अग॰; सितंबर सित॰; अक्टूबर अक्टू॰; नवंबर नव॰; दिसंबर दिस॰',
  weekdays: 'रविवार रवि; सोमवार सोम; मंगलवार मंगल; बुधवार बुध; गुरुवार गुरु; शुक्रवार शुक्र; शनिवार शनि',
  beforeNoon: 'पूर्वाह्न; सुबह',
  afterNoon: 'अपराह्न; दोपहर; शाम',
  dateWords: 'को; बजे',
};
