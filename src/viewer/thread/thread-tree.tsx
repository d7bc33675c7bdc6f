import { useMemo, useState } from 'preact/hooks';
import { visibleText } from '../../text/visible-text.js';
import { useApp } from '../state/app-context.js';
import { nameOf, parentOf } from '../state/case-data.js';
import { fullTime, initials, isoDay, percent, toneOf, withCommas } from '../state/format-text.js';
import { linkTo } from '../state/route.js';

interface ThreadTreeProps {
  readonly from: number;
  readonly end: number;
  readonly current: number;
}

const LINE = 30;
const STEP = 16;
const LEVELS = 9;
const SHOWN = 400;
/** Links of less confidence, in per mille, are drawn broken. */
const UNSURE = 800;

/** The tree of a thread: a line a post, lines from parents to children. */
export function ThreadTree({ from, end, current }: ThreadTreeProps) {
  const { data, zone, route } = useApp();
  const [shown, setShown] = useState(SHOWN);
  const last = Math.min(end, from + Math.max(shown, current - from + 1));
  const x = (post: number) => 12 + Math.min(data.index.posts.depth[post]!, LEVELS) * STEP;
  const y = (post: number) => (post - from) * LINE + LINE / 2;
  const [sure, unsure] = useMemo(() => {
    const drawn: readonly [string[], string[]] = [[], []];
    for (let post = from; post < last; post++) {
      const parent = parentOf(data, post);
      const weak = data.index.posts.confidence[post]! < UNSURE;
      if (parent >= from) drawn[weak ? 1 : 0].push(`M${x(parent)} ${y(parent)}V${y(post) - 8}q0 8 8 8H${x(post)}`);
    }
    return [drawn[0].join(''), drawn[1].join('')];
  }, [data, from, last]);
  const isWeak = (post: number) => parentOf(data, post) >= 0 && data.index.posts.confidence[post]! < UNSURE;
  const posts: number[] = [];
  for (let post = from; post < last; post++) posts.push(post);
  return (
    <nav class="tree" aria-label="Tree of the thread">
      <div class="tree-box" style={{ height: `${(last - from) * LINE}px` }}>
        <svg width={12 + LEVELS * STEP + 8} height={(last - from) * LINE} aria-hidden="true">
          <path d={sure} class="tree-line" />
          <path d={unsure} class="tree-line weak" />
          {posts.map((post) => (
            <circle
              key={post}
              cx={x(post)}
              cy={y(post)}
              r="5"
              class={`dot kind-${data.index.posts.kind[post]} ${toneOf(data.index.posts.from[post]!)}`}
            />
          ))}
        </svg>
        <ol>
          {posts.map((post) => {
            const name = visibleText(nameOf(data, data.index.posts.from[post]!));
            const kind = data.index.posts.kind[post];
            return (
              <li key={post} style={{ paddingLeft: `${x(post) + 12}px` }}>
                <a
                  href={linkTo('post', data.index.posts.key[post]!, route.query, route.sort)}
                  aria-current={post === current ? 'true' : undefined}
                  title={`${name}, ${fullTime(data, post, zone)}${isWeak(post) ? `; link ${percent(data.index.posts.confidence[post]!)}` : ''}`}
                >
                  <span class="tree-name">{name.includes('@') ? name : shortName(name)}</span>
                  {kind !== 'p' && <span class={`tree-kind ${kind}`}>{kind === 'r' ? 'recovered' : 'missing'}</span>}
                  <span class="tree-day">
                    {kind === 'm' || Number.isNaN(data.time[post]!) ? '' : isoDay(data.time[post]!).slice(2)}
                  </span>
                </a>
              </li>
            );
          })}
        </ol>
      </div>
      {last < end && (
        <button type="button" class="button small" onClick={() => setShown(last - from + 2000)}>
          {withCommas(end - last)} more posts
        </button>
      )}
    </nav>
  );
}

function shortName(name: string): string {
  const words = name.split(' ');
  return words.length > 2 ? `${words[0]} ${words.at(-1)}` : name || initials(name);
}
