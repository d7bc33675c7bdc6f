import type { Language } from '../language.js';

/** Serbian. */
export const serbian: Language = {
  code: 'sr',
  labels: {
    from: 'Од; Шаље; Šalje; Od',
    date: 'Датум; Послато; Poslato; Datum',
    to: 'За; Прима; Prima; Za',
    cc: 'Коп; Копија; Цц; Kopija',
    subject: 'Наслов; Тема; Naslov; Tema; Predmet',
    replyTo: 'Одговор-за; Одговори',
  },
  attributions: 'Дана {D} у {T}, {A} пише: | Дана {D}, {A} написа: | {A} написа: | {A} пише:',
  verbs: 'написао',
  beforeNames: 'корисник; korisnik; је; je; osoba; особа',
  behindNames: 'је',
  replyMarks: 'одг',
  forwardMarks: 'prosleđeno',
  replySeparators: 'Изворна порука; Оригинална порука; Originalna poruka',
  forwardSeparators: 'Прослеђена порука',
  months:
    'јануар јан jануар; фебруар феб; март мар; април апр; мај маj; јун jун; јул jул; август авг аугуст ауг; септембар сеп; октобар окт; новембар нов; децембар дец',
  weekdays:
    'нед недеља недјеља; пон понедељак понедјељак ponedeljak; уторак уто; среда сре сриједа; четвртак чет; петак пет; субота суб',
};
