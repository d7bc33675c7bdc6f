import { useMemo } from 'preact/hooks';
import { fieldOf, parseQuery, withField } from '../../report/search-query.js';
import { visibleText } from '../../text/visible-text.js';
import { useFindingHeight } from '../screen/row-height.js';
import { SearchState } from '../search/search-state.js';
import { VirtualList } from '../search/virtual-list.js';
import { useApp } from '../state/app-context.js';
import { useEntries } from '../state/blocks.js';
import { numbersOf } from '../state/finding-kinds.js';
import { counted, withCommas } from '../state/format-text.js';
import { linkTo } from '../state/route.js';

/** All findings, most severe first, by kind; with a query those of the posts that fit. */
export function FindingList() {
  const { data, route, result, setQuery } = useApp();
  const height = useFindingHeight();
  const kind = fieldOf(route.query, 'finding');
  const asked = parseQuery(route.query).some((term) => term.field !== 'finding');
  const { findingKinds, findings } = data.index;
  const isFound = useMemo(() => {
    const found = asked && result ? result.posts : null;
    return (number: number): boolean => found === null || findings.posts.hasMarked(number, found);
  }, [data, asked, result]);
  const shown = useMemo(() => {
    const kinds = findingKinds.map(({ name }) => !kind || kind === 'any' || name.startsWith(kind));
    return numbersOf(findings.kind.length, (number) => kinds[findings.kind[number]!]! && isFound(number));
  }, [data, kind, isFound]);
  const counts = useMemo(() => {
    const counts = new Uint32Array(findingKinds.length);
    for (const number of numbersOf(findings.kind.length, isFound)) counts[findings.kind[number]!]!++;
    return counts;
  }, [data, isFound]);
  return (
    <div class="page fill">
      <h1>Findings</h1>
      <p class="lead">
        What the data shows and an investigator must know; never why. {counted(findings.key.length, 'finding')}
        {shown.length < findings.key.length && `, ${withCommas(shown.length)} shown`}.
        <SearchState />
      </p>
      <fieldset class="chips" aria-label="Kind of finding">
        <button
          type="button"
          class="chip"
          aria-pressed={!kind}
          onClick={() => setQuery(withField(route.query, 'finding', ''))}
        >
          All <span class="count">{withCommas(counts.reduce((sum, count) => sum + count, 0))}</span>
        </button>
        {findingKinds.map(({ name, label }, number) => (
          <button
            key={name}
            type="button"
            class="chip"
            aria-pressed={kind === name}
            onClick={() => setQuery(withField(route.query, 'finding', kind === name ? '' : name))}
          >
            {label} <span class="count">{withCommas(counts[number]!)}</span>
          </button>
        ))}
      </fieldset>
      {shown.length === 0 ? (
        <p class="empty">
          {findings.key.length === 0 ? 'There is no finding.' : 'No finding fits. '}
          {route.query && <a href={linkTo('findings')}>Show all findings</a>}
        </p>
      ) : (
        <VirtualList
          name="findings"
          count={shown.length}
          rowHeight={height}
          label="List of findings"
          resetKey={route.query}
          row={(number) => <Row finding={shown[number]!} />}
        />
      )}
    </div>
  );
}

const SEVERITIES: Readonly<Record<string, string>> = { w: 'warning', n: 'notice', i: 'info' };

/** A finding; its sentence is read when the row is in sight. */
function Row({ finding }: { readonly finding: number }) {
  const { data, findings } = useApp();
  const wanted = useMemo(() => [finding], [finding]);
  useEntries(findings, wanted);
  const { key, kind, severity } = data.index.findings;
  const grave = SEVERITIES[severity[finding]!];
  return (
    <a class={`finding-row severity-${grave}`} href={linkTo('finding', key.at(finding)!)} data-row>
      <span class="finding-kind">
        {data.index.findingKinds[kind[finding]!]!.label}
        <span class="hidden">, {grave}</span>
      </span>
      <span class="finding-text">{visibleText(findings.peek(finding)?.summary ?? ' …')}</span>
    </a>
  );
}
