import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { SourceInput } from '../../src/source/find-files.js';
import { randomBy } from '../damage.js';
import { GATEWAYS } from '../gateways.js';
import { CIRCLE, type Draw, drawBy, type Letter, mailboxOf, partakersOf, writeLetters } from './letters.js';

/** What some custodians handed over of what was written, and what truly is in it. */
export interface HandedOver {
  readonly letters: readonly Letter[];
  /** What each custodian handed over, by the person. */
  readonly held: ReadonlyMap<number, ReadonlySet<number>>;
  /** Those that were handed over with what hangs on them. */
  readonly whole: ReadonlySet<number>;
  readonly inputs: readonly SourceInput[];
  /** Letters of the rows of a table, by its path. */
  readonly rows: ReadonlyMap<string, readonly number[]>;
  /** Custodian by the name that the export gives. */
  readonly custodians: ReadonlyMap<string, number>;
  /** How each custodian's export came about, to be read. */
  readonly habits: readonly string[];
}

type Redaction = 'none' | 'senders' | 'addresses' | 'bodies' | 'words' | 'people';
type Form = 'mbox' | 'prints' | 'table';

/** What an export does to all that one custodian hands over. */
interface Habit {
  readonly form: Form;
  readonly ids: 'own' | 'given' | 'none';
  readonly hasReplyHeaders: boolean;
  readonly redaction: Redaction;
  readonly isTwice: boolean;
  readonly clock: 'sender' | 'utc' | 'own zone' | 'zone lost' | 'summer time' | 'minutes';
  readonly gateway: string | null;
  readonly names: 'as written' | 'family first' | 'none';
}

/** Which distortions are drawn at all; each off tells what it costs. */
export type Distortions = Partial<
  Record<'ids' | 'redaction' | 'twice' | 'form' | 'clock' | 'gateway' | 'names', false>
>;

const HOUR = 3_600_000;
const MARKS = ['[REDACTED]', '██████', '(b)(6)'] as const;

/** Letters of a circle, of which two to four people hand over nearly all that they sent and got, each in an export with habits of its own. */
export function handOver(seed: number, folder: string, without: Distortions = {}): HandedOver {
  const draw = drawBy(randomBy(seed));
  const letters = writeLetters(draw);
  const people = CIRCLE.map((_, person) => [draw.below(1 << 20), person] as const)
    .sort(([one], [other]) => one - other)
    .slice(0, 2 + draw.below(3))
    .map(([, person]) => person);
  const hasIds = draw.is(75);
  const held = new Map<number, ReadonlySet<number>>();
  const custodians = new Map<string, number>();
  const inputs: SourceInput[] = [];
  const habits: string[] = [];
  const rows = new Map<string, readonly number[]>();
  const whole = new Set<number>();
  for (const person of people) {
    const habit = drawHabit(draw, hasIds, without);
    const own = letters.filter((letter) => partakersOf(letter).includes(person) && draw.is(88));
    if (own.length === 0) continue;
    const custodian = `${CIRCLE[person]!.name}${person === CIRCLE.length - 1 ? ' 2' : ''}`;
    held.set(person, new Set(own.map(({ id }) => id)));
    custodians.set(custodian, person);
    habits.push(`${custodian}: ${JSON.stringify(habit)}`);
    const path = join(folder, String(person));
    mkdirSync(path, { recursive: true });
    write(path, person, own, habit, draw);
    inputs.push({ path, custodian });
    if (habit.form === 'mbox') for (const { id } of own) whole.add(id);
    if (habit.form === 'table')
      rows.set(
        join(path, TABLE),
        own.map(({ id }) => id),
      );
  }
  return { letters, held, whole, inputs, rows, custodians, habits };
}

function drawHabit({ is, pick }: Draw, hasIds: boolean, without: Distortions): Habit {
  const drawn: Habit = {
    form: is(70) ? 'mbox' : pick(['prints', 'table']),
    ids: hasIds ? (is(50) ? 'own' : pick(['given', 'none'])) : pick(['given', 'none']),
    hasReplyHeaders: is(50),
    redaction: is(50) ? 'none' : pick(['senders', 'addresses', 'bodies', 'words', 'people']),
    isTwice: is(20),
    clock: is(50) ? 'sender' : pick(['utc', 'own zone', 'zone lost', 'summer time', 'minutes']),
    gateway: is(30) ? pick(Object.keys(GATEWAYS).slice(0, 16)) : null,
    names: is(70) ? 'as written' : pick(['family first', 'none']),
  };
  return {
    ...drawn,
    ...(without.form === false ? { form: 'mbox' } : {}),
    ...(without.ids === false ? { ids: hasIds ? 'own' : 'none' } : {}),
    ...(without.redaction === false ? { redaction: 'none' } : {}),
    ...(without.twice === false ? { isTwice: false } : {}),
    ...(without.clock === false ? { clock: 'sender' } : {}),
    ...(without.gateway === false ? { gateway: null } : {}),
    ...(without.names === false ? { names: 'as written' } : {}),
  };
}

