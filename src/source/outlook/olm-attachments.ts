import { createHash } from 'node:crypto';
import { isStoredAttachment, readAttachmentBeside } from '../apple/attachments-beside.js';
import type { ByteSource } from '../byte-source.js';
import { visitArchived } from '../container/archived-files.js';
import type { InputFile } from '../find-files.js';
import { INSIDE } from '../inside.js';
import type { StoredAttachment } from '../source.js';

/** Archives that are looked into for attachments of Outlook for Mac before they are read: their directory costs little. */
const MAY_HOLD = /\.(?:olm|zip)$/i;

/** Attachments of Outlook for Mac among the inputs and in their archives, each hashed, by the name of its source. */
export async function findOlmAttachments(files: readonly InputFile[]): Promise<ReadonlyMap<string, StoredAttachment>> {
  const found = new Map<string, StoredAttachment>();
  for (const file of files)
    if (file.stream === null && isStoredAttachment(file.name)) {
      const stored = await readAttachmentBeside(file);
      if (stored !== null) found.set(file.name, stored);
    }
  const archives = files.filter(({ name, stream }) => stream === null && MAY_HOLD.test(name));
  await visitArchived(archives, isStoredAttachment, async ({ name }, content) => {
    if (content !== null) found.set(name, await hashed(name, content));
  });
  return found;
}

async function hashed(name: string, content: ByteSource): Promise<StoredAttachment> {
  const hash = createHash('sha256');
  let size = 0;
  for (let chunk = await content.read(); chunk !== null; chunk = await content.read()) {
    const piece = chunk.buffer.subarray(chunk.start);
    hash.update(piece);
    size += piece.length;
  }
  const origin = { source: name, offset: 0, length: size };
  return { name: name.split('/').at(-1)!, size, sha256: hash.digest('hex'), origin };
}

/**
 * The attachment that a message names by a path, from a folder above the message; null where there is none. No path is opened: it only
 * picks one of the files that were found.
 *
 *     ada.olm › Accounts/a/…/message_1.xml, "Accounts/a/…/plan.txt"  →  ada.olm › Accounts/a/…/plan.txt
 */
export function attachmentAt(
  stored: ReadonlyMap<string, StoredAttachment>,
  source: string,
  path: string,
): StoredAttachment | null {
  const below = path.replaceAll('\\', '/').replace(/^\.?\//, '');
  if (below === '') return null;
  for (let end = source.length; end > 0; ) {
    const slash = source.lastIndexOf('/', end - 1);
    const inside = source.lastIndexOf(INSIDE, end - 1);
    end = Math.max(slash, inside);
    if (end < 0) break;
    const above = source.slice(0, end + (end === inside ? INSIDE.length : 1));
    const found = stored.get(above + below);
    if (found !== undefined) return found;
  }
  return stored.get(below) ?? null;
}
