import type { Problem, StoredFact } from '../../source/source.js';
import { parseMailboxes } from '../address/mailbox.js';
import { normalizeAddress } from '../address/mailbox-address.js';
import { copyMessage } from '../copy-message.js';
import { parseMessageIds } from '../header/message-id.js';
import { fieldsNamed } from '../header-text.js';
import { locateInBody } from '../locate-in-body.js';
import type { Mailbox, Message } from '../message.js';

/** The field that Exchange marks its journal reports with (Microsoft Learn, "Journaling in Exchange"). */
const MARK = /^x-ms-journal-report$/i;
const ADDRESSED = ['to', 'cc', 'bcc'];

/** A line of the envelope: `Bcc: kim@moor.example`. */
interface EnvelopeLine {
  readonly label: string;
  readonly value: string;
  readonly start: number;
  readonly end: number;
}

/** A recipient as the envelope names one. */
interface EnvelopeRecipient {
  readonly line: EnvelopeLine;
  /** `to`, `cc`, `bcc`; null for `Recipient:`, which does not say. */
  readonly role: string | null;
  readonly mailbox: Mailbox;
  /** `Expanded` or `Forwarded` with the address that stood there first; null where mail went straight to this one. */
  readonly by: { readonly how: string; readonly address: string } | null;
}

/**
 * The message that an Exchange journal report is about: the attached one, with what the envelope says as facts and whom it names in Bcc. The
 * bytes of the whole report stay its place in the source. Whoever a list was expanded to is never taken for Bcc. A message that is not surely a
 * report comes back as it is: sure is the header field with an envelope, or an envelope without any other line, each with one
 * attached message that bears the id that the envelope names.
 *
 *     unwrapJournal(report).bcc    // [{ name: '', address: 'kim@moor.example' }], of "Bcc: kim@moor.example"
 */
export function unwrapJournal(report: Message): Message {
  const isMarked = fieldsNamed(report.headers, MARK).length > 0;
  if (report.body === null || (!isMarked && report.embedded.length !== 1)) return report;
  const lines = envelopeLines(report);
  const ids = lines.filter(({ label }) => label === 'message-id');
  const senders = lines.filter(({ label }) => label === 'sender');
  const recipients = readRecipients(lines);
  const isRecipient = new Set(recipients.map(({ line }) => line));
  const isEnvelope = ids.length === 1 && senders.length === 1 && recipients.length > 0;
  const isExact = isEnvelope && lines.every((line) => LABELS.has(line.label) || isRecipient.has(line));
  if (!isMarked && !isExact) return report;
  const [original] = report.embedded;
  if (original === undefined)
    return withProblem(
      report,
      'journal-without-message',
      'The message that this journal report is about is not in it.',
    );
  const id = parseMessageIds(ids[0]?.value ?? '')[0] ?? null;
  const isOnly = report.embedded.length === 1 && report.attachments.length === 1;
  if (!isEnvelope || !isOnly || id === null || id !== original.messageId)
    return isMarked ? withProblem(report, 'journal-not-read', UNREAD) : report;
  const shown = new Set([...original.to, ...original.cc, ...original.bcc].map(folded));
  const bcc = recipients.filter(({ role, by, mailbox }) => {
    if (role !== 'bcc' || by !== null || shown.has(folded(mailbox))) return false;
    shown.add(folded(mailbox));
    return true;
  });
  return copyMessage(original, {
    origin: report.origin,
    custodian: report.custodian,
    folder: report.folder,
    bcc: [...original.bcc, ...bcc.map(({ mailbox }) => mailbox)],
    facts: [...(original.facts ?? []), ...envelopeFacts(report, original, lines, recipients)],
    problems: [...report.problems.filter(({ code }) => code !== 'date-missing'), ...original.problems],
  });
}

/** Servers write the part before the @ in whatever case. */
const folded = ({ address }: Mailbox): string => address.toLowerCase();

const UNREAD =
  'A journal report whose envelope is not the usual one, or does not name the one message in it: it stands as a message of its own.';

