import type { Language } from '../language.js';

/** Estonian. */
export const estonian: Language = {
  code: 'et',
  labels: {
    from: 'Kellelt; Saatja',
    date: 'Kuupäev; Saadetud; Saatmisaeg',
    to: 'Kellele; Saaja; Adressaat',
    cc: 'Koopia',
    subject: 'Pealkiri; Teema',
    replyTo: 'Vastamise aadress; Vastus aadressile',
  },
  attributions:
    '{A} kirjutas {D} {T}: | {D} kirjutas {A}: | {D} {T} {A} kirjutas: | {D}, {A} kirjutas: | {A} kirjutas:',
  verbs: 'kirjutas',
  connectors: 'kuupäev',
  starters: 'kuupäev',
  beforeNames: 'kasutaja; kasutajalt; kuupäeval; kontakt',
  replyMarks: 'vast',
  replySeparators: 'Algne kiri; Esialgne kiri; Algne sõnum; Algteade',
  forwardSeparators: 'Edastatud kiri',
  months:
    'jaanuar jaan; veebruar veebr; marts; apr aprill; mai; juuni; juuli; aug august; september sept; okt oktoober; november nov; detsember dets',
  weekdays: 'puhapaev; esmaspaev; teisipaev; kolmapaev; neljapaev; reede; laupaev',
  dateWords: 'kell; kella',
};
