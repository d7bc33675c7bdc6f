import { type LineTable, setDepth } from '../line-table.js';

/** Tags of one body that are read, and how deep they nest. */
const MOST_TAGS = 400;
const DEEPEST_TAG = 12;

const TAG = /\[(?:quote(?:[=: ][^[\]\n]{0,120})?|\/quote)\]|\{quote\}/gi;

/** True where a body may hold quotations of forums and trackers: `[quote="Ann"]…[/quote]`, `{quote}…{quote}` (Jira). */
export function mayHoldTags(body: string): boolean {
  return (
    body.includes('[/quote]') || body.includes('[/QUOTE]') || body.includes('[/Quote]') || body.includes('{quote}')
  );
}

/**
 * Offsets at which lines have to begin so that each tag stands on a line of its own; null where tags are not paired, or where one opens inside a
 * sentence (then they are talked about) or behind marks.
 */
export function findTags(body: string): readonly number[] | null {
  const cuts: number[] = [];
  let depth = 0;
  let count = 0;
  let behind = -1;
  let braced = false;
  for (const tag of body.matchAll(TAG)) {
    const brace = tag[0][0] === '{';
    const closes = brace ? braced : tag[0][1] === '/';
    const end = tag.index + tag[0].length;
    // Those inside a marked quotation are its own.
    if (brace && /(?:^|\n)[ \t]{0,3}>[^\n]*$/.test(body.slice(Math.max(0, tag.index - 200), tag.index))) continue;
    if (brace) braced = !braced;
    if (++count > MOST_TAGS || (closes ? depth === 0 : depth === DEEPEST_TAG)) return null;
    const before = body.slice(Math.max(0, tag.index - 80), tag.index);
    if (!closes && behind !== tag.index && !/(?:^|\n)\s{0,20}$/.test(before)) return null;
    if (closes && !/^[ \t\r]{0,8}(?:\n|$|\[)/.test(body.slice(end, end + 10)) && depth === 1) return null;
    depth += closes ? -1 : 1;
    for (const at of [tag.index, end])
      if (at > 0 && at < body.length && body[at] !== '\n' && body[at - 1] !== '\n' && cuts.at(-1) !== at) cuts.push(at);
    behind = end;
  }
  return depth === 0 && count > 0 ? cuts : null;
}

/** Counts what stands between the tags one level deeper; the closing tags are no text. */
export function markTags(lines: LineTable): void {
  const { body } = lines;
  let depth = 0;
  let braced = false;
  for (let line = 0; line < lines.count; line++) {
    const first = lines.first[line]!;
    const brace = lines.depth[line] === 0 && /^\{quote\}$/i.test(body.slice(first, lines.end[line]!).slice(0, 9));
    const opens = brace ? !braced : /^\[quote(?:\]|[=: ])/i.test(body.slice(first, first + 8));
    const closes = brace ? braced : !opens && /^\[\/quote\]$/i.test(body.slice(first, lines.end[line]!).slice(0, 9));
    if (brace) braced = !braced;
    if (depth) setDepth(lines, line, lines.depth[line]! + depth, lines.content[line]!);
    if (closes) lines.first[line] = lines.end[line]!;
    depth += opens ? 1 : closes ? -1 : 0;
  }
}
