import { useEffect, useMemo, useRef, useState } from 'preact/hooks';
import { visibleText } from '../../text/visible-text.js';
import { UnlinkedNote } from '../relink-note.js';
import { useApp } from '../state/app-context.js';
import { type CaseData, nameOf, postsOfThread, subjectOfThread, threadKey } from '../state/case-data.js';
import { postOfKey } from '../state/find-keys.js';
import { counted, durationText, spanText } from '../state/format-text.js';
import { linkTo } from '../state/route.js';
import { PostCard } from './post-card.js';
import { countBelow, openPosts, ThreadTree } from './thread-tree.js';

const SILENCE = 14 * 86_400;
/** Posts that are drawn at first; the others follow on demand. */
const DRAWN = 80;
const NONE: ReadonlySet<number> = new Set();

/** One thread: its tree, and the conversation in reading order. */
export function ThreadView({ thread }: { readonly thread: number }) {
  const { data, blocks, route, zone } = useApp();
  const [from, end] = [data.start[thread]!, data.start[thread + 1]!];
  const [ready, setReady] = useState(() => blocks.peek(from) !== undefined && blocks.peek(end - 1) !== undefined);
  const [failure, setFailure] = useState('');
  const [unfolded, setUnfolded] = useState(false);
  const target = route.view === 'post' ? postOfKey(data, route.key) : -1;
  const [drawn, setDrawn] = useState(Math.max(DRAWN, target - from + 20));
  const [closed, setClosed] = useState(NONE);
  const [read, setRead] = useState(target);
  const box = useRef<HTMLElement>(null);
  useEffect(() => {
    blocks.load(from, end).then(
      () => setReady(true),
      (error: Error) => setFailure(error.message),
    );
  }, [blocks, from, end]);
  useEffect(() => {
    if (!ready || target < 0) return;
    if (target - from >= drawn) {
      // Shown once the posts before it are drawn.
      setDrawn(target - from + 20);
      return;
    }
    const card = document.getElementById(`post-${target}`);
    card?.scrollIntoView({ block: 'start' });
    card?.focus({ preventScroll: true });
  }, [ready, target, from, target - from < drawn]);
  useEffect(() => setRead(target), [target]);
  useReadPost(box, setRead);
  // On paper a thread is whole.
  useEffect(() => {
    const all = () => setDrawn(end - from);
    addEventListener('beforeprint', all);
    return () => removeEventListener('beforeprint', all);
  }, [from, end]);
  const toggle = (post: number) => {
    const next = new Set(closed);
    if (!next.delete(post)) next.add(post);
    setClosed(next);
  };
  const silences = useMemo(() => silencesOf(data, from, end), [data, from, end]);
  const people = useMemo(() => peopleOf(data.index.posts, from, end), [data, from, end]);
  const open = useMemo(() => openPosts(data, from, end, closed), [data, from, end, closed]);
  const posts = open.filter((post) => post < from + drawn);
  const count = (kind: string) => {
    let total = 0;
    for (let post = from; post < end; post++) if (data.index.posts.kind[post] === kind) total++;
    return total;
  };
  const [recovered, missing] = [count('r'), count('m')];
  const subject = visibleText(subjectOfThread(data, thread)) || '(no subject)';
  return (
    <article class="thread" aria-label={`Thread: ${subject}`} ref={box}>
      <header class="thread-head">
        <a class="back" href={linkTo('threads', '', route.query, route.sort)}>
          ‹ Threads
        </a>
        <h1>{subject}</h1>
        <p class="facts">
          <span>{spanText(data, postsOfThread(data, thread), zone)}</span>
          <span>{counted(end - from, 'post')}</span>
          {recovered > 0 && <span class="badge recovered">{recovered} recovered</span>}
          {missing > 0 && <span class="badge missing">{missing} missing</span>}
        </p>
        <p class="people-line">
          {people.slice(0, 12).map((person) => (
            <a key={person} href={linkTo('person', data.index.persons.id.at(person)!)}>
              {visibleText(nameOf(data, person))}
            </a>
          ))}
          {people.length > 12 && <span class="quiet">+{people.length - 12} more</span>}
        </p>
        <div class="actions">
          <button type="button" class="button small" aria-pressed={unfolded} onClick={() => setUnfolded(!unfolded)}>
            {unfolded ? 'Fold quotations' : 'Show quotations'}
          </button>
          <button type="button" class="button small" onClick={() => print()}>
            Print
          </button>
          <span class="quiet key">thread {threadKey(data, thread)}</span>
        </div>
      </header>
      <div class="thread-body">
        {end - from > 1 && <ThreadTree from={from} end={end} current={read} closed={closed} toggle={toggle} />}
        <div class="conversation" data-rows="first">
          <UnlinkedNote holds={(key) => data.threadOf[data.postByKey.get(key) ?? -1] === thread} />
          {failure && <p class="empty warn-text">{failure}</p>}
          {!ready && !failure && <p class="empty">Reading …</p>}
          {ready &&
            posts.map((post) => (
              <div key={post} class="turn">
                {silences.has(post) && (
                  <p class="silence">
                    <span>{durationText(silences.get(post)!)} of silence</span>
                  </p>
                )}
                <PostCard post={post} unfolded={unfolded} current={post === target} />
                {closed.has(post) && (
                  <button type="button" class="button small below" onClick={() => toggle(post)}>
                    Show {counted(countBelow(data, post), 'post')} below it
                  </button>
                )}
              </div>
            ))}
          {ready && from + drawn < end && (
            <button type="button" class="button more" onClick={() => setDrawn(drawn + 500)}>
              Show {Math.min(500, end - from - drawn)} more of {end - from} posts
            </button>
          )}
        </div>
      </div>
    </article>
  );
}

