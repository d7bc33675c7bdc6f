import { useEffect, useMemo, useRef, useState } from 'preact/hooks';
import { visibleText } from '../../text/visible-text.js';
import { useApp } from '../state/app-context.js';
import { type CaseData, nameOf, parentOf } from '../state/case-data.js';
import { fullTime, percent, shortDay, toneOf, withCommas } from '../state/format-text.js';
import { linkTo } from '../state/route.js';

interface ThreadTreeProps {
  readonly from: number;
  readonly end: number;
  /** The post that is read. */
  readonly current: number;
  /** Posts whose answers are folded away. */
  readonly closed: ReadonlySet<number>;
  toggle(post: number): void;
}

const LINE = 38;
const STEP = 10;
/** Levels that are indented; deeper ones say how deep. */
const LEVELS = 5;
const SHOWN = 400;
/** Links of less confidence, in per mille, are drawn broken. */
const UNSURE = 800;

/** The tree of a thread: a line a post, lines from parents to children, branches that fold. */
export function ThreadTree({ from, end, current, closed, toggle }: ThreadTreeProps) {
  const { data } = useApp();
  const [most, setMost] = useState(SHOWN);
  const box = useRef<HTMLElement>(null);
  const posts = useMemo(() => openPosts(data, from, end, closed), [data, from, end, closed]);
  const at = posts.indexOf(current);
  const shown = posts.slice(0, Math.max(most, at + 1));
  // The line of the post that is read stays in sight, without moving the page.
  useEffect(() => {
    const element = box.current;
    if (!element || at < 0) return;
    const top = at * LINE;
    if (top < element.scrollTop + LINE || top + 2 * LINE > element.scrollTop + element.clientHeight)
      element.scrollTop = top - element.clientHeight / 2;
  }, [at]);
  return (
    <nav class="tree" aria-label="Tree of the thread" ref={box}>
      <div class="tree-box" style={{ height: `${shown.length * LINE}px` }}>
        <Lines posts={shown} />
        <ol>
          {shown.map((post) => (
            <Line key={post} post={post} isCurrent={post === current} isClosed={closed.has(post)} toggle={toggle} />
          ))}
        </ol>
      </div>
      {shown.length < posts.length && (
        <button type="button" class="button small" onClick={() => setMost(shown.length + 2000)}>
          {withCommas(posts.length - shown.length)} more posts
        </button>
      )}
    </nav>
  );
}

const indentOf = (data: CaseData, post: number) => 12 + Math.min(data.index.posts.depth[post]!, LEVELS) * STEP;

/** Posts of a thread but those below a closed one. */
export function openPosts(data: CaseData, from: number, end: number, closed: ReadonlySet<number>): readonly number[] {
  const { depth } = data.index.posts;
  const posts: number[] = [];
  for (let post = from; post < end; post++) {
    posts.push(post);
    if (closed.has(post)) while (post + 1 < end && depth[post + 1]! > depth[posts.at(-1)!]!) post++;
  }
  return posts;
}

/** Posts below a post, all of them. */
export function countBelow(data: CaseData, post: number): number {
  const { depth } = data.index.posts;
  const end = data.start[data.threadOf[post]! + 1]!;
  let last = post;
  while (last + 1 < end && depth[last + 1]! > depth[post]!) last++;
  return last - post;
}

function Lines({ posts }: { readonly posts: readonly number[] }) {
  const { data } = useApp();
  const [sure, unsure] = useMemo(() => {
    const drawn: readonly [string[], string[]] = [[], []];
    const places = new Map(posts.map((post, place) => [post, place * LINE + LINE / 2]));
    for (const post of posts) {
      const parent = parentOf(data, post);
      const [top, bottom] = [places.get(parent), places.get(post)!];
      if (top === undefined) continue;
      const [left, right] = [indentOf(data, parent), indentOf(data, post)];
      const weak = data.index.posts.confidence[post]! < UNSURE;
      // Where the indentation ends, a line stands beside its parent.
      const path = left < right ? `M${left} ${top}V${bottom - 8}q0 8 8 8H${right}` : `M${left} ${top}V${bottom}`;
      drawn[weak ? 1 : 0].push(path);
    }
    return [drawn[0].join(''), drawn[1].join('')];
  }, [data, posts]);
  return (
    <svg width={12 + LEVELS * STEP + 8} height={posts.length * LINE} aria-hidden="true">
      <path d={sure} class="tree-line" />
      <path d={unsure} class="tree-line weak" />
      {posts.map((post, place) => (
        <circle
          key={post}
          cx={indentOf(data, post)}
          cy={place * LINE + LINE / 2}
          r="5"
          class={`dot kind-${data.index.posts.kind[post]} ${toneOf(data.index.posts.from[post]!)}`}
        />
      ))}
    </svg>
  );
}

interface LineProps {
  readonly post: number;
  readonly isCurrent: boolean;
  readonly isClosed: boolean;
  toggle(post: number): void;
}

function Line({ post, isCurrent, isClosed, toggle }: LineProps) {
  const { data, zone, route } = useApp();
  const { posts } = data.index;
  const name = visibleText(nameOf(data, posts.from[post]!));
  const kind = posts.kind[post];
  const depth = posts.depth[post]!;
  const weak = parentOf(data, post) >= 0 && posts.confidence[post]! < UNSURE;
  const below = depth === 0 ? 0 : countBelow(data, post);
  return (
    <li style={{ paddingLeft: `${indentOf(data, post) + 10}px` }}>
      <a
        href={linkTo('post', posts.key.at(post)!, route.query, route.sort)}
        aria-current={isCurrent ? 'true' : undefined}
        title={`${name}, ${fullTime(data, post, zone)}${weak ? `; link ${percent(posts.confidence[post]!)}` : ''}`}
      >
        <span class="tree-name">{kind === 'm' && posts.from[post]! < 0 ? 'Unknown sender' : name}</span>
        <span class="tree-day">
          {kind === 'm' ? '' : shortDay(data, post, zone)}
          {kind === 'r' && <span class="tree-kind r"> recovered</span>}
          {kind === 'm' && <span class="tree-kind m">missing</span>}
          {kind === 'd' && <span class="tree-kind r"> draft</span>}
          {kind === 'a' && <span class="tree-kind"> automatic</span>}
          {depth > LEVELS && <span class="tree-depth"> level {depth + 1}</span>}
        </span>
      </a>
      {below > 0 && (
        <button
          type="button"
          class="tree-fold"
          aria-expanded={!isClosed}
          aria-label={`${withCommas(below)} posts below ${name}`}
          onClick={() => toggle(post)}
        >
          {isClosed ? `+${withCommas(below)}` : '−'}
        </button>
      )}
    </li>
  );
}
