import type { Severity } from '../source.js';
import { type RecipientColumns, type Relations, type TableRow, textOf } from './related-tables.js';
import { simplifyColumn } from './table-columns.js';

const OWN_RECIPIENTS = new Set(
  'to torecipients recipients recipient toaddress toaddresses toemail emailto metadatato extractedto receiver receivers'.split(
    ' ',
  ),
);
const OWN_SENDER = new Set(
  'from sender author fromaddress fromemail senderemail senderaddress metadatafrom extractedfrom emailfrom'.split(' '),
);

/** More rows are not held in memory. */
const MOST_RELATED = 1_000_000;

interface Recipient {
  readonly role: string;
  readonly name: string;
  readonly address: string;
  readonly person: string;
}

/** What other tables say of the messages of one, held in memory. */
export class RelatedRows {
  readonly #relations: Relations;
  readonly #recipients = new Map<string, Recipient[]>();
  readonly #people = new Map<string, { readonly name: string; readonly address: string }>();
  readonly #most: number;
  #fromZero = false;
  #rows = 0;
  #met = 0;

  /** @param most rows that are held */
  constructor(relations: Relations, most = MOST_RELATED) {
    this.#relations = relations;
    this.#most = most;
  }

  /** False once they are more than are held: then none is joined, for some of the recipients would be a false list. */
  get holds(): boolean {
    return this.#rows <= this.#most;
  }

  /** Recipients that were given to messages, and those whose message was not met. */
  get counts(): { readonly joined: number; readonly left: number } {
    const all = [...this.#recipients.values()].reduce((sum, list) => sum + list.length, 0);
    return { joined: this.#met, left: all };
  }

  addPerson(row: TableRow): void {
    const { people } = this.#relations;
    if (people === null || ++this.#rows > this.#most) return;
    const name = people.names
      .map((column) => textOf(row[column]))
      .filter((part) => part !== '')
      .join(' ');
    this.#people.set(textOf(row[people.key]), {
      name,
      address: people.address === null ? '' : textOf(row[people.address]),
    });
  }

  addRecipient(row: TableRow, recipients: RecipientColumns): void {
    if (++this.#rows > this.#most) return;
    const of = (column: string | null): string => (column === null ? '' : textOf(row[column]));
    const key = of(recipients.message);
    const role = recipients.kind ?? of(recipients.role);
    // Some programs count the kinds of recipients from 0, others from 1.
    if (role === '0') this.#fromZero = true;
    const one = { role, name: of(recipients.name), address: of(recipients.address), person: of(recipients.person) };
    const list = this.#recipients.get(key);
    if (list === undefined) this.#recipients.set(key, [one]);
    else list.push(one);
  }

  /** The row with its sender and recipients, where it does not tell them itself. */
  join(row: TableRow): TableRow {
    if (!this.holds) return row;
    const { recipients, sender } = this.#relations;
    const joined: Record<string, unknown> = { ...row };
    if (sender !== null && !tells(row, OWN_SENDER)) {
      const person = this.#people.get(textOf(row[sender]));
      if (person !== undefined) {
        delete joined[sender];
        joined.from = person;
      }
    }
    const [first] = recipients;
    if (first === undefined) return joined;
    const key = textOf(row[first.key]);
    const list = this.#recipients.get(key);
    if (list === undefined) return joined;
    this.#recipients.delete(key);
    if (tells(row, OWN_RECIPIENTS)) return joined;
    this.#met += list.length;
    joined.recipients = list.map((one) => this.#person(one));
    return joined;
  }

  #person({ role, name, address, person }: Recipient): object {
    const known = this.#people.get(person);
    const type = /^\d$/.test(role) ? `${Number(role) + (this.#fromZero ? 1 : 0)}` : role;
    return {
      ...(type === '' ? {} : { type }),
      name: name || known?.name || '',
      address: address || known?.address || '',
    };
  }
}

/** The rows that belong to the messages of one file, and the files that they stand in. */
export interface RelatedFile {
  readonly rows: RelatedRows;
  readonly tables: readonly string[];
}

/** What is told of the tables once all messages were read: code, severity and sentence. */
export function relatedProblem(
  tables: readonly string[],
  { holds, counts: { joined, left } }: Pick<RelatedRows, 'holds' | 'counts'>,
): { readonly code: string; readonly severity: Severity; readonly message: string } {
  const named = tables.join(', ');
  if (!holds) {
    const message = `the tables ${named} hold more than ${MOST_RELATED.toLocaleString('en')} people and recipients and are not joined to the messages`;
    return { code: 'table-people-too-many', severity: 'warning', message };
  }
  const lost = left > 0 ? `, ${left} name a message that is not there` : '';
  const message = `senders and recipients stand in tables of their own (${named}): ${joined} recipients were joined to their messages${lost}`;
  return { code: 'table-people-joined', severity: left > 0 ? 'notice' : 'info', message };
}

/** Names of the tables that are joined. */
export const relatedNames = ({ recipients, people }: Relations): readonly string[] =>
  [...recipients.map(({ table }) => table), people?.table].filter((name) => name !== undefined);

/** True if the row fills one of the columns with something that is no number. */
const tells = (row: TableRow, names: ReadonlySet<string>): boolean =>
  Object.entries(row).some(
    ([column, value]) =>
      names.has(simplifyColumn(column)) &&
      ((typeof value === 'string' && value.trim() !== '' && !/^\d+$/.test(value.trim())) ||
        (Array.isArray(value) && value.length > 0)),
  );
