import { useMemo } from 'preact/hooks';
import { fieldOf, parseQuery, withField } from '../../report/search-query.js';
import { visibleText } from '../../text/visible-text.js';
import { SearchState } from '../search/search-state.js';
import { VirtualList } from '../search/virtual-list.js';
import { useApp } from '../state/app-context.js';
import { kindName } from '../state/finding-kinds.js';
import { counted, withCommas } from '../state/format-text.js';
import { linkTo } from '../state/route.js';

const ROW = 76;

/** All findings, most severe first, by kind; with a query those of the posts that fit. */
export function FindingList() {
  const { data, route, result, setQuery } = useApp();
  const kind = fieldOf(route.query, 'finding');
  const asked = parseQuery(route.query).some((term) => term.field !== 'finding');
  const shown = useMemo(
    () =>
      data.findings.filter(
        (finding) =>
          (!kind || kind === 'any' || finding.kind.startsWith(kind)) &&
          (!asked || result === null || finding.posts.some((post) => result.posts[post])),
      ),
    [data, kind, asked, result],
  );
  const { findingKinds } = data.index;
  return (
    <div class="page fill">
      <h1>Findings</h1>
      <p class="lead">
        What the data shows and an investigator must know; never why. {counted(data.findings.length, 'finding')}
        {shown.length < data.findings.length && `, ${withCommas(shown.length)} shown`}.
        <SearchState />
      </p>
      <fieldset class="chips" aria-label="Kind of finding">
        <button
          type="button"
          class="chip"
          aria-pressed={!kind}
          onClick={() => setQuery(withField(route.query, 'finding', ''))}
        >
          All
        </button>
        {findingKinds.map(({ name, label, count }) => (
          <button
            key={name}
            type="button"
            class="chip"
            aria-pressed={kind === name}
            onClick={() => setQuery(withField(route.query, 'finding', kind === name ? '' : name))}
          >
            {label} <span class="count">{withCommas(count)}</span>
          </button>
        ))}
      </fieldset>
      {shown.length === 0 && <p class="empty">No such finding.</p>}
      <VirtualList
        name="findings"
        count={shown.length}
        rowHeight={ROW}
        label="List of findings"
        resetKey={route.query}
        row={(number) => {
          const finding = shown[number]!;
          return (
            <a class={`finding-row severity-${finding.severity}`} href={linkTo('finding', finding.key)} data-row>
              <span class="finding-kind">
                {kindName(data, finding)}
                <span class="hidden">, {finding.severity}</span>
              </span>
              <span class="finding-text">{visibleText(finding.summary)}</span>
            </a>
          );
        }}
      />
    </div>
  );
}
