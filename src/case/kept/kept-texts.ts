import type { ExplainLink, LinkExplanation } from '../../link/evidence/evidence.js';
import type { ReasonStore } from '../../link/explain/kept-reasons.js';
import type { Post } from '../../link/post/post.js';
import { copyMessage } from '../../message/copy-message.js';
import type { Body, HeaderText, Mailbox, Message } from '../../message/message.js';
import type { EmbeddedMessage, Segment, SplitBody } from '../../quote/segment.js';
import type { EmbeddedBinding } from '../../recover/recover-messages.js';
import { copyString, type OwnStrings, ownStrings } from './own-strings.js';
import type { TextFile } from './text-file.js';

/** What keeps messages, as `messageKeeper` gives it. */
export type KeepMessage = (message: Message) => Message;

const NONE: readonly never[] = [];

/**
 * Gives what keeps messages: their bodies and raw fields wait outside of the heap until somebody asks for them. They are read when asked for,
 * and JSON writes them as those of any other. Messages to one mailbox share it (who sent one is told from whom it names besides), equal ids and
 * subjects are one string, and what is empty is one list for all.
 */
export function messageKeeper(texts: TextFile, own: OwnStrings = ownStrings()): KeepMessage {
  const { same, sameOrNull } = own;
  const ids = (list: readonly string[]) => shared(list, () => list.map(same));
  const all = (mailboxes: readonly Mailbox[]) => shared(mailboxes, () => mailboxes.map(own.mailbox));
  const one = (mailbox: Mailbox | null) => mailbox && { ...own.mailbox(mailbox) };
  const keep: KeepMessage = (message) => {
    const { body, headers, embedded, attachments, date, subject, from, sender } = message;
    const sentBy = one(from);
    const changes = {
      folder: sameOrNull(message.folder),
      messageId: sameOrNull(message.messageId),
      alternateIds: ids(message.alternateIds),
      inReplyTo: ids(message.inReplyTo),
      references: ids(message.references),
      threadIndex: sameOrNull(message.threadIndex),
      providerThread: sameOrNull(message.providerThread),
      date: date && { ...date, raw: copyString(date.raw) },
      from: sentBy,
      sender: sender === from ? sentBy : one(sender),
      replyTo: all(message.replyTo),
      to: all(message.to),
      cc: all(message.cc),
      bcc: all(message.bcc),
      subject: { ...subject, text: same(subject.text), base: same(subject.base) },
      body: body && new KeptBody(texts, body),
      headers: headers.places.length ? new KeptHeaders(texts, headers) : headers,
      attachments: shared(attachments, () =>
        attachments.map((file) => ({
          ...file,
          name: file.name && copyString(file.name),
          contentType: same(file.contentType),
        })),
      ),
      embedded: shared(embedded, () => embedded.map(keep)),
      problems: shared(message.problems),
    };
    // In the order that its fields have, where it is a record.
    return Object.getPrototypeOf(message) === Object.prototype
      ? { ...message, ...changes }
      : copyMessage(message, changes);
  };
  return keep;
}

/** What is made of the list, a copy unless told otherwise: one that grew has room to spare. The one empty list where it is empty. */
const shared = <T>(list: readonly T[], make: () => readonly T[] = () => list.slice()): readonly T[] =>
  list.length === 0 ? NONE : make();

class KeptBody implements Body {
  readonly textSource: Body['textSource'];
  readonly flowed: Body['flowed'];
  /** Number of the text; the places and the HTML come behind it. */
  readonly at: number;
  private readonly texts: TextFile;
  private readonly hasHtml: boolean;

  constructor(texts: TextFile, { text, html, textSource, flowed, places }: Body) {
    this.texts = texts;
    this.textSource = textSource;
    this.flowed = flowed;
    this.hasHtml = html !== null;
    this.at = texts.keep(text);
    texts.keep(JSON.stringify(places));
    if (html !== null) texts.keep(html);
  }

