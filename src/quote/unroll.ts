import { locateInBody } from '../message/locate-in-body.js';
import type { Message } from '../message/message.js';
import type { Origin, Problem } from '../source/source.js';
import { NO_FIELDS } from './header-block/quoted-fields.js';
import { PRINTED_MARK_NAMES } from './printed/clean-printed.js';
import { type PrintedChain, splitPrintedChain } from './printed/printed-chain.js';
import { isPrinted, readPrintedMessage, splitPrinted } from './printed/printed-message.js';
import type { QuotedFields, SplitBody } from './segment.js';
import { splitMessage } from './split-message.js';

/** One message of a chain, as far as the chain tells it. */
export interface ChainMessage extends QuotedFields {
  readonly text: string;
  /** 0 = the message at the top, 1 = what it quotes, ... */
  readonly depth: number;
  /** Offsets in the body's text, header included; those of the whole body for an attached message. */
  readonly start: number;
  readonly end: number;
  /** The bytes; null for a chain given as text. */
  readonly origin: Origin | null;
}

/** The messages inside one message or text. */
export interface Chain {
  /** Oldest first. */
  readonly messages: readonly ChainMessage[];
  /** What was put right or set aside while reading. */
  readonly problems: readonly Problem[];
}

/**
 * Unrolls the chain inside one message, or inside one printed or pasted text, oldest message first.
 *
 * `"From: Ann …\nYes.\n-----Original Message-----\nFrom: Bob …\nShall we?"` → Bob's question, Ann's answer. What a
 * message quotes comes before it; of several quotations in one message the older comes first, as their dates say.
 */
export function unrollChain(input: Message | string): Chain {
  if (typeof input === 'string') return unrollText(input);
  const messages: ChainMessage[] = [];
  const problems: Problem[] = [];
  // Attached messages are older than the one that carries them.
  const open: Message[] = [input];
  const family: Message[] = [];
  for (let message = open.pop(); message; message = open.pop()) {
    family.push(message);
    open.push(...[...message.embedded].reverse());
  }
  for (const message of family.reverse()) {
    const read = readPrintedMessage(message);
    problems.push(...read.problems);
    const split = splitMessage(message);
    const locate = (start: number, end: number) =>
      message.body ? locateInBody(message.body, { start, end }) : message.origin;
    messages.push(...orderChain(split, ownMessage(read, split), locate));
  }
  return { messages, problems };
}

function unrollText(text: string): Chain {
  const chain: PrintedChain = splitPrintedChain(text);
  const problems = chain.marks.map(
    ({ code, label, start, end }): Problem => ({
      code,
      severity: 'info',
      message:
        label === null
          ? `A ${PRINTED_MARK_NAMES[code]} was set aside.`
          : `The label "${text.slice(start, end)}" was read as "${label}:".`,
      origin: null,
    }),
  );
  const header = chain.top ?? NO_FIELDS;
  const own = {
    ...fieldsOf(header),
    text: chain.split.authored.trim(),
    depth: 0,
    start: 0,
    end: ownEnd(chain.split),
    origin: null,
  };
  const messages = orderChain(chain.split, own, () => null);
  const empty = own.text === '' && chain.top === null;
  return { messages: empty ? messages.slice(0, -1) : messages, problems };
}

function fieldsOf(header: QuotedFields): QuotedFields {
  const { from, to, cc, bcc, date, subject, messageId } = header;
  return { from, to, cc, bcc, date, subject, messageId };
}

/** The message at the top, with its own words. */
function ownMessage(message: Message, split: SplitBody): ChainMessage {
  const { from, sender, to, cc, bcc, subject, messageId, date, origin } = message;
  const written = date && {
    raw: date.raw,
    local: date.time + (date.offset ?? 0) * 60_000,
    alternatives: [],
    offset: date.offset,
    precision: 'second' as const,
  };
  const printed = isPrinted(message) ? splitPrinted(message).top?.date : null;
  return {
    from: from ?? sender,
    to,
    cc,
    bcc,
    date: printed ?? written,
    subject: subject.text || null,
    messageId,
    text: split.authored.trim(),
    depth: 0,
    start: 0,
    end: ownEnd(split),
    origin,
  };
}

/** End of the last run that the author wrote. */
function ownEnd(split: SplitBody): number {
  return split.segments.findLast(({ depth }) => depth === 0)?.end ?? 0;
}

/** What a message quotes stands before it; of what it quotes side by side, the older first. */
function orderChain(
  split: SplitBody,
  own: ChainMessage,
  locate: (start: number, end: number) => Origin | null,
): readonly ChainMessage[] {
  const quoted: number[][] = Array.from({ length: split.embedded.length + 1 }, () => []);
  split.embedded.forEach(({ quotedBy }, index) => {
    quoted[quotedBy === null || quotedBy >= index ? split.embedded.length : quotedBy]!.push(index);
  });
  const all = split.embedded.map(({ header, depth, text, ranges }): ChainMessage => {
    const end = Math.max(header.end, ranges.at(-1)?.end ?? header.end);
    return {
      ...fieldsOf(header),
      text: text.trim(),
      depth,
      start: header.start,
      end,
      origin: locate(header.start, end),
    };
  });
  const ordered: ChainMessage[] = [];
  const open: { readonly index: number; entered: boolean }[] = [{ index: split.embedded.length, entered: false }];
  for (let top = open.at(-1); top; top = open.at(-1)) {
    if (!top.entered) {
      top.entered = true;
      const older = [...quoted[top.index]!].sort((a, b) => momentOf(all[b]!) - momentOf(all[a]!) || b - a);
      for (const index of older) open.push({ index, entered: false });
      continue;
    }
    open.pop();
    if (top.index === split.embedded.length) ordered.push(own);
    else if (all[top.index]!.from || all[top.index]!.date || all[top.index]!.text) ordered.push(all[top.index]!);
  }
  return ordered;
}

/** Undated messages stand as if they were the oldest: below what quotes them. */
function momentOf({ date }: ChainMessage): number {
  return date === null ? Number.MIN_SAFE_INTEGER : date.local - (date.offset ?? 0) * 60_000;
}
