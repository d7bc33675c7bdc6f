import { senderOf, subjectOf } from '../../link/post/post-facts.js';
import type { Person } from '../../people/person.js';
import { makeVisible } from '../../text/visible-text.js';
import { batesOf } from '../answer/bates.js';
import type { Correspondence } from '../answer/correspondence.js';
import { countAround, markEvents, writeEventCounts } from '../answer/events.js';
import { isoDateOf } from '../answer/iso-date.js';
import type { CaseEvent } from '../answer/report-file.js';
import { batesNote, withBates } from './bates-note.js';
import { keepInPlace } from './display-text.js';
import { countOf, personName, readableDate, shortKey } from './phrases.js';
import { paint, plainStyle, type TextStyle } from './text-style.js';

/** All that passed between two people, a line a message, oldest first. */
export function* writeCorrespondence(
  { a, b, contacts }: Correspondence,
  style: TextStyle = plainStyle,
  events: readonly CaseEvent[] = [],
): Generator<string> {
  yield paint(`${peopleText(a)}  ⇄  ${peopleText(b)}\n`, 'bold', style);
  const sent = contacts.filter(({ sending }) => sending?.as !== 'draft');
  const direct = sent.filter(({ way }) => way === 'direct').length;
  const drafts = contacts.length - sent.length;
  const more = drafts ? `, ${countOf(drafts, 'draft')}` : '';
  yield `${countOf(direct, 'message')} from one to the other, ${sent.length - direct} forwarded or quoted by others${more}\n`;
  const posts = contacts.map(({ post }) => post);
  yield* writeEventCounts(countAround(posts, events), style);
  yield '\n';
  const marks = markEvents(posts, events);
  for (const { post, way, from, silence, first, sending } of contacts) {
    if (silence !== null)
      yield paint(`                        ⋮ ${countOf(silence, 'day')} of silence\n`, 'dim', style);
    for (const { date, label } of marks.get(post.key) ?? [])
      yield paint(`                        ◆ ${date} ${makeVisible(label)}\n`, 'bold', style);
    const arrow = from === 'a' ? '→' : '←';
    const via = way === 'forwarded' ? ` via ${keepInPlace(makeVisible(personName(senderOf(post))))}` : '';
    const kind = post.kind === 'recovered' ? ' [recovered from quotations]' : sending ? ` [${sending.as}]` : '';
    const line = `${readableDate(isoDateOf(post)).padEnd(24)}${arrow}  ${keepInPlace(makeVisible(subjectOf(post))) || '(no subject)'}`;
    const note = `${batesNote(batesOf(post).join('; '))}${via}${kind}${first ? '  (first contact)' : ''}`;
    yield `${withBates(line, note, style.width - 11).padEnd(style.width - 10)}${paint(shortKey(post.key), 'dim', style)}\n`;
  }
  if (!contacts.length) yield 'Nothing in this production passed between them.\n';
}

/** `Marian Holt <m@harbour.example>, Dana Quill <d@quay.example>`. */
export const peopleText = (persons: readonly Person[]): string =>
  persons.map(({ name, id }) => keepInPlace(makeVisible(name === id ? id : `${name} <${id}>`))).join(', ');
