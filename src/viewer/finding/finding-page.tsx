import type { ComponentChildren } from 'preact';
import { useMemo } from 'preact/hooks';
import type { AlteredQuoteDetail } from '../../finding/altered-quote/altered-quote.js';
import type { CopiesDifferDetail } from '../../finding/copies-differ.js';
import type { Mailbox } from '../../message/message.js';
import { visibleText } from '../../text/visible-text.js';
import { KindBadge } from '../screen/kind-badge.js';
import { useApp } from '../state/app-context.js';
import { useEntries } from '../state/blocks.js';
import { nameOf } from '../state/case-data.js';
import { findingOfKey } from '../state/find-keys.js';
import { kindName } from '../state/finding-kinds.js';
import { fullTime, placeText } from '../state/format-text.js';
import { linkTo } from '../state/route.js';
import { AlteredQuotation } from './altered-quotation.js';
import { DifferingCopies } from './differing-copies.js';

/** One finding: what it says, the posts it concerns, what shows it, and where. */
export function FindingPage() {
  const { data, route, findings } = useApp();
  const number = findingOfKey(data, route.key);
  const wanted = useMemo(() => (number < 0 ? [] : [number]), [number]);
  const { failure } = useEntries(findings, wanted);
  const finding = findings.peek(number);
  if (number >= 0 && !finding)
    return (
      <div class="page">
        <h1>Finding</h1>
        {failure && <p class="warn-text">{failure}</p>}
      </div>
    );
  if (!finding)
    return (
      <div class="page">
        <h1>Finding</h1>
        <p class="empty">
          There is no such finding in this report. <a href={linkTo('findings')}>All findings</a>
        </p>
      </div>
    );
  return (
    <div class="page">
      <p class="back">
        <a href={linkTo('findings')}>‹ Findings</a>
      </p>
      <h1>{kindName(data, finding)}</h1>
      <p class={`lead severity-${finding.severity}`}>{visibleText(finding.summary)}</p>
      <p class="quiet">
        {finding.severity} · {finding.key}
      </p>
      <p class="actions">
        <button type="button" class="button small" onClick={() => print()}>
          Print
        </button>
      </p>
      {finding.kind === 'altered-quote' && <AlteredQuotation detail={finding.detail as AlteredQuoteDetail} />}
      {finding.kind === 'copies-differ' && (
        <DifferingCopies detail={finding.detail as CopiesDifferDetail} origins={finding.origins} />
      )}
      <h2>Posts</h2>
      <ul class="entries">
        {finding.posts.slice(0, 300).map((post) => (
          <li key={post} data-row tabIndex={-1}>
            <PostLink post={post} />
          </li>
        ))}
        {finding.posts.length > 300 && <li>and {finding.posts.length - 300} more</li>}
      </ul>
      {!SHOWN_APART.has(finding.kind) && (
        <>
          <h2>Particulars</h2>
          <Detail value={finding.detail} />
        </>
      )}
      {finding.origins.length > 0 && (
        // The sheet of an altered quotation names the place of each change where it is shown.
        <section class={finding.kind === 'altered-quote' ? 'screen-only' : ''}>
          <h2>Where it stands</h2>
          {finding.bates && <p>Bates {finding.bates.map(visibleText).join('; ')}</p>}
          <ul class="places">
            {finding.origins.slice(0, 100).map((origin) => (
              <li key={origin.join()}>{placeText(data, origin)}</li>
            ))}
          </ul>
        </section>
      )}
    </div>
  );
}

/** Kinds whose detail is shown in a way of its own. */
const SHOWN_APART = new Set(['altered-quote', 'copies-differ', 'inclusive']);

/** A link to a post with who, when and what. */
function PostLink({ post }: { readonly post: number }) {
  const { data, zone } = useApp();
  const { posts, subjects } = data.index;
  return (
    <a class="post-link" href={linkTo('post', posts.key.at(post)!)}>
      <b>{visibleText(nameOf(data, posts.from[post]!))}</b>
      <span>{visibleText(subjects.at(posts.subject[post]!) ?? '') || '(no subject)'}</span>
      <span class="quiet">{fullTime(data, post, zone)}</span>
      <KindBadge kind={posts.kind[post]} />
    </a>
  );
}

const DEEPEST = 4;

/** Any plain data as nested lists; keys of posts become links. */
function Detail({ value, depth = 0 }: { readonly value: unknown; readonly depth?: number }): ComponentChildren {
  const { data } = useApp();
  if (value === null || value === undefined || value === '') return <span class="quiet">none</span>;
  if (typeof value === 'string') {
    const post = data.postByKey.get(value);
    return post === undefined ? visibleText(momentText(value)) : <PostLink post={post} />;
  }
  if (typeof value !== 'object') return String(value);
  if (isMailbox(value))
    return visibleText(value.name && value.address ? `${value.name} <${value.address}>` : value.name || value.address);
  if (isOrigin(value)) {
    const source = data.index.sources.findIndex(({ name }) => name === value.source);
    return <span class="place">{placeText(data, [source, value.offset, value.length])}</span>;
  }
  if (depth >= DEEPEST) return <code>{visibleText(JSON.stringify(value))}</code>;
  if (Array.isArray(value)) {
    if (!value.length) return <span class="quiet">none</span>;
    return (
      <ul class="detail">
        {value.slice(0, 100).map((item, at) => (
          <li key={at}>
            <Detail value={item} depth={depth + 1} />
          </li>
        ))}
      </ul>
    );
  }
  return (
    <dl class="detail">
      {Object.entries(value).map(([name, item]) => (
        <div key={name}>
          <dt>{visibleText(words(name))}</dt>
          <dd>
            <Detail value={item} depth={depth + 1} />
          </dd>
        </div>
      ))}
    </dl>
  );
}

function isMailbox(value: object): value is Mailbox {
  const { name, address, ...more } = value as { name?: unknown; address?: unknown };
  return typeof name === 'string' && typeof address === 'string' && Object.keys(more).length === 0;
}

function isOrigin(value: object): value is { source: string; offset: number; length: number } {
  const { source, offset, length } = value as { source?: unknown; offset?: unknown; length?: unknown };
  return typeof source === 'string' && typeof offset === 'number' && typeof length === 'number';
}

/** `1999-09-19T21:54:00.000Z` → `1999-09-19 21:54 UTC`; other texts as they are. */
const momentText = (text: string): string =>
  text.replace(/^(\d{4}-\d{2}-\d{2})T(\d{2}:\d{2}):\d{2}\.\d{3}Z$/, '$1 $2 UTC');

/** `expectedHolders` → `expected holders`. */
function words(name: string): string {
  return name.replace(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`);
}
