import type { Language } from '../language.js';

/** Macedonian. */
export const macedonian: Language = {
  code: 'mk',
  labels: {
    from: 'Од',
    date: 'Датум',
    to: 'До; Примач',
    cc: 'CC; Копирај',
    subject: 'Наслов; Тема',
    replyTo: 'Одговори на; Препрати на',
  },
  attributions: 'На {D},{A} напиша:',
  verbs: 'скриви',
  beforeNames: 'корисникот; корисник',
  replySeparators: 'Оригинална порака',
  months:
    'јан јануари; февруари фев; март мар; април апр; мај; јуни јун; јули јул; август авг; септември сеп; октомври окт; ноември ное; декември дек',
  weekdays: 'нед недела; понеделник пон; вторник вто; среда сре; чет четврток; пет петок; сабота саб',
  dateWords: 'во',
};
