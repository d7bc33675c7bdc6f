import { type Attachment as ParsedAttachment, simpleParser } from 'mailparser';
import type { Origin, Problem } from '../../source/source.js';
import type { Attachment } from '../message.js';

/** Above this mailparser is not asked: its memory and time grow with the size and nesting of what it is given. */
const LARGEST = 64 << 20;
/** mailparser never settles on some damaged structures: it gets so many turns of the event loop, whatever the clock says. */
const turnsFor = (bytes: Uint8Array): number => 4000 + bytes.length / 500;

async function passTurns(turns: number): Promise<string> {
  for (let turn = 0; turn < turns; turn++) await new Promise((resolve) => setImmediate(resolve));
  return 'it never ended';
}

const OPTIONS = {
  skipHtmlToText: true,
  skipTextToHtml: true,
  skipImageLinks: true,
  skipTextLinks: true,
  keepCidLinks: true,
} as const;

/** The attached files of a message and the messages attached to it. */
export interface DecodedAttachments {
  readonly attachments: readonly Attachment[];
  readonly problems: readonly Problem[];
}

/**
 * Asks mailparser for the names of attachments in which our own walker found none. Ours tells where each one stands, and its bytes:
 * it undoes uuencode, which mailparser leaves as it is, and keeps the backslashes of `C:\TEMP\plan.png`. Where mailparser throws,
 * stalls, or sees other parts than we do, nothing changes.
 */
export async function decodeAttachments(
  bytes: Uint8Array,
  own: readonly Attachment[],
  origin: Origin,
): Promise<DecodedAttachments> {
  if (bytes.length > LARGEST || own.every(({ name }) => name !== null)) return { attachments: own, problems: [] };
  const parsed = await parse(bytes);
  if (typeof parsed === 'string') return { attachments: own, problems: [failure(parsed, origin)] };
  if (parsed.length !== own.length) return { attachments: own, problems: [] };
  return { attachments: own.map((attachment, at) => nameAttachment(attachment, parsed[at]!)), problems: [] };
}

function nameAttachment(own: Attachment, { contentType, filename }: ParsedAttachment): Attachment {
  // QUIRK: of a Content-Type whose parameters cannot be told apart, mailparser gives no text.
  const type = typeof contentType === 'string' ? contentType.toLowerCase() : own.contentType;
  // Another type at the same place is another part: the two counted differently and agreed by chance.
  if (own.name !== null || type !== own.contentType || !filename) return own;
  return { ...own, name: filename };
}

/** The attachments as mailparser sees them, or the reason why there are none. Never rejects. */
async function parse(bytes: Uint8Array): Promise<readonly ParsedAttachment[] | string> {
  try {
    const parsing = simpleParser(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength), OPTIONS).then(
      (mail) => mail.attachments,
      (error: unknown) => (error instanceof Error ? error.message : String(error)),
    );
    return await Promise.race([parsing, passTurns(turnsFor(bytes))]);
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

const failure = (reason: string, origin: Origin): Problem => ({
  code: 'attachments-undecoded',
  severity: 'notice',
  message: `mailparser could not read the names of the attachments (${reason.slice(0, 200)}); our own reading of them stands.`,
  origin,
});
