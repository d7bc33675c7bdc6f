import type { Language } from '../language.js';

/** Dutch. */
export const dutch: Language = {
  code: 'nl',
  labels: {
    from: 'Afzender; Van',
    date: 'Datum; Verzonden; Verzonden op',
    to: 'Aan; Ontvanger',
    cc: 'CC; Kopie',
    subject: 'Onderwerp',
    replyTo: 'Antwoord-aan; Antwoord-naar; Antwoorden aan',
    other: 'bijlage; bijlagen; urgentie; prioriteit; vertrouwelijkheid; gevoeligheid; categorieën',
  },
  weakLabels: { other: 'wanneer; waar; locatie' },
  attributions:
    'Op {D} om {T} schreef {A}: | Op {D}, schreef {A}: | {A} schreef op {D} om {T}: | {A} schreef op {D}: | {A} schreef:',
  verbs: 'schreef; geschreven',
  weakVerbs: 'citeren',
  connectors: 'heeft',
  beforeNames: 'gebruiker; het volgende',
  behindNames: 'heeft; het volgende',
  behindQuoting: 'van',
  replyMarks: 'antw; antwoord; automatisch antwoord',
  forwardMarks: 'doorst; doorgestuurd',
  replySeparators:
    'Oorspronkelijke e-mail; Oorspronkelijk bericht; Oorspronkelijke bericht; Orgineel bericht; Origineel bericht; Oorspronkelijke afspraak',
  forwardSeparators: 'Doorgestuurd bericht',
  forwardSentences: 'Begin doorgestuurd bericht',
  forwardedBy: 'doorgestuurd door',
  endSeparators: 'Einde doorgestuurd bericht; Einde van doorgestuurd bericht; Einde oorspronkelijk bericht',
  months:
    'jan januari; feb februari; maart mrt; april apr; mei; jun juni; jul juli; augustus aug; september sep; oktober okt; november nov; dec december',
  weekdays: 'zondag zo; maandag ma; dinsdag di; woensdag wo; donderdag do; vr vrijdag; zaterdag za',
  dateWords: 'om; op; de',
  pronouns: 'ik; jij; je; u; hij; zij; ze; wij; we; jullie; iemand; men; wie',
  timeWords: 'gisteren; vandaag; onlangs; eerder; eergisteren',
};
