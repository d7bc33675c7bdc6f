import { type CompoundEntry, readCompoundFile } from './compound-file.js';
import {
  type ByteRange,
  fixedLength,
  heldBytes,
  type MapiObject,
  type MapiProperty,
  type StoredBytes,
  storedBuffer,
  TYPE,
} from './mapi-object.js';
import { readNamedProperties } from './named-properties.js';
import { sliceOf } from './stored-slice.js';

/** Bytes before the entries of a property stream (MS-OXMSG 2.4.1). */
const HEADER = { message: 32, embedded: 24, part: 8 } as const;
const ENTRY_LENGTH = 16;
const PROPERTIES = '__properties_version1.0';

/**
 * Reads a .msg file (MS-OXMSG) that lies in memory: its properties with their places, recipients and attachments, and the messages in
 * attachments. Null where the bytes are no compound file or hold no message: a .doc is one too. `base` is the offset in the source of the
 * first byte.
 */
export function readMsg(bytes: Buffer, base: number): MapiObject | null {
  const root = readCompoundFile(bytes, base);
  if (root === null || !(root.children.has(PROPERTIES) || root.children.has('__substg1.0_001a001f'))) return null;
  const place = { offset: base, length: bytes.length };
  return readObject(root, 'message', place, namesOf(root));
}

function namesOf(root: CompoundEntry): ReadonlyMap<string, number> {
  const storage = root.children.get('__nameid_version1.0');
  const stream = (name: string): Buffer => {
    const found = storage?.children.get(`__substg1.0_${name}`);
    return found ? heldBytes(found.content) : Buffer.alloc(0);
  };
  return readNamedProperties(stream('00020102'), stream('00030102'), stream('00040102'));
}

function readObject(
  storage: CompoundEntry,
  kind: keyof typeof HEADER,
  around: ByteRange,
  names: ReadonlyMap<string, number>,
): MapiObject {
  const faults: string[] = [];
  const properties = readProperties(storage, HEADER[kind], faults);
  const place = kind === 'message' ? around : (placeOf(storage) ?? around);
  const parts = (prefix: string): readonly CompoundEntry[] =>
    [...storage.children.values()]
      .filter((entry) => !entry.isStream && entry.name.toLowerCase().startsWith(prefix))
      .sort((a, b) => (a.name < b.name ? -1 : 1));
  const read = (prefix: string) => parts(prefix).map((entry) => readObject(entry, 'part', place, names));
  return {
    place,
    properties,
    names,
    recipients: read('__recip_version1.0_'),
    attachments: () => read('__attach_version1.0_'),
    embedded: () => {
      const inner = storage.children.get('__substg1.0_3701000d');
      return inner && !inner.isStream && inner.children.has(PROPERTIES)
        ? readObject(inner, 'embedded', place, names)
        : null;
    },
    faults,
  };
}

/** The stretch of the file that holds all streams of a storage. */
function placeOf(storage: CompoundEntry): ByteRange | null {
  let start = Number.POSITIVE_INFINITY;
  let end = 0;
  const open = [storage];
  while (open.length) {
    const { children, content } = open.pop()!;
    for (const child of children.values()) open.push(child);
    for (const { offset, length } of content.places) {
      start = Math.min(start, offset);
      end = Math.max(end, offset + length);
    }
  }
  return end === 0 ? null : { offset: start, length: end - start };
}

function readProperties(storage: CompoundEntry, header: number, faults: string[]): ReadonlyMap<number, MapiProperty> {
  const properties = new Map<number, MapiProperty>();
  const stream = storage.children.get(PROPERTIES);
  if (stream === undefined) faults.push('its list of properties is missing');
  else readFixed(stream.content, header, properties);
  for (const entry of storage.children.values()) {
    const match = entry.isStream && /^__substg1\.0_([0-9a-f]{4})([0-9a-f]{4})$/i.exec(entry.name);
    if (!match) continue;
    const id = Number.parseInt(match[1]!, 16);
    const type = Number.parseInt(match[2]!, 16);
    const parts = type & TYPE.many ? partsOf(storage, entry.name) : null;
    properties.set(id, { type, value: entry.content, ...(parts === null ? {} : { parts }) });
  }
  return properties;
}

function readFixed(content: StoredBytes, header: number, properties: Map<number, MapiProperty>): void {
  const bytes = heldBytes(content);
  for (let at = header; at + ENTRY_LENGTH <= bytes.length; at += ENTRY_LENGTH) {
    const type = bytes.readUInt16LE(at);
    const length = fixedLength(type);
    if (length === null) continue;
    const value = bytes.subarray(at + 8, at + 8 + length);
    properties.set(bytes.readUInt16LE(at + 2), {
      type,
      value: storedBuffer(value, sliceOf(content.places, at + 8, length)),
    });
  }
}

const MOST_VALUES = 10_000;

/** The values of a property of several texts, which stand in streams of their own. */
function partsOf(storage: CompoundEntry, name: string): readonly StoredBytes[] {
  const parts: StoredBytes[] = [];
  for (let index = 0; index < MOST_VALUES; index++) {
    const entry = storage.children.get(`${name}-${index.toString(16).padStart(8, '0')}`.toLowerCase());
    if (!entry) break;
    parts.push(entry.content);
  }
  return parts;
}
