import type { Origin } from '../source/source.js';
import type { PartPlaces, PartRun, RecordPlaces } from './body-places.js';
import { locateUnpacked } from './locate-unpacked.js';
import type { Body } from './message.js';
import { locateInStretch } from './mime/decoded-places.js';
import { locateInString } from './record/record-text.js';

/**
 * Byte range in the source of `body.text.slice(start, end)`; the whole part, string or message where it cannot be told finer.
 *
 *     locateInBody(body, { start: 0, end: 5 })    // { source: 'stone.mbox', offset: 812, length: 5 }
 */
export function locateInBody(
  body: Pick<Body, 'text' | 'places'>,
  { start, end }: { readonly start: number; readonly end: number },
): Origin {
  const { text, places } = body;
  if (places.kind === 'record') return locateInRecord(places, start, end);
  const found = locateInParts(text, places, start, end);
  return places.packings.reduce((origin, packing) => locateUnpacked(packing, origin), found);
}

function locateInParts(text: string, { origin, bytesOffset, runs }: PartPlaces, start: number, end: number): Origin {
  const first = runs.find((run) => run.textEnd > start) ?? runs.at(-1);
  const last = runs.findLast((run) => run.textStart < Math.max(end, start + 1)) ?? first;
  if (!first || !last) return origin;
  const from = rangeIn(text, first, start, Math.min(end, first.textEnd))[0];
  const to = rangeIn(text, last, Math.max(start, last.textStart), end)[1];
  return { source: origin.source, offset: bytesOffset + from, length: Math.max(0, to - from) };
}

function rangeIn(text: string, run: PartRun, start: number, end: number): readonly [number, number] {
  const { textStart, textEnd } = run;
  const from = Math.max(0, start - textStart);
  const to = Math.max(from, Math.min(end, textEnd) - textStart);
  return locateInStretch(text, textStart, textEnd - textStart, run, from, to);
}

function locateInRecord({ origin, rendered, runs }: RecordPlaces, start: number, end: number): Origin {
  const held = rendered
    ? runs
    : runs.filter((run) => run.textStart <= Math.max(start, end - 1) && run.textEnd >= Math.min(start, end));
  const found = held.flatMap(({ textStart, textEnd, string }) => {
    if (string === null) return [];
    const from = rendered ? 0 : Math.max(0, start - textStart);
    const to = rendered ? textEnd - textStart : Math.max(0, Math.min(end, textEnd) - textStart);
    return [locateInString(string, from, to)];
  });
  if (!found.length || found.length < held.length) return origin;
  const first = found.reduce((least, { offset }) => Math.min(least, offset), Number.POSITIVE_INFINITY);
  const last = found.reduce((most, { offset, length }) => Math.max(most, offset + length), 0);
  const { source } = found[0]!;
  return source === origin.source
    ? { ...origin, offset: first, length: last - first }
    : { source, offset: first, length: last - first };
}
