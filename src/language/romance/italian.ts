import type { Language } from '../language.js';

/** Italian. */
export const italian: Language = {
  code: 'it',
  labels: {
    from: 'Da; Mittente',
    date: 'Data; Inviato il; Inviato; Data invio; Inviata',
    to: 'A; Destinatario',
    cc: 'CC',
    subject: 'Oggetto; Ogg',
    replyTo: 'Rispondi a; Rispondi-a',
    sentBy: 'inviato da',
    other: 'allegati; allegato; priorità; riservatezza; categorie',
  },
  weakLabels: { other: 'quando; dove' },
  attributions:
    'Il {D} {A} ha scritto: | Il {D} {T}, {A} ha scritto: | Il {D}, {A} ha scritto: | {A} ha scritto il {D} alle {T}: | {A} ha scritto:',
  verbs: 'scrive',
  connectors: 'alle',
  starters: 'alle',
  beforeNames: "l'utente; da parte di",
  behindQuoting: 'di; da',
  replyMarks: 'rif; rif.; riferimento; risposta automatica',
  forwardMarks: 'inoltra; inoltro',
  replySeparators: 'Messaggio originale; Appuntamento originale; Email originale; E-mail originale',
  forwardSeparators: 'Messaggio Inoltrato',
  forwardSentences: 'Inizio messaggio inoltrato',
  forwardedBy: 'inoltrato da',
  endSeparators:
    'Fine messaggio inoltrato; Fine del messaggio inoltrato; Fine messaggio originale; Fine del messaggio originale',
  months:
    'gen gennaio genn; feb febbraio febbr; mar marzo; apr aprile; maggio mag; giugno giu; luglio lug; ago agosto; set settembre sett; ottobre ott; nov novembre; dic dicembre',
  weekdays: 'dom domenica; lun lunedi; mar martedi; mer mercoledi; giovedi gio; ven venerdi; sab sabato',
  dateWords: 'alle; ore; ora; il',
  weakVerbs: 'formulato; spiegato; risposto; osservato; proposto; affermato; aggiunto; aggiunge; risponde; continua',
  behindNames: 'aveva',
  pronouns: 'io; tu; lui; lei; egli; ella; noi; voi; loro; qualcuno; chi',
  timeWords: "ieri; oggi; recentemente; prima; l'altroieri",
};