/** A message as one custodian's export has it. */
type Fields = Record<string, string> & { text: string };

function write(path: string, person: number, own: readonly Letter[], habit: Habit, draw: Draw): void {
  const hidden = draw.below(CIRCLE.length);
  const mark = draw.pick(MARKS);
  const made = own.map((letter) => {
    const sealed = draw.is(40);
    return [letter, redact(fieldsOf(letter, person, habit, draw), letter, habit, { hidden, mark, sealed })] as const;
  });
  if (habit.form === 'mbox') {
    writeFileSync(join(path, 'Inbox.mbox'), made.map(([, fields]) => mboxOf(fields)).join(''));
    if (!habit.isTwice) return;
    const again = made
      .filter(() => draw.is(80))
      .map(([, fields]) => ({
        ...fields,
        ...(habit.ids === 'given' ? { 'Message-ID': givenId(draw) } : {}),
      }));
    writeFileSync(join(path, 'Archive.mbox'), again.map(mboxOf).join(''));
    return;
  }
  if (habit.form === 'prints') {
    for (const [{ id }, fields] of made) writeFileSync(join(path, `${id}.txt`), printOf(fields));
    return;
  }
  writeFileSync(join(path, TABLE), `${COLUMNS.join(',')}\n${made.map(([, fields]) => rowOf(fields)).join('')}`);
}

const TABLE = 'items.csv';
const COLUMNS = ['From', 'To', 'Cc', 'Sent', 'Subject', 'Body'];
const givenId = ({ below }: Draw) => `<${below(1 << 30)}.77@vault.example>`;
/** `"Fell, Nora" <nora@fell.example>, Ann Li <ann@li.example>` → `Fell, Nora; Ann Li`. */
const namesAlone = (boxes: string) =>
  (boxes.match(/"[^"]*" <[^>]*>|[^,"]+(?:, |$)/g) ?? [])
    .map((box) =>
      box
        .replace(/^"([^"]*)" .*/, '$1')
        .replace(/ <[^>]*>.*/, '')
        .replace(/, $/, '')
        .trim(),
    )
    .filter((name) => name !== '')
    .join('; ');

const mboxOf = ({ text, ...fields }: Fields) =>
  `From x@example.org Mon Jan  1 00:00:00 2018\n${Object.entries(fields)
    .map(([name, value]) => `${name}: ${value}\n`)
    .join('')}\n${text.replace(/^(>*From )/gm, '>$1')}\n\n`;

/** Without what hangs on it: prints and tables leave that out. */
const textAlone = (text: string) =>
  text.startsWith('--b1\n') ? text.slice(text.indexOf('\n\n') + 2, text.indexOf('\n--b1\n')) : text;

function printOf({ text, From, To, Cc, Date: date, Subject }: Fields): string {
  const body = textAlone(text);
  return `From:\t${From}\nSent:\t${date}\nTo:\t${To}\n${Cc ? `Cc:\t${Cc}\n` : ''}Subject:\t${Subject}\n\n${body}\n`;
}

function rowOf({ text, From, To, Cc, Date: date, Subject }: Fields): string {
  const body = textAlone(text);
  const cell = (value: string) => `"${value.replaceAll('"', '""')}"`;
  const told = [namesAlone(From!), namesAlone(To!), namesAlone(Cc ?? ''), date!, Subject!, body];
  return `${told.map(cell).join(',')}\n`;
}

function boxOf(person: number, account: number, { names }: Habit): string {
  const { name, address } = mailboxOf(person, account);
  if (names === 'none') return address;
  const space = name.lastIndexOf(' ');
  if (names === 'as written' || space < 0) return `${/[.,']/.test(name) ? `"${name}"` : name} <${address}>`;
  return `"${name.slice(space + 1)}, ${name.slice(0, space)}" <${address}>`;
}

const idOf = ({ id, from, account }: Letter) => `<${id}@${mailboxOf(from, account).address.split('@')[1]}>`;

