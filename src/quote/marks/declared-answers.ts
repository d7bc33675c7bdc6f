import { isBlank, type LineTable, textOf } from '../line-table.js';
import { type AssignedLines, AUTHORED, QUOTED } from './assign-lines.js';

/** Initials or a name in brackets, behind other words: `my answers are marked [AB]`. */
const TAG = /(?<=\S.{0,200})\[(\p{Lu}[\p{L}.]{1,19})\]/gu;
/** Words of a line that says how its author answers. */
const ANSWERING =
  /\b(?:in-?line|below|comments?|answers?|answered|repl(?:y|ies)|responses?|marked|antwort|kommentar|anmerkung|unten|réponse|commentaire|ci-dessous|respuesta|comentario|abajo|rispost|commenti|antwoord|opmerking|svar|kommentar|resposta)/i;
const MOST_TAGS = 4;
/** A line that reaches so far goes on below. */
const WRAPPED = 64;

/** True where a body may tell of answers in brackets. */
export const mayHoldAnswers = (body: string): boolean =>
  body.includes('\n[') && /\n\[\p{Lu}[\p{L}.]{1,19}\]/u.test(body);

/**
 * Gives the author the answers that he wrote into an unmarked quotation, where he says above it how they are marked: `My answers inline under [AB].`
 * Each is a line that begins with that, and what of it was wrapped.
 */
export function markDeclaredAnswers(lines: LineTable, { kinds, levels, owners }: AssignedLines): void {
  const tags = new Set<string>();
  for (let line = 0; line < lines.count && kinds[line] === AUTHORED && tags.size < MOST_TAGS; line++) {
    const text = textOf(lines, line).slice(0, 400);
    if (!text.includes(']') || !ANSWERING.test(text)) continue;
    for (const tag of text.matchAll(TAG)) tags.add(tag[0]);
  }
  if (!tags.size) return;
  for (let line = 0; line < lines.count; line++) {
    if (kinds[line] !== QUOTED || lines.depth[line] !== 0 || !begins(lines, line, tags)) continue;
    let last = line;
    while (goesOn(lines, last, tags) && kinds[last + 1] === QUOTED) last++;
    for (let at = line; at <= last; at++) {
      kinds[at] = AUTHORED;
      levels[at] = 0;
      owners[at] = -1;
    }
    line = last;
  }
}

function begins(lines: LineTable, line: number, tags: ReadonlySet<string>): boolean {
  if (lines.body[lines.first[line]!] !== '[') return false;
  return tags.has(textOf(lines, line).slice(0, 24).split(']')[0]!.concat(']'));
}

/** True where the first word below would not have fitted on a line. */
function goesOn(lines: LineTable, line: number, tags: ReadonlySet<string>): boolean {
  const next = line + 1;
  if (next >= lines.count || isBlank(lines, next) || lines.depth[next] !== 0 || begins(lines, next, tags)) return false;
  const word = textOf(lines, next).slice(0, 40).split(' ')[0]!.length;
  const length = lines.end[line]! - lines.start[line]!;
  return length <= 100 && length + 1 + word > WRAPPED;
}
