import type { Language } from '../language.js';

/** Gujarati. */
export const gujarati: Language = {
  code: 'gu',
  verbs: 'લખ્યું',
  beforeNames: 'વાગ્યે; પર; ના રોજ',
  replySeparators: 'મૂળ સંદેશ',
  months: 'જાન્યુઆરી જાન્યુ; ફેબ્રુઆરી ફેબ્રુ; માર્ચ; એપ્રિલ; મે; જૂન; જુલાઈ; ઑગસ્ટ; સપ્ટેમ્બર સપ્ટે; ઑક્ટોબર ઑક્ટો; નવેમ્બર નવે; ડિસેમ્બર ડિસે',
  weekdays: 'રવિવાર રવિ; સોમવાર સોમ; મંગળવાર મંગળ; બુધવાર બુધ; ગુરુવાર ગુરુ; શુક્રવાર શુક્ર; શનિવાર શનિ',
  behindNames: 'એ',
  dateWords: 'ના; રોજ; વાગ્યે; પર',
};
