import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { build } from 'esbuild';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createTables } from '../../src/case/case-schema.js';
import { keepSplit } from '../../src/case/kept/kept-split.js';
import { messageKeeper } from '../../src/case/kept/kept-texts.js';
import { TextFile } from '../../src/case/kept/text-file.js';
import { orderOf, writeContents } from '../../src/case/message-orders.js';
import { messageRow } from '../../src/case/message-rows.js';
import { unpackJson } from '../../src/case/pack-json.js';
import { rowSink } from '../../src/case/row-sink.js';
import { rowThread } from '../../src/case/row-thread.js';
import { rowWriter } from '../../src/case/row-writer.js';
import { splitMessage } from '../../src/quote/split-message.js';
import { readMail } from '../../src/run/read-mail.js';
import { openDatabase } from '../../src/source/database/sqlite-file.js';
import { makeMessage } from '../message-fixture.js';

const folder = mkdtempSync(join(tmpdir(), 'rethread-rows-'));
// There the thread finds the package that reads SQLite.
const bundled = join(import.meta.dirname, `../../node_modules/.row-worker-${process.pid}.mjs`);
const program = pathToFileURL(bundled);
const MANY = 3_000;

beforeAll(async () => {
  const banner = { js: "import { createRequire as r } from 'node:module';\nconst require = r(import.meta.url);" };
  const entryPoints = [join(import.meta.dirname, '../../src/case/row-worker.ts')];
  await build({ entryPoints, outfile: bundled, bundle: true, format: 'esm', platform: 'node', banner });
});
afterAll(() => {
  rmSync(bundled, { force: true });
  rmSync(folder, { recursive: true });
});

const emptyFile = (name: string): string => {
  const path = join(folder, name);
  const database = openDatabase(path);
  database.exec('CREATE TABLE post (number INTEGER PRIMARY KEY, text TEXT NOT NULL, record BLOB)');
  database.close();
  return path;
};

describe('rows that a second thread writes', () => {
  it('are those that are written at once, in their order', () => {
    const read = ['here', 'there'].map((name) => {
      const path = emptyFile(name);
      const database = openDatabase(path);
      if (name === 'here') database.exec('BEGIN');
      const sink = name === 'here' ? rowSink(database) : rowThread(path, null, program);
      for (let number = 0; number < MANY; number++) {
        const record = number % 3 === 0 ? null : { json: JSON.stringify({ number }) };
        sink.run('INSERT INTO post VALUES (?, ?, ?)', [number, `crane ${number} \u{1f3d7}`, record]);
        if (number % 100 === 0) sink.run('UPDATE post SET text = ? WHERE number = ?', ['late', number]);
      }
      if ('end' in sink) sink.end();
      if (name === 'here') database.exec('COMMIT');
      const rows = database.prepare('SELECT * FROM post').all();
      database.close();
      return rows;
    });
    expect(read[1]).toEqual(read[0]);
    expect(read[1]).toHaveLength(MANY);
    expect(unpackJson(read[1]![1]!.record as Uint8Array)).toEqual({ number: 1 });
  });

  it('of messages that it reads itself are those of messages that are handed over', async () => {
    const waiting = new TextFile(join(folder, 'waiting'), { pageSize: 512, atHand: 4 });
    const keep = messageKeeper(waiting);
    const { messages } = await readMail([{ path: 'samples/case' }], { map: {} });
    const given = [...messages, makeMessage({ id: 'wide@x', text: '会議室の鍵\n> 鍵?\n' })].map((message, number) => {
      const split = message.body && splitMessage(message);
      return { message, split, row: { number, post: number, chosen: 1, ...messageRow(message) } };
    });
    const tables = ['message', 'header', 'content', 'outline', 'explanation'];
    const read = ['here', 'there'].map((name) => {
      const path = join(folder, `messages-${name}`);
      const database = openDatabase(path);
      database.exec(createTables());
      if (name === 'here') database.exec('BEGIN');
      const sink = name === 'here' ? rowSink(database) : rowThread(path, waiting, program);
      const { add, flush } = rowWriter(sink);
      const orders = given.flatMap(({ message, split, row }) => {
        if (name === 'here') {
          add('message', row);
          writeContents(add, row.number, message, split);
          return [];
        }
        const kept = keep(message);
        const order = orderOf(row, kept, split && keepSplit(split, kept.body, waiting));
        return order ?? [];
      });
      const numbers = orders.map((order) => waiting.keep(order));
      if ('order' in sink) sink.order(numbers[0]!, numbers.at(-1)! + 1);
      // Also what was kept after the thread had begun to read.
      const record = JSON.stringify('crane \u{1f3d7} '.repeat(300));
      if (name === 'there') add('explanation', { number: 1, record: { kept: waiting.keep(record), spaced: false } });
      else add('explanation', { number: 1, record });
      flush();
      if ('end' in sink) sink.end();
      else database.exec('COMMIT');
      const rows = tables.map((table) => database.prepare(`SELECT * FROM ${table} ORDER BY number`).all());
      database.close();
      return rows;
    });
    waiting.close();
    expect(read[0]![0]).toHaveLength(given.length);
    expect(read[1]).toEqual(read[0]);
  });

  it('that cannot be written say why, to whoever hands over more or waits for the end', () => {
    const sink = rowThread(emptyFile('twice'), null, program);
    expect(() => {
      for (let number = 0; number < MANY; number++) sink.run('INSERT INTO post VALUES (?, ?, ?)', [1, 'crane', null]);
      sink.end();
    }).toThrow(/UNIQUE/);
    expect(() => rowThread(join(folder, 'nowhere', 'case'), null, program).end()).toThrow(/open/);
  });

  // Where the system does not list threads, only one that ends by itself tells so.
  it.runIf(existsSync('/proc/thread-self'))(
    'of a thread that has ended are given up at once, not after minutes',
    () => {
      const source = `import { readlinkSync } from 'node:fs'; import { workerData } from 'node:worker_threads';
      Atomics.store(workerData.told, 2, Number(readlinkSync('/proc/thread-self').split('/').at(-1)));
      workerData.port.on('message', () => process.exit(3));`;
      const broken = join(folder, 'broken.mjs');
      writeFileSync(broken, source);
      const sink = rowThread(emptyFile('broken'), null, pathToFileURL(broken));
      sink.run('INSERT INTO post VALUES (?, ?, ?)', [1, 'crane', null]);
      expect(() => sink.end()).toThrow(/has ended/);
    },
    20_000,
  );

  it('are written however long one is', () => {
    const path = emptyFile('long');
    const sink = rowThread(path, null, program);
    const json = JSON.stringify('crane \u{1f3d7} '.repeat(100_000));
    sink.run('INSERT INTO post VALUES (?, ?, ?)', [1, 'crane', { json }]);
    sink.end();
    const database = openDatabase(path);
    expect(unpackJson(database.prepare('SELECT record FROM post').get()!.record as Uint8Array)).toBe(JSON.parse(json));
    database.close();
  });
});
