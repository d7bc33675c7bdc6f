/** Writes compound files (MS-CFB) and messages of Outlook (MS-OXMSG) for tests. */

/** A folder of streams and folders by name. */
export interface Storage {
  readonly [name: string]: Buffer | Storage;
}

const SECTOR = 512;
const MINI = 64;
const CUTOFF = 4096;
const END = 0xfffffffe;
const FREE = 0xffffffff;

interface Entry {
  readonly name: string;
  readonly type: 1 | 2 | 5;
  child: number;
  right: number;
  start: number;
  size: number;
}

/** The bytes of a compound file. Streams under 4096 bytes stand in short sectors; `gap` leaves a free sector behind each one. */
function writeCompoundFile(root: Storage, gap = false): Buffer {
  const entries: Entry[] = [{ name: 'Root Entry', type: 5, child: FREE, right: FREE, start: END, size: 0 }];
  const sectors: Buffer[] = [];
  const table: number[] = [];
  const mini: Buffer[] = [];
  const miniTable: number[] = [];
  const put = (bytes: Buffer, length: number, into: Buffer[], chain: number[]): number => {
    if (bytes.length === 0) return END;
    const start = into.length;
    let last = -1;
    for (let at = 0; at < bytes.length; at += length) {
      const piece = Buffer.alloc(length);
      bytes.copy(piece, 0, at, at + length);
      if (last >= 0) chain[last] = into.length;
      last = into.length;
      chain.push(END);
      into.push(piece);
      if (gap && length === SECTOR) {
        into.push(Buffer.alloc(length, 0xaa));
        chain.push(FREE);
      }
    }
    return start;
  };
  const fill = (storage: Storage, parent: Entry): void => {
    let last: Entry | null = null;
    for (const [name, content] of Object.entries(storage)) {
      const isStream = Buffer.isBuffer(content);
      const entry: Entry = { name, type: isStream ? 2 : 1, child: FREE, right: FREE, start: END, size: 0 };
      const index = entries.push(entry) - 1;
      if (last) last.right = index;
      else parent.child = index;
      last = entry;
      if (!isStream) fill(content as Storage, entry);
      else {
        entry.size = content.length;
        entry.start =
          content.length < CUTOFF ? put(content, MINI, mini, miniTable) : put(content, SECTOR, sectors, table);
      }
    }
  };
  fill(root, entries[0]!);
  const miniBytes = Buffer.concat(mini);
  entries[0]!.size = miniBytes.length;
  entries[0]!.start = put(miniBytes, SECTOR, sectors, table);
  const miniFat = put(numbers(miniTable), SECTOR, sectors, table);
  const directory = put(Buffer.concat(entries.map(entryBytes)), SECTOR, sectors, table);
  const fats = Math.ceil((sectors.length + 1) / 127);
  const fatStart = sectors.length;
  for (let index = 0; index < fats; index++) table.push(0xfffffffd);
  const fat = numbers(table, fats * SECTOR);
  for (let index = 0; index < fats; index++) sectors.push(fat.subarray(index * SECTOR, (index + 1) * SECTOR));
  const header = Buffer.alloc(SECTOR, 0);
  Buffer.from('d0cf11e0a1b11ae1', 'hex').copy(header);
  header.writeUInt16LE(0x3e, 24);
  header.writeUInt16LE(3, 26);
  header.writeUInt16LE(0xfffe, 28);
  header.writeUInt16LE(9, 30);
  header.writeUInt16LE(6, 32);
  header.writeUInt32LE(fats, 44);
  header.writeUInt32LE(directory, 48);
  header.writeUInt32LE(CUTOFF, 56);
  header.writeUInt32LE(miniFat, 60);
  header.writeUInt32LE(Math.ceil((miniTable.length * 4) / SECTOR), 64);
  header.writeUInt32LE(END, 68);
  for (let index = 0; index < 109; index++)
    header.writeUInt32LE(index < fats ? fatStart + index : FREE, 76 + index * 4);
  return Buffer.concat([header, ...sectors]);
}

function numbers(values: readonly number[], length = values.length * 4): Buffer {
  const bytes = Buffer.alloc(Math.ceil(length / SECTOR) * SECTOR, 0xff);
  values.forEach((value, index) => {
    bytes.writeUInt32LE(value, index * 4);
  });
  return bytes;
}

function entryBytes({ name, type, child, right, start, size }: Entry): Buffer {
  const bytes = Buffer.alloc(128);
  bytes.write(name, 0, 'utf16le');
  bytes.writeUInt16LE((name.length + 1) * 2, 64);
  bytes[66] = type;
  bytes[67] = 1;
  bytes.writeUInt32LE(FREE, 68);
  bytes.writeUInt32LE(right, 72);
  bytes.writeUInt32LE(child, 76);
  bytes.writeUInt32LE(start, 116);
  bytes.writeUInt32LE(size, 120);
  return bytes;
}

