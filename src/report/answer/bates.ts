import type { Post } from '../../link/post/post.js';
import { locateInBody } from '../../message/locate-in-body.js';
import {
  compareBates,
  formatBates,
  gapsBetween,
  type NumberRun,
  seriesOf,
} from '../../source/load-file/bates-number.js';
import type { Origin, Production, Source } from '../../source/source.js';

/** What load files say of the copies of a post. */
export function productionsOf(post: Post): readonly Production[] {
  return post.kind === 'produced' ? post.copies.flatMap(({ production }) => production ?? []) : [];
}

/** `M001 to M004`, a single number as it is; null where there is none. */
export function batesText({ begin, end }: Pick<Production, 'begin' | 'end'>): string | null {
  if (begin === null) return end;
  return end === null || end === begin ? begin : `${begin} to ${end}`;
}

/** First and last number of the family with its parent or name; null where there is none. */
export function familyText({
  attachBegin,
  attachEnd,
  group,
}: Pick<Production, 'attachBegin' | 'attachEnd' | 'group'>): string | null {
  return batesText({ begin: attachBegin, end: attachEnd }) ?? group;
}

/** The Bates ranges of the copies of a post, each once. */
export function batesOf(post: Post): readonly string[] {
  return [...new Set(productionsOf(post).flatMap((production) => batesText(production) ?? []))];
}

/** First and last number among posts: `M001 to M044`; null where none has one, or they are of several series. */
export function batesSpan(posts: Iterable<Post>): string | null {
  let from: string | null = null;
  let to: string | null = null;
  for (const post of posts) {
    if (post.kind !== 'produced') continue;
    for (const { production } of post.copies) {
      if (!production) continue;
      const { begin, end } = production;
      const [first, last] = [begin ?? end, end ?? begin];
      if (first === null || last === null) continue;
      if (from !== null && seriesOf(from) !== seriesOf(first)) return null;
      if (from === null || compareBates(first, from) < 0) from = first;
      if (to === null || compareBates(last, to) > 0) to = last;
    }
  }
  return batesText({ begin: from, end: to });
}

/** Says which Bates range a place in the input belongs to: `M001 to M004`; null where none. */
export type BatesAt = (origin: Origin) => string | null;

/** The Bates ranges of places, each once. */
export const batesOfPlaces = (origins: readonly Origin[], batesAt: BatesAt): readonly string[] => [
  ...new Set(origins.flatMap((origin) => batesAt(origin) ?? [])),
];

/** Knows no numbers. */
export const noBates: BatesAt = () => null;

/** The bytes of a document with a Bates range; `end` is null where all of the source is meant. */
export interface BatesPlace {
  readonly source: string;
  readonly start: number;
  readonly end: number | null;
  readonly text: string;
}

/** Looks up the Bates range of the document that holds a place: its native file, or its row in the load file. */
export const batesByPlace = (posts: Iterable<Post>): BatesAt => indexBates(batesPlaces(posts));

/** Where the documents with a Bates range stand. */
export function batesPlaces(posts: Iterable<Post>): readonly BatesPlace[] {
  const places: BatesPlace[] = [];
  for (const post of posts)
    if (post.kind === 'produced')
      for (const { origin, production, body } of post.copies) {
        const text = production ? batesText(production) : null;
        if (text === null) continue;
        places.push({ source: origin.source, start: origin.offset, end: origin.offset + origin.length, text });
        const source = body ? locateInBody(body, { start: 0, end: 0 }).source : origin.source;
        if (source !== origin.source) places.push({ source, start: 0, end: null, text });
      }
  return places;
}

/** Looks up the Bates range of a place among places. */
export function indexBates(places: readonly BatesPlace[]): BatesAt {
  if (places.length === 0) return noBates;
  const bySource = new Map<string, BatesPlace[]>();
  for (const place of places) {
    const list = bySource.get(place.source);
    if (list === undefined) bySource.set(place.source, [place]);
    else list.push(place);
  }
  for (const list of bySource.values()) list.sort((a, b) => a.start - b.start);
  return ({ source, offset }) => {
    const list = bySource.get(source);
    if (list === undefined) return null;
    let [low, high] = [0, list.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if (list[middle]!.start <= offset) low = middle + 1;
      else high = middle;
    }
    const entry = list[low - 1];
    return entry !== undefined && (entry.end === null || offset < entry.end) ? entry.text : null;
  };
}

/** Numbers that no row of any load file bears, between those of its series that rows bear. */
export function batesGaps(sources: readonly Source[]): readonly NumberRun[] {
  return gapsBetween(sources.flatMap(({ bates }) => bates ?? []));
}

/** `M005 to M009 (5 numbers)` */
export function gapText(gap: NumberRun): string {
  const count = gap.last - gap.first + 1;
  const range = batesText({ begin: formatBates(gap, gap.first), end: formatBates(gap, gap.last) });
  return `${range} (${count === 1 ? '1 number' : `${count} numbers`})`;
}
