import type { ComponentChildren } from 'preact';
import { useMemo } from 'preact/hooks';
import { countDays } from '../../report/page/day-counts.js';
import { visibleText } from '../../text/visible-text.js';
import { PersonOffers } from '../people/person-offers.js';
import { KindBadge } from '../screen/kind-badge.js';
import { isByHand } from '../screen/post-kind.js';
import { usePrinting } from '../screen/printing.js';
import { useApp } from '../state/app-context.js';
import { type CaseData, nameOf } from '../state/case-data.js';
import { onlyPerson } from '../state/find-persons.js';
import {
  counted,
  durationText,
  fullTime,
  momentText,
  shortDay,
  shortDayOf,
  withCommas,
  type ZoneChoice,
} from '../state/format-text.js';
import { linkTo } from '../state/route.js';
import { VolumePlot } from '../time/volume-plot.js';
import { type Contact, isDraft, isKept, passedBetween } from './passed-between.js';

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
  const days = useMemo(() => {
    const kind = contacts.map(({ post }) => data.index.posts.kind[post]).join('');
    return countDays({ posts: { kind, time: contacts.map(({ time }) => time) } }, null);
  }, [data, contacts]);
  const [name, mate] = [visibleText(nameOf(data, one)), visibleText(nameOf(data, other))];
  const sent = contacts.filter((contact) => !isKept(data, contact));
  const count = (from: number) => sent.filter((contact) => contact.way === 'direct' && contact.from === from).length;
  const drafts = contacts.filter((contact) => isDraft(data, contact)).length;
  const undelivered = contacts.length - sent.length - drafts;
  const countOf = (way: Contact['way']) => sent.filter((contact) => contact.way === way).length;
  const [forwarded, resent] = [countOf('forwarded'), countOf('resent')];
  const first = sent.find(({ time }) => !Number.isNaN(time));
  const last = sent.findLast(({ time }) => !Number.isNaN(time));
  const contact = contacts.findIndex(
    ({ post, way, time, resent, sentFor, undelivered }) =>
      way !== 'forwarded' &&
      (resent || isByHand(posts.kind[post])) &&
      sentFor === undefined &&
      !undelivered &&
      !Number.isNaN(time),
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
          {resent > 0 && `, ${withCommas(resent)} that one passed on as it was`}
          {forwarded > 0 && `, ${withCommas(forwarded)} that others passed on`}
          {drafts > 0 && ` · ${counted(drafts, 'draft')}`}
          {undelivered > 0 && ` · ${withCommas(undelivered)} reported undelivered`}
          {first && (
            <>
              {' · first '}
              <a href={linkTo('post', posts.key.at(first.post)!)}>{dayOf(data, first, zone)}</a>
              {', last '}
              <a href={linkTo('post', posts.key.at(last!.post)!)}>{dayOf(data, last!, zone)}</a>
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
              days={days}
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
              {contacts.slice(0, shown).map(({ post, way, from, resent, sentFor, undelivered }, at) => (
                <Rows key={`${post} ${at}`} before={contacts[at - 1] ?? null} contact={contacts[at]!}>
                  <td>
                    {resent ? momentText(resent.time, resent.zone, zone) : fullTime(data, post, zone)}
                    {at === contact && (
                      <>
                        {' '}
                        <span class="badge plain">first contact</span>
                      </>
                    )}
                  </td>
                  <td data-label="from">
                    {visibleText(nameOf(data, sentFor === undefined ? (resent?.from ?? posts.from[post]!) : from))}
                  </td>
                  <td>
                    <a href={linkTo('post', posts.key.at(post)!)} data-key="o">
                      {visibleText(subjects.at(posts.subject[post]!) ?? '') || '(no subject)'}
                    </a>
                    <KindBadge kind={posts.kind[post]} />
                    {undelivered && <span class="badge warn">reported undelivered</span>}
                  </td>
                  <td data-label="how">
                    {way === 'forwarded'
                      ? `passes on what ${visibleText(nameOf(data, from))} wrote${resent ? ', as it was' : ''}`
                      : `${way === 'resent' ? 'passed on as it was ' : ''}to ${visibleText(nameOf(data, from === one ? other : one))}${sentFor === undefined ? '' : `, sent for ${visibleText(nameOf(data, sentFor))}`}`}
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

/** The day of a contact. */
function dayOf(data: CaseData, { post, resent }: Contact, zone: ZoneChoice): string {
  return resent ? shortDayOf(resent.time, resent.zone, zone) : shortDay(data, post, zone);
}

interface RowsProps {
  readonly contact: Contact;
  readonly before: Contact | null;
  readonly children: ComponentChildren;
}

/** The row of a contact, after the silence before it and the days of the case that lie between. */
function Rows({ contact: { post, time: to, silence }, before, children }: RowsProps) {
  const { data } = useApp();
  const from = before === null ? Number.NEGATIVE_INFINITY : before.time;
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
