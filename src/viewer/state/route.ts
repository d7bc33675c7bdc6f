/** Where in the report the reader is: what stands behind `#` in the address. */
export interface Route {
  readonly view: ViewName;
  /** Key of the thread, post, finding or id of the person; '' where the view is a list. */
  readonly key: string;
  readonly query: string;
  readonly sort: string;
}

/** The pages that an address can name. */
export const VIEWS = [
  'overview',
  'threads',
  'thread',
  'post',
  'timeline',
  'people',
  'person',
  'pair',
  'compare',
  'findings',
  'finding',
  'requests',
  'notes',
] as const;
/** One of `VIEWS`. */
export type ViewName = (typeof VIEWS)[number];

/** Views that show what is searched; going from one to another keeps the query. */
export const SEARCHED_VIEWS: ReadonlySet<ViewName> = new Set(['threads', 'timeline', 'findings', 'requests']);

/** `#/thread/t-abc?q=lantern` → view, key and query; anything else is the overview. */
export function readRoute(hash: string): Route {
  const [path = '', parameters = ''] = hash.replace(/^#\/?/, '').split('?', 2);
  const slash = path.indexOf('/');
  const name = (slash < 0 ? path : path.slice(0, slash)) as ViewName;
  const search = new URLSearchParams(parameters);
  return {
    view: VIEWS.includes(name) ? name : 'overview',
    key: slash < 0 ? '' : decoded(path.slice(slash + 1)),
    query: search.get('q') ?? '',
    sort: search.get('sort') ?? '',
  };
}

/** The address of a place in the report. */
export function linkTo(view: ViewName, key = '', query = '', sort = ''): string {
  const search = new URLSearchParams();
  if (query) search.set('q', query);
  if (sort) search.set('sort', sort);
  const text = search.toString();
  return `#/${view}${key ? `/${encodeURIComponent(key)}` : ''}${text ? `?${text}` : ''}`;
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
