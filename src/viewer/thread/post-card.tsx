import { useState } from 'preact/hooks';
import type { Mailbox } from '../../message/message.js';
import type { PostDetail, ViewerFindingKind } from '../../report/page/viewer-data.js';
import { visibleText } from '../../text/visible-text.js';
import { KindBadge } from '../screen/kind-badge.js';
import { isProduced } from '../screen/post-kind.js';
import { useApp, useDecisions } from '../state/app-context.js';
import { nameOf, parentOf } from '../state/case-data.js';
import { conflictsAmong } from '../state/decisions.js';
import { kindOf } from '../state/finding-kinds.js';
import { byteText, counted, fullTime, initials, percent, toneOf } from '../state/format-text.js';
import { linkTo } from '../state/route.js';
import { CompareLink } from './compare-link.js';
import { EvidencePanel } from './evidence-panel.js';
import { FindingBadges } from './finding-badges.js';
import { PostBody } from './post-body.js';
import { PostNotes } from './post-notes.js';
import { Provenance } from './provenance.js';
import { ToldList } from './told-list.js';

interface PostCardProps {
  readonly post: number;
  readonly unfolded: boolean;
  readonly current: boolean;
}

type Panel = 'evidence' | 'origin' | 'notes' | null;

/** One post of the conversation. */
export function PostCard({ post, unfolded, current }: PostCardProps) {
  const { data, blocks, zone } = useApp();
  const decisions = useDecisions();
  const [panel, setPanel] = useState<Panel>(null);
  const [open, setOpen] = useState(true);
  const { posts } = data.index;
  const detail = blocks.peek(post) ?? {};
  const kind = posts.kind[post]!;
  const key = posts.key.at(post)!;
  const findings = (detail.findings ?? []).filter((finding) => finding.first || isToldAtEvery(kindOf(data, finding)));
  const toggle = (name: Panel) => setPanel(panel === name ? null : name);
  const parent = parentOf(data, post);
  const sender = posts.from[post]!;
  const marks = decisions.of(key).filter((decision) => decision.kind === 'mark');
  const isDisputed = conflictsAmong(decisions.of(key)).length > 0;
  const notes = decisions.of(key).filter((decision) => decision.kind === 'note').length;
  const name = visibleText(detail.from?.name || detail.from?.address || nameOf(data, sender));
  const confidence = posts.confidence[post]!;
  const indent = Math.min(posts.depth[post]!, 6);
  return (
    <section
      id={`post-${post}`}
      class={`card kind-${kind} indent-${indent}${current ? ' current' : ''}${open ? '' : ' folded-card'}`}
      tabIndex={-1}
      data-row
      aria-label={`${kindWord(kind)}${name}, ${fullTime(data, post, zone)}`}
    >
      <header class="card-head">
        <span class={`avatar ${toneOf(sender)}`} aria-hidden="true">
          {kind === 'm' ? '?' : initials(name)}
        </span>
        <div class="card-who">
          <h2>
            {sender >= 0 ? (
              <a href={linkTo('person', data.index.persons.id.at(sender)!)}>{name}</a>
            ) : (
              <span>{kind === 'm' ? 'Unknown sender' : name}</span>
            )}
            {detail.from?.address && detail.from.address !== name && (
              <span class="address">{visibleText(detail.from.address)}</span>
            )}
          </h2>
          {detail.sentBy && (
            <p class="recipients">
              <span class="quiet">sent by </span>
              <span class="recipient" title={visibleText(detail.sentBy.address)}>
                {visibleText(detail.sentBy.name || detail.sentBy.address)}
              </span>
              <span class="quiet"> (Sender), on behalf of {name}</span>
            </p>
          )}
          <Recipients detail={detail} />
        </div>
        <div class="card-when">
          <button type="button" class="fold" data-key="o" aria-expanded={open} onClick={() => setOpen(!open)}>
            <time dateTime={detail.date}>{fullTime(data, post, zone)}</time>
          </button>
          {detail.dateSource && detail.dateSource !== 'date' && detail.dateSource !== 'record' && (
            <span class="quiet">{DATE_SOURCES[detail.dateSource] ?? detail.dateSource}</span>
          )}
          {detail.doubtedDate && (
            <span class="quiet">“{visibleText(detail.doubtedDate)}” as written, which cannot be right</span>
          )}
        </div>
      </header>
      {open && (
        <>
          <div class="badges">
            {kind === 'r' && (
              <span class="badge recovered">
                {detail.witnesses?.some(({ attached }) => attached)
                  ? 'attached to another message'
                  : `recovered from ${counted(detail.witnesses?.length ?? 0, 'quotation')}`}
              </span>
            )}
            {kind !== 'r' && <KindBadge kind={kind} />}
            {batesOf(detail).map((bates) => (
              <span key={bates} class="badge plain">
                {visibleText(bates)}
              </span>
            ))}
            {detail.action === 'forward' && <span class="badge plain">forward</span>}
            {detail.newSubject && (
              <span class="badge plain">
                new subject: {visibleText(data.index.subjects.at(posts.subject[post]!) ?? '')}
              </span>
            )}
            <FindingBadges findings={findings} />
            {marks.map(({ id, reason, author }) => (
              <span key={`${id} ${reason}`} class="badge marked" title={`by ${visibleText(author)}`}>
                {visibleText(reason)}
              </span>
            ))}
            {isDisputed && <span class="badge warn">reviewers differ</span>}
          </div>
          {kind === 'm' ? (
            <p class="absent">
              Cited by {counted(detail.witnesses?.length ?? 0, 'post')}, but neither produced nor quoted: nothing is
              known of its text.
              {detail.interval && <Interval interval={detail.interval} />}
            </p>
          ) : (
            <PostBody detail={detail} unfolded={unfolded} changes={detail.changes ?? NO_CHANGES} />
          )}
          {detail.told && <ToldList told={detail.told} />}
          {detail.attachments && (
            <ul class="attachments" aria-label="Attachments">
              {detail.attachments.map((attachment) => (
                <li key={attachment.sha256}>
                  <b>{visibleText(attachment.name ?? '(no name)')}</b>
                  <span>{byteText(attachment.size)}</span>
                  <span class="quiet">{visibleText(attachment.contentType)}</span>
                  <code class="hash">SHA-256 {attachment.sha256}</code>
                </li>
              ))}
            </ul>
          )}
          <footer class="card-foot">
            {parent >= 0 && (
              <button
                type="button"
                class="link"
                data-key="e"
                aria-expanded={panel === 'evidence'}
                onClick={() => toggle('evidence')}
              >
                {detail.action === 'forward' ? 'Forwards' : 'Answers'} {visibleText(nameOf(data, posts.from[parent]!))}
                <span class={`confidence ${confidence < 800 ? 'low' : ''}`}>{percent(confidence)}</span>
              </button>
            )}
            <button type="button" class="link" aria-expanded={panel === 'origin'} onClick={() => toggle('origin')}>
              {isProduced(kind) ? 'Where it stands: ' : 'Known from '}
              {isProduced(kind)
                ? counted(detail.copies?.length ?? 0, 'copy', 'copies')
                : counted(detail.witnesses?.length ?? 0, 'witness', 'witnesses')}
            </button>
            <button type="button" class="link" aria-expanded={panel === 'notes'} onClick={() => toggle('notes')}>
              {notes ? counted(notes, 'note') : 'Note or mark'}
            </button>
            <a class="link" href={linkTo('post', key)}>
              Copy link
            </a>
            <CompareLink postKey={key} />
          </footer>
          {panel === 'evidence' && <EvidencePanel post={post} detail={detail} />}
          {panel === 'notes' && <PostNotes postKey={key} />}
          <div class={panel === 'origin' ? 'panel' : 'panel print-only'}>
            <Provenance detail={detail} postKey={key} />
          </div>
        </>
      )}
    </section>
  );
}

