import type { Message } from '../message/message.js';
import type { Resending } from './sending/resending.js';
import type { Sending } from './sending/sending.js';

/** A message that was handed over. */
export interface ProducedPost {
  readonly kind: 'produced';
  /** Stable: derived from content, equal on every run and in any input order. */
  readonly key: string;
  /** The copy that stands for all: the first in canonical order of those that tell most. */
  readonly message: Message;
  /** Every copy, the one above included, in canonical order. */
  readonly copies: readonly Message[];
  /** With `--dedupe none`: key of the first copy's post; else null. */
  readonly duplicateOf: string | null;
  /** Absent where it was sent by hand, as far as anything says, and where bodies were not read. */
  readonly sending?: Sending;
  /** Who passed it on as it was, oldest first; absent where nobody did, and where bodies were not read. */
  readonly resendings?: readonly Resending[];
}
