import type { Problem, RawMessage } from '../source/source.js';
import type { Message } from './message.js';

export interface ReadRecord {
  readonly message: Message | null;
  readonly problems: readonly Problem[];
}

export function messageFromRecord(
  raw: RawMessage,
  _map: Readonly<Record<string, string>>,
  _bodies: boolean,
): ReadRecord {
  return {
    message: null,
    problems: [
      {
        code: 'record-not-a-message',
        severity: 'warning',
        message: 'The record is no message; it is left out.',
        origin: raw.origin,
      },
    ],
  };
}
