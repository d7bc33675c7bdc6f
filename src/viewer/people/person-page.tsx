import { useMemo } from 'preact/hooks';
import { countDays } from '../../report/page/day-counts.js';
import { activityOf, pairsAmong } from '../../report/page/pairs.js';
import { visibleText } from '../../text/visible-text.js';
import { linkToPair } from '../pair/pair-page.js';
import { useApp } from '../state/app-context.js';
import { type CaseData, nameOf, postsOfThread, subjectOfThread, threadKey } from '../state/case-data.js';
import { onlyPerson } from '../state/find-persons.js';
import { counted, initials, shortDay, spanText, toneOf, withCommas } from '../state/format-text.js';
import { linkTo } from '../state/route.js';
import { VolumePlot } from '../time/volume-plot.js';
import { PersonOffers } from './person-offers.js';
import { usePeople } from './use-people.js';

/** Threads that are named. */
const SHOWN = 40;
/** Correspondents that are named. */
const MOST = 200;

const REASONS: Readonly<Record<string, string>> = {
  'address-variant': 'the same mailbox, written differently',
  'directory-name': 'a directory name and the only address of that name',
  'only-bearer': 'only this person bears the name',
  'main-bearer': 'this person bears the name far more often than others',
  'address-spells-name': 'the address spells the name',
  'same-name-same-organisation': 'same full name in one organisation',
  'nickname-same-organisation': 'short form of the name in one organisation',
  'writes-to-self': 'writes from one address to the other',
  'reply-to': 'From and Reply-To under one name',
  'by-hand': 'the people file says so',
};

/** One person: whom they wrote to, when, under which names. */
export function PersonPage() {
  const { data, route } = useApp();
  const person = data.personById(route.key);
  if (person === undefined)
    return (
      <div class="page">
        <h1>Person</h1>
        <p class="empty">
          There is no such person in this report. <a href={linkTo('people')}>All people</a>
        </p>
      </div>
    );
  return <Known person={person} />;
}

interface Correspondent {
  readonly person: number;
  sent: number;
  received: number;
  /** The first and the last of these posts that are dated; -1 = none is. */
  first: number;
  last: number;
}

function Known({ person }: { readonly person: number }) {
  const { data, zone } = useApp();
  const { index } = data;
  const people = usePeople();
  const posts = useMemo(() => postsOf(data.index.posts, person, data.postCount), [data, person]);
  const days = useMemo(() => countDays(index, posts), [index, posts]);
  const correspondents = useMemo(() => {
    const found = new Map<number, Correspondent>();
    for (const { from, to, count, first, last } of pairsAmong(
      data.index,
      (one, two) => one === person || two === person,
    )) {
      const other = from === person ? to : from;
      const known = found.get(other) ?? { person: other, sent: 0, received: 0, first: -1, last: -1 };
      found.set(other, known);
      if (from === person) known.sent += count;
      else known.received += count;
      if (known.first < 0 || data.time[first]! < data.time[known.first]!) known.first = first;
      if (known.last < 0 || data.time[last]! > data.time[known.last]!) known.last = last;
    }
    return [...found.values()].sort((a, b) => b.sent + b.received - a.sent - a.received);
  }, [data, person]);
  const threads = useMemo(() => [...new Set([...posts].map((post) => data.threadOf[post]!))], [data, posts]);
  const id = index.persons.id.at(person)!;
  const name = visibleText(nameOf(data, person));
  const activity = activityOf(index);
  const others = people && [...people.addresses[person]!, ...people.names[person]!].filter((other) => other !== name);
  const merges = people?.merges[person] ?? [];
  const query = onlyPerson(id);
  return (
    <div class="page wide person">
      <p class="back">
        <a href={linkTo('people')}>‹ People</a>
      </p>
      <header class="person-head">
        <span class={`avatar big ${toneOf(person)}`} aria-hidden="true">
          {initials(name)}
        </span>
        <div>
          <h1>{name}</h1>
          <p class="quiet">
            {visibleText(id)}
            {people?.shared.includes(person) && ' · an address that several people use'}
          </p>
        </div>
      </header>
      <p class="lead">
        {counted(activity.sent[person]!, 'post')} sent, {withCommas(activity.received[person]!)} received
        {`, ${spanText(data, posts, zone)}`} ·{' '}
        <a href={linkTo('threads', '', query)}>{counted(threads.length, 'thread')}</a>
      </p>
      <section class="tile">
        <h2>When</h2>
        <VolumePlot days={days} events={index.events} height={130} query={query} />
      </section>
      <div class="tiles two">
        <section class="tile">
          <h2>With whom</h2>
          {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard */}
          <section class="scroll tall" tabIndex={0} aria-label="Correspondents">
            <table class="table correspondents">
              <thead>
                <tr>
                  <th scope="col">Person</th>
                  <th scope="col">to</th>
                  <th scope="col">from</th>
                  <th scope="col">first</th>
                  <th scope="col">last</th>
                </tr>
              </thead>
              <tbody>
                {correspondents.slice(0, MOST).map((other) => (
                  <tr key={other.person}>
                    <td>
                      <a href={linkTo('person', index.persons.id.at(other.person)!)}>
                        {visibleText(nameOf(data, other.person))}
                      </a>
                    </td>
                    {[
                      withCommas(other.sent),
                      withCommas(other.received),
                      shortDay(data, other.first, zone),
                      shortDay(data, other.last, zone),
                    ].map((text, at) => (
                      <td key={at} class={at < 2 ? 'number' : ''}>
                        <a href={linkToPair(id, index.persons.id.at(other.person)!)}>{text}</a>
                      </td>
                    ))}
                  </tr>
                ))}
              </tbody>
            </table>
            {correspondents.length > MOST && (
              <p class="quiet">
                The {MOST} with whom most passed, of {withCommas(correspondents.length)}.
              </p>
            )}
          </section>
        </section>
        <section class="tile">
          <h2>Names and addresses</h2>
          <ul class="aliases">
            {others?.map((other) => (
              <li key={other}>{visibleText(other)}</li>
            ))}
            {others?.length === 0 && <li class="quiet">no others</li>}
          </ul>
          <PersonOffers persons={[person]} />
          {merges.length > 0 && <h3>Why they are taken for one</h3>}
          <ul class="reasons">
            {merges.map((merge) => (
              <li key={`${merge.reason} ${merge.between.join()}`}>
                <b>{visibleText(merge.between[0])}</b> and <b>{visibleText(merge.between[1])}</b>
                <p class="quiet">
                  {REASONS[merge.reason] ?? merge.reason}: {visibleText(merge.detail)}
                </p>
              </li>
            ))}
          </ul>
        </section>
      </div>
      <section class="tile">
        <h2>Threads</h2>
        <ul class="entries">
          {threads.slice(0, SHOWN).map((thread) => (
            <li key={thread} data-row tabIndex={-1}>
              <a class="post-link" href={linkTo('thread', threadKey(data, thread))}>
                <span>{visibleText(subjectOfThread(data, thread)) || '(no subject)'}</span>
                <span class="quiet">{spanText(data, postsOfThread(data, thread), zone)}</span>
              </a>
            </li>
          ))}
        </ul>
        {threads.length > SHOWN && <a href={linkTo('threads', '', query)}>All {counted(threads.length, 'thread')}</a>}
      </section>
    </div>
  );
}

function postsOf({ from, to }: CaseData['index']['posts'], person: number, count: number): readonly number[] {
  const posts: number[] = [];
  for (let post = 0; post < count; post++) if (from[post] === person || to.has(post, person)) posts.push(post);
  return posts;
}
