import type { RawMessage } from '../src/source/source.js';

/** Raw bytes as a cutter would hand them over; text is taken as latin1, one character a byte. */
export function rawMessage(content: string | Uint8Array, more: Partial<RawMessage> = {}): RawMessage {
  const bytes = typeof content === 'string' ? Buffer.from(content, 'latin1') : content;
  return {
    origin: { source: 'test.mbox', offset: 0, length: bytes.length },
    custodian: null,
    folder: null,
    bytes,
    bytesOffset: 0,
    fromLine: 'From test Mon Jan  3 10:00:00 2005',
    fromQuoting: 'none',
    record: null,
    ...more,
  };
}
