import type { Mailbox, Message } from './message.js';
import { isWithheldIn } from './withheld-fields.js';

/**
 * Who wrote a message: its From, or its Sender where it has none. Where From is there and withheld, whoever sent it for the author is not
 * taken for him: null.
 *
 *     From: [REDACTED]
 *     Sender: Eva Sand <eva@quay.example>      → null
 */
export function authorOf(message: Pick<Message, 'from' | 'sender' | 'headers'>): Mailbox | null {
  const { from, sender } = message;
  return from === null && sender !== null && isWithheldIn(message, /^from$/i) ? null : (from ?? sender);
}
