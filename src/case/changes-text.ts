import type { PostGlance } from '../report/answer/post-glance.js';
import { keepInPlace } from '../report/format/display-text.js';
import { countOf, personName, readableDate, shortKey } from '../report/format/phrases.js';
import { paint, type TextStyle } from '../report/format/text-style.js';
import { makeVisible } from '../text/visible-text.js';
import type { ArrivedMessage, CaseChanges, ChangedFinding } from './case-changes.js';

/** Lines of one kind that are shown; more are counted. */
const SHOWN = 20;

/** What changed, in lines: sources, posts that came and went, links that moved, findings that came and went. */
export function* writeChanges(changes: CaseChanges, style: TextStyle): Generator<string, void, undefined> {
  const { sources, posts, moved, findings } = changes;
  yield* section('source', 'added', sources.added.map(makeVisible), style);
  yield* section('source', 'removed', sources.removed.map(makeVisible), style);
  yield* section('post', 'new', posts.added.map(postLine), style);
  yield* section('post', 'gone', posts.removed.map(postLine), style);
  const moves = moved.map(
    (post) => `${postLine(post)}: below ${parentName(post.now)}, before below ${parentName(post.before)}`,
  );
  yield* section('post', 'with another parent', moves, style);
  yield* section('message', 'missing before, produced now', changes.arrived.map(arrivedLine), style);
  yield* section('finding', 'new', findings.added.map(findingLine), style);
  yield* section('finding', 'gone', findings.removed.map(findingLine), style);
  const counts = [posts.added, posts.removed, moved, findings.added, findings.removed, sources.added, sources.removed];
  if (counts.every((list) => list.length === 0)) yield 'Nothing changed.\n';
}

function* section(noun: string, what: string, lines: readonly string[], style: TextStyle): Generator<string> {
  if (!lines.length) return;
  yield `${paint(`${countOf(lines.length, noun)} ${what}`, 'bold', style)}\n`;
  for (const line of lines.slice(0, SHOWN)) yield `  ${keepInPlace(line)}\n`;
  if (lines.length > SHOWN) yield `  … and ${lines.length - SHOWN} more (--format json of rethread changes has all)\n`;
}

const postLine = ({ key, kind, date, from, subject }: PostGlance): string =>
  makeVisible(
    `${shortKey(key)}  ${readableDate(date)}  ${personName(from)}  ${subject || '(no subject)'}${kind === 'produced' ? '' : ` (${kind})`}`,
  );

const findingLine = ({ severity, summary }: ChangedFinding): string => makeVisible(`${severity}: ${summary}`);

const arrivedLine = ({ summary, post }: ArrivedMessage): string => makeVisible(`${shortKey(post)}  ${summary}`);

const parentName = (key: string | null): string => (key === null ? 'none' : shortKey(key));
