import type { PostDetail } from '../../report/page/viewer-data.js';
import { visibleText } from '../../text/visible-text.js';
import { KindBadge } from '../screen/kind-badge.js';
import { useApp } from '../state/app-context.js';
import { type CaseData, nameOf, parentOf } from '../state/case-data.js';
import { kindName, kindOf } from '../state/finding-kinds.js';
import { fullTime, momentText, percent, placeText } from '../state/format-text.js';
import type { Resent } from '../state/resent.js';
import { linkTo } from '../state/route.js';

const NAMES = 3;

interface RowsProps {
  readonly moment: number;
  /** The moment in the row above. */
  readonly before: number | null;
}

/** The row of a moment, a post or, counted after all posts, that one was passed on; after those of the events that lie between it and the one before it. */
export function Rows({ moment, before }: RowsProps) {
  const { data } = useApp();
  return (
    <>
      {eventsBetween(data, before, moment).map((event) => (
        <tr key={`${event.date} ${event.label}`} class="event-row">
          <th scope="rowgroup" colSpan={5}>
            ◆ {event.date} {visibleText(event.label)} <span class="quiet">(the day in UTC)</span>
          </th>
        </tr>
      ))}
      {moment < data.postCount ? <PostRow post={moment} /> : <ResentRow number={moment - data.postCount} />}
    </>
  );
}

/** That somebody passed a post on as it was. */
function ResentRow({ number }: { readonly number: number }) {
  const { data, blocks, route, zone } = useApp();
  const { posts, subjects } = data.index;
  const resent = data.resent[number]!;
  const { post } = resent;
  return (
    <tr class={`moment kind-${posts.kind[post]}`} data-row tabIndex={-1}>
      <td class="moment-when">{momentText(resent.time, resent.zone, zone)}</td>
      <td data-label="from">
        <Person person={resent.from} />
      </td>
      <Recipients persons={resent.to} />
      <td>
        <a href={linkTo('post', posts.key.at(post)!, route.query)} data-key="o">
          {visibleText(subjects.at(posts.subject[post]!) ?? '') || '(no subject)'}
        </a>
        <span class="moment-relation">
          passed on as it was: what {visibleText(nameOf(data, posts.from[post]!))} sent, {fullTime(data, post, zone)}
        </span>
      </td>
      <td>
        <Places detail={blocks.peek(post) ?? {}} />
      </td>
    </tr>
  );
}

function Recipients({ persons }: { readonly persons: readonly number[] }) {
  return (
    <td data-label="to">
      {persons.length === 0 && <span class="quiet">unknown</span>}
      {persons.slice(0, NAMES).map((person, at) => (
        <span key={person}>
          {at > 0 && ', '}
          <Person person={person} />
        </span>
      ))}
      {persons.length > NAMES && <span class="quiet"> +{persons.length - NAMES}</span>}
    </td>
  );
}

function PostRow({ post }: { readonly post: number }) {
  const { data, blocks, route, zone } = useApp();
  const { posts, subjects } = data.index;
  const detail = blocks.peek(post) ?? {};
  const kind = posts.kind[post]!;
  const sender = posts.from[post]!;
  const to = [...posts.to.of(post)];
  const key = posts.key.at(post)!;
  const doubts = (detail.findings ?? []).filter((finding) => {
    const doubted = kindOf(data, finding).castsDoubtOn;
    return doubted === 'every' || (doubted === 'first' && finding.first);
  });
  return (
    <tr class={`moment kind-${kind}`} data-row tabIndex={-1}>
      <td class="moment-when">
        {fullTime(data, post, zone)}
        {detail.dateSource && DATE_SOURCES[detail.dateSource] && (
          <span class="place">{DATE_SOURCES[detail.dateSource]}</span>
        )}
        {detail.doubtedDate && (
          <span class="place">“{visibleText(detail.doubtedDate)}” as written, which cannot be right</span>
        )}
      </td>
      <td data-label="from">
        <Person person={sender} />
        {detail.sentBy && (
          <span class="moment-agent">
            sent by {visibleText(detail.sentBy.name || detail.sentBy.address)} (Sender), on its author's behalf
          </span>
        )}
      </td>
      <Recipients persons={to} />
      <td>
        <a href={linkTo('post', key, route.query)} data-key="o">
          {visibleText(subjects.at(posts.subject[post]!) ?? '') || '(no subject)'}
        </a>{' '}
        <KindBadge kind={kind} />
        {doubts.map((finding) => (
          <a
            key={finding.key}
            class="badge warn"
            href={linkTo('finding', finding.key)}
            title={visibleText(finding.summary)}
          >
            {kindName(data, finding)}
          </a>
        ))}
        <Relation post={post} detail={detail} />
      </td>
      <td>
        <Places detail={detail} />
      </td>
    </tr>
  );
}

