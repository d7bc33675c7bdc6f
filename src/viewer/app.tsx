import { useCallback, useEffect, useLayoutEffect, useMemo, useState } from 'preact/hooks';
import { couplesAtAGlance, type FirstScreen } from '../report/page/case-glance.js';
import { withField } from '../report/search-query.js';
import { visibleText } from '../text/visible-text.js';
import { FindingList } from './finding/finding-list.js';
import { FindingPage } from './finding/finding-page.js';
import { RequestView } from './finding/request-view.js';
import { NotesView } from './notes-view.js';
import { Overview } from './overview.js';
import { PairPage } from './pair/pair-page.js';
import { PeopleView } from './people/people-view.js';
import { PersonPage } from './people/person-page.js';
import { RoomState } from './room-state.js';
import { KeyHelp } from './search/key-help.js';
import { Context, type Density, Frame } from './state/app-context.js';
import { store, stored } from './state/browser-storage.js';
import { type CaseData, withJoins } from './state/case-data.js';
import type { CaseParts } from './state/case-parts.js';
import type { DecisionStore } from './state/decisions.js';
import { linkOfKey } from './state/find-keys.js';
import type { ZoneChoice } from './state/format-text.js';
import { useKeys } from './state/keys.js';
import type { Room } from './state/room.js';
import { linkTo, type Route, readRoute, SEARCHED_VIEWS } from './state/route.js';
import { Search, type SearchResult } from './state/search.js';
import { ComparePage } from './thread/compare-page.js';
import { ThreadsView } from './thread/threads-view.js';
import { Timeline } from './time/timeline.js';
import { type Theme, TopBar } from './top-bar.js';

/** What the page is started with: its first screen, what follows, the reviewer's decisions, the room that it is read in. */
export interface AppProps {
  readonly first: FirstScreen;
  /** What all views but the first need. */
  readonly parts: Promise<CaseParts>;
  readonly decisions: DecisionStore;
  /** Null where the page is a file. */
  readonly room: Room | null;
}

/** The frame around the views: where the reader is, what is searched, which colours. */
export function App({ first: told, parts, decisions, room }: AppProps) {
  const { parts: read, failure } = useRead(parts);
  const data = useJoins(read?.data ?? null, decisions);
  const search = useMemo(
    () => data && read && new Search(data, read.details, () => decisions.marks, room && ((term) => room.word(term))),
    [data, read, decisions, room],
  );
  const first = useMemo(() => withJoinedCouples(told, data), [told, data]);
  const [route, setRoute] = useState(() => readRoute(location.hash));
  const [zone, setZone] = useState<ZoneChoice>('own');
  const [theme, setTheme] = useState<Theme>(() => (stored('rethread theme') as Theme) ?? 'system');
  const [density, setDensity] = useState<Density>(() => (stored('rethread density') === 'roomy' ? 'roomy' : 'dense'));
  const [listed, setListed] = useState<'posts' | 'threads'>('posts');
  const [picked, setPicked] = useState('');
  const [result, setResult] = useState<SearchResult | null>(null);
  const [help, setHelp] = useState(false);

  // A layout effect: a plain one runs after the next frame, and an address that changes before that would be missed.
  useLayoutEffect(() => {
    const follow = () => setRoute(readRoute(location.hash));
    addEventListener('hashchange', follow);
    return () => removeEventListener('hashchange', follow);
  }, []);
  useEffect(() => {
    // A custodian who is asked for among requests is whom they are expected from, not who produced what cites them.
    const asked = route.view === 'requests' ? withField(route.query, 'custodian', '') : route.query;
    void search?.search(asked, (found) => setResult({ ...found, query: route.query }));
  }, [route.query, route.view === 'requests', search]);
  useEffect(() => {
    if (theme === 'system') document.documentElement.removeAttribute('data-theme');
    else document.documentElement.dataset.theme = theme;
    store('rethread theme', theme);
  }, [theme]);
  useEffect(() => {
    document.documentElement.dataset.density = density;
    store('rethread density', density);
  }, [density]);
  const place = `${route.view} ${route.key}`;
  useEffect(() => {
    document.title = titleOf(told.title, route);
    document.getElementById('main')?.scrollTo(0, 0);
  }, [place]);

  const setQuery = useCallback(
    (query: string) => {
      const here = readRoute(location.hash);
      // Who opened a thread while what was typed waited to be searched stays in it.
      const moved = here.view !== route.view || here.key !== route.key;
      const view = moved || SEARCHED_VIEWS.has(route.view) ? here.view : 'threads';
      const link = linkTo(view, moved || view === 'timeline' ? here.key : '', query, here.sort);
      // While typing in one view the history keeps one entry.
      if (view === here.view) {
        history.replaceState(null, '', link);
        setRoute(readRoute(link));
      } else location.hash = link;
    },
    [route.view, route.key],
  );
  useKeys({ data, route, result, listed, openHelp: () => setHelp((open) => !open), closeHelp: () => setHelp(false) });
  const frame = useMemo(
    () => ({ first, decisions, route, result, setQuery }),
    [first, decisions, route, result, setQuery],
  );
  const context = useMemo(
    () =>
      data &&
      read && {
        ...{ ...frame, data, blocks: read.details, findings: read.findings, people: read.people },
        ...{ zone, density, listed, setListed, picked, setPicked },
      },
    [frame, data, read, zone, density, listed, picked],
  );
  return (
    <Frame.Provider value={frame}>
      {/* biome-ignore lint/a11y/useValidAnchor: goes to the content; the address stays that of the view */}
      <a class="skip" href="#main" onClick={focusMain}>
        Skip to the content
      </a>
      <TopBar
        linkOfKey={(text) => data && linkOfKey(data, text)}
        density={density}
        setDensity={setDensity}
        theme={theme}
        setTheme={setTheme}
        zone={zone}
        setZone={setZone}
        openHelp={() => setHelp(true)}
      />
      {room && <RoomState room={room} />}
      <main id="main" tabIndex={-1} class={`view view-${route.view}`}>
        {route.view === 'overview' ? (
          <Overview />
        ) : context ? (
          <Context.Provider value={context}>
            <View route={route} />
          </Context.Provider>
        ) : (
          <p class="reading" role="status">
            {failure ? `The case cannot be shown: ${failure}` : 'Reading …'}
          </p>
        )}
      </main>
      {help && <KeyHelp close={() => setHelp(false)} />}
    </Frame.Provider>
  );
}