/** What the envelope says besides its recipients. */
const LABELS: ReadonlySet<string> = new Set(['sender', 'on-behalf-of', 'subject', 'message-id', 'label']);

/** The lines of the report's text; one without a label has '' for it. */
function envelopeLines(report: Message): readonly EnvelopeLine[] {
  const { text } = report.body!;
  const lines: EnvelopeLine[] = [];
  for (let start = 0; start < text.length; ) {
    const feed = text.indexOf('\n', start);
    const end = feed < 0 ? text.length : feed;
    const line = text.slice(start, end);
    const colon = line.indexOf(':');
    const label = line.slice(0, Math.max(0, colon)).trim().toLowerCase();
    if (line.trim() !== '') lines.push({ label, value: line.slice(colon + 1).trim(), start, end });
    start = end + 1;
  }
  return lines;
}

function readRecipients(lines: readonly EnvelopeLine[]): readonly EnvelopeRecipient[] {
  return lines.flatMap((line) => {
    const { label, value } = line;
    const role = ADDRESSED.includes(label) ? label : null;
    if (role === null && label !== 'recipient') return [];
    const [, first = value, how, whose = ''] = /^([^,]*),[ \t]*(Expanded|Forwarded)[ \t]*:(.*)$/i.exec(value) ?? [];
    const mailbox = mailboxIn(first);
    if (mailbox === null) return [];
    const by = how === undefined ? null : { how: how.toLowerCase(), address: normalizeAddress(whose.trim()) };
    return [{ line, role, mailbox, by }];
  });
}

/** The one address of a line; null where there is none, or more. */
function mailboxIn(text: string): Mailbox | null {
  const [mailbox, ...others] = parseMailboxes(text, { single: true });
  return mailbox?.address.includes('@') && others.length === 0 ? mailbox : null;
}

/** What the envelope says, in its order: each recipient, and whether the header of the message names that address. */
function envelopeFacts(
  report: Message,
  original: Message,
  lines: readonly EnvelopeLine[],
  recipients: readonly EnvelopeRecipient[],
): readonly StoredFact[] {
  const byLine = new Map(recipients.map((recipient) => [recipient.line, recipient]));
  const named = new Set([...original.to, ...original.cc].map(folded));
  // An address that is no mail address (X.500), or none, may be anybody's.
  const isWhole = [...named].every((address) => address.includes('@'));
  const { origin, from, date } = report;
  const about = [from?.address || from?.name, date?.raw.trim()].filter(Boolean).join(', ');
  const facts: StoredFact[] = about === '' ? [] : [{ name: 'journal report', value: about, origin }];
  for (const line of lines) {
    const { label, value, start, end } = line;
    const add = (name: string, told: string) =>
      facts.push({ name, value: told, origin: locateInBody(report.body!, { start, end }) });
    const recipient = byLine.get(line);
    if (recipient) add('journal recipient', describeRecipient(recipient, isWhole ? named : null));
    else if (!LABELS.has(label)) add('journal line', report.body!.text.slice(start, end).trim());
    else if (label !== 'subject' && label !== 'message-id') add(`journal ${label}`, value);
  }
  return facts;
}

/** `kim@moor.example (Bcc)`; of somebody whom a list in Bcc was expanded to, the list alone is told. */
function describeRecipient({ role, mailbox, by }: EnvelopeRecipient, named: ReadonlySet<string> | null): string {
  const notes: string[] = [];
  if (role !== null && (role !== 'bcc' || by === null)) notes.push(role[0]!.toUpperCase() + role.slice(1));
  if (by !== null) notes.push(`${by.how} from ${by.address}`);
  else if (role !== 'bcc' && named !== null && !named.has(folded(mailbox)))
    notes.push('in neither To nor Cc of the header');
  return notes.length > 0 ? `${mailbox.address} (${notes.join(', ')})` : mailbox.address;
}

function withProblem(report: Message, code: string, message: string): Message {
  const problem: Problem = { code, severity: 'warning', message, origin: report.origin };
  return copyMessage(report, { problems: [...report.problems, problem] });
}