/** A value of a property: texts are Unicode, numbers of four bytes, dates FILETIMEs; `{ ansi }` a text in windows-1252, `{ many }` several. */
export type MapiFixtureValue =
  | string
  | number
  | Date
  | Buffer
  | { readonly ansi: string }
  | { readonly many: readonly string[] };

/** A message as a test tells it: properties by number. */
export interface MapiFixture {
  readonly properties: Readonly<Record<number, MapiFixtureValue>>;
  readonly recipients?: readonly Readonly<Record<number, MapiFixtureValue>>[];
  readonly attachments?: readonly (Readonly<Record<number, MapiFixtureValue>> & { readonly message?: MapiFixture })[];
  /** Names of properties from 0x8000 on, of the set of public strings. */
  readonly names?: readonly string[];
}

/** The bytes of a .msg file. */
export function writeMsg(fixture: MapiFixture, gap = false): Buffer {
  return writeCompoundFile({ ...nameStorage(fixture.names ?? []), ...messageStorage(fixture, 32) }, gap);
}

function nameStorage(names: readonly string[]): Storage {
  const entries = Buffer.alloc(names.length * 8);
  const texts: Buffer[] = [];
  let at = 0;
  names.forEach((name, index) => {
    const text = Buffer.from(name, 'utf16le');
    const length = Buffer.alloc(4);
    length.writeUInt32LE(text.length);
    entries.writeUInt32LE(at, index * 8);
    entries.writeUInt16LE((2 << 1) | 1, index * 8 + 4);
    entries.writeUInt16LE(index, index * 8 + 6);
    const padded = Buffer.concat([length, text, Buffer.alloc((4 - (text.length % 4)) % 4)]);
    texts.push(padded);
    at += padded.length;
  });
  return {
    '__nameid_version1.0': {
      '__substg1.0_00020102': Buffer.alloc(0),
      '__substg1.0_00030102': entries,
      '__substg1.0_00040102': Buffer.concat(texts),
    },
  };
}

function messageStorage({ properties, recipients = [], attachments = [] }: MapiFixture, header: number): Storage {
  return {
    ...propertyStreams(properties, header),
    ...Object.fromEntries(
      recipients.map((one, index) => [`__recip_version1.0_#${hex8(index)}`, propertyStreams(one, 8)]),
    ),
    ...Object.fromEntries(
      attachments.map(({ message, ...rest }, index) => [
        `__attach_version1.0_#${hex8(index)}`,
        {
          ...propertyStreams(rest, 8),
          ...(message ? { '__substg1.0_3701000D': messageStorage(message, 24) } : {}),
        },
      ]),
    ),
  };
}

const hex8 = (value: number): string => value.toString(16).toUpperCase().padStart(8, '0');

function propertyStreams(properties: Readonly<Record<number, MapiFixtureValue>>, header: number): Storage {
  const streams: Record<string, Buffer> = {};
  const entries: Buffer[] = [];
  for (const [key, value] of Object.entries(properties)) {
    const id = Number(key);
    const { type, fixed, bytes, parts } = encodeValue(value);
    const entry = Buffer.alloc(16);
    entry.writeUInt16LE(type, 0);
    entry.writeUInt16LE(id, 2);
    entry.writeUInt32LE(6, 4);
    if (fixed) fixed.copy(entry, 8);
    else {
      entry.writeUInt32LE(bytes!.length, 8);
      const name = `__substg1.0_${hex8(id * 0x10000 + type)}`;
      streams[name] = bytes!;
      parts?.forEach((part, index) => {
        streams[`${name}-${hex8(index)}`] = part;
      });
    }
    entries.push(entry);
  }
  return { '__properties_version1.0': Buffer.concat([Buffer.alloc(header), ...entries]), ...streams };
}

/** A value as Outlook stores it. */
export function encodeValue(value: MapiFixtureValue): {
  type: number;
  fixed?: Buffer;
  bytes?: Buffer;
  parts?: readonly Buffer[];
} {
  if (typeof value === 'string') return { type: 0x1f, bytes: Buffer.from(value, 'utf16le') };
  if (typeof value === 'number') {
    const fixed = Buffer.alloc(4);
    fixed.writeInt32LE(value);
    return { type: 3, fixed };
  }
  if (value instanceof Date) {
    const fixed = Buffer.alloc(8);
    fixed.writeBigUInt64LE(BigInt(value.getTime()) * 10_000n + 116_444_736_000_000_000n);
    return { type: 0x40, fixed };
  }
  if (Buffer.isBuffer(value)) return { type: 0x102, bytes: value };
  if ('ansi' in value) return { type: 0x1e, bytes: Buffer.from(value.ansi, 'latin1') };
  const parts = value.many.map((text) => Buffer.from(text, 'utf16le'));
  return { type: 0x101f, bytes: Buffer.alloc(parts.length * 4), parts };
}
