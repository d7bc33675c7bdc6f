import type { Language } from '../language.js';

/** Spanish. */
export const spanish: Language = {
  code: 'es',
  labels: {
    from: 'De; Remitente',
    date: 'Fecha; Enviado; Enviado el; Enviados; Fecha de envío',
    to: 'A; Destinatario; Para',
    cc: 'CC; Copia',
    subject: 'Asunto; Tema; Título',
    replyTo: 'Responder a; Responder-a',
    sentBy: 'enviado por',
    other: 'datos adjuntos; archivos adjuntos; importancia; prioridad; confidencialidad; carácter; categorías; anexos',
  },
  weakLabels: { other: 'cuándo; dónde; ubicación' },
  attributions:
    'El {D} a las {T}, {A} escribió: | El {D}, {A} escribió: | En {D} {T}, {A} escribió: | {A} escribió el {D} a las {T}: | {A} escribió el {D} {T}: | {A} escribió:',
  verbs: 'escribe; escribía; escribiste',
  weakVerbs:
    'citando; citado; formuló; expresó; explicó; preguntó; respondió; propuso; comentó; añadió; añade; agregó; continuó; continúa',
  beforeNames: 'usuario; el usuario; por; mensaje citado por',
  behindNames: 'usuario; había',
  behindQuoting: 'de',
  replyMarks: 'respuesta automática',
  forwardMarks: 'rv',
  replySeparators: 'Mensaje Original; correo original; Cita original; Correo electrónico original',
  forwardSeparators: 'Correo reenviado; Mensaje reenviado',
  forwardSentences: 'Inicio del mensaje reenviado',
  forwardedBy: 'reenviado por',
  endSeparators: 'Fin del mensaje reenviado; Fin del mensaje original; Fin mensaje reenviado; Fin mensaje original',
  months:
    'enero ene; feb febrero; mar marzo; abril abr; may mayo; jun junio; jul julio; ago agosto; setiembre set sept septiembre; octubre oct; nov noviembre; diciembre dic',
  weekdays: 'dom domingo; lun lunes; martes mar; miercoles mie; jueves jue; vie viernes; sab sabado',
  dateWords: 'a; las; la; el; de; del; hora; horas',
  pronouns: 'yo; tú; tu; él; ella; usted; nosotros; ellos; ellas; ustedes; alguien; quien',
  timeWords: 'ayer; hoy; recientemente; antes; anteayer',
};