function clockOf(date: number, from: number, person: number, habit: Habit): string {
  const own = CIRCLE[person]!.zone;
  const zone = habit.clock === 'utc' ? 0 : habit.clock === 'own zone' ? own : CIRCLE[from]!.zone;
  // An export that reads its own hours as UTC, or goes on with the hours of summer.
  const told = habit.clock === 'zone lost' ? own * 60_000 : 0;
  const late = habit.clock === 'summer time' && date > Date.UTC(2019, 9, 27) ? HOUR : 0;
  const moment = habit.clock === 'minutes' ? date - (date % 60_000) : date;
  const [hours, minutes] = [Math.floor(Math.abs(zone) / 60), Math.abs(zone) % 60].map((part) =>
    String(part).padStart(2, '0'),
  );
  return new Date(moment + told + late + zone * 60_000)
    .toUTCString()
    .replace('GMT', `${zone < 0 ? '-' : '+'}${hours}${minutes}`);
}

function fieldsOf(letter: Letter, person: number, habit: Habit, draw: Draw): Fields {
  const { id, from, account, by, to, cc, bcc, date, subject, parent, attached } = letter;
  const boxes = (people: readonly number[]) => people.map((one) => boxOf(one, 0, habit)).join(', ');
  const ids = {
    own: { 'Message-ID': idOf(letter) },
    given: { 'Message-ID': givenId(draw) },
    none: {},
  }[habit.ids];
  const fields: Fields = {
    From: boxOf(from, account, habit),
    ...(by === null ? {} : { Sender: boxOf(by, 0, habit) }),
    To: boxes(to),
    ...(cc.length ? { Cc: boxes(cc) } : {}),
    ...(bcc.length && from === person ? { Bcc: boxes(bcc) } : {}),
    Date: clockOf(date, from, person, habit),
    Subject: subject,
    'X-Place': String(id),
    ...ids,
    ...(habit.hasReplyHeaders && parent ? { 'In-Reply-To': idOf(parent) } : {}),
    'Content-Type': 'text/plain; charset=utf-8',
    text: letter.text,
  };
  const passed = habit.gateway && from !== person ? (GATEWAYS[habit.gateway]!(fields) as Fields) : fields;
  if (attached === null) return passed;
  const { text, ...inner } = fieldsOf({ ...attached, attached: null, bcc: [] }, from, { ...habit, ids: 'own' }, draw);
  const { 'X-Place': _, ...headers } = inner;
  const file = `${Object.entries(headers)
    .map(([name, value]) => `${name}: ${value}\n`)
    .join('')}\n${text}`;
  return {
    ...passed,
    'MIME-Version': '1.0',
    'Content-Type': 'multipart/mixed; boundary=b1',
    text: `--b1\nContent-Type: text/plain; charset=utf-8\n\n${passed.text}\n--b1\nContent-Type: message/rfc822\n\n${file}\n--b1--`,
  };
}

interface Blackening {
  readonly hidden: number;
  readonly mark: string;
  /** One of the letters that a release withholds. */
  readonly sealed: boolean;
}

function redact(fields: Fields, letter: Letter, { redaction }: Habit, { hidden, mark, sealed }: Blackening): Fields {
  const everywhere = (pass: (text: string) => string): Fields =>
    Object.fromEntries(
      Object.entries(fields).map(([name, value]) =>
        /^(?:Message-ID|In-Reply-To|Date|X-Place|Content-Type|MIME-Version)$/.test(name)
          ? [name, value]
          : [name, pass(value)],
      ),
    ) as Fields;
  const nameless = (text: string, person: number) => {
    const { name, addresses } = CIRCLE[person]!;
    const space = name.lastIndexOf(' ');
    return [name, `${name.slice(space + 1)}, ${name.slice(0, space)}`, ...addresses].reduce(
      (rest, one) => rest.replaceAll(one, mark),
      text,
    );
  };
  switch (redaction) {
    case 'none':
      return fields;
    case 'senders':
      return sealed ? everywhere((text) => nameless(text, letter.from)) : fields;
    case 'addresses':
      return everywhere((text) => text.replace(/[\w.]+@[\w.]+\.example/g, mark));
    case 'people':
      return everywhere((text) => nameless(text, hidden));
    case 'bodies':
      return sealed ? { ...fields, text: fields.text.replace(letter.own, mark) } : fields;
    case 'words':
      return { ...fields, text: fields.text.replace(/\b(?:the|harbour|contract|we|bank) \w+\b/g, mark) };
  }
}