/** Tells which post is read: the one that has the focus, else the first that is in sight. */
function useReadPost(box: { readonly current: HTMLElement | null }, tell: (post: number) => void): void {
  useEffect(() => {
    const element = box.current;
    if (!element) return;
    let asked = 0;
    const numberOf = (card: Element) => Number(card.id.slice('post-'.length));
    const focus = (event: Event) => {
      const card = (event.target as HTMLElement).closest('.card');
      if (card) tell(numberOf(card));
    };
    const scroll = () => {
      cancelAnimationFrame(asked);
      asked = requestAnimationFrame(() => {
        const cards = element.querySelectorAll('.card');
        const { top, bottom } = element.getBoundingClientRect();
        const line = top + 60;
        let [low, high] = [0, cards.length - 1];
        while (low < high) {
          const middle = (low + high) >> 1;
          if (cards[middle]!.getBoundingClientRect().bottom < line) low = middle + 1;
          else high = middle;
        }
        const focused = document.activeElement?.closest('.card');
        const place = focused?.getBoundingClientRect();
        const isInSight = place && place.bottom > line && place.top < bottom;
        const card = isInSight ? focused : cards[low];
        if (card) tell(numberOf(card));
      });
    };
    element.addEventListener('focusin', focus);
    element.addEventListener('scroll', scroll, { passive: true });
    return () => {
      cancelAnimationFrame(asked);
      element.removeEventListener('focusin', focus);
      element.removeEventListener('scroll', scroll);
    };
  }, []);
}

/** Seconds without any post of the thread before a post, where they are many. */
function silencesOf({ time, index }: CaseData, from: number, end: number): ReadonlyMap<number, number> {
  const posts: number[] = [];
  // A missing post has no moment of its own: it neither begins nor ends a silence.
  for (let post = from; post < end; post++)
    if (!Number.isNaN(time[post]!) && index.posts.kind[post] !== 'm') posts.push(post);
  posts.sort((a, b) => time[a]! - time[b]!);
  const silences = new Map<number, number>();
  for (let at = 1; at < posts.length; at++) {
    const seconds = time[posts[at]!]! - time[posts[at - 1]!]!;
    if (seconds >= SILENCE) silences.set(posts[at]!, seconds);
  }
  return silences;
}

function peopleOf({ from, to }: CaseData['index']['posts'], start: number, end: number): readonly number[] {
  const people = new Set<number>();
  for (let post = start; post < end; post++) if (from[post]! >= 0) people.add(from[post]!);
  for (let post = start; post < end; post++) for (const person of to.of(post)) people.add(person);
  return [...people];
}
