import type { Origin, RawMessage } from './source.js';

/** A message of bytes as a cutter gives it. */
export class CutMessage implements RawMessage {
  readonly origin: Origin;
  readonly custodian: string | null;
  readonly folder: string | null;
  readonly bytes: Buffer;
  readonly bytesOffset: number;
  readonly fromQuoting: RawMessage['fromQuoting'];
  readonly record = null;
  readonly #fromLine: Buffer | null;

  constructor(
    origin: Origin,
    custodian: string | null,
    folder: string | null,
    bytes: Buffer,
    bytesOffset: number,
    fromLine: Buffer | null,
    fromQuoting: RawMessage['fromQuoting'],
  ) {
    this.origin = origin;
    this.custodian = custodian;
    this.folder = folder;
    this.bytes = bytes;
    this.bytesOffset = bytesOffset;
    this.fromQuoting = fromQuoting;
    this.#fromLine = fromLine;
  }

  /** Decoded when asked for: few readers need it. */
  get fromLine(): string | null {
    return this.#fromLine === null ? null : this.#fromLine.toString('latin1').trimEnd();
  }
}