  get text(): string {
    return this.texts.read(this.at);
  }

  get places(): Body['places'] {
    return this.texts.readJson(this.at + 1);
  }

  get html(): string | null {
    return this.hasHtml ? this.texts.read(this.at + 2) : null;
  }

  toJSON(): Body {
    const { text, html, textSource, flowed, places } = this;
    return { text, html, textSource, flowed, places };
  }
}

class KeptHeaders implements HeaderText {
  readonly source?: string;
  readonly row?: number;
  private readonly texts: TextFile;
  private readonly at: number;

  constructor(texts: TextFile, { text, places, source, row }: HeaderText) {
    this.texts = texts;
    this.at = texts.keep(text);
    texts.keep(JSON.stringify(places));
    if (source !== undefined) this.source = source;
    if (row !== undefined) this.row = row;
  }

  get text(): string {
    return this.texts.read(this.at);
  }

  get places(): readonly number[] {
    return this.texts.readJson(this.at + 1);
  }

  toJSON(): HeaderText {
    const { text, places, source, row } = this;
    return { text, places, ...(source === undefined ? {} : { source }), ...(row === undefined ? {} : { row }) };
  }
}

/** How a body was split, waiting as the body does. */
export function keepSplit(split: SplitBody, body: Body | null, texts: TextFile): SplitBody {
  return new KeptSplit(split, body, texts);
}

/** A row of numbers for each segment; the kinds stand as texts. */
type WaitingSegments = readonly (string | number | null)[];
/** An embedded message as it waits: two numbers a range. */
type WaitingEmbedded = Omit<EmbeddedMessage, 'text' | 'ranges'> & { readonly ranges: readonly number[] };

class KeptSplit implements SplitBody {
  private readonly texts: TextFile;
  private readonly authoredAt: number;
  /** The kind of the only segment of a body that quotes nothing, and its end; null where there are more, or none. */
  private readonly only: Segment['kind'] | null;
  private readonly end: number;
  /** Number of the segments where it has not only one; the embedded messages and their texts come behind it. */
  private readonly at: number;
  private readonly quotes: boolean;

  constructor(split: SplitBody, body: Body | null, texts: TextFile) {
    const { segments, embedded, authored } = split;
    this.texts = texts;
    this.authoredAt = body instanceof KeptBody && authored === body.text ? body.at : texts.keep(authored);
    this.quotes = embedded.length > 0;
    this.only = this.quotes ? null : onlySegment(segments);
    this.end = this.only === null ? -1 : segments[0]!.end;
    this.at = this.only === null ? texts.keep(JSON.stringify(waitingSegments(segments))) : -1;
    if (!this.quotes) return;
    texts.keep(JSON.stringify(waitingEmbedded(embedded)));
    for (const { text } of embedded) texts.keep(text);
  }

  get segments(): SplitBody['segments'] {
    if (this.only !== null) return [{ kind: this.only, start: 0, end: this.end, depth: 0, embedded: null }];
    return this.texts.readJson<readonly Segment[], WaitingSegments>(this.at, segmentsOf);
  }

  get embedded(): SplitBody['embedded'] {
    if (!this.quotes) return NONE;
    return this.texts.readJson<SplitBody['embedded'], readonly WaitingEmbedded[]>(this.at + 1, (waiting) =>
      waiting.map((one, place) => new KeptEmbedded(one, this.at + 2 + place, this.texts)),
    );
  }

  get authored(): string {
    return this.texts.read(this.authoredAt);
  }

  toJSON(): SplitBody {
    const { segments, embedded, authored } = this;
    return { segments, embedded, authored };
  }
}

/** The kind of the one segment that is all of the body, by its author; null where it is otherwise. */
function onlySegment(segments: readonly Segment[]): Segment['kind'] | null {
  const [only] = segments;
  if (only === undefined || segments.length > 1) return null;
  return only.start === 0 && only.depth === 0 && only.embedded === null ? only.kind : null;
}

