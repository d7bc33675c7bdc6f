import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { parquetWriteBuffer } from 'hyparquet-writer';
import { afterAll, describe, expect, it, vi } from 'vitest';
import type { Message } from '../../src/message/message.js';
import { readMessages } from '../../src/message/read-message.js';
import { askerOf } from '../../src/source/database/asked-reader.js';
import { openDatabase } from '../../src/source/database/sqlite-file.js';
import { readSources } from '../../src/source/read-sources.js';
import { zipOf } from '../make-archive.js';

const missing = vi.hoisted(() => {
  // The modules are read anew here, so that they see the package that is taken away.
  vi.resetModules();
  return { parquet: false };
});
vi.mock('../../src/source/container/optional-package.js', async (original) => {
  const real = await original<typeof import('../../src/source/container/optional-package.js')>();
  return { ...real, loadParquet: async () => (missing.parquet ? null : real.loadParquet()) };
});

const root = mkdtempSync(join(tmpdir(), 'database-'));
afterAll(() => rmSync(root, { recursive: true }));

let count = 0;
function place(name: string, content: Buffer): string {
  const path = join(root, `${count++}`, name);
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, content);
  return path;
}

async function read(path: string, map: Readonly<Record<string, string>> = {}) {
  const reading = readSources([{ path }], { map });
  const messages: Message[] = [];
  for await (const batch of readMessages(reading, { bodies: true, map })) messages.push(...batch);
  const told = reading.problems.filter(({ severity }) => severity !== 'info');
  return { messages, reading, codes: told.map(({ code }) => code) };
}

const ROWS = [0, 1, 2].map((index) => ({
  message_id: `<m${index}@fen.example>`,
  subject: index ? 'Re: Plan' : 'Plan',
  from: 'Ada <ada@fen.example>',
  to: ['bo@fen.example', 'cy@fen.example'],
  date: new Date(Date.UTC(2016, 3, 4 + index, 7, 12)),
  body: `Open gate ${index}.`,
  in_reply_to: index ? `<m${index - 1}@fen.example>` : null,
}));
type Column = readonly [name: keyof (typeof ROWS)[number], type: 'STRING' | 'JSON' | 'TIMESTAMP'];
const COLUMNS: readonly Column[] = [
  ...(['message_id', 'subject', 'from', 'body', 'in_reply_to'] as const).map((name) => [name, 'STRING'] as const),
  ['to', 'JSON'],
  ['date', 'TIMESTAMP'],
];
const parquet = (options: object = {}) =>
  Buffer.from(
    parquetWriteBuffer({
      columnData: COLUMNS.map(([name, type]) => ({ name, type, data: ROWS.map((row) => row[name]), nullable: true })),
      ...options,
    }),
  );
const mailOf = (subject: string) =>
  `Message-ID: <${subject}@moor.example>\nFrom: Ada <ada@moor.example>\nTo: bo@fen.example\nDate: Mon, 4 Apr 2016 09:12:00 +0200\nSubject: ${subject}\n\nHi.\n`;

