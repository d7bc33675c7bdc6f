import { createHash } from 'node:crypto';
import { type Attachment as ParsedAttachment, simpleParser } from 'mailparser';
import type { Origin, Problem } from '../../source/source.js';
import type { Attachment } from '../message.js';

/** Above this mailparser is not asked: its memory and time grow with the size and nesting of what it is given. */
const LARGEST = 64 << 20;
/** mailparser never settles on some damaged structures: it gets a moment, and more for a large message. */
const waitFor = (bytes: Uint8Array): number => 500 + bytes.length / 20_000;

/** What a busy machine held up is no stall: after that moment the parser still gets so many turns of the event loop. */
const TURNS = 2000;

async function passTurns(): Promise<void> {
  for (let turn = 0; turn < TURNS; turn++) await new Promise((resolve) => setImmediate(resolve));
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
 * Lets mailparser decode the attachments of a message whose structure is sound, beside what our own walker found: ours tells where
 * each one stands, mailparser its name, type and bytes. Where it throws, stalls, or sees other parts than we do, ours stand.
 */
export async function decodeAttachments(
  bytes: Uint8Array,
  own: readonly Attachment[],
  origin: Origin,
): Promise<DecodedAttachments> {
  if (!own.length || bytes.length > LARGEST) return { attachments: own, problems: [] };
  const parsed = await parse(bytes);
  if (typeof parsed === 'string') return { attachments: own, problems: [failure(parsed, origin)] };
  if (parsed.length !== own.length) return { attachments: own, problems: [] };
  return { attachments: own.map((attachment, at) => mergeAttachment(attachment, parsed[at]!)), problems: [] };
}

function mergeAttachment(own: Attachment, parsed: ParsedAttachment): Attachment {
  // QUIRK: of a Content-Type whose parameters cannot be told apart, mailparser gives no text.
  const type = typeof parsed.contentType === 'string' ? parsed.contentType.toLowerCase() : own.contentType;
  // Another type at the same place is another part: the two counted differently and agreed by chance.
  if (type !== own.contentType || !parsed.content) return own;
  return {
    ...own,
    name: parsed.filename ?? own.name,
    size: parsed.content.length,
    sha256: createHash('sha256').update(parsed.content).digest('hex'),
  };
}

/** The attachments as mailparser sees them, or the reason why there are none. Never rejects. */
async function parse(bytes: Uint8Array): Promise<readonly ParsedAttachment[] | string> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<string>((resolve) => {
    timer = setTimeout(() => resolve(passTurns().then(() => 'took too long')), waitFor(bytes));
  });
  try {
    const parsing = simpleParser(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength), OPTIONS).then(
      (mail) => mail.attachments,
      (error: unknown) => (error instanceof Error ? error.message : String(error)),
    );
    return await Promise.race([parsing, late]);
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  } finally {
    clearTimeout(timer);
  }
}

const failure = (reason: string, origin: Origin): Problem => ({
  code: 'attachments-undecoded',
  severity: 'notice',
  message: `mailparser could not decode the attachments (${reason.slice(0, 200)}); our own reading of them stands.`,
  origin,
});
