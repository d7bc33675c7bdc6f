import type { Language } from '../language.js';

/** Latvian. */
export const latvian: Language = {
  code: 'lv',
  labels: {
    from: 'Kas; No',
    date: 'Datums; Nosūtīts',
    to: 'Kam; Uz; Adresāts',
    cc: 'Cc; Kopija',
    subject: 'Temats; Tēma',
    replyTo: 'Atbildēt uz; Atbildēt-Uz',
  },
  attributions:
    'Datumā {D}, {A} rakstīja: | {A} @ {D} rakstīja: | {A} {D} {T} rakstīja: | {D} {T} {A} rakstīja: | {A} rakstīja:',
  verbs: 'rakstīja',
  beforeNames: 'lietotājs; lietotāja; lietotājs(-a); sūtītājs',
  replyMarks: 'atbilde',
  replySeparators:
    'Sākotnējā vēstule; Sākotnējā ziņa; Sākotnējais ziņojums; Oriģinālā ziņa; Oriģinālais ziņojums; Sākotnējais e-pasts',
  forwardSeparators: 'Pārsūtītā vēstule',
  months:
    'janv janvaris; febr februaris; marts; apr aprilis; maijs; jun junijs; jul julijs; aug augusts; sept septembris; okt oktobris; nov novembris; dec decembris',
  weekdays:
    'svetdiena svetd; pirmdiena pirmd; otrdiena otrd; tresdiena tresd; ceturtdiena ceturtd; piektdiena piektd; sestdiena sestd',
  dateWords: 'plkst; gada',
};
