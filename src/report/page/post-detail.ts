import { copyKeyOf } from '../../dedupe/copy-key.js';
import type { ProducedPost } from '../../dedupe/produced-post.js';
import type { Evidence, ExplainLink, LinkExplanation } from '../../link/evidence/evidence.js';
import type { Post } from '../../link/post/post.js';
import {
  agentOf,
  messageIdOf,
  recipientFields,
  resendingsOf,
  senderOf,
  sendingOf,
} from '../../link/post/post-facts.js';
import type { Body } from '../../message/message.js';
import type { EmbeddedMessage, Segment, SplitBody } from '../../quote/segment.js';
import type { Origin, Production } from '../../source/source.js';
import type { CrossReference } from '../../thread/cross-reference.js';
import type { CrossReferenceIndex } from '../../thread/cross-reference-index.js';
import type { LinkedPost } from '../../thread/thread.js';
import { batesText, familyText, productionsOf } from '../answer/bates.js';
import { emailActionOf } from '../answer/email-action.js';
import { isoDate, isoDateOf } from '../answer/iso-date.js';
import { meetingOf, receiptsOf, type Tidings } from '../answer/tidings.js';
import { copyKeyName, evidenceName, personName, sendingText } from '../format/phrases.js';
import { resentLine } from '../post/resent-line.js';
import { storedFields } from '../post/stored-fields.js';
import { meetingLines, receiptLine, tidingLine } from '../post/tiding-lines.js';
import { verbalSupport } from '../post/verbal-scale.js';
import { placeChanges, type QuotedChange } from './quoted-changes.js';
import type { PostDetail, ToldFinding, ViewerEvidence, ViewerOrigin, ViewerSegmentKind } from './viewer-data.js';

/** What writing the details of a post for the page needs to look up. */
export interface DetailContext {
  readonly splits: ReadonlyMap<string, SplitBody>;
  readonly explain: ExplainLink;
  /** Changes in the quotations of a post, by its key. */
  readonly changes: ReadonlyMap<string, readonly QuotedChange[]>;
  bodyOf(key: string): Body | null;
  readonly tidings: Tidings;
  readonly references: CrossReferenceIndex;
  /** Findings that are told at a post, by its key. */
  readonly findings: ReadonlyMap<string, readonly ToldFinding[]>;
  /** Number of a source by its name. */
  sourceNumber(name: string): number;
}

const KINDS: Readonly<Record<Segment['kind'], ViewerSegmentKind>> = {
  authored: 'a',
  quoted: 'q',
  attribution: 't',
  header: 'h',
  signature: 's',
  disclaimer: 'd',
};

/** All that a thread shows of a post, as plain data. */
export function postDetail({ post, parent }: LinkedPost, context: DetailContext): PostDetail {
  const { to, cc, bcc } = recipientFields(post);
  const split = context.splits.get(post.key);
  const why = parent === null ? null : context.explain(post.key);
  return withoutEmpty({
    date: isoDateOf(post),
    from: senderOf(post),
    sentBy: agentOf(post),
    to,
    cc,
    bcc,
    messageId: messageIdOf(post),
    action: emailActionOf(post, parent, split),
    newSubject: hasNewSubject(post, parent) || null,
    link: why && linkDetail(why, context),
    quotes: quotesOf(context.references.quotes.get(post.key), ({ quoted }) => quoted, context),
    quotedBy: quotesOf(context.references.quotedBy.get(post.key), (reference) => reference.post, context),
    findings: context.findings.get(post.key) ?? null,
    ...ownFields(post, split, context),
  });
}

function quotesOf(
  references: readonly CrossReference[] | undefined,
  otherEnd: (reference: CrossReference) => string,
  context: DetailContext,
): PostDetail['quotes'] | null {
  if (!references) return null;
  return references.map((reference) => ({
    post: otherEnd(reference),
    words: reference.words,
    origins: reference.passages.map(({ quoting }) => originEntry(quoting, context)),
  }));
}

/** Writes an origin with the number of its source: `{ source: 'a.mbox', offset: 3, length: 9 }` → `[0, 3, 9]`. */
export function originEntry(
  { source, offset, length, row }: Origin,
  context: Pick<DetailContext, 'sourceNumber'>,
): ViewerOrigin {
  const number = context.sourceNumber(source);
  return row === undefined ? [number, offset, length] : [number, offset, length, row];
}

