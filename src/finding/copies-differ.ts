import type { ProducedPost } from '../dedupe/produced-post.js';
import type { Mailbox, Message } from '../message/message.js';
import { createFinding } from './create-finding.js';
import type { Finding } from './finding.js';
import { describePost, type FindingContext } from './finding-context.js';

/** What two copies of one message say differently. */
export interface CopiesDifferDetail {
  readonly differences: readonly {
    readonly field: 'to' | 'cc' | 'bcc' | 'attachments' | 'body' | 'date' | 'subject';
    /** Position in `copies` of the two that differ. */
    readonly copies: readonly [number, number];
    readonly before: string;
    readonly after: string;
  }[];
}

/** Copies of one message that differ in more than their transport: recipients, Bcc, attachments, body, date. */
export function* findDifferingCopies(context: FindingContext): Generator<Finding> {
  for (const post of context.produced) {
    if (post.copies.length < 2) continue;
    const differences = compareCopies(post, context);
    if (!differences.length) continue;
    const fields = [...new Set(differences.map(({ field }) => field))];
    const only = fields.length === 1 && fields[0] === 'bcc';
    yield createFinding({
      kind: 'copies-differ',
      severity: only || fields.includes('body') || fields.includes('attachments') ? 'warning' : 'notice',
      summary: `The ${post.copies.length} copies of ${describePost(post, context)} differ in ${fields.map((field) => nameField(field, post)).join(', ')}.`,
      posts: [post.key],
      origins: post.copies.map((copy) => copy.origin),
      detail: { differences } satisfies CopiesDifferDetail,
    });
  }
}

type Field = CopiesDifferDetail['differences'][number]['field'];

const nameField = (field: Field, post: ProducedPost) => (field === 'date' ? `date${shiftOf(post)}` : fieldName(field));

/** ` by exactly 12 hours` where an export dated a copy in another zone; else ''. */
function shiftOf({ copies }: ProducedPost): string {
  const times = copies.flatMap(({ date }) => date?.time ?? []);
  times.sort((a, b) => a - b);
  const hours = (times.at(-1)! - times[0]!) / 3_600_000;
  return hours >= 1 && Number.isInteger(hours) ? ` by exactly ${hours} hour${hours === 1 ? '' : 's'}` : '';
}

const fieldName = (field: Field) =>
  ({ to: 'To', cc: 'Cc', bcc: 'Bcc', attachments: 'attachments', body: 'body', date: 'date', subject: 'subject' })[
    field
  ];

function compareCopies(post: ProducedPost, context: FindingContext): CopiesDifferDetail['differences'] {
  const [first, ...others] = post.copies;
  const people = (mailboxes: readonly Mailbox[]) => [...new Set(mailboxes.map(context.identify))].sort().join(' ');
  const show = (mailboxes: readonly Mailbox[]) => mailboxes.map(({ name, address }) => name || address).join(', ');
  const differences: CopiesDifferDetail['differences'][number][] = [];
  others.forEach((other, n) => {
    const add = (field: CopiesDifferDetail['differences'][number]['field'], before: string, after: string) =>
      differences.push({ field, copies: [0, n + 1], before, after });
    for (const role of ['to', 'cc', 'bcc'] as const) {
      if (people(first![role]) !== people(other[role])) add(role, show(first![role]), show(other[role]));
    }
    if (attachmentsOf(first!) !== attachmentsOf(other)) add('attachments', namesOf(first!), namesOf(other));
    const bodies = [first!, other].map((copy) => copy.body?.text.replace(/\s+/g, '') ?? null);
    if (bodies[0] !== null && bodies[1] !== null && bodies[0] !== bodies[1]) {
      add('body', `${bodies[0]!.length} characters`, `${bodies[1]!.length} characters`);
    }
    const minute = (copy: Message) => (copy.date === null ? null : Math.floor(copy.date.time / 60_000));
    if (minute(first!) !== minute(other)) add('date', first!.date?.raw ?? '', other.date?.raw ?? '');
    if (first!.subject.base !== other.subject.base) add('subject', first!.subject.text, other.subject.text);
  });
  return differences;
}

const attachmentsOf = (message: Message) =>
  message.attachments
    .map(({ sha256 }) => sha256)
    .sort()
    .join(' ');
const namesOf = (message: Message) =>
  message.attachments.map(({ name, sha256 }) => name ?? sha256.slice(0, 12)).join(', ') || '(none)';
