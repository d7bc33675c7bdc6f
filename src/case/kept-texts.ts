import type { ExplainLink, LinkExplanation } from '../link/evidence/evidence.js';
import type { Post } from '../link/post/post.js';
import { copyMessage } from '../message/copy-message.js';
import type { Body, HeaderText, Message } from '../message/message.js';
import type { EmbeddedMessage, SplitBody } from '../quote/segment.js';
import type { TextFile } from './text-file.js';

/**
 * A message whose body and raw fields wait outside of the heap until somebody asks for them. They are read when asked for, and JSON writes
 * them as those of any other.
 */
export function keepMessage(message: Message, texts: TextFile): Message {
  const { body, headers, embedded } = message;
  const changes = {
    body: body && new KeptBody(texts, body),
    headers: headers.places.length ? new KeptHeaders(texts, headers) : headers,
    embedded: embedded.map((one) => keepMessage(one, texts)),
  };
  // In the order that its fields have, where it is a record.
  return Object.getPrototypeOf(message) === Object.prototype
    ? { ...message, ...changes }
    : copyMessage(message, changes);
}

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

/** How a body was split, its texts waiting as those of the body do. */
export function keepSplit(split: SplitBody, body: Body | null, texts: TextFile): SplitBody {
  const whole = body instanceof KeptBody && split.authored === body.text ? body.at : texts.keep(split.authored);
  // A name or date that was cut out of a text holds on to all of it, unless it is written anew.
  const { segments, embedded } = JSON.parse(
    JSON.stringify({ segments: split.segments, embedded: split.embedded.map((one) => ({ ...one, text: '' })) }),
  ) as SplitBody;
  return new KeptSplit(
    segments,
    embedded.map((one, place) => new KeptEmbedded(one, split.embedded[place]!.text, texts)),
    whole,
    texts,
  );
}

class KeptSplit implements SplitBody {
  readonly segments: SplitBody['segments'];
  readonly embedded: SplitBody['embedded'];
  private readonly at: number;
  private readonly texts: TextFile;

  constructor(segments: SplitBody['segments'], embedded: SplitBody['embedded'], at: number, texts: TextFile) {
    this.segments = segments;
    this.embedded = embedded;
    this.at = at;
    this.texts = texts;
  }

  get authored(): string {
    return this.texts.read(this.at);
  }

  toJSON(): SplitBody {
    const { segments, embedded, authored } = this;
    return { segments, embedded, authored };
  }
}

class KeptEmbedded implements EmbeddedMessage {
  readonly header: EmbeddedMessage['header'];
  readonly depth: number;
  readonly quotedBy: number | null;
  readonly ranges: EmbeddedMessage['ranges'];
  private readonly at: number;
  private readonly texts: TextFile;

  constructor({ header, depth, quotedBy, ranges }: EmbeddedMessage, text: string, texts: TextFile) {
    this.header = header;
    this.depth = depth;
    this.quotedBy = quotedBy;
    this.ranges = ranges;
    this.at = texts.keep(text);
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
