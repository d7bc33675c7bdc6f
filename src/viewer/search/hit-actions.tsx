import { useState } from 'preact/hooks';
import { DAY_ONLY } from '../../report/page/viewer-data.js';
import { visibleText } from '../../text/visible-text.js';
import { useApp, useDecisions } from '../state/app-context.js';
import { type CaseData, nameOf, threadKey } from '../state/case-data.js';
import { csvText } from '../state/csv-text.js';
import { type Decision, MARKS } from '../state/decisions.js';
import { counted, isoDay, withCommas } from '../state/format-text.js';
import { linkTo } from '../state/route.js';
import { saveFile } from '../state/save-file.js';
import { orderHits } from './order-hits.js';

const NONE = 'none';

/** What can be done with all posts that fit: mark them, save them as a table; and the search itself kept under a name. */
export function HitActions() {
  const { data, route, result } = useApp();
  const decisions = useDecisions();
  const [asked, setAsked] = useState('');
  const [told, setTold] = useState('');
  const isDone = result?.query === route.query && result.searched >= result.total;
  if (!route.query || !result) return null;
  const posts = () => [...orderHits(data, result, route.sort)];
  const mark = () => {
    const keys = posts().map((post) => data.index.posts.key.at(post)!);
    const count = decisions.markAll(keys, asked === NONE ? null : asked);
    setTold(asked === NONE ? `${counted(count, 'mark')} taken away` : `${counted(count, 'post')} marked ${asked}`);
    setAsked('');
  };
  const save = () => saveFile('posts.csv', csvOf(data, posts(), decisions.marks), 'text/csv');
  const saved = decisions.searches.some(({ post }) => post === route.query);
  return (
    <div class="hit-actions">
      <label class="choice">
        <span class="hidden">Mark all that fit</span>
        <select
          value={asked}
          disabled={!isDone || !result.hits}
          onChange={(event) => {
            setAsked(event.currentTarget.value);
            setTold('');
          }}
        >
          <option value="">Mark all …</option>
          {MARKS.map((name) => (
            <option key={name} value={name}>
              {name}
            </option>
          ))}
          <option value={NONE}>no mark of mine</option>
        </select>
      </label>
      {asked && (
        <>
          <button type="button" class="button small strong" onClick={mark}>
            {asked === NONE ? 'Take away' : 'Mark'} {withCommas(result.hits)}
          </button>
          <button type="button" class="button small" onClick={() => setAsked('')}>
            Cancel
          </button>
        </>
      )}
      <button type="button" class="button small" disabled={!isDone || !result.hits} onClick={save}>
        Save as CSV
      </button>
      <button
        type="button"
        class="button small"
        disabled={saved}
        onClick={() => decisions.add({ kind: 'search', post: route.query, reason: route.query })}
      >
        {saved ? 'Search kept' : 'Keep search'}
      </button>
      <span class="quiet" role="status">
        {told}
      </span>
    </div>
  );
}

/** The searches that were kept, to be made again. */
export function KeptSearches() {
  const { route } = useApp();
  const decisions = useDecisions();
  const { searches } = decisions;
  if (!searches.length) return null;
  return (
    <label class="choice">
      <span class="hidden">Kept searches</span>
      <select
        value={searches.some(({ post }) => post === route.query) ? route.query : ''}
        onChange={(event) => {
          location.hash = linkTo('threads', '', event.currentTarget.value);
        }}
      >
        <option value="">Kept searches</option>
        {searches.map(({ id, post, reason }) => (
          <option key={id ?? post} value={post}>
            {visibleText(reason)}
          </option>
        ))}
      </select>
    </label>
  );
}

/** When a post was sent: ISO 8601 in UTC, the day alone where no more is known; '' for a missing post, which has no moment of its own. */
function dateOf({ time, index: { posts } }: CaseData, post: number): string {
  if (Number.isNaN(time[post]!) || posts.kind[post] === 'm') return '';
  return posts.zone[post] === DAY_ONLY ? isoDay(time[post]!) : new Date(time[post]! * 1000).toISOString();
}

const KINDS: Readonly<Record<string, string>> = {
  ...{ p: 'produced', r: 'recovered', m: 'missing' },
  ...{ d: 'draft', a: 'automatic' },
};
const HEADS = ['key', 'thread', 'kind', 'date', 'from', 'to', 'subject', 'custodians', 'copies', 'bates', 'marks'];

/** Posts as a table: what the list tells of them, and who marked them how. */
function csvOf(data: CaseData, posts: readonly number[], marks: ReadonlyMap<string, readonly Decision[]>): string {
  const { index } = data;
  const bates = new Map<number, string[]>();
  for (const [post, begin, end] of index.produced ?? []) {
    const text = begin === end || !end ? (begin ?? end) : `${begin}-${end}`;
    if (text) bates.set(post, [...(bates.get(post) ?? []), text]);
  }
  const rows = posts.map((post) => {
    const key = index.posts.key.at(post)!;
    return [
      key,
      threadKey(data, data.threadOf[post]!),
      KINDS[index.posts.kind[post]!]!,
      dateOf(data, post),
      nameOf(data, index.posts.from[post]!),
      Array.from(index.posts.to.of(post), (person) => nameOf(data, person)).join('; '),
      index.subjects.at(index.posts.subject[post]!) ?? '',
      index.custodianSets[index.posts.custodians[post]!]!.map((number) => index.custodians[number]).join('; '),
      String(index.posts.copies[post]!),
      (bates.get(post) ?? []).join('; '),
      (marks.get(key) ?? []).map(({ reason, author }) => `${reason} (${author})`).join('; '),
    ];
  });
  return csvText([HEADS, ...rows]);
}