describe('Parquet tables', () => {
  it.each([
    ['one group of rows', parquet()],
    ['a group a row', parquet({ rowGroupSize: 1 })],
    ['no packing', parquet({ codec: 'UNCOMPRESSED' })],
  ])('are read as records, a message a row: %s', async (_what, content) => {
    const { messages, codes, reading } = await read(place('a.parquet', content));
    expect(codes).toEqual([]);
    expect(reading.sources).toMatchObject([
      { format: 'parquet', messages: 3, items: { expected: 3, read: 3, failed: 0 } },
    ]);
    expect(
      messages.map(({ messageId, subject, to, date, body, inReplyTo, origin }) => [
        messageId,
        subject.text,
        to.length,
        date?.time,
        body?.text,
        inReplyTo,
        origin.row,
      ]),
    ).toEqual(
      ROWS.map((row, index) => [
        `m${index}@fen.example`,
        row.subject,
        2,
        row.date.getTime(),
        row.body,
        index ? [`m${index - 1}@fen.example`] : [],
        index,
      ]),
    );
  });

  it('may hold whole mails, as tables do', async () => {
    const columnData = [
      { name: 'file', type: 'STRING' as const, data: ['ada/inbox/1.', 'ada/sent/2.'] },
      { name: 'message', type: 'STRING' as const, data: ['a', 'b'].map(mailOf) },
    ];
    const { messages, codes } = await read(place('a.parquet', Buffer.from(parquetWriteBuffer({ columnData }))));
    expect(codes).toEqual([]);
    expect(messages.map(({ messageId, folder, body }) => [messageId, folder, body?.text])).toEqual([
      ['a@moor.example', 'ada/inbox', 'Hi.\n'],
      ['b@moor.example', 'ada/sent', 'Hi.\n'],
    ]);
  });

  it('are read in archives', async () => {
    const { messages, codes, reading } = await read(
      place('a.zip', zipOf([{ name: 'x/a.parquet', content: parquet() }])),
    );
    expect([messages.length, codes]).toEqual([3, []]);
    expect(reading.sources[0]!.name.endsWith('a.zip › x/a.parquet')).toBe(true);
  });

  it('of other things are no mail, unless their columns are named', async () => {
    const columnData = [
      { name: 'wer', type: 'STRING' as const, data: ['ada@fen.example'] },
      { name: 'was', type: 'STRING' as const, data: ['Plan'] },
    ];
    const path = place('a.parquet', Buffer.from(parquetWriteBuffer({ columnData })));
    expect((await read(path)).codes).toEqual(['not-mail']);
    expect((await read(path, { from: 'wer', subject: 'was' })).messages).toHaveLength(1);
  });

  it('are told by name where the package is not there', async () => {
    missing.parquet = true;
    try {
      const { codes, reading } = await read(place('a.parquet', parquet()));
      expect(codes).toEqual(['format-not-read']);
      expect(reading.problems[0]?.message).toContain('npm install hyparquet');
    } finally {
      missing.parquet = false;
    }
  });

  it('cost themselves where they are damaged', async () => {
    const whole = parquet();
    for (let round = 0; round < 20; round++) {
      const damaged = Buffer.from(whole);
      damaged[(round * 7919 + 5) % whole.length]! ^= 1 << (round % 8);
      const { reading } = await read(place('a.parquet', round % 2 ? damaged : whole.subarray(0, 20 + round * 40)));
      expect(reading.sources).toHaveLength(1);
    }
  });
});

