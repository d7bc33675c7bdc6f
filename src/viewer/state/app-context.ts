import { createContext } from 'preact';
import { useContext, useEffect, useState } from 'preact/hooks';
import type { CaseData } from './case-data.js';
import type { DecisionStore } from './decisions.js';
import type { DetailBlocks } from './detail-blocks.js';
import type { ZoneChoice } from './format-text.js';
import type { Route } from './route.js';
import type { SearchResult } from './search.js';

/** How much room rows have. */
export type Density = 'dense' | 'roomy';

/** What every view can reach. */
export interface AppContext {
  readonly data: CaseData;
  readonly blocks: DetailBlocks;
  readonly decisions: DecisionStore;
  readonly route: Route;
  readonly zone: ZoneChoice;
  /** What the query of the route finds; null before the first answer. */
  readonly result: SearchResult | null;
  readonly density: Density;
  /** Whether a search lists posts or threads. */
  readonly listed: 'posts' | 'threads';
  setListed(listed: 'posts' | 'threads'): void;
  /** Key of the post that is chosen to be compared with another; '' = none. */
  readonly picked: string;
  setPicked(key: string): void;
  /** Changes the query and stays in the view where that shows lists, else goes to the threads. */
  setQuery(query: string): void;
}

/** What all parts of the page share. */
export const Context = createContext<AppContext | null>(null);

/** What all parts of the page share; throws outside the page. */
export function useApp(): AppContext {
  return useContext(Context)!;
}

/** Draws the component again when a decision is taken. */
export function useDecisions(): DecisionStore {
  const { decisions } = useApp();
  const [, draw] = useState(0);
  useEffect(() => decisions.subscribe(() => draw((count) => count + 1)), [decisions]);
  return decisions;
}
