import { visibleText } from '../../text/visible-text.js';
import { useApp } from '../state/app-context.js';
import { type CaseData, nameOf, postsOfThread, sendersOf, subjectOfThread, threadKey } from '../state/case-data.js';
import { initials, spanText, toneOf } from '../state/format-text.js';
import { linkTo } from '../state/route.js';

/** A thread in the list: who, what, when, how many, and what stands out. */
export function ThreadRow({ thread, current }: { readonly thread: number; readonly current: boolean }) {
  const { data, route, result, zone } = useApp();
  const { start } = data;
  const [from, end] = [start[thread]!, start[thread + 1]!];
  const senders = sendersOf(data, thread);
  const { recovered, missing, bits, attachments } = tallyOf(data, from, end);
  const hit = route.query && result ? firstHit(result.posts, from, end) : -1;
  const link =
    hit > from
      ? linkTo('post', data.index.posts.key.at(hit)!, route.query, route.sort)
      : linkTo('thread', threadKey(data, thread), route.query, route.sort);
  const grave = bits & graveBits(data);
  return (
    <a class="row" href={link} data-row aria-current={current ? 'true' : undefined}>
      <span class={`avatar ${toneOf(senders[0] ?? -1)}`} aria-hidden="true">
        {initials(nameOf(data, senders[0] ?? -1))}
      </span>
      <span class="row-who">
        {senders.slice(0, 4).map((person, at) => (
          <span key={person}>
            {at > 0 && ', '}
            {visibleText(nameOf(data, person))}
          </span>
        ))}
        {senders.length > 4 && ` +${senders.length - 4}`}
        {senders.length === 0 && <em>unknown sender</em>}
      </span>
      <span class="row-when">{spanText(data, postsOfThread(data, thread), zone)}</span>
      <span class="row-what">{visibleText(subjectOfThread(data, thread)) || <em>(no subject)</em>}</span>
      <span class="row-marks">
        {attachments > 0 && <span class="badge plain">{attachments} att.</span>}
        {grave !== 0 && <span class="badge warn">{graveName(data, grave)}</span>}
        {recovered > 0 && <span class="badge recovered">{recovered} recovered</span>}
        {missing > 0 && <span class="badge missing">{missing} missing</span>}
        <span class="badge number" title="posts">
          {end - from}
          <span class="hidden"> {end - from === 1 ? 'post' : 'posts'}</span>
        </span>
      </span>
    </a>
  );
}

function tallyOf(data: CaseData, from: number, end: number) {
  const { kind, findings, attachments } = data.index.posts;
  const tally = { recovered: 0, missing: 0, bits: 0, attachments: 0 };
  for (let post = from; post < end; post++) {
    if (kind[post] === 'r') tally.recovered++;
    else if (kind[post] === 'm') tally.missing++;
    tally.bits |= findings[post]!;
    tally.attachments += attachments[post]!;
  }
  return tally;
}

function firstHit(posts: Uint8Array, from: number, end: number): number {
  for (let post = from; post < end; post++) if (posts[post]) return post;
  return -1;
}

function graveBits(data: CaseData): number {
  return data.index.findingKinds.reduce((bits, { mark }, bit) => (mark ? bits | (1 << bit) : bits), 0);
}

function graveName(data: CaseData, bits: number): string {
  const names = data.index.findingKinds.flatMap(({ mark }, bit) => (bits & (1 << bit) ? [mark!] : []));
  return names.length > 1 ? `${names[0]} +${names.length - 1}` : names[0]!;
}
