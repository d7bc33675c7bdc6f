/** Property sets that names are looked up in (MS-OXPROPS 1.3.2), as their bytes stand, in hexadecimal. */
export const PROPERTY_SET = {
  publicStrings: '2903020000000000c000000000000046',
  common: '0820060000000000c000000000000046',
  appointment: '0220060000000000c000000000000046',
  meeting: '90dad86e0b451b1098da00aa003f1305',
  internetHeaders: '8603020000000000c000000000000046',
  mapi: '2803020000000000c000000000000046',
} as const;

/** The key of a named property: `29030200… keywords`, `08200600… 8506`. */
export const namedKey = (set: string, name: string | number): string =>
  `${set} ${typeof name === 'number' ? name.toString(16) : name.toLowerCase()}`;

const FIRST_NAMED = 0x8000;
const MOST_NAMES = 0x8000;

/**
 * Reads the table of names of a store or a .msg: the sets, an entry of eight bytes a name, the texts (MS-OXMSG 2.2.3, MS-PST 2.4.7.1). Gives
 * numbers by `namedKey`. Damaged entries are passed over.
 */
export function readNamedProperties(sets: Buffer, entries: Buffer, texts: Buffer): ReadonlyMap<string, number> {
  const names = new Map<string, number>();
  for (let at = 0; at + 8 <= entries.length && names.size < MOST_NAMES; at += 8) {
    const name = entries.readUInt32LE(at);
    const kind = entries.readUInt16LE(at + 4);
    const number = FIRST_NAMED + entries.readUInt16LE(at + 6);
    const index = kind >> 1;
    const set =
      index === 1
        ? PROPERTY_SET.mapi
        : index === 2
          ? PROPERTY_SET.publicStrings
          : sets.toString('hex', (index - 3) * 16, (index - 2) * 16);
    if (index < 1 || set.length !== 32) continue;
    if ((kind & 1) === 0) names.set(namedKey(set, name), number);
    else if (name + 4 <= texts.length) {
      const length = texts.readUInt32LE(name);
      if (length > 1000 || name + 4 + length > texts.length) continue;
      names.set(namedKey(set, texts.toString('utf16le', name + 4, name + 4 + length)), number);
    }
  }
  return names;
}
