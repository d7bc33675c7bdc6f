import { findWrittenDate } from '../../date/written-date.js';
import { splitBlindCopies } from '../../message/address/blind-copies.js';
import { withoutAgent } from '../attribution/on-behalf.js';
import type { QuotedFields } from '../segment.js';
import { readMailboxes, readPerson } from './embedded-mailbox.js';
import type { HeaderBlock } from './header-block.js';
import { parseDamagedDate } from './lost-labels.js';
import type { NotesBlock } from './notes-block.js';
import { NO_FIELDS } from './quoted-fields.js';

/** A header of an embedded message and the lines it stands on. */
export interface FoundHeader extends QuotedFields {
  readonly first: number;
  /** The line where the header proper begins: behind the letterhead that Notes puts below a separator. */
  readonly proper: number;
  readonly last: number;
  /** Quote marks before its lines (those of the separator where it has one). */
  readonly depth: number;
  readonly style: 'block' | 'notes' | 'attribution' | 'separator';
  readonly action: 'forward' | 'reply' | null;
  /** True for a message of a digest: none of them quotes the one above it. */
  readonly inDigest?: boolean;
  /** The line that closes a frame around the message. */
  readonly closedBy?: number;
}

/** The header that a labelled block holds; `first` is where it begins with what stands above the block. */
export function fromBlock(
  block: HeaderBlock,
  first: number,
  depth: number,
  action: 'forward' | 'reply' | null,
  near: number | null,
): FoundHeader {
  const { values } = block;
  let sender = values.get('from') ?? '';
  let date = values.has('date')
    ? parseDamagedDate(values.get('date')!, { near, dayFirst: block.dayFirst ?? false })
    : null;
  if (!date && /\d:\d\d/.test(sender)) {
    // Notes: "From: Ann Doe   01/02/2001 03:04 PM" on one line.
    const found = findWrittenDate(sender, { near, dayFirst: block.dayFirst ?? false });
    if (found) {
      date = found.date;
      sender = sender.slice(0, found.start).trimEnd().replace(/\son$/, '');
    }
  }
  const to = splitBlindCopies(values.get('to') ?? '');
  const cc = splitBlindCopies(values.get('cc') ?? '');
  return {
    ...emptyHeader(first, block.last, depth, 'block', action),
    from: readPerson(withoutAgent(sender)),
    to: readMailboxes(to.open),
    cc: readMailboxes(cc.open),
    bcc: [values.get('bcc') ?? '', to.blind, cc.blind].flatMap(readMailboxes),
    date,
    subject: values.get('subject') ?? null,
    messageId: readMessageId(values.get('messageId')),
  };
}

/** The header of Notes, with the sender and date that stand above its labels. */
export function fromNotes(
  notes: NotesBlock,
  first: number,
  depth: number,
  action: 'forward' | 'reply' | null,
  near: number | null,
): FoundHeader {
  return {
    ...fromBlock(notes, first, depth, action, near),
    style: 'notes',
    from: readPerson(notes.sender),
    date: parseDamagedDate(notes.dateText, { near, dayFirst: notes.dayFirst ?? false }),
  };
}

/** A header that tells nothing yet. */
export function emptyHeader(
  first: number,
  last: number,
  depth: number,
  style: FoundHeader['style'],
  action: FoundHeader['action'],
): FoundHeader {
  return {
    first,
    proper: first,
    last,
    depth,
    style,
    action,
    ...NO_FIELDS,
  };
}

function readMessageId(value: string | undefined): string | null {
  return (value && /<([^<>\s]{3,250})>/.exec(value)?.[1]) ?? null;
}
