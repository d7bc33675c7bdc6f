import type { Language } from '../language.js';

/** Hebrew. */
export const hebrew: Language = {
  code: 'he',
  labels: {
    from: 'מאת',
    date: 'תאריך; נשלח; נשלח בתאריך',
    to: 'אל',
    cc: 'לידיעה; עותק; העתק',
    subject: 'נושא',
    replyTo: 'השב-אל; כתובת למענה',
  },
  weakLabels: { other: 'מתי; היכן' },
  attributions:
    ':כתב {A}, {D} בתאריך | ב {D}, {A} כתב: | נכתב על ידי {A}, ב־{D} בשעה {T}: | {A} כתב: | נכתב על ידי {A}:',
  weakVerbs: 'ציטוט',
  starters: 'בתאריך',
  beforeNames: 'מאת; על ידי; המשתמש',
  replyMarks: 'תגובה; השב; בעניין',
  forwardMarks: 'הועבר; להעביר',
  replySeparators: 'הודעה מקורית',
  forwardSeparators: 'הודעה שהועברה',
  forwardSentences: 'תחילת ההודעה שהועברה',
  months:
    'ינואר ינו; פברואר פבר; מרץ מרס; אפריל אפר; מאי; יוני; יולי; אוגוסט אוג; ספטמבר ספט; אוקטובר אוק; נובמבר נוב; דצמבר דצמ',
  beforeWeekdays: 'יום',
  weekdays: 'ראשון; שני; שלישי; רביעי; חמישי; שישי; שבת',
  dateWords: 'ב; ביום; בשעה; כ',
};
