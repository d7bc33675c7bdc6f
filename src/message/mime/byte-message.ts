import type { Origin, Problem } from '../../source/source.js';
import { splitBlindCopies } from '../address/blind-copies.js';
import { pairNames } from '../address/exchange-names.js';
import { parseMailboxes } from '../address/mailbox.js';
import { withoutColumn } from '../address/mailbox-column.js';
import { collapseSpace, decodeHeaderText, decodeRawText } from '../header/encoded-word.js';
import {
  type FieldName,
  type FieldPage,
  fieldSet,
  hasAnyOf,
  isLean,
  type KeptFields,
  keptDateSource,
  keptFields,
  keptNumbers,
  keptTime,
  keptValue,
  keptValues,
} from '../header/kept-fields.js';
import { parseMessageDate } from '../header/message-date.js';
import { parseCitedIds, parseMessageIds } from '../header/message-id.js';
import { parseSubject } from '../header/subject.js';
import { threadIndexHex } from '../header/thread-index.js';
import { packFields } from '../header-text.js';
import type { Attachment, Body, HeaderText, Mailbox, Message, MessageDate, Subject } from '../message.js';

const ALTERNATE_IDS: readonly FieldName[] = [
  'x-original-message-id',
  'x-google-original-message-id',
  'x-mailman-original-message-id',
  'x-microsoft-original-message-id',
  'x-alt-message-id',
  'resent-message-id',
  'x-universally-unique-identifier',
  '$messageid',
];

const ALTERNATE_SET = fieldSet(ALTERNATE_IDS);
const NO_IDS: readonly string[] = [];
const NO_PROBLEMS: readonly Problem[] = [];

/** What the body stage found; absent for a headers-only message. */
export interface Contents {
  readonly body: Body;
  readonly attachments: readonly Attachment[];
  readonly embedded: readonly Message[];
  readonly problems: readonly Problem[];
}

/** The field that a message's date was read from. */
export type DateSource = 'date' | 'received' | 'from-line';
/** The Date header twice: last where nothing about it is odd. */
export const DATE_SOURCES: readonly DateSource[] = ['date', 'received', 'from-line', 'date'];
/** Stands for the Date field where it was read without an oddity, beside the numbers of `DateSource`. */
export const SOUND_DATE = 3;

const DAY = 86_400_000;
/** A time of day as dates write it; `20160404091200` holds one as well. */
const CLOCK = /\d[:.]\d\d(?!\d)|T\d\d|\d{10}/;

/** Where messages come from: neighbours share it. */
export interface Place {
  readonly source: string;
  readonly custodian: string | null;
  readonly folder: string | null;
}

/** A message that reads its header fields where they were kept, when somebody asks. */
export class ByteMessage implements Message, KeptFields {
  readonly page: FieldPage;
  readonly at: number;
  private readonly place: Place;
  private readonly contents: Contents | null;

  constructor(kept: KeptFields, place: Place, contents: Contents | null) {
    this.page = kept.page;
    this.at = kept.at;
    this.place = place;
    this.contents = contents;
  }

  get origin(): Origin {
    const { offset, length, row } = keptNumbers(this);
    const { source } = this.place;
    return row < 0 ? { source, offset, length } : { source, offset, length, row };
  }

  get custodian(): string | null {
    return this.place.custodian;
  }

  get folder(): string | null {
    return this.place.folder;
  }

  /** Unknown for an object made of this one with another date. */
  get sentTime(): number | undefined {
    return Object.hasOwn(this, 'page') ? keptTime(this) : undefined;
  }

  get date(): MessageDate | null {
    const { time, zone, dateSource } = keptNumbers(this);
    if (Number.isNaN(time)) return null;
    const source = DATE_SOURCES[dateSource]!;
    const raw = source === 'date' ? collapseSpace(this.value('date') ?? '') : (this.value('$date-text') ?? '');
    const isDay =
      source === 'date' && dateSource !== SOUND_DATE && zone === null && time % DAY === 0 && !CLOCK.test(raw);
    return isDay ? { time, offset: zone, source, raw, precision: 'day' } : { time, offset: zone, source, raw };
  }

  get body(): Body | null {
    return this.contents?.body ?? null;
  }

  get attachments(): readonly Attachment[] {
    return this.contents?.attachments ?? [];
  }

  get embedded(): readonly Message[] {
    return this.contents?.embedded ?? [];
  }

  get messageId(): string | null {
    const value = this.value('message-id');
    return value === undefined ? null : (parseMessageIds(value)[0] ?? null);
  }

  get alternateIds(): readonly string[] {
    const own = keptValues(this, 'message-id');
    const first = own[0] ?? '';
    // QUIRK: a relay writes its id behind the one that was there, and answers name either.
    const hasOthers = own.length > 1 || first.indexOf('<', first.indexOf('<') + 1) > 0;
    if (!hasOthers && !hasAnyOf(this, ALTERNATE_SET)) return NO_IDS;
    const ids = [...own, ...ALTERNATE_IDS.map((key) => this.value(key) ?? '')].flatMap((value) =>
      parseMessageIds(value),
    );
    return ids.length ? [...new Set(ids)].filter((id) => id !== this.messageId) : ids;
  }

  get inReplyTo(): readonly string[] {
    const value = this.value('in-reply-to') ?? this.value('in_reply_to') ?? this.value('$ref');
    return value === undefined ? NO_IDS : parseCitedIds(value, () => this.participants());
  }

