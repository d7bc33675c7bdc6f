import { useEffect, useRef, useState } from 'preact/hooks';
import { visibleText } from '../text/visible-text.js';
import { type Density, useFrame } from './state/app-context.js';
import { withCommas, type ZoneChoice } from './state/format-text.js';
import { linkTo, SEARCHED_VIEWS, type ViewName } from './state/route.js';

/** The reader's choice of colours. */
export type Theme = 'system' | 'light' | 'dark';

interface TopBarProps {
  /** The address that a text is the key of; null where it is of none, or of several. */
  linkOfKey(text: string): string | null;
  readonly density: Density;
  setDensity(density: Density): void;
  readonly theme: Theme;
  setTheme(theme: Theme): void;
  readonly zone: ZoneChoice;
  setZone(zone: ZoneChoice): void;
  openHelp(): void;
}

const TABS: readonly (readonly [view: ViewName, title: string, also: readonly ViewName[]])[] = [
  ['overview', 'Overview', []],
  ['threads', 'Threads', ['thread', 'post', 'compare']],
  ['timeline', 'Timeline', []],
  ['people', 'People', ['person', 'pair']],
  ['findings', 'Findings', ['finding']],
  ['requests', 'Requests', []],
  ['notes', 'Notes', []],
];

const ZONES: Readonly<Record<ZoneChoice, string>> = { own: 'as written', utc: 'UTC', local: "this computer's" };
const DENSITIES: Readonly<Record<Density, string>> = { dense: 'dense', roomy: 'roomy' };
const THEMES: Readonly<Record<Theme, string>> = { system: 'system', light: 'light', dark: 'dark' };

/** Title, search, views and choices. */
export function TopBar({ linkOfKey, density, setDensity, theme, setTheme, zone, setZone, openHelp }: TopBarProps) {
  const { first, route } = useFrame();
  const tabs = useRef<HTMLElement>(null);
  // Where the tabs do not all fit, that of the view must be in sight.
  useEffect(() => {
    const bar = tabs.current;
    const tab = bar?.querySelector<HTMLElement>('[aria-current]');
    if (!bar || !tab || bar.scrollWidth <= bar.clientWidth) return;
    bar.scrollLeft = tab.offsetLeft - bar.offsetLeft - (bar.clientWidth - tab.offsetWidth) / 2;
  }, [route.view]);
  const counts: Partial<Record<ViewName, number>> = { threads: first.glance.threads };
  return (
    <header class="top">
      <div class="top-row">
        <a class="brand" href={linkTo('overview')}>
          <Mark />
          <span>{visibleText(first.title)}</span>
        </a>
        <SearchField linkOfKey={linkOfKey} />
        <div class="choices">
          <Choice title="Times" label="Zone of times" names={ZONES} chosen={zone} choose={setZone} />
          <Choice title="Rows" label="Height of rows" names={DENSITIES} chosen={density} choose={setDensity} />
          <Choice title="Colours" label="Colours" names={THEMES} chosen={theme} choose={setTheme} />
          <button type="button" class="button round" onClick={openHelp} aria-label="Keys and searching">
            ?
          </button>
        </div>
      </div>
      <nav class="tabs" aria-label="Views" ref={tabs}>
        {TABS.map(([view, title, also]) => (
          <a
            key={view}
            href={linkTo(view, '', SEARCHED_VIEWS.has(view) ? route.query : '')}
            aria-current={route.view === view || also.includes(route.view) ? 'page' : undefined}
          >
            {title}
            {counts[view] !== undefined && <span class="count">{withCommas(counts[view]!)}</span>}
          </a>
        ))}
      </nav>
    </header>
  );
}

interface ChoiceProps<T extends string> {
  readonly title: string;
  /** What it is called where the title is not seen. */
  readonly label: string;
  readonly names: Readonly<Record<T, string>>;
  readonly chosen: T;
  choose(value: T): void;
}

function Choice<T extends string>({ title, label, names, chosen, choose }: ChoiceProps<T>) {
  return (
    <label class={`choice ${title.toLowerCase()}-choice`}>
      <span class="quiet">{title}</span>
      <select value={chosen} onChange={(event) => choose(event.currentTarget.value as T)} aria-label={label}>
        {Object.entries<string>(names).map(([value, name]) => (
          <option key={value} value={value}>
            {name}
          </option>
        ))}
      </select>
    </label>
  );
}

function SearchField({ linkOfKey }: Pick<TopBarProps, 'linkOfKey'>) {
  const { route, setQuery, result } = useFrame();
  const [text, setText] = useState(route.query);
  const timer = useRef(0);
  const sent = useRef(route.query);
  // Only what came from elsewhere replaces what is being typed.
  useEffect(() => {
    if (route.query !== sent.current) {
      clearTimeout(timer.current);
      setText(route.query);
    }
    sent.current = route.query;
  }, [route.query]);
  const send = (value: string) => {
    clearTimeout(timer.current);
    sent.current = value;
    setQuery(value);
  };
  const change = (value: string) => {
    setText(value);
    clearTimeout(timer.current);
    timer.current = setTimeout(() => send(value), 90) as unknown as number;
  };
  const searching = route.query && result && result.searched < result.total;
  return (
    <search class="search">
      <form
        onSubmit={(event) => {
          event.preventDefault();
          send(text);
          // A key that means one thing leads there.
          const link = linkOfKey(text);
          if (link) location.hash = link;
        }}
      >
        <label class="hidden" for="search">
          Search subjects, people and texts
        </label>
        <input
          id="search"
          type="search"
          value={text}
          placeholder={'Search: words, "a phrase", from:holt after:2019-05'}
          autocomplete="off"
          spellcheck={false}
          onInput={(event) => change(event.currentTarget.value)}
        />
        {searching && (
          <progress class="searching" max={result.total} value={result.searched} aria-label="Texts searched" />
        )}
      </form>
    </search>
  );
}

function Mark() {
  return (
    <svg viewBox="0 0 24 24" width="24" height="24" aria-hidden="true" class="mark">
      <path
        d="M6 4v12a4 4 0 0 0 4 4h3M6 9h7"
        fill="none"
        stroke="currentColor"
        stroke-width="2"
        stroke-linecap="round"
      />
      <circle cx="6" cy="4" r="2.4" fill="currentColor" />
      <circle cx="16" cy="9" r="2.4" fill="currentColor" />
      <circle cx="16" cy="20" r="2.4" fill="none" stroke="currentColor" stroke-width="1.6" />
    </svg>
  );
}
