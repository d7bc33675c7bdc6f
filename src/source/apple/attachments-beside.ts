import { createHash } from 'node:crypto';
import { openLargeFile } from '../byte-source.js';
import type { InputFile } from '../find-files.js';
import type { StoredAttachment } from '../source.js';

/** Files that hold the attachments of messages of Apple Mail, by the name of the message's source. */
export interface AttachmentsBeside {
  readonly of: ReadonlyMap<string, readonly InputFile[]>;
  /** All of them: they are no sources of their own. */
  readonly names: ReadonlySet<string>;
}

/** Mail that is attached to mail is read as a source of its own. */
const MAIL = /\.(?:eml|emlx|msg|mbox)$/i;

/** True for a file that an export of Outlook for Mac keeps as an attachment of a message beside it. */
export const isStoredAttachment = (name: string): boolean =>
  name.includes('com.microsoft.__Attachments/') && !MAIL.test(name);

/** Finds them by Apple Mail's layout: `Attachments/7/2.4/plan.doc` is part 2.4 of `Messages/7.partial.emlx`. */
export function findAttachmentsBeside(files: readonly InputFile[]): AttachmentsBeside {
  const messages = new Map<string, string>();
  for (const { name } of files) {
    const found = /^(.*?)Messages\/(\d+)(?:\.partial)?\.emlx$/.exec(name);
    if (found) messages.set(`${found[1]}Attachments/${found[2]}`, name);
  }
  const of = new Map<string, InputFile[]>();
  const names = new Set<string>();
  if (messages.size === 0) return { of, names };
  for (const file of files) {
    const found = /^(.*Attachments\/\d+)\/[\d.]+\/[^/]+$/.exec(file.name);
    const message = found ? messages.get(found[1]!) : undefined;
    if (message === undefined || file.stream !== null || MAIL.test(file.name)) continue;
    of.set(message, [...(of.get(message) ?? []), file]);
    names.add(file.name);
  }
  for (const list of of.values()) list.sort((a, b) => comparePlaces(placeOf(a.name), placeOf(b.name)));
  return { of, names };
}

/** `…/2.4/plan.doc` → `[2, 4]` */
const placeOf = (name: string): readonly number[] => name.split('/').at(-2)!.split('.').map(Number);

function comparePlaces(one: readonly number[], other: readonly number[]): number {
  for (let index = 0; ; index++) {
    const difference = (one[index] ?? -1) - (other[index] ?? -1);
    if (difference !== 0 || (one[index] === undefined && other[index] === undefined)) return difference;
  }
}

/** Reads an attachment for its size and hash; null where it cannot be read, which its own reading would tell. */
export async function readAttachmentBeside(file: InputFile): Promise<StoredAttachment | null> {
  try {
    const bytes = await openLargeFile(file.path, true);
    const hash = createHash('sha256');
    let size = 0;
    try {
      for (let chunk = await bytes.read(); chunk !== null; chunk = await bytes.read()) {
        hash.update(chunk.buffer.subarray(chunk.start));
        size += chunk.buffer.length - chunk.start;
      }
    } finally {
      await bytes.close();
    }
    return {
      name: file.name.split('/').at(-1)!,
      size,
      sha256: hash.digest('hex'),
      origin: { source: file.name, offset: 0, length: size },
    };
  } catch {
    return null;
  }
}
