import type { Language } from '../language.js';

/** Lithuanian. */
export const lithuanian: Language = {
  code: 'lt',
  figures: 'year first',
  labels: {
    from: 'Kas; Nuo; Siuntėjas',
    date: 'Data; Išsiųsta',
    to: 'Gavėjas; Kam',
    cc: 'Cc; Kopija',
    subject: 'Tema',
    replyTo: 'Atgalinis adresas; Atsakymą gaus',
  },
  attributions: '{A} rašė {D} {T}: | {D} {T}, {A} rašė: | {D}, {A} parašė: | {D}, {A} rašė: | {A} rašė:',
  verbs: 'rašo; rašė',
  beforeNames: 'vartotojas; vartotoja; naudotojas',
  replyMarks: 'ats',
  replySeparators:
    'Originalus laiškas; Originalus tekstas; Pradinis pranešimas; Originalus pranešimas; Pradinis laiškas',
  forwardSeparators: 'Persiųstas laiškas',
  months:
    'sausis sausio saus; vasaris vasario vas; kovas kovo kov; balandis balandzio bal; geguze geguzes geg; birzelis birzelio birz; liepa liepos liep; rugpjutis rugpjucio rugp; rugsejis rugsejo rugs; spalis spalio spal; lapkritis lapkricio lapkr; gruodis gruodzio gruod',
  weekdays:
    'sekmadienis sk; pirmadienis pr; antradienis an; treciadienis tr; ketvirtadienis kt; penktadienis pn; sestadienis st',
  dateWords: 'm; d',
};
