import type { Body } from '../../message/message.js';
import type { EmbeddedMessage, Segment, SplitBody } from '../../quote/segment.js';
import { KeptBody } from './kept-body.js';
import type { KeptTexts, TextFile } from './text-file.js';

const NONE: readonly never[] = [];

/** Keeps how a body was split; `body` is the body, which waits itself. */
export function keepSplit({ segments, embedded, authored }: SplitBody, body: Body | null, texts: TextFile): KeptSplit {
  const isAllAuthored = body instanceof KeptBody && authored === body.text;
  const authoredAt = isAllAuthored ? body.at : texts.keep(authored);
  const quotes = embedded.length > 0;
  const only = quotes ? null : onlySegment(segments);
  if (only !== null) return new KeptSplit({ authoredAt, only, end: segments[0]!.end, at: -1, quotes }, texts);
  const at = texts.keep(JSON.stringify(waitingSegments(segments)));
  if (quotes) texts.keep(JSON.stringify(waitingEmbedded(embedded)));
  for (const { text } of embedded) texts.keep(text);
  return new KeptSplit({ authoredAt, only, end: -1, at, quotes }, texts);
}

/** A row of numbers for each segment; the kinds stand as texts. */
type WaitingSegments = readonly (string | number | null)[];
/** An embedded message as it waits: two numbers a range. */
type WaitingEmbedded = Omit<EmbeddedMessage, 'text' | 'ranges'> & { readonly ranges: readonly number[] };

/** A split as it waits. */
export interface WaitingSplit {
  readonly authoredAt: number;
  /** The kind of the only segment of a body that quotes nothing, and its end; null where there are more, or none. */
  readonly only: Segment['kind'] | null;
  readonly end: number;
  /** Number of the segments where it has not only one; the embedded messages and their texts come behind it. */
  readonly at: number;
  readonly quotes: boolean;
}

/** A split that waits outside of the heap. */
export class KeptSplit implements SplitBody {
  private readonly texts: KeptTexts;
  private readonly authoredAt: number;
  private readonly only: Segment['kind'] | null;
  private readonly end: number;
  private readonly at: number;
  private readonly quotes: boolean;

  constructor({ authoredAt, only, end, at, quotes }: WaitingSplit, texts: KeptTexts) {
    this.texts = texts;
    this.authoredAt = authoredAt;
    this.only = only;
    this.end = end;
    this.at = at;
    this.quotes = quotes;
  }

  get waiting(): WaitingSplit {
    const { authoredAt, only, end, at, quotes } = this;
    return { authoredAt, only, end, at, quotes };
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
  private readonly texts: KeptTexts;

  constructor({ header, depth, quotedBy, ranges: row }: WaitingEmbedded, at: number, texts: KeptTexts) {
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
