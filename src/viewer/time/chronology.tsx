import { useEffect, useMemo, useState } from 'preact/hooks';
import type { PostDetail } from '../../report/page/viewer-data.js';
import { visibleText } from '../../text/visible-text.js';
import { KindBadge } from '../screen/kind-badge.js';
import { GoToDay } from '../search/go-to-day.js';
import { SearchState } from '../search/search-state.js';
import { useApp } from '../state/app-context.js';
import { useEntries } from '../state/blocks.js';
import { type CaseData, nameOf, parentOf } from '../state/case-data.js';
import { kindName, kindOf } from '../state/finding-kinds.js';
import { counted, fullTime, percent, placeText, withCommas } from '../state/format-text.js';
import { linkTo } from '../state/route.js';
import { sortedBy } from '../state/sorted-by.js';
import { shortLabel } from './event-labels.js';

/** Posts that are shown at first; earlier and later ones follow on demand. */
const SHOWN = 150;
const MORE = 500;
const NAMES = 3;

/** What happened, oldest first, across all threads: when, who to whom, in answer to what, and where it stands. */
export function Chronology() {
  const { data, blocks, route, result } = useApp();
  const found = route.query && result ? result.posts : null;
  const posts = useMemo(() => postsInOrder(data, found), [data, found]);
  const [from, setFrom] = useState(0);
  const [end, setEnd] = useState(SHOWN);
  const asked = `${route.query} ${posts.length}`;
  useEffect(() => {
    setFrom(0);
    setEnd(SHOWN);
  }, [asked]);
  const goTo = (seconds: number) => {
    const at = posts.findIndex((post) => !(data.time[post]! < seconds));
    const first = at < 0 ? Math.max(0, posts.length - SHOWN) : at;
    setFrom(first);
    setEnd(first + SHOWN);
  };
  const shown = [...posts.subarray(from, end)];
  useEntries(blocks, shown);
  const last = Math.min(end, posts.length);
  return (
    <>
      <div class="actions">
        <span class="quiet" role="status">
          {found && `${withCommas(posts.length)} of `}
          {counted(found ? data.postCount : posts.length, 'post')}
          {posts.length > shown.length && `, ${withCommas(from + 1)} to ${withCommas(last)} shown`}
          <SearchState />
        </span>
        <GoToDay goTo={goTo} />
        {data.index.events.map((event) => (
          <button
            key={`${event.date} ${event.label}`}
            type="button"
            class="button small"
            onClick={() => goTo(Date.parse(event.date) / 1000)}
          >
            ◆ {shortLabel(visibleText(event.label))}
          </button>
        ))}
        <button type="button" class="button small" onClick={() => print()}>
          Print
        </button>
      </div>
      {posts.length === 0 && (
        <p class="empty">Nothing fits. {route.query && <a href={linkTo('timeline', 'list')}>Show all posts</a>}</p>
      )}
      {from > 0 && (
        <button type="button" class="button more" onClick={() => setFrom(Math.max(0, from - MORE))}>
          {withCommas(from)} earlier
        </button>
      )}
      {posts.length > 0 && (
        <table class="table chronology stacked">
          <thead>
            <tr>
              <th scope="col">When</th>
              <th scope="col">From</th>
              <th scope="col">To</th>
              <th scope="col">What</th>
              <th scope="col">Where it stands</th>
            </tr>
          </thead>
          <tbody>
            {shown.map((post, at) => (
              <Rows key={post} post={post} before={posts[from + at - 1] ?? null} />
            ))}
          </tbody>
        </table>
      )}
      {shown.length < posts.length && (
        <p class="print-only">
          {withCommas(from + 1)} to {withCommas(last)} of {counted(posts.length, 'post')}
        </p>
      )}
      {last < posts.length && (
        <button type="button" class="button more" onClick={() => setEnd(end + MORE)}>
          {withCommas(posts.length - last)} later
        </button>
      )}
    </>
  );
}

interface RowsProps {
  readonly post: number;
  /** The post in the row above. */
  readonly before: number | null;
}

/** The row of a post, after those of the events that lie between it and the post before it. */
function Rows({ post, before }: RowsProps) {
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
    <>
      {eventsBetween(data, before, post).map((event) => (
        <tr key={`${event.date} ${event.label}`} class="event-row">
          <th scope="rowgroup" colSpan={5}>
            ◆ {event.date} {visibleText(event.label)} <span class="quiet">(the day in UTC)</span>
          </th>
        </tr>
      ))}
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
        <td data-label="to">
          {to.length === 0 && <span class="quiet">unknown</span>}
          {to.slice(0, NAMES).map((person, at) => (
            <span key={person}>
              {at > 0 && ', '}
              <Person person={person} />
            </span>
          ))}
          {to.length > NAMES && <span class="quiet"> +{to.length - NAMES}</span>}
        </td>
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
    </>
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

/** All posts that were found, oldest first; undated ones last. A missing post stands at the end of the days that it can be of. */
function postsInOrder(data: CaseData, found: Uint8Array | null): Int32Array {
  const posts = new Int32Array(data.postCount);
  let count = 0;
  for (let post = 0; post < data.postCount; post++) if (!found || found[post]) posts[count++] = post;
  return sortedBy(posts.subarray(0, count), (post) => data.time[post]!);
}

function eventsBetween(data: CaseData, before: number | null, post: number) {
  const [from, to] = [before === null ? Number.NEGATIVE_INFINITY : data.time[before]!, data.time[post]!];
  return data.index.events.filter((event) => {
    const at = Date.parse(event.date) / 1000;
    return at > from && at <= to;
  });
}
