import { useEffect, useMemo, useState } from 'preact/hooks';
import { everyTerm, parseQuery, type QueryTerm } from '../../report/search-query.js';
import { type Snippet, snippetOf } from '../../report/snippet.js';
import { visibleText } from '../../text/visible-text.js';
import { KindBadge } from '../screen/kind-badge.js';
import { NARROW, useMedia } from '../screen/use-media.js';
import { useApp } from '../state/app-context.js';
import { nameOf } from '../state/case-data.js';
import { counted, fullTime, initials, shortDay, toneOf } from '../state/format-text.js';
import { linkTo } from '../state/route.js';

interface HitRowProps {
  readonly post: number;
  readonly current: boolean;
  /** Hits in the thread of the post. */
  readonly inThread: number;
}

/** A post that fits: who, when, what, and the words where they stand; opening it goes there. */
export function HitRow({ post, current, inThread }: HitRowProps) {
  const { data, route, zone } = useApp();
  const { posts, subjects } = data.index;
  const subject = subjects.at(posts.subject[post]!) ?? '';
  const words = useMemo(
    () => everyTerm(parseQuery(route.query)).filter(({ field, not }) => field === null && !not),
    [route.query],
  );
  const sender = posts.from[post]!;
  const kind = posts.kind[post];
  const name = visibleText(nameOf(data, sender));
  return (
    <a
      class="row hit"
      href={linkTo('post', posts.key.at(post)!, route.query, route.sort)}
      data-row
      aria-current={current ? 'true' : undefined}
    >
      <span class={`avatar ${toneOf(sender)}`} aria-hidden="true">
        {initials(name)}
      </span>
      <span class="row-who">{name}</span>
      <span class="row-when">
        <span class="long">{fullTime(data, post, zone)}</span>
        <span class="short" aria-hidden="true">
          {kind === 'm' ? '' : shortDay(data, post, zone)}
        </span>
      </span>
      <span class="row-what">
        {subject ? <Marked snippet={snippetOf(subject, words) ?? { text: subject, marks: [] }} /> : '(no subject)'}
        <Words post={post} words={words} />
      </span>
      <span class="row-marks">
        <KindBadge kind={kind} />
        {inThread > 1 && (
          <span class="badge number" title={`${counted(inThread, 'post')} of its thread fit`}>
            {inThread}
            <span class="hidden"> fit in its thread</span>
          </span>
        )}
      </span>
    </a>
  );
}

/** Letters before a word in a short line. */
const FEW = 12;

/** The words that were searched where they stand, once the text is there. */
function Words({ post, words }: { readonly post: number; readonly words: readonly QueryTerm[] }) {
  const { blocks, route } = useApp();
  // Where a line is short the word itself must stand in it.
  const isShort = useMedia(NARROW) || route.view === 'thread' || route.view === 'post';
  const [, draw] = useState(0);
  const detail = blocks.peek(post);
  useEffect(() => {
    if (detail) return;
    let isShown = true;
    // What cannot be read is told where a thread is opened.
    blocks.load(post, post + 1).then(
      () => isShown && draw((count) => count + 1),
      () => undefined,
    );
    return () => {
      isShown = false;
    };
  }, [post, detail === undefined]);
  const text = detail?.text ?? '';
  const snippet = words.length ? snippetOf(text, words, isShort ? FEW : undefined) : null;
  const shown = snippet ?? { text: text.slice(0, 200).replace(/\s+/g, ' ').trim(), marks: [] };
  return (
    <span class="row-words">
      {shown.text && ' '}
      <Marked snippet={shown} />
    </span>
  );
}

function Marked({ snippet: { text, marks } }: { readonly snippet: Snippet }) {
  let at = 0;
  const pieces = marks.map(([start, end]) => {
    const before = visibleText(text.slice(at, start));
    at = end;
    return (
      <span key={start}>
        {before}
        <mark>{visibleText(text.slice(start, end))}</mark>
      </span>
    );
  });
  return (
    <>
      {pieces}
      {visibleText(text.slice(at))}
    </>
  );
}
