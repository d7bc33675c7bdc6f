import { useEffect } from 'preact/hooks';
import { orderHits } from '../search/order-hits.js';
import type { CaseData } from './case-data.js';
import { threadKey } from './case-data.js';
import { postOfKey, threadOfKey } from './find-keys.js';
import { linkTo, type Route, SEARCHED_VIEWS } from './route.js';
import type { SearchResult } from './search.js';
import { SORTS, type SortName, sortThreads } from './sort-threads.js';

interface KeysOptions {
  /** null until the index is read. */
  readonly data: CaseData | null;
  readonly route: Route;
  readonly result: SearchResult | null;
  readonly listed: 'posts' | 'threads';
  openHelp(): void;
  closeHelp(): void;
}

/** Every key that the page understands and what it does. */
export const KEYS: readonly (readonly [key: string, does: string])[] = [
  ['/', 'search'],
  ['j / k', 'next, previous post or row'],
  ['n / p', 'next, previous thread; of a search the next, previous post that fits'],
  ['o', 'open the row; in a thread: fold or unfold the post'],
  ['e', 'evidence for the link of the post'],
  ['u', 'back to the list'],
  ['1 … 7', 'overview, threads, timeline, people, findings, requests, notes'],
  ['?', 'this help'],
];

const VIEWS_BY_DIGIT = ['overview', 'threads', 'timeline', 'people', 'findings', 'requests', 'notes'] as const;

/** The keys of the whole report; rows and posts say by `data-row` that `j` and `k` stop at them. */
export function useKeys(options: KeysOptions): void {
  useEffect(() => {
    const press = (event: KeyboardEvent) => {
      if (event.ctrlKey || event.metaKey || event.altKey) return;
      const target = event.target as HTMLElement;
      if (event.key === 'Escape') {
        options.closeHelp();
        if (isField(target)) {
          // A search field would be emptied.
          event.preventDefault();
          target.blur();
        }
        return;
      }
      if (isField(target)) return;
      if (act(event.key, options)) event.preventDefault();
    };
    addEventListener('keydown', press);
    return () => removeEventListener('keydown', press);
  });
}

function isField(target: HTMLElement): boolean {
  return /^(input|textarea|select)$/i.test(target.tagName);
}

function act(key: string, { data, route, result, listed, openHelp }: KeysOptions): boolean {
  if (key >= '1' && key <= '7') {
    const view = VIEWS_BY_DIGIT[Number(key) - 1]!;
    location.hash = linkTo(view, '', SEARCHED_VIEWS.has(view) ? route.query : '');
    return true;
  }
  switch (key) {
    case '/':
      document.getElementById('search')?.focus();
      return true;
    case '?':
      openHelp();
      return true;
    case 'u': {
      const read = location.hash;
      location.hash = linkTo('threads', '', route.query, route.sort);
      // The list is drawn by then; the row that was opened is where the reader goes on.
      requestAnimationFrame(() => requestAnimationFrame(() => rowOf(read)?.focus({ preventScroll: true })));
      return true;
    }
    case 'j':
    case 'k':
      return step(key === 'j' ? 1 : -1);
    case 'o':
    case 'e': {
      const row = document.activeElement?.closest<HTMLElement>('[data-row]');
      const button = row?.querySelector<HTMLElement>(`[data-key="${key}"]`) ?? (key === 'o' ? row : null);
      button?.click();
      return Boolean(button);
    }
    case 'n':
    case 'p': {
      if (data === null) return false;
      const thread = threadOf(data, route);
      if (thread < 0) return false;
      const by = key === 'n' ? 1 : -1;
      if (listed === 'posts' && route.query && result) {
        const hits = orderHits(data, result, route.sort);
        const hit = hits[hits.indexOf(postOfKey(data, route.key)) + by];
        if (hit !== undefined) location.hash = linkTo('post', data.index.posts.key.at(hit)!, route.query, route.sort);
        return true;
      }
      // The order of the list that stands beside the thread.
      const sort: SortName = route.sort in SORTS ? (route.sort as SortName) : 'first';
      const list = sortThreads(data, result?.threads ?? new Int32Array(0), sort);
      const next = list[list.indexOf(thread) + by];
      if (next !== undefined) location.hash = linkTo('thread', threadKey(data, next), route.query, route.sort);
      return true;
    }
    default:
      return false;
  }
}

const rowOf = (link: string): HTMLElement | undefined =>
  [...document.querySelectorAll<HTMLElement>('.row')].find((row) => row.getAttribute('href') === link);

/** Number of the thread that a route shows; -1 = none. */
export function threadOf(data: CaseData, { view, key }: Route): number {
  if (view === 'thread') return threadOfKey(data, key);
  if (view !== 'post') return -1;
  const post = postOfKey(data, key);
  return post < 0 ? -1 : data.threadOf[post]!;
}

function step(by: 1 | -1): boolean {
  const scope = document.querySelector<HTMLElement>('[data-rows="first"]') ?? document.getElementById('main');
  const rows = [...(scope?.querySelectorAll<HTMLElement>('[data-row]') ?? [])];
  if (!rows.length) return false;
  const current = rows.indexOf(document.activeElement?.closest<HTMLElement>('[data-row]') ?? rows[0]!);
  const active = document.activeElement?.closest('[data-row]');
  const next = active ? rows[Math.max(0, Math.min(rows.length - 1, current + by))]! : rows[0]!;
  next.focus({ preventScroll: true });
  next.scrollIntoView({ block: 'nearest' });
  return true;
}
