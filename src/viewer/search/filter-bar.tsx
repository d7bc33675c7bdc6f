import { useState } from 'preact/hooks';
import { fieldOf, type QueryField, withField } from '../../report/search-query.js';
import { visibleText } from '../../text/visible-text.js';
import { useApp } from '../state/app-context.js';
import { linkTo } from '../state/route.js';
import { SORTS } from '../state/sort-threads.js';
import { FacetPanel } from './facet-panel.js';
import { HitActions, KeptSearches } from './hit-actions.js';
import { HIT_ORDERS, hitOrder } from './order-hits.js';

/** Filters that write themselves into the query, so that the query says all. */
export function FilterBar() {
  const { data, route, result, listed, setListed, setQuery } = useApp();
  const [open, setOpen] = useState(false);
  const [counts, setCounts] = useState(() => matchMedia('(min-width: 1000px) and (min-height: 600px)').matches);
  const isReading = route.view === 'thread' || route.view === 'post';
  const isHits = route.query !== '' && listed === 'posts';
  const { custodians, findingKinds } = data.index;
  const set = (field: QueryField, value: string) => setQuery(withField(route.query, field, value));
  const select = (field: QueryField, label: string, options: readonly (readonly [value: string, text: string])[]) => (
    <label class="field">
      <span>{label}</span>
      <select value={fieldOf(route.query, field)} onChange={(event) => set(field, event.currentTarget.value)}>
        <option value="">any</option>
        {options.map(([value, text]) => (
          <option key={value} value={value}>
            {text}
          </option>
        ))}
      </select>
    </label>
  );
  const text = (field: QueryField, label: string, placeholder: string) => (
    <label class="field">
      <span>{label}</span>
      <input
        type="text"
        value={fieldOf(route.query, field)}
        placeholder={placeholder}
        onChange={(event) => set(field, event.currentTarget.value)}
      />
    </label>
  );
  return (
    <div class="filters">
      <div class="filter-line">
        <span>
          <button type="button" class="button small" aria-expanded={open} onClick={() => setOpen(!open)}>
            Filters
          </button>{' '}
          <button type="button" class="button small" aria-expanded={counts} onClick={() => setCounts(!counts)}>
            Counts
          </button>{' '}
          <KeptSearches />
        </span>
        {route.query && (
          <fieldset class="segmented">
            <legend class="hidden">What is listed</legend>
            <button type="button" aria-pressed={isHits} onClick={() => setListed('posts')}>
              Posts
            </button>
            <button type="button" aria-pressed={!isHits} onClick={() => setListed('threads')}>
              Threads
            </button>
          </fieldset>
        )}
        <label class="choice">
          <span class="hidden">Order</span>
          <select
            value={isHits && result ? hitOrder(result, route.sort) : route.sort in SORTS ? route.sort : 'first'}
            onChange={(event) => {
              location.hash = linkTo(route.view, route.key, route.query, event.currentTarget.value);
            }}
          >
            {Object.entries(isHits ? HIT_ORDERS : SORTS).map(([name, title]) => (
              <option key={name} value={name}>
                {title}
              </option>
            ))}
          </select>
        </label>
      </div>
      {open && (
        <div class="filter-fields">
          {text('person', 'Person', 'name or address')}
          {text('after', 'From', '2019-05-01')}
          {text('before', 'To', '2019-06')}
          {custodians.length > 0 &&
            select(
              'custodian',
              'Custodian',
              custodians.map((name) => [name.toLowerCase(), visibleText(name)] as const),
            )}
          {data.index.produced && text('bates', 'Bates numbers', 'M001..M044')}
          {data.index.folders && text('folder', 'Folder', 'sent')}
          {select('kind', 'Kind', [
            ['produced', 'produced'],
            ['recovered', 'recovered'],
            ['missing', 'missing'],
            ['draft', 'draft'],
            ['automatic', 'automatic'],
          ])}
          {select(
            'finding',
            'Finding',
            findingKinds.map(({ name, label }) => [name, label] as const),
          )}
          {select('confidence', 'Link', [
            ['<0.95', 'below 95 %'],
            ['<0.8', 'below 80 %'],
            ['<0.5', 'below 50 %'],
          ])}
          {select('has', 'Has', [
            ['attachment', 'attachments'],
            ['copies', 'several copies'],
          ])}
          {select('mark', 'Your mark', [
            ['any', 'any mark'],
            ['relevant', 'relevant'],
            ['privileged', 'privileged'],
            ['question', 'question'],
            ['done', 'done'],
          ])}
        </div>
      )}
      {isHits && !isReading && <HitActions />}
      {counts && route.query && !isReading && <FacetPanel />}
    </div>
  );
}
