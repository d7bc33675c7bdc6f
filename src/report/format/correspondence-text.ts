import { senderOf, subjectOf } from '../../link/post/post-facts.js';
import type { Person } from '../../people/person.js';
import { makeVisible } from '../../text/visible-text.js';
import { batesOf } from '../answer/bates.js';
import type { Contact, Correspondence } from '../answer/correspondence.js';
import { countAround, markEvents, writeEventCounts } from '../answer/events.js';
import { isoDate, isoDateOf } from '../answer/iso-date.js';
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
  const sent = contacts.filter(({ sending, undelivered }) => sending?.as !== 'draft' && !undelivered);
  const count = (asked: Contact['way']) => sent.filter(({ way }) => way === asked).length;
  const resent = count('resent');
  const undelivered = contacts.filter((contact) => contact.undelivered).length;
  const drafts = contacts.length - sent.length - undelivered;
  const more = `${resent ? `, ${resent} resent` : ''}${drafts ? `, ${countOf(drafts, 'draft')}` : ''}${undelivered ? `, ${undelivered} reported undelivered` : ''}`;
  yield `${countOf(count('direct'), 'message')} from one to the other, ${count('forwarded')} forwarded or quoted by others${more}\n`;
  const posts = contacts.flatMap(({ post, resending }) => (resending ? [] : post));
  yield* writeEventCounts(countAround(posts, events), style);
  yield '\n';
  const marks = markEvents(posts, events);
  for (const { post, way, from, silence, first, sending, resending, undelivered, sentFor } of contacts) {
    if (silence !== null)
      yield paint(`                        ⋮ ${countOf(silence, 'day')} of silence\n`, 'dim', style);
    for (const { date, label } of resending ? [] : (marks.get(post.key) ?? []))
      yield paint(`                        ◆ ${date} ${makeVisible(label)}\n`, 'bold', style);
    const arrow = from === 'a' ? '→' : '←';
    const carrier = resending ? resending.from : senderOf(post);
    const via = way === 'forwarded' ? ` via ${keepInPlace(makeVisible(personName(carrier)))}` : '';
    const kind = post.kind === 'recovered' ? ' [recovered from quotations]' : sending ? ` [${sending.as}]` : '';
    const failed = undelivered ? ' [reported undelivered]' : '';
    const proxy = sentFor ? ` [sent for ${keepInPlace(makeVisible(personName(sentFor)))}]` : '';
    const again = way === 'resent' ? ' [resent]' : '';
    const date = resending ? resending.date && isoDate(resending.date) : isoDateOf(post);
    const line = `${readableDate(date).padEnd(24)}${arrow}  ${keepInPlace(makeVisible(subjectOf(post))) || '(no subject)'}`;
    const note = `${batesNote(batesOf(post).join('; '))}${via}${proxy}${kind}${failed}${again}${first ? '  (first contact)' : ''}`;
    yield `${withBates(line, note, style.width - 11).padEnd(style.width - 10)}${paint(shortKey(post.key), 'dim', style)}\n`;
  }
  if (!contacts.length) yield 'Nothing in this production passed between them.\n';
}

/** `Marian Holt <m@harbour.example>, Dana Quill <d@quay.example>`. */
export const peopleText = (persons: readonly Person[]): string =>
  persons.map(({ name, id }) => keepInPlace(makeVisible(name === id ? id : `${name} <${id}>`))).join(', ');
