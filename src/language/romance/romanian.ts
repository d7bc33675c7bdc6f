import type { Language } from '../language.js';

/** Romanian. */
export const romanian: Language = {
  code: 'ro',
  labels: {
    from: 'De la; Expeditor; Expeditorul',
    date: 'Data; Dată; Trimis; Trimis la',
    to: 'Către; Destinatar; La; Pentru; Destinatarul',
    cc: 'CC; Copie (CC); Copie',
    subject: 'Subiect; Subiectul',
    replyTo: 'Răspunde la; Răspuns către',
  },
  attributions: 'La {D} {T}, {A} a scris: | {A} a scris la {D} {T}: | În {D}, {A} a scris: | {A} a scris:',
  beforeNames: 'utilizatorul; expeditorul',
  replySeparators: 'Mesaj inițial; Mesaj Original; Mesajul original; E-mail original; E-mailul original',
  forwardSeparators: 'Mesaj redirecționat',
  forwardSentences: 'Începe mesajul redirecționat',
  months:
    'ianuarie ian; februarie feb; mar martie; apr aprilie; mai; iunie iun; iulie iul; aug august; sept septembrie; oct octombrie; nov noiembrie noi; dec decembrie',
  weekdays: 'duminica dum; lun luni; mar marti; mie miercuri; joi; vineri vin; sam sambata',
  dateWords: 'la; ora; luc',
};
