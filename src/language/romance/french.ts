import type { Language } from '../language.js';

/** French. */
export const french: Language = {
  code: 'fr',
  labels: {
    from: 'De; Expéditeur; De la part de; Expediteur',
    date: "Date; Envoyé; Envoyé le; Envoye; Date d'envoi",
    to: 'Pour; À; Destinataire',
    cc: 'Cc; Copie à; Copie',
    subject: 'Objet; Sujet',
    replyTo: 'Répondre à',
    sentBy: 'envoyé par',
    other: 'pièces jointes; pièce jointe; priorité; confidentialité; critère de diffusion; catégories',
  },
  weakLabels: { other: 'quand; où; lieu' },
  attributions: 'Le {D} à {T}, {A} a écrit : | Le {D}, {A} a écrit : | {A} a écrit le {D} à {T} : | {A} a écrit :',
  verbs: 'écrivait; écrivit; écriviez',
  weakVerbs:
    'selon; citation; émis; énoncé; formulé; exprimé; exprimée; prétendu; présenté; soumis; supposé; répondu; expliqué; précisé; suggéré; proposé; annoncer; affirmé; déclaré; poursuit; ajoute; ajouté; répond; demande; demandé',
  starters: 'selon; dans',
  beforeNames: "l'utilisateur; utilisateur; par",
  behindQuoting: 'de',
  replyMarks: 'réf; réf.; réponse; rép; réponse automatique',
  forwardMarks: 'tr; réexp; réexp.',
  replySeparators:
    "Courriel initial; Courriel original; Message original; Message d'origine; Message d’origine; Rendez-vous d'origine; Mail original; Courriel d'origine; E-mail d'origine; E-mail d’origine; E-mail original",
  forwardSeparators: 'Mail transféré; Courriel transféré; Message transféré; Message transmis',
  forwardSentences: 'Début du message réexpédié; Début du message transféré',
  forwardedBy: 'transféré par; réexpédié par',
  endSeparators:
    'Fin du message transféré; Fin du message réexpédié; Fin du message d’origine; Fin du message original; Fin du message transmis',
  months:
    'janvier janv; fev fevrier fevr; mars; avril avr; mai; juin; juillet juil; aout; sept septembre; oct octobre; nov novembre; dec decembre',
  weekdays: 'dimanche dim; lun lundi; mar mardi; mer mercredi; jeudi jeu; vendredi ven; samedi sam',
  dateWords: 'le; les; ce; h',
  behindNames: 'avait; vient de nous; vient de',
  pronouns: "je; j'ai; j’ai; tu; il; elle; on; nous; vous; ils; elles; quelqu'un; qui",
  timeWords: "hier; aujourd'hui; récemment; auparavant; avant-hier; précédemment",
};
