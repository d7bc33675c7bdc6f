import { copyKeyOf } from '../../dedupe/copy-key.js';
import type { Post } from '../../link/post/post.js';
import {
  agentOf,
  messageIdOf,
  recipientFields,
  resendingsOf,
  senderOf,
  sendingOf,
  subjectOf,
} from '../../link/post/post-facts.js';
import type { Mailbox } from '../../message/message.js';
import type { Segment, SplitBody } from '../../quote/segment.js';
import { isAttached } from '../../recover/recovered-message.js';
import type { Production } from '../../source/source.js';
import { makeVisible } from '../../text/visible-text.js';
import { type LinkedPost, linkedPosts, type Thread } from '../../thread/thread.js';
import { batesText, familyText } from '../answer/bates.js';
import { isoDate, isoDateOf } from '../answer/iso-date.js';
import { meetingOf, receiptsOf } from '../answer/tidings.js';
import { makeLinesVisible } from '../format/display-text.js';
import { linkRow, type RowContext, witnessesOf } from '../format/link-row.js';
import {
  byteSize,
  copyKeyName,
  countOf,
  linkPhrase,
  personName,
  readableDate,
  sendingText,
  shortKey,
} from '../format/phrases.js';
import { paint, plainStyle, type TextStyle } from '../format/text-style.js';
import { placeOf } from './explanation.js';
import { labelled } from './labelled-lines.js';
import { resentLine } from './resent-line.js';
import { storedFields } from './stored-fields.js';
import { meetingLines, receiptLine, tidingLine } from './tiding-lines.js';

/** How to print one message: with its quotations unfolded or not, how wide. */
export interface MessageViewOptions {
  /** True to show quotations in full; false to fold each into one line that says whose it is. */
  readonly quotes: boolean;
}

/** One thread in reading order, every message in full. */
export function* writeThreadView(
  thread: Thread,
  context: RowContext,
  options: MessageViewOptions,
  style: TextStyle = plainStyle,
): Generator<string, void, undefined> {
  for (const linked of linkedPosts(thread)) {
    yield* writeMessageView(linked, context, options, style);
    yield '\n';
  }
}

/** One message: what its header says, where it stands, its text with the quotations folded, its attachments. */
export function* writeMessageView(
  linked: LinkedPost,
  context: RowContext,
  options: MessageViewOptions,
  style: TextStyle = plainStyle,
): Generator<string, void, undefined> {
  yield `${paint('═'.repeat(style.width), 'dim', style)}\n`;
  for (const [label, value] of headFields(linked, context)) yield `${labelled(label, value, style).join('\n')}\n`;
  yield '\n';
  for (const line of bodyLines(linked.post, context.splits.get(linked.post.key), options, style)) yield `${line}\n`;
}

function headFields(
  { post, link, depth }: LinkedPost,
  { explain, tidings, references }: RowContext,
): readonly (readonly [string, string])[] {
  const fields: (readonly [string, string])[] = [];
  const add = (label: string, value: string | null) => {
    if (value) fields.push([label, value]);
  };
  const { to, cc, bcc } = recipientFields(post);
  add('Key', `${post.key}${post.kind === 'produced' ? '' : ` [${post.kind}]`}, depth ${depth}`);
  add('Date', dateText(post));
  const sending = sendingOf(post);
  add('Sent', sending && makeVisible(sendingText(sending)));
  for (const resending of resendingsOf(post)) add('Resent', `${resentLine(resending)}: ${placeOf(resending.origin)}`);
  add('From', mailboxText(senderOf(post)));
  const agent = agentOf(post);
  add('Sent by', agent && `${mailboxText(agent)} (Sender), on behalf of ${makeVisible(personName(senderOf(post)))}`);
  add('To', to.map(mailboxText).join(', '));
  add('Cc', cc.map(mailboxText).join(', '));
  add('Bcc', bcc.map(mailboxText).join(', '));
  add('Subject', makeVisible(subjectOf(post)));
  add('Message-ID', messageIdOf(post) === null ? null : `<${makeVisible(messageIdOf(post)!)}>`);
  if (link) {
    const basis = linkPhrase(linkRow(post.key, link.confidence, explain)) ?? 'its own reply header';
    add('Answers', `${shortKey(link.parent)} (${basis})`);
  }
  for (const { quoted, words, passages } of references.quotes.get(post.key) ?? [])
    add('Quotes', `${shortKey(quoted)}, ${countOf(words, 'word')} of it: ${placeOf(passages[0]!.quoting)}`);
  for (const { post: quoting, words, passages } of references.quotedBy.get(post.key) ?? [])
    add('Quoted by', `${shortKey(quoting)}, ${countOf(words, 'word')}: ${placeOf(passages[0]!.quoting)}`);
  if (post.kind === 'produced') {
    for (const copy of post.copies)
      add(
        copy === post.copies[0] ? 'Read from' : 'Copy',
        placeOf(copy.origin) +
          (copy.custodian === null ? '' : ` (${makeVisible(copy.custodian)})`) +
          (copy === post.copies[0] ? '' : `, joined by ${copyKeyName(copyKeyOf(post.copies[0]!, copy))}`),
      );
    for (const [label, value] of storedFields(post)) add(label, makeVisible(value));
    const meeting = meetingOf(post.copies);
    if (meeting) for (const [label, value] of meetingLines(meeting)) add(label, value);
    for (const receipt of receiptsOf(post.copies))
      add('Reports', receiptLine(receipt, receipt.date && isoDate(receipt.date)));
    for (const tiding of tidings.get(post.key) ?? []) add('Told of it', tidingLine(tiding));
    for (const { production } of post.copies)
      if (production) for (const [label, value] of productionFields(production)) add(label, value);
    for (const { name, contentType, size, sha256 } of post.message.attachments)
      add(
        'Attachment',
        `${makeVisible(name ?? '(no name)')}, ${makeVisible(contentType)}, ${byteSize(size)}, SHA-256 ${sha256.slice(0, 16)}…`,
      );
  } else if (post.kind === 'recovered') {
    for (const witness of post.recovered.witnesses)
      add(
        'Witness',
        `${witness.attached ? `it hangs on ${shortKey(witness.post)}` : `${shortKey(witness.post)} quotes it`}: ${placeOf(witness.origin)}`,
      );
  } else add('Cited by', witnessesOf(post).map(shortKey).join(', '));
  return fields;
}