function ownFields(post: Post, split: SplitBody | undefined, context: DetailContext): Loose<PostDetail> {
  switch (post.kind) {
    case 'produced':
      return {
        dateSource: post.message.date?.source ?? null,
        doubtedDate: post.message.doubtedDate ?? null,
        copies: post.copies.map((copy) => originEntry(copy.origin, context)),
        produced: productionsOf(post).map((production) => producedEntry(production, context)),
        copyKeys: post.copies.slice(1).map((copy) => copyKeyName(copyKeyOf(post.copies[0]!, copy))),
        duplicateOf: post.duplicateOf,
        told: toldLines(post, context.tidings),
        attachments: post.message.attachments.map(({ name, contentType, size, sha256 }) => ({
          name,
          contentType,
          size,
          sha256,
        })),
        text: post.message.body?.text ?? null,
        segments: split ? segmentsOf(split) : null,
        quoted: split ? split.embedded.map(quotedLabel) : null,
        changes: changesOf(post, context),
      };
    case 'recovered':
      return {
        dateSource: post.recovered.date === null ? null : 'quotation',
        text: post.recovered.text,
        witnesses: post.recovered.witnesses.map((witness) => ({
          post: witness.post,
          depth: witness.depth,
          ...(witness.attached ? { attached: true as const } : {}),
          origin: originEntry(witness.headerOrigin ?? witness.origin, context),
        })),
      };
    case 'missing':
      return {
        interval: intervalOf(post.interval),
        witnesses: post.citedBy.map((key) => ({ post: key })),
      };
  }
}

function producedEntry(production: Production, context: DetailContext): NonNullable<PostDetail['produced']>[number] {
  const { parent, custodian, folder, row } = production;
  return withoutEmpty({
    bates: batesText(production),
    family: familyText(production),
    parent,
    custodian,
    folder,
    row: originEntry(row, context),
  });
}

/** What the post tells beside its text, and what others tell of it, each as label and text. */
function toldLines(post: ProducedPost, tidings: Tidings): NonNullable<PostDetail['told']> {
  const { key, copies } = post;
  const meeting = meetingOf(copies);
  const sending = sendingOf(post);
  return [
    ...(sending ? [['Sent', sendingText(sending)] as const] : []),
    ...resendingsOf(post).map((resending) => ['Resent', resentLine(resending)] as const),
    ...storedFields(post),
    ...(meeting ? meetingLines(meeting) : []),
    ...receiptsOf(copies).map(
      (receipt) => ['Reports', receiptLine(receipt, receipt.date && isoDate(receipt.date))] as const,
    ),
    ...(tidings.get(key) ?? []).map((tiding) => ['Told of it', tidingLine(tiding)] as const),
  ];
}

function changesOf({ key, message }: ProducedPost, context: DetailContext): PostDetail['changes'] | null {
  const changes = context.changes.get(key);
  return changes && message.body ? placeChanges(changes, message.body, context.bodyOf) : null;
}

function intervalOf([after, before]: readonly [number | null, number | null]): PostDetail['interval'] | null {
  const iso = (time: number | null) => (time === null ? null : isoDate({ time, offset: 0 }));
  return after === null && before === null ? null : { after: iso(after), before: iso(before) };
}

function hasNewSubject(post: Post, parent: Post | null): boolean {
  if (post.kind !== 'produced' || parent?.kind !== 'produced') return false;
  const subject = post.message.subject.base.toLowerCase();
  return subject !== '' && subject !== parent.message.subject.base.toLowerCase();
}

function segmentsOf({ segments }: SplitBody): PostDetail['segments'] | null {
  if (segments.every((segment) => segment.kind === 'authored')) return null;
  return segments.map(({ kind, end, depth, embedded }) => [KINDS[kind], end, depth, embedded ?? -1] as const);
}

function quotedLabel({ header }: EmbeddedMessage): string {
  const date = header.date === null ? '' : new Date(header.date.local).toISOString().slice(0, 10);
  return [header.from ? personName(header.from) : '', date].filter(Boolean).join(', ');
}

function linkDetail({ evidence, rejected }: LinkExplanation, context: DetailContext): NonNullable<PostDetail['link']> {
  return {
    evidence: evidence.map((item) => evidenceEntry(item, context)),
    rejected: rejected.map((other) => ({
      parent: other.parent,
      confidence: Math.round(other.confidence * 1000) / 1000,
      evidence: other.evidence.map((item) => evidenceEntry(item, context)),
    })),
  };
}

function evidenceEntry({ kind, weight, detail, origins }: Evidence, context: DetailContext): ViewerEvidence {
  return {
    kind,
    name: evidenceName(kind),
    weight: Math.round(weight * 100) / 100,
    support: verbalSupport(weight),
    detail,
    origins: origins.map((origin) => originEntry(origin, context)),
  };
}

type Loose<T> = { readonly [K in keyof T]?: T[K] | null | undefined };

function withoutEmpty<T extends object>(fields: Loose<T>): T {
  const entries = Object.entries(fields).filter(
    ([, value]) => value !== null && value !== undefined && value !== '' && !(Array.isArray(value) && !value.length),
  );
  return Object.fromEntries(entries) as T;
}
