import type { QuotedFields } from '../segment.js';

/** The fields of a quotation that tells nothing of what it quotes. */
export const NO_FIELDS: QuotedFields = {
  from: null,
  to: [],
  cc: [],
  bcc: [],
  date: null,
  subject: null,
  messageId: null,
};
