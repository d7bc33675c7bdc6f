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
  /** Length of the `From ` line before `bytes`, in the same buffer; 0 where there is none. */
  private readonly fromLength: number;

  constructor(
    origin: Origin,
    custodian: string | null,
    folder: string | null,
    bytes: Buffer,
    bytesOffset: number,
    fromLength: number,
    fromQuoting: RawMessage['fromQuoting'],
  ) {
    this.origin = origin;
    this.custodian = custodian;
    this.folder = folder;
    this.bytes = bytes;
    this.bytesOffset = bytesOffset;
    this.fromQuoting = fromQuoting;
    this.fromLength = fromLength;
  }

  /** Decoded when asked for: few readers need it. */
  get fromLine(): string | null {
    if (this.fromLength === 0) return null;
    const { buffer, byteOffset } = this.bytes;
    return Buffer.from(buffer, byteOffset - this.fromLength, this.fromLength)
      .toString('latin1')
      .trimEnd();
  }
}

/** A message that is no bytes but a record, a row or an item, as a cutter gives it: `more` is what its format tells beside. */
export function recordMessage(
  { custodian, folder }: Pick<RawMessage, 'custodian' | 'folder'>,
  origin: Origin,
  record: unknown,
  more: Partial<RawMessage> = {},
): RawMessage {
  return {
    origin,
    custodian,
    folder,
    bytes: null,
    bytesOffset: origin.offset,
    fromLine: null,
    fromQuoting: 'none',
    record,
    ...more,
  };
}
