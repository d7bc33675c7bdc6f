import { useEffect, useState } from 'preact/hooks';
import { formatQuery, parseQuery, type QueryTerm } from '../../report/search-query.js';
import { useApp, useDecisions } from '../state/app-context.js';
import { withCommas } from '../state/format-text.js';
import { type Facet, type FacetValue, facetsOf } from './facets.js';

const SHOWN = 7;

/** What was found, counted by person, custodian, year, folder, Bates number and finding; one click narrows the search to it. */
export function FacetPanel() {
  const { data, route, result, setQuery } = useApp();
  const decisions = useDecisions();
  // Counts of what the last query found would be taken for those of this one.
  const found = result?.query === route.query ? result : null;
  const [facets, setFacets] = useState<readonly Facet[]>([]);
  // What was found is shown first: counting a million takes some frames.
  useEffect(() => {
    setFacets([]);
    const counting = setTimeout(() => setFacets(found ? facetsOf(data, found.posts, decisions.marks) : []));
    return () => clearTimeout(counting);
  }, [data, found]);
  const terms = parseQuery(route.query);
  const isAsked = (value: FacetValue) => termsOf(value).every((term) => terms.some((other) => isSame(term, other)));
  const toggle = (value: FacetValue) => {
    const own = termsOf(value);
    const rest = terms.filter((term) => !own.some((other) => isSame(term, other)));
    setQuery(formatQuery(isAsked(value) ? rest : [...rest, ...own]));
  };
  return (
    <div class="facets">
      {facets.map(({ name, values, count }) => (
        <fieldset key={name} class="facet">
          <legend>{name}</legend>
          {values.slice(0, SHOWN).map((value) => (
            <button key={value.value} type="button" aria-pressed={isAsked(value)} onClick={() => toggle(value)}>
              <span>{value.label}</span>
              <span class="count">{withCommas(value.count)}</span>
            </button>
          ))}
          {count > SHOWN && <span class="quiet">and {withCommas(count - SHOWN)} more</span>}
        </fieldset>
      ))}
    </div>
  );
}

/** The conditions that a value stands for: a year is from its first day to its last. */
function termsOf({ field, value }: FacetValue): readonly QueryTerm[] {
  const term = (name: QueryTerm['field']): QueryTerm => ({
    field: name,
    text: value,
    phrase: value.includes(' ') || field === 'person',
    not: false,
  });
  return field === 'after' ? [term('after'), term('before')] : [term(field)];
}

const isSame = (one: QueryTerm, other: QueryTerm): boolean =>
  one.field === other.field && one.text === other.text && one.not === other.not;