const DATE_SOURCES: Readonly<Record<string, string>> = {
  received: 'no Date; from Received',
  'from-line': 'no Date; from the “From ” line',
  quotation: 'as quoted',
  decision: 'reviewer’s decision',
};

function Person({ person }: { readonly person: number }) {
  const { data } = useApp();
  if (person < 0) return <span class="quiet">unknown</span>;
  return <a href={linkTo('person', data.index.persons.id.at(person)!)}>{visibleText(nameOf(data, person))}</a>;
}

function Relation({ post, detail }: { readonly post: number; readonly detail: PostDetail }) {
  const { data, route, zone } = useApp();
  const parent = parentOf(data, post);
  if (parent < 0) return null;
  const { posts } = data.index;
  const confidence = posts.confidence[post]!;
  return (
    <span class="moment-relation">
      {detail.action === 'forward' ? 'forwards ' : posts.kind[post] === 'm' ? 'stands below ' : 'answers '}
      <a href={linkTo('post', posts.key.at(parent)!, route.query)}>
        {visibleText(nameOf(data, posts.from[parent]!))}, {fullTime(data, parent, zone)}
      </a>{' '}
      <span class={`confidence ${confidence < 800 ? 'low' : ''}`}>{percent(confidence)}</span>
    </span>
  );
}

function Places({ detail }: { readonly detail: PostDetail }) {
  const { data } = useApp();
  const { copies = [], produced = [], witnesses = [] } = detail;
  const bates = [...new Set(produced.flatMap((document) => document.bates ?? []))];
  return (
    <>
      {bates.length > 0 && <span class="place">Bates {bates.map(visibleText).join('; ')}</span>}
      {copies.map((origin) => (
        <span key={origin.join()} class="place">
          {placeText(data, origin)}
          {data.index.sources[origin[0]]?.custodian && ` · ${visibleText(data.index.sources[origin[0]]!.custodian!)}`}
        </span>
      ))}
      {witnesses.map(({ post, origin }) => (
        <span key={`${post} ${origin?.join() ?? ''}`} class="place">
          {origin ? `quoted: ${placeText(data, origin)}` : <a href={linkTo('post', post)}>named by {post}</a>}
        </span>
      ))}
    </>
  );
}

const resentAt = (data: CaseData, moment: number): Resent | undefined => data.resent[moment - data.postCount];
/** The post of a moment: itself, or what was passed on. */
export const postOf = (data: CaseData, moment: number): number => resentAt(data, moment)?.post ?? moment;
/** Seconds since 1970 UTC; NaN = unknown. */
export const timeOf = (data: CaseData, moment: number): number => resentAt(data, moment)?.time ?? data.time[moment]!;

function eventsBetween(data: CaseData, before: number | null, moment: number) {
  const [from, to] = [before === null ? Number.NEGATIVE_INFINITY : timeOf(data, before), timeOf(data, moment)];
  return data.index.events.filter((event) => {
    const at = Date.parse(event.date) / 1000;
    return at > from && at <= to;
  });
}
