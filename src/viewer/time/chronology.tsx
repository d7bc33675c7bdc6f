import { useEffect, useMemo, useState } from 'preact/hooks';
import { visibleText } from '../../text/visible-text.js';
import { GoToDay } from '../search/go-to-day.js';
import { SearchState } from '../search/search-state.js';
import { useApp } from '../state/app-context.js';
import { useEntries } from '../state/blocks.js';
import type { CaseData } from '../state/case-data.js';
import { counted, withCommas } from '../state/format-text.js';
import { linkTo } from '../state/route.js';
import { sortedBy } from '../state/sorted-by.js';
import { postOf, Rows, timeOf } from './chronology-row.js';
import { shortLabel } from './event-labels.js';

/** Posts that are shown at first; earlier and later ones follow on demand. */
const SHOWN = 150;
const MORE = 500;

/** What happened, oldest first, across all threads: when, who to whom, in answer to what, and where it stands. */
export function Chronology() {
  const { data, blocks, route, result } = useApp();
  const found = route.query && result ? result.posts : null;
  const moments = useMemo(() => momentsInOrder(data, found), [data, found]);
  const total = useMemo(() => moments.reduce((count, moment) => count + Number(moment < data.postCount), 0), [moments]);
  const resent = moments.length - total;
  const [from, setFrom] = useState(0);
  const [end, setEnd] = useState(SHOWN);
  const asked = `${route.query} ${moments.length}`;
  useEffect(() => {
    setFrom(0);
    setEnd(SHOWN);
  }, [asked]);
  const goTo = (seconds: number) => {
    const at = moments.findIndex((moment) => !(timeOf(data, moment) < seconds));
    const first = at < 0 ? Math.max(0, moments.length - SHOWN) : at;
    setFrom(first);
    setEnd(first + SHOWN);
  };
  const shown = [...moments.subarray(from, end)];
  useEntries(
    blocks,
    shown.map((moment) => postOf(data, moment)),
  );
  const last = Math.min(end, moments.length);
  return (
    <>
      <div class="actions">
        <span class="quiet" role="status">
          {found && `${withCommas(total)} of `}
          {counted(found ? data.postCount : total, 'post')}
          {resent > 0 && `, ${counted(resent, 'message')} passed on as ${resent === 1 ? 'it was' : 'they were'}`}
          {moments.length > shown.length && `, ${withCommas(from + 1)} to ${withCommas(last)} shown`}
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
      {moments.length === 0 && (
        <p class="empty">Nothing fits. {route.query && <a href={linkTo('timeline', 'list')}>Show all posts</a>}</p>
      )}
      {from > 0 && (
        <button type="button" class="button more" onClick={() => setFrom(Math.max(0, from - MORE))}>
          {withCommas(from)} earlier
        </button>
      )}
      {moments.length > 0 && (
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
            {shown.map((moment, at) => (
              <Rows key={moment} moment={moment} before={moments[from + at - 1] ?? null} />
            ))}
          </tbody>
        </table>
      )}
      {shown.length < moments.length && (
        <p class="print-only">
          {withCommas(from + 1)} to {withCommas(last)} of {counted(moments.length, 'moment')}
        </p>
      )}
      {last < moments.length && (
        <button type="button" class="button more" onClick={() => setEnd(end + MORE)}>
          {withCommas(moments.length - last)} later
        </button>
      )}
    </>
  );
}

/**
 * All posts that were found and how they were passed on, oldest first; undated ones last. A missing post stands at the end of the days that it can
 * be of. The number of a resending is its place after all posts.
 */
function momentsInOrder(data: CaseData, found: Uint8Array | null): Int32Array {
  const most = data.postCount + data.resent.length;
  const moments = new Int32Array(most);
  let count = 0;
  for (let moment = 0; moment < most; moment++) if (!found || found[postOf(data, moment)]) moments[count++] = moment;
  return sortedBy(moments.subarray(0, count), (moment) => timeOf(data, moment));
}
