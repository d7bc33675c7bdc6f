import { INSIDE } from './inside.js';

/**
 * The folder of a mailbox that a file is, as the layout of a mail program tells it; null where the path is of none that is known.
 *
 *     ImapMail/imap.fen.example/Archives.sbd/2016   → Archives/2016      Thunderbird
 *     V9/…/Archive.mbox/2016.mbox/…/Messages/7.emlx → Archive/2016       Apple Mail
 *     Mail/drafts/12                                → drafts             MH
 *     Maildir/.Entw&APw-rfe/cur/1.host:2,S          → Entwürfe           Maildir++
 *     Takeout/Mail/Work.mbox                        → Work
 */
export function folderOfPath(path: string): string | null {
  const parts = path
    .split(INSIDE)
    .flatMap((name) => name.split('/'))
    .filter((part) => part !== '' && part !== '.');
  const file = parts.at(-1) ?? '';
  const above = parts.slice(0, -1);
  const found =
    thunderbirdFolder(above, file) ??
    appleFolder(above, file) ??
    maildirFolder(above) ??
    mhFolder(above, file) ??
    takeoutFolder(above, file);
  return found && imapName(found);
}

/** Names of folders in folders, the last of them a file: `Archives.sbd/2016`. */
function thunderbirdFolder(above: readonly string[], file: string): string | null {
  const first = above.findIndex((part) => /\.sbd$/i.test(part));
  if (first >= 0) {
    const inside = above.slice(first);
    if (!inside.every((part) => /\.sbd$/i.test(part))) return null;
    return [...inside.map((part) => part.slice(0, -4)), file].join('/');
  }
  return /^(?:Imap)?Mail$/.test(above.at(-2) ?? '') && !/\.[a-z0-9]{2,5}$/i.test(file) && !/^\d+$/.test(file)
    ? file
    : null;
}

/** Folders that end in `.mbox`: bundles that hold messages one by one, or a file `mbox`. */
function appleFolder(above: readonly string[], file: string): string | null {
  if (!/\.(?:partial\.)?emlx$/i.test(file) && file !== 'mbox') return null;
  const bundles = above
    .filter((part) => /\.(?:imap)?mbox$/i.test(part))
    .map((part) => part.replace(/\.(?:imap)?mbox$/i, ''));
  return bundles.length === 0 ? null : bundles.join('/');
}

/** A Maildir as it lies in an archive; one on the disk is known by what lies beside. */
function maildirFolder(above: readonly string[]): string | null {
  if (!/^(?:cur|new)$/.test(above.at(-1) ?? '')) return null;
  const folder = above.at(-2) ?? '';
  return folder.startsWith('.') ? folder.slice(1).replaceAll('.', '/') : '';
}

/** A message a file, by its number: `inbox/12`, and `inbox/12.` as the Enron corpus has it. */
function mhFolder(above: readonly string[], file: string): string | null {
  if (!/^\d{1,9}\.?$/.test(file)) return null;
  const root = above.findLastIndex((part) => /^(?:mail|mh|maildir)$/i.test(part));
  return (root >= 0 ? above.slice(root + 1).join('/') : above.at(-1)) || null;
}

function takeoutFolder(above: readonly string[], file: string): string | null {
  if (!above.some((part) => /^takeout/i.test(part)) || !/\.mbox$/i.test(file)) return null;
  const name = file.replace(/\.mbox$/i, '');
  return /^all mail\b/i.test(name) ? null : name;
}

/** IMAP's way to write letters beyond ASCII in names (RFC 3501 §5.1.3): `Entw&APw-rfe` → `Entwürfe`; what is none stays. */
export function imapName(name: string): string {
  return name.replace(/&([A-Za-z0-9+,]{2,})-|&-/g, (written, packed: string | undefined) => {
    if (packed === undefined) return '&';
    const bytes = Buffer.from(packed.replaceAll(',', '/'), 'base64');
    if (bytes.length < 2 || bytes.length % 2 === 1) return written;
    const text = bytes.swap16().toString('utf16le');
    return /[\p{Cc}\p{Cs}]/u.test(text) ? written : text;
  });
}