describe('SQLite databases', () => {
  const make = (statements: string, wal = false): string => {
    const path = place('a.db', Buffer.alloc(0));
    rmSync(path);
    const database = openDatabase(path);
    if (wal) database.exec('PRAGMA journal_mode = WAL');
    database.exec(statements);
    database.close();
    return path;
  };
  const EMAILS = `CREATE TABLE Emails ("Id" INTEGER, "From" TEXT, "To" TEXT, Subject TEXT, DateSent TEXT, Body TEXT);
    INSERT INTO Emails VALUES (1, 'ada@fen.example', 'bo@fen.example', 'Plan', '2016-04-04T10:00:00Z', 'Open gate 1.');
    INSERT INTO Emails VALUES (2, 'bo@fen.example', 'ada@fen.example', 'Re: Plan', '2016-04-05T10:00:00Z', 'No.');`;

  it('are read table by table, those with columns of messages; the others are counted', async () => {
    const { messages, codes, reading } = await read(
      make(`${EMAILS} CREATE TABLE Persons (Id INTEGER, Name TEXT); INSERT INTO Persons VALUES (1, 'Ada');
        CREATE TABLE numbers (sender INTEGER, subject INTEGER); INSERT INTO numbers VALUES (12, 34);
        CREATE VIEW mails AS SELECT "From", Subject, Body FROM Emails;`),
    );
    expect(codes).toEqual([]);
    expect(messages.map(({ subject, origin, folder, body }) => [subject.text, origin.row, folder, body?.text])).toEqual(
      [
        ['Plan', 0, null, 'Open gate 1.'],
        ['Re: Plan', 1, null, 'No.'],
      ],
    );
    expect(reading.sources).toMatchObject([{ format: 'sqlite', items: { expected: 2, read: 2, failed: 0 } }]);
    expect(reading.problems.map(({ code }) => code)).toEqual(['database-other-tables']);
  });

  it('give whole mails that stand in them as bytes', async () => {
    const hex = Buffer.from(mailOf('Weir')).toString('hex');
    const { messages } = await read(
      make(`CREATE TABLE mails (id INTEGER, raw BLOB); INSERT INTO mails VALUES (1, x'${hex}');`),
    );
    expect(messages.map(({ subject, messageId, body }) => [subject.text, messageId, body?.text.trim()])).toEqual([
      ['Weir', 'Weir@moor.example', 'Hi.'],
    ]);
  });

  it('are never written to, nor is anything beside them', async () => {
    const path = make(EMAILS, true);
    const before = readFileSync(path);
    expect((await read(path)).messages).toHaveLength(2);
    expect(readFileSync(path).equals(before)).toBe(true);
    expect(readdirSync(dirname(path))).toEqual(['a.db']);
    writeFileSync(`${path}-wal`, 'changes');
    expect((await read(path)).codes).toEqual(['database-unwritten']);
  });

  it('in which no messages are found are no mail', async () => {
    expect((await read(dirname(make('CREATE TABLE places (url TEXT); INSERT INTO places VALUES (1)')))).codes).toEqual([
      'no-mail-in-folder',
    ]);
  });

  it('cost themselves where they are damaged', async () => {
    const whole = readFileSync(make(EMAILS));
    for (let round = 0; round < 20; round++) {
      const damaged = Buffer.from(whole);
      damaged[round < 10 ? round * 10 : (round * 7919) % whole.length]! ^= 0xff;
      const { reading } = await read(place('a.db', round % 4 ? damaged : whole.subarray(0, 100 + round * 300)));
      expect(reading.sources).toHaveLength(1);
    }
  });
});

describe('a reader that leads in circles', () => {
  it.each([
    [20_000, 3510],
    [10_000_000, 8500],
    [4_000_000_000, 60_000],
  ])('is given up: of a file of %i bytes after %i milliseconds', async (size, limit) => {
    vi.useFakeTimers();
    try {
      const ask = askerOf({ send: () => {}, onAnswer: () => {}, onEnd: () => {} }, size);
      const failed = ask({}).catch((error: Error) => error.message);
      await vi.advanceTimersByTimeAsync(limit - 1);
      expect(vi.getTimerCount()).toBe(1);
      await vi.advanceTimersByTimeAsync(1);
      expect(await failed).toBe(`takes longer than ${limit / 1000} seconds`);
    } finally {
      vi.useRealTimers();
    }
  });
});

describe('a database that is written', () => {
  it.each([
    ['of no bytes', () => new Uint8Array(0)],
    ['of no bytes that were looked at', () => new TextEncoder().encode('')],
    ['of a few bytes', () => Uint8Array.of(1, 2)],
  ])('takes a value %s for bytes and not for NULL', (_, make) => {
    const database = openDatabase(':memory:');
    database.exec('CREATE TABLE t(name TEXT, value BLOB NOT NULL)');
    const value = make();
    expect(value.buffer).toBeInstanceOf(ArrayBuffer);
    database.prepare('INSERT INTO t VALUES (?, ?)').run('quay', value);
    const found = database
      .prepare('SELECT length(value) AS length FROM t WHERE name = ? AND value = ?')
      .get('quay', value);
    expect(found?.length).toBe(value.length);
    database.close();
  });
});
