import type { Language } from '../language.js';

/** Telugu. */
export const telugu: Language = {
  code: 'te',
  verbs: 'రాశారు; వ్రాసారు',
};
