import type { Language } from '../language.js';

/** Slovak. */
export const slovak: Language = {
  code: 'sk',
  labels: {
    from: 'Od',
    date: 'Dátum; Odoslané; Odoslaná',
    to: 'Komu; Pre; Príjemca',
    cc: 'Kópia',
    subject: 'Predmet',
    replyTo: 'Odpovedať na',
  },
  attributions:
    'Dňa {D} o {T} {A} napísal(a): | Dňa {D} používateľ {A} napísal: | Dňa {D} {A} napísal(a): | {A} napísal(a) dňa {D} o {T}: | Používateľ {A} napísal: | {A} napísal(a):',
  verbs: 'napísal; napísala; píše',
  weakVerbs: 'citát',
  connectors: 'používateľ',
  starters: 'používateľ',
  beforeNames: 'používateľ; používateľka; odosielateľ; od; užívateľ; užívateľka; osoba',
  replySeparators: 'Pôvodná správa; Pôvodný e-mail',
  forwardSeparators: 'Preposlaná správa',
  forwardSentences: 'Začiatok preposlanej správy',
  months:
    'jan januar januara; feb februar februara; mar marca marec; april apr aprila; maj maja; jun juna; jul jula; aug august augusta; september sep septembra; oktober okt oktobra; november nov novembra; dec december decembra',
  weekdays: 'ne nedela; po pondelok; ut utorok; streda st; stvrtok st; piatok pi; sobota so',
  pronouns: 'ja; ty; on; ona; my; vy; oni; niekto; kto',
  timeWords: 'včera; dnes; nedávno',
};
