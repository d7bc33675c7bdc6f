import { existsSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { MessageChannel, receiveMessageOnPort, Worker } from 'node:worker_threads';
import type { Database } from '../source/database/sqlite-file.js';
import type { TextFile } from './kept/text-file.js';
import { packText } from './pack-json.js';
import { type GivenValue, type RowSink, rowSink, type ToPack } from './row-sink.js';
import type { RowBatch, RowWork } from './row-worker.js';

/** Rows that are handed over together, or characters of them, and such batches that may wait to be written. */
const MOST_ROWS = 200;
const MOST_CHARACTERS = 200_000;
const MOST_WAITING = 64;
/** JSON of more characters is packed before it is handed over, so that the thread never holds it. */
const MOST_JSON = 500_000;
/** MiB of the heap that writing may take: one batch, what is left of those before, and the longest text that is indexed. */
const HEAP = { maxOldGenerationSizeMb: 512, maxYoungGenerationSizeMb: 8 };
/** Cases of fewer posts are written before a second thread has started. */
const FEW_POSTS = 5_000;
/** Milliseconds after which a thread that wrote nothing is given up: the slowest disk writes a batch in less. */
const PATIENCE = 600_000;
/** Milliseconds after which it is looked whether the thread is still there. */
const LOOK = 500;
const GONE = 'the thread that writes the case has ended: most likely there was not enough memory';

/** Such batches of orders, at most: they take no memory, and the thread must tell of itself now and then. */
const MOST_ORDERS = 32;
const FEWEST_ORDERS = 2_000;

/**
 * Takes the rows of a new case of so many posts: on a thread of its own where they are many and there is a second processor, else at once.
 * The rows are the same. The thread reads `texts` itself where they wait in a file.
 */
export function caseRows(database: Database, posts: number, texts: TextFile | null): RowSink {
  const path = pathOf(database);
  const isPlain = posts < FEW_POSTS || path === '' || availableParallelism() < 2 || import.meta.url.endsWith('.ts');
  if (!isPlain) return rowThread(path, texts);
  const { run } = rowSink(database);
  database.exec('BEGIN');
  const order = () => {
    throw new Error('orders are for who reads texts');
  };
  return { texts: null, run, order, end: () => database.exec('COMMIT') };
}

/** Path of an open file; '' where it is in memory. */
function pathOf(database: Database): string {
  const main = database
    .prepare('PRAGMA database_list')
    .all()
    .find(({ name }) => name === 'main');
  return typeof main?.file === 'string' ? main.file : '';
}

/** Writes rows to the file on a thread of its own. Whoever hands over more than it can write waits for it. */
export function rowThread(
  path: string,
  texts: TextFile | null = null,
  program = new URL('./row-worker.js', import.meta.url),
): RowSink {
  const readable = texts?.share() ? texts : null;
  const told = new Int32Array(new SharedArrayBuffer(12));
  const { port1, port2 } = new MessageChannel();
  const workerData: RowWork = { path, port: port2, told };
  const worker = new Worker(program, {
    workerData,
    transferList: [port2],
    resourceLimits: HEAP,
  });
  worker.unref();
  // What it died of is told to who waits for it.
  worker.on('error', () => {});
  port1.unref();
  const numbers = new Map<string, number>();
  let statements: string[] = [];
  let rows: [number, readonly GivenValue[]][] = [];
  let characters = 0;
  let sent = 0;
  const awaitWritten = (batches: number) => {
    for (let done = Atomics.load(told, 0); done < batches; done = Atomics.load(told, 0)) {
      if (Atomics.load(told, 1) !== 0) break;
      const until = performance.now() + PATIENCE;
      while (Atomics.wait(told, 0, done, LOOK) === 'timed-out') {
        if (isGone(Atomics.load(told, 2))) throw new Error(GONE);
        if (performance.now() > until) throw new Error('the thread that writes does not answer');
      }
    }
    if (Atomics.load(told, 1) !== 0) throw new Error(String(receiveMessageOnPort(port1)?.message ?? GONE));
  };
  const send = (last: boolean, orders: RowBatch['orders'] = null) => {
    const shared = readable?.share() ?? null;
    port1.postMessage({ statements, rows, orders, texts: shared, last } satisfies RowBatch);
    statements = [];
    rows = [];
    characters = 0;
    sent++;
    awaitWritten(last ? sent : sent - MOST_WAITING);
  };
  return {
    texts: readable,
    order: (from, to) => {
      const most = Math.max(FEWEST_ORDERS, Math.ceil((to - from) / MOST_ORDERS));
      for (let at = from; at < to; at += most) send(false, [at, Math.min(at + most, to)]);
    },
    run: (sql, values) => {
      let number = numbers.get(sql);
      if (number === undefined) {
        number = numbers.size;
        numbers.set(sql, number);
        statements.push(sql);
      }
      rows.push([number, values.some(isLong) ? values.map(packLong) : values]);
      for (const value of values) characters += sizeOf(value);
      if (rows.length === MOST_ROWS || characters > MOST_CHARACTERS) send(false);
    },
    end: () => send(true),
  };
}

function sizeOf(value: GivenValue): number {
  if (value === null || typeof value === 'number') return 0;
  if (typeof value === 'string' || value instanceof Uint8Array) return value.length;
  return 'json' in value ? value.json.length : 0;
}

const isLong = (value: GivenValue): boolean =>
  typeof value === 'object' && value !== null && 'json' in value && value.json.length > MOST_JSON;

const packLong = (value: GivenValue): GivenValue => (isLong(value) ? packText((value as ToPack).json) : value);

/**
 * True if a thread has ended that told its number. No event tells it to who waits without an event loop. Where the system does not list threads,
 * one that ended by itself has told so, and only one that was ended is waited for in vain.
 */
const isGone = (thread: number): boolean =>
  thread !== 0 && existsSync('/proc/self/task') && !existsSync(`/proc/self/task/${thread}`);
