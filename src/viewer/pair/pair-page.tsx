import type { ComponentChildren } from 'preact';
import { useMemo } from 'preact/hooks';
import { countDays } from '../../report/page/day-counts.js';
import { visibleText } from '../../text/visible-text.js';
import { PersonOffers } from '../people/person-offers.js';
import { KindBadge } from '../screen/kind-badge.js';
import { isByHand } from '../screen/post-kind.js';
import { usePrinting } from '../screen/printing.js';
import { useApp } from '../state/app-context.js';
import { nameOf } from '../state/case-data.js';
import { onlyPerson } from '../state/find-persons.js';
import { counted, durationText, fullTime, shortDay, withCommas } from '../state/format-text.js';
import { passedBetween } from '../state/passed-between.js';
import { linkTo } from '../state/route.js';
import { VolumePlot } from '../time/volume-plot.js';

const SHOWN = 400;
const DAY = 86_400;

/** The address of all that passed between two people. */
export const linkToPair = (one: string, other: string): string => linkTo('pair', `${one}\n${other}`);

/** All that passed between two people: first contact, silences, what others forwarded, before and after the days of the case. */
export function PairPage() {
  const { data, route } = useApp();
  const [one, other] = route.key.split('\n').map((id) => data.personById(id));
  if (one === undefined || other === undefined || one === other)
    return (
      <div class="page">
        <h1>Two people</h1>
        <p class="empty">
          These are not two people of this report. <a href={linkTo('people')}>All people</a>
        </p>
      </div>
    );
  return <Known key={route.key} one={one} other={other} />;
}

function Known({ one, other }: { readonly one: number; readonly other: number }) {
  const { data, zone } = useApp();
  const { posts, subjects, persons } = data.index;
  const shown = usePrinting() ? Number.POSITIVE_INFINITY : SHOWN;
  const contacts = useMemo(() => passedBetween(data, one, other), [data, one, other]);
  const numbers = useMemo(() => contacts.map(({ post }) => post), [contacts]);
  const [name, mate] = [visibleText(nameOf(data, one)), visibleText(nameOf(data, other))];
  const sent = contacts.filter(({ post }) => posts.kind[post] !== 'd');
  const count = (from: number) => sent.filter((contact) => contact.way === 'direct' && contact.from === from).length;
  const forwarded = sent.filter(({ way }) => way === 'forwarded').length;
  const first = sent.find(({ post }) => !Number.isNaN(data.time[post]!));
  const last = sent.findLast(({ post }) => !Number.isNaN(data.time[post]!));
  const contact = contacts.findIndex(
    ({ post, way }) => way === 'direct' && isByHand(posts.kind[post]) && !Number.isNaN(data.time[post]!),
  );
  const silences = contacts.filter(({ silence }) => silence !== null);
  const longest = silences.reduce((most, { silence }) => Math.max(most, silence!), 0);
  return (
    <div class="page wide pair">
      <p class="back">
        <a href={linkTo('people')}>‹ People</a>
      </p>
      <h1>
        <a href={linkTo('person', persons.id.at(one)!)}>{name}</a> and{' '}
        <a href={linkTo('person', persons.id.at(other)!)}>{mate}</a>
      </h1>
      {contacts.length === 0 ? (
        <p class="lead">Nothing in this production passed between them, as they are named here.</p>
      ) : (
        <p class="lead">
          {counted(sent.length, 'message')}: {withCommas(count(one))} from {name}, {withCommas(count(other))} from{' '}
          {mate}
          {forwarded > 0 && `, ${withCommas(forwarded)} that others passed on`}
          {sent.length < contacts.length && ` · ${counted(contacts.length - sent.length, 'draft')}`}
          {first && (
            <>
              {' · first '}
              <a href={linkTo('post', posts.key.at(first.post)!)}>{shortDay(data, first.post, zone)}</a>
              {', last '}
              <a href={linkTo('post', posts.key.at(last!.post)!)}>{shortDay(data, last!.post, zone)}</a>
            </>
          )}
          {silences.length > 0 &&
            ` · ${counted(silences.length, 'silence')} of 14 days and more, the longest ${durationText(longest * DAY)}`}
        </p>
      )}
      <PersonOffers persons={[one, other]} few={2} />
      {contacts.length > 0 && (
        <>
          <section class="tile">
            <h2>When</h2>
            <VolumePlot
              days={countDays(data.index, numbers)}
              events={data.index.events}
              height={130}
              query={`${onlyPerson(persons.id.at(one)!)} ${onlyPerson(persons.id.at(other)!)}`}
            />
          </section>
          <table class="table contacts stacked">
            <caption class="hidden">What passed between them, oldest first</caption>
            <thead>
              <tr>
                <th scope="col">When</th>
                <th scope="col">From</th>
                <th scope="col">What</th>
                <th scope="col">How</th>
              </tr>
            </thead>
            <tbody>
              {contacts.slice(0, shown).map(({ post, way, from, silence }, at) => (
                <Rows key={post} before={contacts[at - 1]?.post ?? null} post={post} silence={silence}>
                  <td>
                    {fullTime(data, post, zone)}
                    {at === contact && (
                      <>
                        {' '}
                        <span class="badge plain">first contact</span>
                      </>
                    )}
                  </td>
                  <td data-label="from">{visibleText(nameOf(data, posts.from[post]!))}</td>
                  <td>
                    <a href={linkTo('post', posts.key.at(post)!)} data-key="o">
                      {visibleText(subjects.at(posts.subject[post]!) ?? '') || '(no subject)'}
                    </a>
                    <KindBadge kind={posts.kind[post]} />
                  </td>
                  <td data-label="how">
                    {way === 'direct'
                      ? `to ${visibleText(nameOf(data, from === one ? other : one))}`
                      : `passes on what ${visibleText(nameOf(data, from))} wrote`}
                  </td>
                </Rows>
              ))}
            </tbody>
          </table>
          {contacts.length > shown && (
            <p>
              The first {shown} of {counted(contacts.length, 'message')}.{' '}
              <a
                href={linkTo(
                  'timeline',
                  'list',
                  `${onlyPerson(persons.id.at(one)!)} ${onlyPerson(persons.id.at(other)!)}`,
                )}
              >
                All posts that name both
              </a>
            </p>
          )}
        </>
      )}
    </div>
  );
}

interface RowsProps {
  readonly post: number;
  readonly before: number | null;
  readonly silence: number | null;
  readonly children: ComponentChildren;
}

/** The row of a contact, after the silence before it and the days of the case that lie between. */
function Rows({ post, before, silence, children }: RowsProps) {
  const { data } = useApp();
  const [from, to] = [before === null ? Number.NEGATIVE_INFINITY : data.time[before]!, data.time[post]!];
  const events = data.index.events.filter(
    ({ date }) => Date.parse(date) / 1000 > from && Date.parse(date) / 1000 <= to,
  );
  return (
    <>
      {silence !== null && (
        <tr class="silence-row">
          <td colSpan={4}>{durationText(silence * DAY)} of silence</td>
        </tr>
      )}
      {events.map((event) => (
        <tr key={`${event.date} ${event.label}`} class="event-row">
          <th scope="rowgroup" colSpan={4}>
            ◆ {event.date} {visibleText(event.label)}
          </th>
        </tr>
      ))}
      <tr class={`kind-${data.index.posts.kind[post]}`} data-row tabIndex={-1}>
        {children}
      </tr>
    </>
  );
}