  get references(): readonly string[] {
    const values = keptValues(this, 'references');
    return values.length ? parseCitedIds(values.length > 1 ? values.join(' ') : values[0]!) : NO_IDS;
  }

  get threadIndex(): string | null {
    const value = this.value('thread-index');
    return value === undefined ? null : threadIndexHex(value);
  }

  get providerThread(): string | null {
    const value = this.value('x-gm-thrid')?.trim();
    return value ? `gmail:${value}` : null;
  }

  get from(): Mailbox | null {
    const { memory } = this.page;
    if (memory.from.row !== this) memory.from = { row: this, from: this.readFrom() };
    return memory.from.from;
  }

  private readFrom(): Mailbox | null {
    const named = pairNames(this.mailboxes('from', true), this.text('x-from'));
    const [from = null] = named;
    return from !== null && from.address === '' ? withoutColumn(from) : from;
  }

  get sender(): Mailbox | null {
    return this.mailboxes('sender', true)[0] ?? null;
  }

  /** This message with the fields that were left out. */
  private whole(): Message {
    const { memory } = this.page;
    if (memory.whole?.row !== this) memory.whole = { row: this, message: memory.readWhole!(this) };
    return memory.whole.message;
  }

  get replyTo(): readonly Mailbox[] {
    if (isLean(this)) return this.whole().replyTo;
    return this.mailboxes('reply-to', false);
  }

  get to(): readonly Mailbox[] {
    if (isLean(this)) return this.whole().to;
    const to = this.mailboxes('to', false);
    // RFC 822 servers of old added Apparently-To where a message came without recipients.
    return pairNames(to.length ? to : this.mailboxes('apparently-to', false), this.text('x-to'));
  }

  get cc(): readonly Mailbox[] {
    if (isLean(this)) return this.whole().cc;
    return pairNames(this.mailboxes('cc', false), this.text('x-cc'));
  }

  get bcc(): readonly Mailbox[] {
    if (isLean(this)) return this.whole().bcc;
    const told = ['to', 'cc'] as const;
    const blind = told.map((name) => splitBlindCopies(this.joined(name) ?? '').blind).filter(Boolean);
    const bcc = pairNames(this.mailboxes('bcc', false), this.text('x-bcc'));
    return blind.length ? [...bcc, ...parseMailboxes(blind.join(', '), { single: false })] : bcc;
  }

  get subject(): Subject {
    const { memory } = this.page;
    if (memory.subject.row !== this)
      memory.subject = {
        row: this,
        subject: parseSubject(decodeHeaderText(this.value('subject') ?? '', this.charset())),
      };
    return memory.subject.subject;
  }

  get headers(): HeaderText {
    if (isLean(this)) return this.whole().headers;
    const { bytesOffset } = keptNumbers(this);
    const { source } = this.place;
    return packFields(
      keptFields(this).map(({ name, value, offset, length }) => ({
        name,
        value,
        origin: { source, offset: bytesOffset + offset, length },
      })),
    );
  }

  get problems(): readonly Problem[] {
    if (keptDateSource(this) === SOUND_DATE) return this.contents?.problems ?? NO_PROBLEMS;
    const problems: Problem[] = [];
    const written = this.value('date');
    if (written !== undefined && this.date?.source !== 'date')
      problems.push(
        this.doubtedDate === undefined
          ? this.problem('date-unreadable', `The Date header cannot be read; ${this.standIn()}.`)
          : this.problem(
              'date-implausible',
              `The Date header "${this.doubtedDate}" is kept as written, but no mail was sent then; ${this.standIn()}.`,
            ),
      );
    else if (written === undefined)
      problems.push(this.problem('date-missing', `There is no Date header; ${this.standIn()}.`));
    else {
      const oddity = parseMessageDate(written)?.oddity;
      if (oddity) problems.push(this.problem(`date-${oddity}`, 'The Date header is kept as written, but it is odd.'));
    }
    return this.contents ? [...problems, ...this.contents.problems] : problems;
  }

  get doubtedDate(): string | undefined {
    if (this.date?.source === 'date') return undefined;
    const written = this.value('date');
    return written !== undefined && parseMessageDate(written) !== null ? written.trim() : undefined;
  }

  private standIn(): string {
    if (!this.date) return 'the message has no date';
    return this.date.source === 'received' ? 'the earliest Received header stands in' : 'the From line stands in';
  }

  private problem(code: string, message: string): Problem {
    return { code, severity: 'notice', message, origin: this.origin };
  }

  private value(name: FieldName): string | undefined {
    return keptValue(this, name);
  }

  /** The charset of words that stand in the header as bytes; null where none do, or none is told. */
  private charset(): string | null {
    return this.value('$charset') ?? null;
  }

  private text(name: FieldName): string | undefined {
    const value = this.value(name);
    return value === undefined ? undefined : decodeRawText(value, this.charset());
  }

  private mailboxes(name: FieldName, single: boolean): readonly Mailbox[] {
    const text = this.joined(name);
    if (text === undefined) return [];
    return parseMailboxes(name === 'to' || name === 'cc' ? splitBlindCopies(text).open : text, { single });
  }

  private joined(name: FieldName): string | undefined {
    const values = keptValues(this, name);
    return values.length ? decodeRawText(values.join(',\n '), this.charset()) : undefined;
  }

  private participants(): ReadonlySet<string> {
    const people = [this.from, ...this.to, ...this.cc];
    return new Set(people.flatMap((mailbox) => (mailbox?.address ? [mailbox.address.toLowerCase()] : [])));
  }
}