/** What was read, once it is; or why it cannot be. */
function useRead(parts: Promise<CaseParts>): { readonly parts: CaseParts | null; readonly failure: string } {
  const [read, setRead] = useState<CaseParts | null>(null);
  const [failure, setFailure] = useState('');
  useEffect(() => {
    parts.then(setRead, (error: Error) => setFailure(error.message));
  }, [parts]);
  return { parts: read, failure };
}

/** The case with the people joined that reviewers take for one. */
function useJoins(base: CaseData | null, decisions: DecisionStore): CaseData | null {
  const [joins, setJoins] = useState(() => joinsOf(decisions));
  useEffect(() => decisions.subscribe(() => setJoins(joinsOf(decisions))), [decisions]);
  return useMemo(() => {
    if (base === null) return null;
    const pairs = (JSON.parse(joins) as (readonly [string, string])[]).flatMap(([one, other]) => {
      const [a, b] = [base.personById(one), base.personById(other)];
      return a === undefined || b === undefined ? [] : [[a, b] as const];
    });
    return withJoins(base, pairs);
  }, [base, joins]);
}

/** The first screen was counted before anybody was joined. */
function withJoinedCouples(first: FirstScreen, data: CaseData | null): FirstScreen {
  if (!data?.joined.size) return first;
  return { ...first, glance: { ...first.glance, couples: couplesAtAGlance(data.index) } };
}

/** As text, so that nothing is drawn anew where nothing changed. */
function joinsOf(decisions: DecisionStore): string {
  return JSON.stringify(decisions.all.flatMap(({ kind, post, parent }) => (kind === 'same' ? [[post, parent]] : [])));
}

function View({ route }: { readonly route: Route }) {
  switch (route.view) {
    case 'overview':
      return null;
    case 'threads':
    case 'thread':
    case 'post':
      return <ThreadsView />;
    case 'timeline':
      return <Timeline />;
    case 'people':
      return <PeopleView />;
    case 'person':
      return <PersonPage key={route.key} />;
    case 'pair':
      return <PairPage />;
    case 'compare':
      return <ComparePage />;
    case 'findings':
      return <FindingList />;
    case 'finding':
      return <FindingPage />;
    case 'requests':
      return <RequestView />;
    case 'notes':
      return <NotesView />;
  }
}

function titleOf(title: string, { view, key }: Route): string {
  const name = view[0]!.toUpperCase() + view.slice(1);
  return `${name}${key ? ` ${visibleText(key.replace('\n', ' and ').slice(0, 40))}` : ''} · ${title}`;
}

function focusMain(event: Event) {
  event.preventDefault();
  document.getElementById('main')?.focus();
}
