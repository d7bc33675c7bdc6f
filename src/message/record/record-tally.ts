import type { Origin, Problem } from '../../source/source.js';
import type { Message } from '../message.js';
import type { UnreadField } from './unread-fields.js';

/** Names of fields that one sentence lists, and that are kept apart in one source. */
const MOST_NAMED = 40;
const MOST_KEPT = 2000;

interface Count {
  records: number;
  characters: number;
  mapped: string | null;
  lastRow: number;
}

interface Missing {
  count: number;
  first: Origin;
}

/** Counts, source by source, what of the records was not used, and tells it once. */
export class RecordTally {
  #source: string | null = null;
  #first: Origin | null = null;
  #records = 0;
  /** Records that tell to whom they went, or bear an id of mail. */
  #sent = 0;
  readonly #fields = new Map<UnreadField['kind'], Map<string, Count>>();
  readonly #missing = new Map<string, Missing>();
  readonly #report: (problem: Problem) => void;

  constructor(report: (problem: Problem) => void) {
    this.#report = report;
  }

  add(message: Message, unread: readonly UnreadField[], hasText: boolean): void {
    const { origin } = message;
    if (origin.source !== this.#source) this.finish();
    this.#source = origin.source;
    this.#first ??= origin;
    this.#records++;
    if (message.to.length + message.cc.length + message.bcc.length > 0 || message.messageId !== null) this.#sent++;
    for (const field of unread) this.#count(field);
    if (message.from === null) this.#miss('sender', origin);
    if (message.body !== null && !hasText) this.#miss('text', origin);
    if (message.date === null) this.#miss('date', origin);
  }

  #count({ path, kind, value, mapped }: UnreadField): void {
    const fields = this.#fields.get(kind) ?? new Map<string, Count>();
    this.#fields.set(kind, fields);
    const name = fields.has(path) || fields.size < MOST_KEPT ? path : 'others';
    const count = fields.get(name) ?? { records: 0, characters: 0, mapped, lastRow: 0 };
    fields.set(name, count);
    if (count.lastRow !== this.#records) count.records++;
    count.lastRow = this.#records;
    if (typeof value === 'string') count.characters += value.length;
    if (count.mapped !== mapped && mapped === 'text') count.mapped = mapped;
  }

  #miss(what: string, origin: Origin): void {
    const missing = this.#missing.get(what);
    if (missing) missing.count++;
    else this.#missing.set(what, { count: 1, first: origin });
  }

  /** Tells what was counted of the source that ends here. */
  finish(): void {
    if (this.#source !== null && this.#first !== null) this.#tell(this.#source, this.#first);
    this.#source = null;
    this.#first = null;
    this.#records = 0;
    this.#sent = 0;
    this.#fields.clear();
    this.#missing.clear();
  }

  #tell(source: string, origin: Origin): void {
    for (const [what, { count, first }] of this.#missing)
      this.#report({
        code: `record-${what}-missing`,
        severity: 'notice',
        message: `${source}: no ${what} was found in ${count} of ${records(this.#records)}${what === 'date' ? '' : `; --map ${what === 'text' ? 'text' : 'from'}=FIELD names the field`}`,
        origin: first,
      });
    if (this.#sent === 0)
      this.#report({
        code: 'record-recipients-missing',
        severity: 'notice',
        message: `${source}: no recipients and no Message-ID were found in ${records(this.#records)}: these may be posts or articles and no mail; --map to=FIELD names the field`,
        origin,
      });
    const texts = this.#fields.get('text');
    if (texts)
      this.#report({
        code: 'record-fields-unread',
        severity: 'notice',
        message: `${source}: unread fields: ${listOf(texts, true)}`,
        origin,
      });
    const marks = this.#fields.get('mark');
    const nothing = this.#fields.get('nothing');
    const told = [
      ...(marks ? [`numbers, dates, flags and marks that are not used: ${listOf(marks, false)}`] : []),
      ...(nothing ? [`fields that say only that they say nothing: ${listOf(nothing, false)}`] : []),
    ];
    if (told.length)
      this.#report({
        code: 'record-marks-unread',
        severity: 'info',
        message: `${source}: ${told.join('; ')}`,
        origin,
      });
  }
}

const records = (count: number): string => (count === 1 ? '1 record' : `${count} records`);

function listOf(fields: ReadonlyMap<string, Count>, maps: boolean): string {
  const sorted = [...fields].sort(([a, one], [b, other]) => other.characters - one.characters || (a < b ? -1 : 1));
  const named = sorted.slice(0, MOST_NAMED).map(([path, count]) => {
    const characters = count.characters ? `, ${count.characters} characters` : '';
    const map = maps || count.mapped === 'date' ? `; --map ${count.mapped ?? 'FIELD'}=${shortPath(path)}` : '';
    return `${shortPath(path)} (${records(count.records)}${characters}${map})`;
  });
  const rest = sorted.slice(MOST_NAMED);
  if (rest.length) {
    const characters = rest.reduce((sum, [, count]) => sum + count.characters, 0);
    named.push(`and ${rest.length} more (${characters} characters)`);
  }
  return named.join(', ');
}

const shortPath = (path: string): string => (path.length > 80 ? `${path.slice(0, 79)}…` : path);
