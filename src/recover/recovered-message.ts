import type { EmbeddedHeader, QuotedFields } from '../quote/segment.js';
import type { Origin } from '../source/source.js';

/** One place where a message that nobody may have produced is quoted. */
export interface Witness {
  /** Key of the produced post whose body quotes it. */
  readonly post: string;
  /** Index into that body's `SplitBody.embedded`; past its end for an attached message. */
  readonly embedded: number;
  readonly depth: number;
  /** True where the message hangs on that post as a file: whole, as it was sent, and handed over with it. */
  readonly attached?: true;
  /** Bytes of the header (attribution or block), null if there is none. */
  readonly headerOrigin: Origin | null;
  /** Bytes of the text. */
  readonly origin: Origin;
  readonly header: EmbeddedHeader;
}

/** Known only because other messages quote or embed it. Fields that no witness gives stay empty. */
export interface RecoveredMessage extends QuotedFields {
  readonly text: string;
  readonly witnesses: readonly Witness[];
}

/** True of a message that was handed over whole, as an attachment of another: nobody quotes it alone, and nothing of it is missing. */
export const isAttached = ({ witnesses }: Pick<RecoveredMessage, 'witnesses'>): boolean =>
  witnesses.some(({ attached }) => attached === true);

/** A recovered message and its key: what `RecoveredPost` is in a thread. */
export interface Recovered {
  readonly kind: 'recovered';
  readonly key: string;
  readonly recovered: RecoveredMessage;
}
