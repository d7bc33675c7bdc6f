import type { QuoteRegion } from '../../message/mime/html-page.js';
import { renderHtml } from '../../message/mime/html-text.js';
import { NO_FIELDS } from '../header-block/quoted-fields.js';
import type { EmbeddedHeader, EmbeddedMessage, Segment, SplitBody } from '../segment.js';
import { type SplitBodyOptions, splitBody } from '../split-body.js';

/** A split HTML body: offsets count in `text`. */
export interface SplitHtmlBody extends SplitBody {
  /** The page as text, lines of quoting elements with `> `. */
  readonly text: string;
}

/** Header lines stand at most that far below a line that Outlook draws above them. */
const NEAR = 300;

/**
 * Splits an HTML body into what its author wrote and what is quoted.
 *
 * `"<p>Yes.</p><div class=gmail_quote>On 3 Jan 2020, Ann wrote:<blockquote>Shall we?</blockquote></div>"` → an authored, an
 * attribution and a quoted segment. The elements by which mail programs mark quotations decide where these are; the
 * headers inside them are read as in plain text. The segments tile `text`. Any HTML is fine; the time is linear.
 */
export function splitHtmlBody(html: string, options: SplitBodyOptions = {}): SplitHtmlBody {
  const { text, regions } = renderHtml(html);
  const pieces: SplitBody[] = [];
  const starts: number[] = [];
  let at = 0;
  const add = (start: number, end: number, quoted: boolean): void => {
    if (end <= start) return;
    const split = splitBody(text.slice(start, end), options);
    pieces.push(quoted ? quoteAll(split, text.slice(start, end)) : split);
    starts.push(start);
  };
  for (const region of regions) {
    if (region.start < at || !decides(region, text, options)) continue;
    add(at, region.start, false);
    add(region.start, region.end, region.marker !== 'container');
    at = region.end;
  }
  if (at === 0) return { ...splitBody(text, options), text };
  add(at, text.length, false);
  return { ...joinSplits(pieces, starts, text), text };
}

/** True if the region tells more than the text: not for a container whose quotation its marks show, or a mere border. */
function decides(region: QuoteRegion, text: string, options: SplitBodyOptions): boolean {
  if (region.marker !== 'rest-with-header') return true;
  const first = splitBody(text.slice(region.start, Math.min(region.end, region.start + 2000)), options).embedded[0];
  return first !== undefined && first.header.style !== 'none' && first.header.start < NEAR;
}

const NO_HEADER: Omit<EmbeddedHeader, 'start' | 'end'> = {
  style: 'none',
  ...NO_FIELDS,
  action: null,
};

/** Makes everything of a piece quoted: what stands at depth 0 belongs to the message above it, or to one without a header. */
function quoteAll(split: SplitBody, text: string): SplitBody {
  const loose = split.segments.filter(
    (segment) => segment.depth === 0 && text.slice(segment.start, segment.end).trim() !== '',
  );
  if (!loose.length) return split;
  const first = loose[0]!.start;
  const before = split.embedded.findIndex((message) => message.depth === 1 && message.header.start <= first);
  const owner = before < 0 ? split.embedded.length : before;
  const ranges = loose.map(({ start, end }) => ({ start, end }));
  const body = ranges.map(({ start, end }) => text.slice(start, end)).join('');
  const embedded: EmbeddedMessage[] = [...split.embedded];
  if (before < 0)
    embedded.push({ header: { ...NO_HEADER, start: first, end: first }, depth: 1, quotedBy: null, text: body, ranges });
  else {
    const known = embedded[before]!;
    embedded[before] = { ...known, text: known.text + body, ranges: [...known.ranges, ...ranges] };
  }
  const segments = split.segments.map(
    (segment): Segment => (segment.depth > 0 ? segment : { ...segment, kind: 'quoted', depth: 1, embedded: owner }),
  );
  return { segments, embedded, authored: '' };
}

/** Puts splits of neighbouring pieces behind one another. */
function joinSplits(pieces: readonly SplitBody[], starts: readonly number[], text: string): SplitBody {
  const segments: Segment[] = [];
  const embedded: EmbeddedMessage[] = [];
  pieces.forEach((piece, index) => {
    const shift = starts[index]!;
    const first = embedded.length;
    for (const segment of piece.segments)
      segments.push({
        ...segment,
        start: segment.start + shift,
        end: segment.end + shift,
        embedded: segment.embedded === null ? null : segment.embedded + first,
      });
    for (const message of piece.embedded)
      embedded.push({
        ...message,
        header: { ...message.header, start: message.header.start + shift, end: message.header.end + shift },
        quotedBy: message.quotedBy === null ? null : message.quotedBy + first,
        ranges: message.ranges.map(({ start, end }) => ({ start: start + shift, end: end + shift })),
      });
  });
  const authored = segments
    .filter(({ kind }) => kind === 'authored')
    .map(({ start, end }) => text.slice(start, end))
    .join('');
  return { segments, embedded, authored };
}
