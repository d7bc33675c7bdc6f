import type { InputFile } from '../find-files.js';
import { remedyOf } from '../format/known-binary.js';
import type { Problem } from '../source.js';
import type { Compression } from './compression.js';
import type { ZipEntry, ZipListing } from './zip-entries.js';

/** What a zip is that is no archive to look into; null for one that is. */
export function kindOfZip({ entries }: ZipListing): NonNullable<InputFile['skip']> | null {
  const names = entries.slice(0, 50).map(({ name }) => name);
  if (names.includes('[Content_Types].xml') || names.includes('mimetype'))
    return { severity: 'info', code: 'not-mail', reason: 'not mail but an office document' };
  return null;
}

/** Why something in an archive is not read: the problem that is told. */
export type Refusal = readonly [code: string, severity: Problem['severity'], message: string];

/** An entry that leads elsewhere. */
export const LINK: Refusal = ['archive-entry-skipped', 'info', 'a link or device in an archive, not followed'];
/** An entry, or an archive, that only a password opens. */
export const ENCRYPTED: Refusal = [
  'archive-entry-encrypted',
  'error',
  'encrypted: unpack it with its password and read what is in it',
];
/** An archive that would fill the disk. */
export const BOMB: Refusal = [
  'archive-bomb',
  'error',
  'the archive gives far more than it holds; its other files were left out',
];

/** Methods of packing in a zip beside its own two (APPNOTE 4.4.5), and what undoes them. */
export const PACKED_BY: ReadonlyMap<number, Compression> = new Map([
  [12, 'bzip2'],
  [93, 'zstd'],
  [95, 'xz'],
]);

/** An entry that a package would read that is not installed. */
export const unreadMethod = (method: number, compression: Compression): Refusal => [
  'archive-entry-unread',
  'error',
  `packed by method ${method} (${compression}): ${remedyOf(compression)}`,
];

/** Why an entry is not read; null for one that is. */
export function refusalOf(entry: ZipEntry): Refusal | null {
  if (entry.kind !== 'file') return LINK;
  if (entry.encrypted) return ENCRYPTED;
  if (entry.method !== 0 && entry.method !== 8 && !PACKED_BY.has(entry.method))
    return [
      'archive-entry-unread',
      'error',
      `packed by method ${entry.method}, which is not read: unpack the archive and read what is in it`,
    ];
  return entry.start < 0
    ? ['archive-entry-damaged', 'error', 'its bytes lie outside the archive, which is damaged or cut off']
    : null;
}
