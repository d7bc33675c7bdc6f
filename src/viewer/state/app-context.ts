import { createContext } from 'preact';
import { useContext, useEffect, useState } from 'preact/hooks';
import type { FirstScreen } from '../../report/page/case-glance.js';
import type { PostDetail, ViewerFinding, ViewerPeople } from '../../report/page/viewer-data.js';
import type { Blocks } from './blocks.js';
import type { CaseData } from './case-data.js';
import type { DecisionStore } from './decisions.js';
import type { ZoneChoice } from './format-text.js';
import type { Route } from './route.js';
import type { SearchResult } from './search.js';

/** How much room rows have. */
export type Density = 'dense' | 'roomy';

/** What the first screen and the frame reach before the index is read. */
export interface FrameContext {
  readonly first: FirstScreen;
  readonly decisions: DecisionStore;
  readonly route: Route;
  /** What the query of the route finds; null before the first answer. */
  readonly result: SearchResult | null;
  /** Changes the query and stays in the view where that shows lists, else goes to the threads. */
  setQuery(query: string): void;
}

/** What every view can reach once the index is read. */
export interface AppContext extends FrameContext {
  readonly data: CaseData;
  readonly blocks: Blocks<PostDetail>;
  readonly findings: Blocks<ViewerFinding>;
  people(): Promise<ViewerPeople>;
  readonly zone: ZoneChoice;
  readonly density: Density;
  /** Whether a search lists posts or threads. */
  readonly listed: 'posts' | 'threads';
  setListed(listed: 'posts' | 'threads'): void;
  /** Key of the post that is chosen to be compared with another; '' = none. */
  readonly picked: string;
  setPicked(key: string): void;
}

/** What the frame shares. */
export const Frame = createContext<FrameContext | null>(null);

/** What all parts of the page share once the index is read. */
export const Context = createContext<AppContext | null>(null);

/** What all parts of the page share; throws outside the page. */
export function useApp(): AppContext {
  return useContext(Context)!;
}

/** What the frame shares; throws outside the page. */
export function useFrame(): FrameContext {
  return useContext(Frame)!;
}

/** Draws the component again when a decision is taken. */
export function useDecisions(): DecisionStore {
  const { decisions } = useFrame();
  const [, draw] = useState(0);
  useEffect(() => decisions.subscribe(() => draw((count) => count + 1)), [decisions]);
  return decisions;
}
