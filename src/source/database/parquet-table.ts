import { loadParquet } from '../container/optional-package.js';
import type { RandomBytes } from '../container/random-bytes.js';
import { openParquet } from './parquet-worker.js';
import { type DatabaseTable, holdsMessages } from './row-message.js';

const MAGIC = 'PAR1';
/** Unpacked bytes, and rows, of a group, which is held in memory as a whole. */
const LONGEST_GROUP = 512 << 20;
const MOST_ROWS = 2_000_000;
const SAMPLE = 20;

/** True for a Parquet file: `PAR1` at both ends. */
export const isParquet = (bytes: RandomBytes): boolean =>
  bytes.size > 12 && [0, bytes.size - 4].every((at) => bytes.read(at, 4).toString('latin1') === MAGIC);

/** True for the first bytes of one. */
export const isParquetStart = (head: Buffer): boolean => head.toString('latin1', 0, 4) === MAGIC;

/** An open Parquet file; `table` is null where its columns are not those of messages. */
export interface ParquetReading {
  readonly table: DatabaseTable | null;
  close(): Promise<void>;
}

/**
 * Opens the table of a Parquet file, to be read group of rows by group of rows. Throws for a file that cannot be read; gives null where
 * `hyparquet` is not there.
 *
 * @param path where it lies; null where `bytes` hold it
 */
export async function readParquet(
  bytes: RandomBytes,
  path: string | null,
  mapped: ReadonlySet<string>,
): Promise<ParquetReading | null> {
  if ((await loadParquet()) === null) return null;
  const reader = openParquet(path === null ? { bytes: Uint8Array.from(bytes.read(0, bytes.size)) } : { path });
  try {
    const { columns, groups } = await reader.shape();
    const [first] = groups;
    const total = groups.reduce((sum, { rows }) => sum + rows, 0);
    for (const group of groups)
      if (!(group.rows >= 0 && group.rows <= MOST_ROWS)) throw new Error(`a group of ${group.rows} rows`);
    const sample =
      first === undefined || first.bytes > LONGEST_GROUP ? [] : await reader.rows(0, Math.min(SAMPLE, first.rows));
    const isMail = total === 0 || holdsMessages(sample.length > 0 ? Object.keys(sample[0]!) : columns, sample, mapped);
    if (!isMail) return { table: null, close: () => reader.close() };
    return {
      table: {
        name: null,
        rows: total,
        async *read() {
          let start = 0;
          for (const { rows, bytes: length } of groups) {
            if (length > LONGEST_GROUP)
              throw new Error(`a group of rows takes ${length} bytes, more than is held in memory`);
            yield await reader.rows(start, start + rows);
            start += rows;
          }
        },
      },
      close: () => reader.close(),
    };
  } catch (error) {
    await reader.close();
    throw error;
  }
}
