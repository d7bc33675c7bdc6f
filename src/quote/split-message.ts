import type { Message } from '../message/message.js';
import type { SplitBody } from './segment.js';
import { splitBody } from './split-body.js';

/**
 * Splits the body of a message into what its author wrote and what it quotes.
 *
 * Offsets count in `message.body.text`. A message whose body was not read gives an empty split.
 */
export function splitMessage(message: Message): SplitBody {
  const { body } = message;
  if (body === null || body.text === '') return EMPTY;
  return splitBody(body.text, { subject: message.subject.text, date: message.date?.time ?? null });
}

const EMPTY: SplitBody = { segments: [], embedded: [], authored: '' };
