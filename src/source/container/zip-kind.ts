import type { InputFile } from '../find-files.js';
import type { Problem } from '../source.js';
import type { RandomBytes } from './random-bytes.js';
import { listZip, type ZipEntry } from './zip-entries.js';

/** What a zip is that is no archive to look into; null for one that is. */
export function kindOfZip(file: InputFile, bytes: RandomBytes): NonNullable<InputFile['skip']> | null {
  const names = listZip(bytes)
    .entries.slice(0, 50)
    .map(({ name }) => name);
  if (names.includes('[Content_Types].xml') || names.includes('mimetype'))
    return { severity: 'info', code: 'not-mail', reason: 'not mail but an office document' };
  if (!/\.olm$/i.test(file.name) && !names.some((name) => name.includes('com.microsoft.__Messages'))) return null;
  const reason =
    'an Outlook for Mac archive (.olm), a format that is not read: export its messages as mbox or .eml and read these';
  return { severity: file.named ? 'error' : 'warning', code: 'format-not-read', reason };
}

/** Why an entry is not read; null for one that is. */
export function refusalOf(
  entry: ZipEntry,
): readonly [code: string, severity: Problem['severity'], message: string] | null {
  if (entry.kind !== 'file') return ['archive-entry-skipped', 'info', 'a link or device in an archive, not followed'];
  if (entry.encrypted)
    return ['archive-entry-encrypted', 'error', 'encrypted: unpack it with its password and read what is in it'];
  if (entry.method !== 0 && entry.method !== 8)
    return [
      'archive-entry-unread',
      'error',
      `packed by method ${entry.method}, which is not read: unpack the archive and read what is in it`,
    ];
  return entry.start < 0
    ? ['archive-entry-damaged', 'error', 'its bytes lie outside the archive, which is damaged or cut off']
    : null;
}