/** True for findings that are told at every post they name, not at the first only. */
const isToldAtEvery = ({ otherLabel, concernsEvery }: ViewerFindingKind) => concernsEvery || otherLabel !== undefined;

const NO_CHANGES: NonNullable<PostDetail['changes']> = [];

const DATE_SOURCES: Readonly<Record<string, string>> = {
  received: 'from Received',
  'from-line': 'from the “From ” line',
  quotation: 'as quoted',
};

const batesOf = ({ produced = [] }: PostDetail): readonly string[] => [
  ...new Set(produced.flatMap(({ bates }) => bates ?? [])),
];

function kindWord(kind: string): string {
  return kind === 'r' ? 'Recovered: ' : kind === 'm' ? 'Missing: ' : '';
}

function Recipients({ detail }: { readonly detail: PostDetail }) {
  const { to = [], cc = [], bcc = [] } = detail;
  if (!to.length && !cc.length && !bcc.length) return <p class="recipients quiet">recipients unknown</p>;
  return (
    <p class="recipients">
      {to.length > 0 && <Named label="to" mailboxes={to} />}
      {cc.length > 0 && <Named label="cc" mailboxes={cc} />}
      {bcc.length > 0 && <Named label="bcc" mailboxes={bcc} />}
    </p>
  );
}

const NAMED = 12;

function Named({ label, mailboxes }: { readonly label: string; readonly mailboxes: readonly Mailbox[] }) {
  const [all, setAll] = useState(false);
  const shown = all ? mailboxes : mailboxes.slice(0, NAMED);
  return (
    <span>
      <span class="quiet">{label} </span>
      {shown.map(({ name, address }) => (
        <span key={`${name} ${address}`} class="recipient" title={visibleText(address)}>
          {visibleText(name || address)}
        </span>
      ))}
      {shown.length < mailboxes.length && (
        <button type="button" class="link" onClick={() => setAll(true)}>
          and {mailboxes.length - shown.length} more
        </button>
      )}{' '}
    </span>
  );
}

function Interval({ interval }: { readonly interval: NonNullable<PostDetail['interval']> }) {
  const { after, before } = interval;
  return (
    <span>
      {' '}
      Sent {after && `after ${after.slice(0, 16).replace('T', ' ')} UTC`}
      {after && before && ' and '}
      {before && `before ${before.slice(0, 16).replace('T', ' ')} UTC`}.
    </span>
  );
}
