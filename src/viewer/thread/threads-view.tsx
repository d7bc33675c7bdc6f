import { useMemo } from 'preact/hooks';
import { useRowHeight } from '../screen/row-height.js';
import { FilterBar } from '../search/filter-bar.js';
import { HitList } from '../search/hit-list.js';
import { MeantPeople } from '../search/meant-people.js';
import { SearchState } from '../search/search-state.js';
import { VirtualList } from '../search/virtual-list.js';
import { useApp } from '../state/app-context.js';
import { postOfKey } from '../state/find-keys.js';
import { counted, withCommas } from '../state/format-text.js';
import { threadOf } from '../state/keys.js';
import { linkTo } from '../state/route.js';
import { SORTS, type SortName, sortThreads } from '../state/sort-threads.js';
import { ThreadRow } from './thread-row.js';
import { ThreadView } from './thread-view.js';

/** The list of threads, and beside it (or in its place, where it is narrow) the one that is read. */
export function ThreadsView() {
  const { data, route, result, listed } = useApp();
  const thread = threadOf(data, route);
  const sort: SortName = route.sort in SORTS ? (route.sort as SortName) : 'first';
  const threads = useMemo(() => sortThreads(data, result?.threads ?? new Int32Array(0), sort), [data, result, sort]);
  // What the last query found stays in the list until this one has found something.
  const isCurrent = result?.query === route.query;
  const height = useRowHeight();
  const isHits = route.query !== '' && listed === 'posts';
  const missing = (route.view === 'thread' || route.view === 'post') && thread < 0;
  return (
    <div class={`split ${thread >= 0 ? 'reading' : ''}`}>
      <section class="list-pane" aria-label="Threads" data-rows={thread < 0 ? 'first' : undefined}>
        <h1 class="hidden">Threads</h1>
        <FilterBar />
        <MeantPeople />
        <p class="list-head" aria-live="polite">
          {!isCurrent
            ? 'Searching …'
            : route.query
              ? `${counted(result.hits, 'post')} in ${counted(threads.length, 'thread')} of ${withCommas(data.threadCount)}`
              : counted(threads.length, 'thread')}
          {isCurrent && <SearchState />}
        </p>
        {isCurrent && threads.length === 0 && (
          <p class="empty">Nothing fits. {route.query && <a href={linkTo('threads')}>Show all threads</a>}</p>
        )}
        {missing && <p class="empty">There is no thread or post whose key begins so, or there are several.</p>}
        {isHits && !isCurrent && !result?.query ? null : isHits ? (
          <HitList shown={route.view === 'post' ? postOfKey(data, route.key) : -1} />
        ) : (
          <VirtualList
            name="threads"
            count={threads.length}
            rowHeight={height}
            label="List of threads"
            shown={thread < 0 ? -1 : threads.indexOf(thread)}
            resetKey={`${route.query} ${sort}`}
            row={(number) => <ThreadRow thread={threads[number]!} current={threads[number] === thread} />}
          />
        )}
      </section>
      {thread >= 0 && <ThreadView key={thread} thread={thread} />}
    </div>
  );
}
