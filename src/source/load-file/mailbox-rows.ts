import type { Problem, Production, RawMessage, RecordCell, StoredFact } from '../source.js';
import { simplifyColumn } from '../table/table-columns.js';

/** Rows of metadata about the messages of one mailbox file, as Google Vault writes them beside it. */
export interface MailboxRows {
  readonly rows: MailboxRow[];
  /** By Message-ID, and by Gmail's number of the message. */
  readonly byId: Map<string, MailboxRow>;
  /** Messages of the mailbox that no row is about. */
  unlisted: number;
}

/** A row, and whether its message was met. */
interface MailboxRow {
  readonly production: Production;
  met: boolean;
}

/** More rows are not held: their mailboxes are read without them. */
const MOST_ROWS = 200_000;
/** Bytes of a message in which its header is looked for. */
const LONGEST_HEADER = 64 << 10;
const ID_COLUMNS = new Set(['rfc822messageid', 'messageid', 'internetmessageid', 'emailmessageid']);

/** Keeps a row for the mailbox of this name; a row that names no message by an id is not held. */
export function addMailboxRow(
  mailboxes: Map<string, MailboxRows>,
  name: string,
  cells: readonly RecordCell[],
  production: Production,
): void {
  const known = mailboxes.get(name) ?? { rows: [], byId: new Map<string, MailboxRow>(), unlisted: 0 };
  mailboxes.set(name, known);
  const id = cells
    .find((cell) => ID_COLUMNS.has(simplifyColumn(cell.name)))
    ?.text.trim()
    .replace(/^<|>$/g, '');
  const number = gmailNumber(production.begin ?? '');
  if ((!id && number === null) || known.rows.length >= MOST_ROWS) return;
  // Vault tells the same twice, as XML and as CSV.
  const told = (number !== null && known.byId.get(number)) || (id && known.byId.get(id));
  if (told && told.production.row.source !== production.row.source) return;
  const row = { production, met: false };
  known.rows.push(row);
  if (id && !known.byId.has(id)) known.byId.set(id, row);
  if (number !== null) known.byId.set(number, row);
}

/** `1529876543210987654`, or the same in hexadecimal, with whatever stands behind: the number in decimal; null for another id. */
function gmailNumber(id: string): string | null {
  const found = /^(?:(\d{15,20})|([0-9a-f]{15,16}))(?![0-9a-z])/i.exec(id);
  if (!found) return null;
  return found[1] ?? `${BigInt(`0x${found[2]}`)}`;
}

/** The message with what its row says of it: number, account, labels; as it is where no row is about it. */
export function withMailboxRow(raw: RawMessage, mailbox: MailboxRows): RawMessage {
  if (raw.bytes === null) return raw;
  const number = /^From (\d{15,20})@/.exec(raw.fromLine ?? '')?.[1];
  const row = (number && mailbox.byId.get(number)) || mailbox.byId.get(messageIdOf(raw.bytes));
  if (!row) {
    mailbox.unlisted++;
    return raw;
  }
  row.met = true;
  const facts = [...(raw.facts ?? []), ...labelsOf(row.production)];
  return Object.assign(raw, { production: row.production, ...(facts.length === 0 ? {} : { facts }) });
}

function messageIdOf(bytes: Uint8Array): string {
  const head = Buffer.from(bytes.buffer, bytes.byteOffset, Math.min(bytes.length, LONGEST_HEADER)).toString('latin1');
  const end = head.search(/\r?\n\r?\n/);
  const header = end < 0 ? head : head.slice(0, end);
  return /^message-id:[ \t]*(?:\r?\n[ \t]+)?<?([^>\s]+)/im.exec(header)?.[1] ?? '';
}

/** `^INBOX,Plans` → `INBOX; Plans`: Vault marks Gmail's own labels by a caret. */
function labelsOf({ fields, row }: Production): readonly StoredFact[] {
  const written = fields.filter(({ name }) => /^labels?$/i.test(name)).flatMap(({ value }) => value.split(','));
  const labels = written.map((label) => label.trim().replace(/^\^/, '')).filter((label) => label !== '');
  return labels.length === 0 ? [] : [{ name: 'labels', value: labels.join('; '), origin: row }];
}

/** What the metadata and the mailbox do not have in common, once the mailbox was read. */
export function mailboxProblems({ rows, unlisted }: MailboxRows, source: string): readonly Problem[] {
  const missing = rows.filter(({ met }) => !met);
  const problems: Problem[] = [];
  const add = (code: string, severity: Problem['severity'], message: string, origin: Problem['origin']) =>
    problems.push({ code, severity, message: `${source}: ${message}`, origin });
  if (missing.length > 0)
    add(
      'mailbox-message-missing',
      'warning',
      `${missing.length} of the ${rows.length} messages that the metadata lists for this mailbox are not in it`,
      missing[0]!.production.row,
    );
  if (unlisted > 0 && rows.length > 0)
    add('mailbox-message-unlisted', 'notice', `${unlisted} messages of this mailbox are not listed in its metadata`, {
      source,
      offset: 0,
      length: 0,
    });
  return problems;
}