/** What load files say of a copy: `Bates: M001 to M004`, family, custodian, folder; with the row that says so. */
function productionFields(production: Production): readonly (readonly [string, string | null])[] {
  const { parent, custodian, folder, row } = production;
  const visible = (text: string | null) => text && makeVisible(text);
  const family = visible(familyText(production));
  const bates = visible(batesText(production));
  return [
    ['Bates', bates === null ? null : `${bates}, by ${placeOf(row)}`],
    [
      'Family',
      family === null && parent === null
        ? null
        : [family, parent === null ? null : `attached to ${makeVisible(parent)}`].filter(Boolean).join(', '),
    ],
    ['Custodian', custodian === null ? null : `${makeVisible(custodian)} (as the load file says)`],
    ['Folder', folder === null ? null : makeVisible(folder)],
  ];
}

function dateText(post: Post): string {
  const doubted = post.kind === 'produced' ? post.message.doubtedDate : undefined;
  const date = `${readableDate(isoDateOf(post))}${doubted === undefined ? '' : ` ("${makeVisible(doubted)}" as written, which cannot be right)`}`;
  if (post.kind === 'missing') {
    const [after, before] = post.interval;
    const day = (time: number) => isoDate({ time, offset: 0 }).slice(0, 10);
    return (
      [after === null ? '' : `after ${day(after)}`, before === null ? '' : `before ${day(before)}`]
        .filter(Boolean)
        .join(', ') || 'unknown'
    );
  }
  if (post.kind === 'produced' && post.message.date?.source === 'received') return `${date} (from Received)`;
  if (post.kind === 'produced' && post.message.date?.source === 'from-line') return `${date} (from the "From " line)`;
  return post.kind === 'recovered' ? `${date} (as quoted)` : date;
}

function* bodyLines(
  post: Post,
  split: SplitBody | undefined,
  options: MessageViewOptions,
  style: TextStyle,
): Generator<string, void, undefined> {
  switch (post.kind) {
    case 'missing':
      yield paint('[Cited, but neither produced nor recoverable: nothing is known of its text.]', 'red', style);
      return;
    case 'recovered':
      yield paint(
        isAttached(post.recovered)
          ? '[Handed over as an attachment of another message.]'
          : `[Recovered from ${countOf(post.recovered.witnesses.length, 'quotation')}; not produced.]`,
        'yellow',
        style,
      );
      yield '';
      yield* makeLinesVisible(post.recovered.text.trimEnd());
      return;
    case 'produced': {
      const text = post.message.body?.text;
      if (text === undefined) yield paint('[The body was not read.]', 'dim', style);
      else if (!text.trim()) yield paint('[No text.]', 'dim', style);
      else if (!split) yield* makeLinesVisible(text.trimEnd());
      else yield* segmentLines(text, split, options, style);
    }
  }
}

function* segmentLines(
  text: string,
  split: SplitBody,
  { quotes }: MessageViewOptions,
  style: TextStyle,
): Generator<string, void, undefined> {
  const { segments } = split;
  for (let at = 0; at < segments.length; ) {
    const segment = segments[at]!;
    let end = at + 1;
    while (end < segments.length && isQuoted(segments[end]!) === isQuoted(segment)) end++;
    const run = segments.slice(at, end);
    if (isQuoted(segment) && !quotes) yield paint(foldedLine(text, split, run), 'dim', style);
    else
      for (const { kind, start, end: stop } of run)
        for (const line of makeLinesVisible(withoutLastBreak(text.slice(start, stop))))
          yield kind === 'authored' ? line : paint(line, 'dim', style);
    at = end;
  }
}

function isQuoted({ depth }: Segment): boolean {
  return depth > 0;
}

function foldedLine(text: string, split: SplitBody, run: readonly Segment[]): string {
  const quoted = text.slice(run[0]!.start, run.at(-1)!.end);
  const lines = quoted.trim().split('\n').length;
  const index = run.find((segment) => segment.embedded !== null)?.embedded ?? null;
  const header = index === null ? null : split.embedded[index]?.header;
  const whose = header?.from ? ` of ${makeVisible(personName(header.from))}` : '';
  return `[${countOf(lines, 'line')} quoted${whose}; --quotes shows them]`;
}

function withoutLastBreak(text: string): string {
  return text.endsWith('\n') ? text.slice(0, -1) : text;
}

function mailboxText(mailbox: Mailbox | null): string {
  if (mailbox === null) return '(unknown)';
  const { name, address } = mailbox;
  return makeVisible(name && address ? `${name} <${address}>` : name || address);
}
