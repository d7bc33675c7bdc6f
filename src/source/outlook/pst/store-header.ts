import type { RandomBytes } from '../../container/random-bytes.js';
import { OutlookFault } from '../mapi-object.js';

/** What the header of a .pst or .ost tells (MS-PST 2.2.2.6). */
export interface StoreHeader {
  /** ANSI (Outlook 97 to 2002, at most 2 GB), Unicode (2003 on), pages of 4096 bytes and zipped blocks (.ost of 2013 on). */
  readonly form: 'ansi' | 'unicode' | '4k';
  /** How its bytes are hidden. */
  readonly crypt: number;
  /** Offset of the root page of the node tree. */
  readonly nodes: number;
  /** Offset of the root page of the block tree. */
  readonly blocks: number;
  /** Bytes of a number of a block. */
  readonly width: 4 | 8;
  readonly pageLength: number;
  /** Bytes of data in a block that is full. */
  readonly fullBlock: number;
}

const HEADER_LENGTH = 564;

/** True for the first bytes of a .pst, .ost or .pab. */
export const isStore = (bytes: Buffer): boolean => bytes.toString('latin1', 0, 4) === '!BDN';

/** Reads the header of a store; throws `OutlookFault` where it is none, or of a form that is not known. */
export function readStoreHeader(bytes: RandomBytes): StoreHeader {
  const head = bytes.read(0, HEADER_LENGTH);
  if (head.length < HEADER_LENGTH || !isStore(head)) throw new OutlookFault('its header is cut off');
  const version = head.readUInt16LE(10);
  if (version === 14 || version === 15)
    return {
      form: 'ansi',
      crypt: head[461]!,
      nodes: head.readUInt32LE(188),
      blocks: head.readUInt32LE(196),
      width: 4,
      pageLength: 512,
      fullBlock: 8192 - 12,
    };
  if (version < 20 || version > 60) throw new OutlookFault(`its header names the unknown version ${version}`);
  const large = version >= 36;
  return {
    form: large ? '4k' : 'unicode',
    crypt: head[513]!,
    nodes: head.readUInt32LE(224) + head.readUInt32LE(228) * 2 ** 32,
    blocks: head.readUInt32LE(240) + head.readUInt32LE(244) * 2 ** 32,
    width: 8,
    pageLength: large ? 4096 : 512,
    fullBlock: large ? 65536 - 24 : 8192 - 16,
  };
}
