import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import type { FileMetaData } from 'hyparquet';
import { loadParquet, loadZstd } from '../container/optional-package.js';
import type { RandomBytes } from '../container/random-bytes.js';
import { type DatabaseRow, type DatabaseTable, holdsMessages } from './row-message.js';

const MAGIC = 'PAR1';
/** Unpacked bytes of a group of rows, which is held in memory as a whole. */
const LONGEST_GROUP = 512 << 20;
const SAMPLE = 20;

/** True for a Parquet file: `PAR1` at both ends. */
export const isParquet = (bytes: RandomBytes): boolean =>
  bytes.size > 12 && [0, bytes.size - 4].every((at) => bytes.read(at, 4).toString('latin1') === MAGIC);

/** True for the first bytes of one. */
export const isParquetStart = (head: Buffer): boolean => head.toString('latin1', 0, 4) === MAGIC;

/**
 * The table of a Parquet file, read group of rows by group of rows; null where its columns are not those of messages. Throws for a file that
 * cannot be read, and where `hyparquet` is not there gives `missing`.
 */
export async function parquetTable(
  bytes: RandomBytes,
  mapped: ReadonlySet<string>,
): Promise<DatabaseTable | 'missing' | null> {
  const parquet = await loadParquet();
  if (parquet === null) return 'missing';
  const zstd = await loadZstd();
  const file = {
    byteLength: bytes.size,
    slice: (start: number, end = bytes.size) => {
      const read = Uint8Array.from(bytes.read(start, end - start));
      return read.buffer as ArrayBuffer;
    },
  };
  const compressors = {
    GZIP: (input: Uint8Array, length: number) => gunzipSync(input, { maxOutputLength: length }),
    BROTLI: (input: Uint8Array, length: number) => brotliDecompressSync(input, { maxOutputLength: length }),
    ...(zstd === null
      ? {}
      : { ZSTD: (input: Uint8Array, length: number) => zstd.decompress(input, new Uint8Array(length)) }),
  };
  const metadata: FileMetaData = await parquet.parquetMetadataAsync(file);
  const groups = groupsOf(metadata);
  const rows = groups.reduce((sum, group) => sum + group.rows, 0);
  const read = async (rowStart: number, rowEnd: number): Promise<readonly DatabaseRow[]> =>
    parquet.parquetReadObjects({ file, metadata, rowStart, rowEnd, compressors });
  const columns = metadata.schema.slice(1).map(({ name }) => name);
  const first = groups[0];
  const sample = first === undefined || first.bytes > LONGEST_GROUP ? [] : await read(0, Math.min(SAMPLE, first.rows));
  if (rows > 0 && !holdsMessages(sample.length > 0 ? Object.keys(sample[0]!) : columns, sample, mapped)) return null;
  return {
    name: null,
    rows,
    async *read() {
      let start = 0;
      for (const group of groups) {
        if (group.bytes > LONGEST_GROUP)
          throw new Error(`a group of rows takes ${group.bytes} bytes, more than is held in memory`);
        yield await read(start, start + group.rows);
        start += group.rows;
      }
    },
  };
}

function groupsOf({ row_groups: groups }: FileMetaData): readonly { readonly rows: number; readonly bytes: number }[] {
  return groups.map(({ num_rows: rows, total_byte_size: bytes }) => ({ rows: Number(rows), bytes: Number(bytes) }));
}
