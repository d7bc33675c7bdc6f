import { readlinkSync } from 'node:fs';
import { type MessagePort, workerData } from 'node:worker_threads';
import { openDatabase } from '../source/database/sqlite-file.js';
import { TextReader } from './kept/shared-texts.js';
import type { SharedTexts } from './kept/text-file.js';
import { writeOrder } from './message-orders.js';
import { type GivenValue, rowSink } from './row-sink.js';
import { rowWriter } from './row-writer.js';

/** What the thread that writes rows is begun with. */
export interface RowWork {
  readonly path: string;
  readonly port: MessagePort;
  /** Batches that are written, whether writing failed, and the number that the system gave the thread; 0 where it tells none. */
  readonly told: Int32Array;
}

/** Rows to write, each the number of its statement and its values; statements are numbered as they come. */
export interface RowBatch {
  readonly statements: readonly string[];
  readonly rows: readonly (readonly [number, readonly GivenValue[]])[];
  /** Numbers of the first of the messages that are to be written as ordered, and of the one behind the last; null where there is none. */
  readonly orders: readonly [number, number] | null;
  /** Where the texts lie that rows and orders name; null where they name none. */
  readonly texts: SharedTexts | null;
  readonly last: boolean;
}

/** Writes rows to a file that nobody else writes to meanwhile, in the order in which they come. */
function writeRows({ path, port, told }: RowWork): void {
  const tell = (place: number) => {
    Atomics.add(told, place, 1);
    Atomics.notify(told, 0);
  };
  const fail = (error: unknown) => {
    port.postMessage(error instanceof Error ? error.message : String(error));
    Atomics.store(told, 1, 1);
    tell(0);
    port.close();
    isDone = true;
  };
  let isDone = false;
  process.once('exit', () => {
    if (!isDone) fail('the thread that writes the case has ended before its work');
  });
  try {
    Atomics.store(told, 2, threadNumber());
    const database = openDatabase(path);
    database.exec('PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; BEGIN');
    const statements: string[] = [];
    const texts = new TextReader();
    const sink = rowSink(database, texts);
    const { add, flush } = rowWriter(sink);
    port.on('message', ({ statements: more, rows, orders, texts: shared, last }: RowBatch) => {
      try {
        if (shared !== null) texts.renew(shared);
        statements.push(...more);
        for (const [statement, values] of rows) sink.run(statements[statement]!, values);
        if (orders !== null) for (let at = orders[0]; at < orders[1]; at++) writeOrder(add, texts.read(at), texts);
        flush();
        if (last) {
          database.exec('COMMIT');
          database.close();
          port.close();
          isDone = true;
        }
        tell(0);
      } catch (error) {
        fail(error);
      }
    });
  } catch (error) {
    fail(error);
  }
}

/** The number by which Linux lists this thread; 0 elsewhere. */
function threadNumber(): number {
  try {
    return Number(/\d+$/.exec(readlinkSync('/proc/thread-self'))?.[0] ?? 0);
  } catch {
    return 0;
  }
}

if (workerData !== null) writeRows(workerData as RowWork);
