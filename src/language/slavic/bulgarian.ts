import type { Language } from '../language.js';

/** Bulgarian. */
export const bulgarian: Language = {
  code: 'bg',
  labels: {
    from: 'От',
    date: 'Дата; Изпрати до; Изпратено; Изпратено на',
    to: 'До; Получател',
    cc: 'CC; Копие; Копие до',
    subject: 'Заглавие; Тема; Относно',
    replyTo: 'Отговор до',
  },
  attributions: '{A} написа на {D} в {T}: | На {D} в {T}, {A} написа: | На {D}, {A} написа: | {A} написа:',
  beforeNames: 'потребителят; потребител; от; ч.',
  replyMarks: 'отг',
  forwardMarks: 'прати; препр',
  replySeparators: 'Оригинално Писмо',
  forwardSeparators: 'Препратено писмо',
  months:
    'януари ян яну; февруари февр; март; април; маи; юни; юли; август; септември септ; октомври окто; ноември ноем; декември декем',
  weekdays: 'нд неделя; пн понеделник; вторник вт; ср сряда; четвъртък чт; пт петък; сб събота',
};
