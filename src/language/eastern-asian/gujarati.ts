import type { Language } from '../language.js';

/** Gujarati. */
export const gujarati: Language = {
  code: 'gu',
  verbs: 'લખ્યું',
  beforeNames: 'વાગ્યે',
};
