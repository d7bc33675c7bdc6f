import type { Post } from '../../link/post/post.js';
import { senderOf, sendingOf, subjectOf, timeOf } from '../../link/post/post-facts.js';
import type { Person } from '../../people/person.js';
import { makeVisible } from '../../text/visible-text.js';
import { batesOf } from '../answer/bates.js';
import type { ContentPath } from '../answer/content-path.js';
import { countTimes, passEvents, writeEventCounts } from '../answer/events.js';
import { isoDate, isoDateOf } from '../answer/iso-date.js';
import { glanceAt } from '../answer/post-glance.js';
import type { CaseEvent } from '../answer/report-file.js';
import { resentLine } from '../post/resent-line.js';
import { batesNote } from './bates-note.js';
import { peopleText } from './correspondence-text.js';
import { truncate } from './display-text.js';
import { toJsonText } from './json-text.js';
import { countOf, personName, readableDate, sendingText, shortKey } from './phrases.js';
import { paint, plainStyle, type TextStyle } from './text-style.js';

/** The ways on which the content of a message reached somebody. */
export interface ContentPaths {
  readonly start: Post;
  readonly persons: readonly Person[];
  readonly paths: readonly ContentPath[];
  readonly events: readonly CaseEvent[];
}

/** Every form of the ways. */
export const pathViews = {
  text: writeContentPaths,
  json: writeContentPathsJson,
} satisfies Readonly<Record<string, (ways: ContentPaths, style?: TextStyle) => Iterable<string>>>;

/** Name of a form of the ways to a person. */
export type PathFormat = keyof typeof pathViews;

/** Ways before and after each day, by the message that reached the person. */
const countWays = ({ paths, events }: ContentPaths) =>
  countTimes(
    paths.map(({ steps }) => timeOf(steps.at(-1)!)),
    events,
  );

/** A block a way; the days of the case stand where they lie between two steps. */
function* writeContentPaths(ways: ContentPaths, style: TextStyle = plainStyle): Generator<string> {
  const { paths, persons, events } = ways;
  if (!paths.length) {
    yield `No message that ${peopleText(persons)} sent or received holds the content of that one.\n`;
    return;
  }
  const drafts = paths.filter((path) => isDraft(path)).length;
  const count = countOf(paths.length - drafts, 'way') + (drafts ? ` and ${countOf(drafts, 'draft')}` : '');
  yield paint(`${count} to ${peopleText(persons)}\n`, 'bold', style);
  yield* writeEventCounts(countWays(ways), style, ['way', 'ways']);
  yield '\n';
  for (const path of paths) {
    const { steps } = path;
    const passed = passEvents(events);
    for (const [index, post] of steps.entries()) {
      const margin = '  '.repeat(index);
      const days = passed(timeOf(post));
      for (const { date, label } of index ? days : [])
        yield `${margin}${paint(`◆ ${date} ${makeVisible(label)}`, 'bold', style)}\n`;
      const indent = `${margin}${index ? '└ ' : ''}`;
      const what = `${makeVisible(personName(senderOf(post)))}: ${makeVisible(subjectOf(post)) || '(no subject)'}${batesNote(batesOf(post).join('; '))}`;
      const line = `${indent}${readableDate(isoDateOf(post))}  ${what}`;
      yield `${truncate(line, style.width - 10)}  ${shortKey(post.key)}\n`;
    }
    yield paint(`${'  '.repeat(steps.length)}${reachedText(path, persons)}\n\n`, 'dim', style);
  }
}

/** True where the message that would have reached a recipient is a draft. */
const isDraft = ({ steps, as }: ContentPath): boolean => as !== 'sender' && sendingOf(steps.at(-1)!)?.as === 'draft';

function reachedText(path: ContentPath, persons: readonly Person[]): string {
  if (path.resending) return `reached ${peopleText(persons)}: resent ${resentLine(path.resending)}`;
  const role = path.as === 'sender' ? 'the sender' : `a recipient (${path.as})`;
  if (!isDraft(path)) return `reached ${peopleText(persons)} as ${role}`;
  return `written to ${peopleText(persons)} as ${role}: ${makeVisible(sendingText(sendingOf(path.steps.at(-1)!)!))}`;
}

/** One JSON object: the message, the person, the ways with their steps, the counts around each day. */
function* writeContentPathsJson(ways: ContentPaths): Generator<string> {
  const { start, persons, paths, events } = ways;
  const answer = {
    from: glanceAt(start),
    to: persons.map(({ id, name, addresses }) => ({ id, name, addresses })),
    ways: paths.map(({ steps, as, resending }) => ({
      as,
      steps: steps.map(glanceAt),
      ...(resending ? { by: resending.from, date: resending.date && isoDate(resending.date) } : {}),
    })),
    ...(events.length ? { events: countWays(ways) } : {}),
  };
  yield `${toJsonText(answer, 1)}\n`;
}