const waitingSegments = (segments: readonly Segment[]): WaitingSegments =>
  segments.flatMap((one) => [one.kind, one.start, one.end, one.depth, one.embedded]);

function segmentsOf(row: WaitingSegments): readonly Segment[] {
  const segments: Segment[] = [];
  for (let at = 0; at < row.length; at += 5)
    segments.push({
      kind: row[at] as Segment['kind'],
      start: row[at + 1] as number,
      end: row[at + 2] as number,
      depth: row[at + 3] as number,
      embedded: row[at + 4] as number | null,
    });
  return segments;
}

const waitingEmbedded = (embedded: SplitBody['embedded']): readonly WaitingEmbedded[] =>
  embedded.map(({ header, depth, quotedBy, ranges }) => ({
    ...{ header, depth, quotedBy },
    ranges: ranges.flatMap(({ start, end }) => [start, end]),
  }));

class KeptEmbedded implements EmbeddedMessage {
  readonly header: EmbeddedMessage['header'];
  readonly depth: number;
  readonly quotedBy: number | null;
  readonly ranges: EmbeddedMessage['ranges'];
  private readonly at: number;
  private readonly texts: TextFile;

  constructor({ header, depth, quotedBy, ranges: row }: WaitingEmbedded, at: number, texts: TextFile) {
    this.header = header;
    this.depth = depth;
    this.quotedBy = quotedBy;
    const ranges: EmbeddedMessage['ranges'][number][] = [];
    for (let place = 0; place < row.length; place += 2) ranges.push({ start: row[place]!, end: row[place + 1]! });
    this.ranges = ranges;
    this.at = at;
    this.texts = texts;
  }

  get text(): string {
    return this.texts.read(this.at);
  }

  toJSON(): EmbeddedMessage {
    const { header, depth, quotedBy, text, ranges } = this;
    return { header, depth, quotedBy, text, ranges };
  }
}

/** A binding whose reasons wait: they are asked for only when the case is written. */
export function keepBinding(binding: EmbeddedBinding, texts: TextFile): EmbeddedBinding {
  return binding.reasons.length ? new KeptBinding(binding, texts) : binding;
}

class KeptBinding implements EmbeddedBinding {
  readonly post: string;
  readonly embedded: number;
  readonly target: string;
  readonly kind: EmbeddedBinding['kind'];
  readonly score: number;
  private readonly at: number;
  private readonly texts: TextFile;

  constructor({ post, embedded, target, kind, score, reasons }: EmbeddedBinding, texts: TextFile) {
    this.post = post;
    this.embedded = embedded;
    this.target = target;
    this.kind = kind;
    this.score = score;
    this.at = texts.keep(JSON.stringify(reasons));
    this.texts = texts;
  }

  get reasons(): EmbeddedBinding['reasons'] {
    return this.texts.readJson(this.at);
  }

  toJSON(): EmbeddedBinding {
    const { post, embedded, target, kind, score, reasons } = this;
    return { post, embedded, target, kind, score, reasons };
  }
}

/** Where the reasons wait that are worked out while parents are chosen. */
export const reasonStore = (texts: TextFile): ReasonStore => ({
  keep: (candidates) => texts.keep(JSON.stringify(candidates)),
  read: (number) => texts.readJson(number),
});

/** The reasons of all links, worked out once and kept: what they were worked out from need not be held any longer. */
export function keepExplanations(posts: readonly Post[], explain: ExplainLink, texts: TextFile): ExplainLink {
  const kept = new Map<string, number>();
  for (const { key } of posts) {
    const explanation = explain(key);
    if (explanation !== null) kept.set(key, texts.keep(JSON.stringify(explanation)));
  }
  return (child) => {
    const number = kept.get(child);
    return number === undefined ? null : texts.readJson<LinkExplanation>(number);
  };
}
