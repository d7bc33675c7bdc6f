import type { Segment } from '../../quote/segment.js';
import type { PlacedHunk, Sides } from './quotation-sides.js';
import { runsOf } from './quotation-words.js';

/** Words of a passage beyond which another text was pasted in, not a sentence or two. */
export const LONGEST_PASSAGE = 150;
/** Share of visible characters that are letters, from which a passage is prose: no table, command or patch. */
const PROSE = 0.75;
/** Share of a passage's runs of three words that may stand in the original: else the same was quoted twice, or moved. */
const MOST_KNOWN = 0.2;

/**
 * True if the words between two neighbouring words of the original read as a sentence or two that were put into a paragraph of
 * the quotation: prose, no file, picture or link that a program shows there, no line of a header, of a patch or of a prompt.
 * Whole lines between the lines are an answer that stands without a mark of its own.
 */
export function readsAsPutIn(sides: Sides, hunk: PlacedHunk): boolean {
  const { quoted, after } = sides;
  const { gapAfter, j } = hunk;
  if (!isInParagraph(sides, hunk)) return false;
  if (SHOWN_BY_PROGRAM.test(gapAfter) || OTHER_LINES.test(gapAfter)) return false;
  const line = quoted.slice(quoted.lastIndexOf('\n', after[j]!.start - 1) + 1, after[j]!.end);
  if (OTHER_LINES.test(`\n${line.slice(0, LONGEST_LABEL)}`)) return false;
  const visible = gapAfter.replace(/\s+/g, '');
  return (visible.match(/\p{L}/gu)?.length ?? 0) >= PROSE * visible.length;
}

/** Characters from which a line was ended by the wrap of a program, not by the author. */
const WRAPPED = 60;

/**
 * True if a passage begins or ends within a line. Where it does not do both it must part what stood on one line, or follow a line
 * that was wrapped there: below the end of a paragraph stands a remark.
 */
function isInParagraph({ original, before }: Sides, { gapBefore, gapAfter, i }: PlacedHunk): boolean {
  if (/\n\s*\n/.test(gapAfter) || /\n\s*\n/.test(gapBefore)) return false;
  const [above, below] = [/^[^\p{L}\p{N}]*/u, /[^\p{L}\p{N}]{0,200}$/u].map((edge) =>
    edge.exec(gapAfter)![0].includes('\n'),
  );
  if (!above && !below) return true;
  if (above && below) return false;
  if (!gapBefore.includes('\n')) return true;
  const { end } = before[i]!;
  return !above && end - original.lastIndexOf('\n', end - 1) > WRAPPED;
}

/** Characters of a line in which its label or mark stands. */
const LONGEST_LABEL = 40;

/** What a mail program shows in the place of a file, a picture or an address. */
const SHOWN_BY_PROGRAM =
  /<<|>>|:\/\/|\w@\w|\bwww\.|%[0-9A-F]{2}|=[0-9A-F]{2}|\[(?:image|cid)|<(?:embedded|ole|image)|\((?:see attached|embedded image)|\w (?:at|dot) [\w-]{1,40}\.\w|[-_*=]{5}/i;

/** A line of a header, a patch, a prompt or a deeper quotation. */
const OTHER_LINES =
  /\n[\t *]*(?:[+@>|$#-]|from\b|to ?:|cc ?:|bcc ?:|sent ?:|date ?:|subject ?:|re ?:|on .{0,80}wrote)|(?:wrote|writes) ?:\s*(?:\n|$)/i;

/** True if hardly anything of a passage stands in the texts: nobody copied it from there. */
export function isUnknown(passage: string, texts: readonly string[]): boolean {
  const runs = runsOf(passage);
  if (runs.size === 0) return false;
  let known = 0;
  const there = new Set<string>();
  for (const text of texts) for (const run of runsOf(text)) if (runs.has(run)) there.add(run);
  for (const run of runs) if (there.has(run)) known++;
  return known <= MOST_KNOWN * runs.size;
}

/** True if all of a run of the body belongs to one quotation: no answer, header or deeper quotation stands in it. */
export function liesInOneQuotation(segments: readonly Segment[], start: number, end: number): boolean {
  const touched = segments.filter((segment) => segment.start < end && segment.end > start);
  const [first] = touched;
  return (
    first !== undefined &&
    touched.every(
      ({ kind, depth, embedded }) => kind === 'quoted' && depth === first.depth && embedded === first.embedded,
    )
  );
}
