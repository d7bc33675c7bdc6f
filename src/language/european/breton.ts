import type { Language } from '../language.js';

/** Breton. */
export const breton: Language = {
  code: 'br',
  labels: {
    from: 'A-berzh; Eus',
    date: 'Deiz; Deiziad; Kaset',
    to: 'Da',
    cc: 'CC',
    subject: 'Danvez; Sujed',
    replyTo: 'Respont-Da',
  },
  attributions:
    "D'an/ar {D} eo bet skrivet gant {A}: | D'an/ar {D} {T} eo bet skrivet gant {A} : | D'an/ar{D} eo bet skrivet gant {A}: | Skrivet eo bet gant {A} : | Skrivet eo bet gant {A}:",
  connectors: "d'an/ar",
  starters: "d'an/ar",
  replySeparators: 'Kemennadenn Orin; Kemennadenn orinel',
  months:
    'genver gen; hwevrer; meurzh meur; ebrel ebr; mae; mezheven mezh; gouere goue; eost; gwengolo gwen; ; ; kerzu kzu',
  weekdays: 'sul; lun; meurzh meu; mer; yaou; gwener gwe; sadorn sad',
};
