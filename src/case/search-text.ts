import { batesNote } from '../report/format/bates-note.js';
import { displayWidth, keepInPlace, padEnd, truncate } from '../report/format/display-text.js';
import { countOf, personName, readableDate, shortKey } from '../report/format/phrases.js';
import { paint, type TextStyle } from '../report/format/text-style.js';
import { QUERY_FIELDS } from '../report/search-query.js';
import type { Snippet } from '../report/snippet.js';
import { makeVisible } from '../text/visible-text.js';
import type { SearchAnswer, SearchHit } from './search-case.js';

const SENDER_WIDTH = 18;
const SUBJECT_WIDTH = 28;

/**
 * A line a hit: keys of thread and post, when, who, subject, what it is where nobody is known to have sent it by hand as it stands, and the words
 * where they stand; marked by `*` where there is no colour.
 *
 *     t-5uzsivdo 5uzsivdo  2016-03-01 10:00 +0100  Ada Lovelace  Harbour plan  … the *lantern* room upstairs …
 */
export function* writeSearchAnswer(answer: SearchAnswer, style: TextStyle): Generator<string, void, undefined> {
  const { hits, total, threads, unknownFields } = answer;
  for (const hit of hits) yield `${hitLine(hit, style)}\n`;
  const more = total > hits.length ? `; the first ${countOf(hits.length, 'post')} shown, --limit shows more` : '';
  yield paint(`${countOf(total, 'post')} in ${countOf(threads, 'thread')}${more}\n`, 'dim', style);
  for (const name of unknownFields)
    yield paint(`no field "${name}": searched as a word; fields are ${QUERY_FIELDS.join(', ')}\n`, 'dim', style);
}

function hitLine(hit: SearchHit, style: TextStyle): string {
  const { key, thread, date, from, subject, bates = [], snippet } = hit;
  const sender = keepInPlace(truncate(makeVisible(personName(from)), SENDER_WIDTH));
  const topic = keepInPlace(truncate(makeVisible(subject) || '(no subject)', SUBJECT_WIDTH));
  const note = kindNote(hit) + batesNote(bates.join('; '));
  const place = `t-${shortKey(thread)} ${padEnd(shortKey(key), 8)}  ${padEnd(readableDate(date), 22)}`;
  const start = `${place}  ${padEnd(sender, SENDER_WIDTH)}  ${paint(topic, 'bold', style)}`;
  return snippet === null
    ? `${start}${note}`
    : `${start}${' '.repeat(Math.max(0, SUBJECT_WIDTH - displayWidth(topic)))}${note}  ${marked(snippet, style)}`;
}

/** `[recovered]`, `[missing]`, `[draft]`, `[automatic]`; nothing where it was produced and sent by hand. */
function kindNote({ kind, sending }: SearchHit): string {
  const told = sending?.as ?? kind;
  return told === 'produced' ? '' : ` [${told}]`;
}

function marked({ text, marks }: Snippet, style: TextStyle): string {
  let written = '';
  let at = 0;
  for (const [start, end] of marks) {
    const word = makeVisible(text.slice(start, end));
    written += makeVisible(text.slice(at, start)) + (style.colour ? paint(word, 'yellow', style) : `*${word}*`);
    at = end;
  }
  return keepInPlace(`… ${written}${makeVisible(text.slice(at))} …`);
}
