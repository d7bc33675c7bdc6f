import { statSync } from 'node:fs';
import { createRequire } from 'node:module';
import { pathToFileURL } from 'node:url';
import { Worker } from 'node:worker_threads';
import { askerOf } from './asked-reader.js';
import type { DatabaseRow } from './row-message.js';

/** What the metadata of a Parquet file tell. */
export interface ParquetShape {
  readonly columns: readonly string[];
  readonly groups: readonly { readonly rows: number; readonly bytes: number }[];
}

/** A Parquet file that a thread of its own reads. */
export interface ParquetReader {
  shape(): Promise<ParquetShape>;
  rows(start: number, end: number): Promise<readonly DatabaseRow[]>;
  close(): Promise<void>;
}

/** Megabytes; a damaged file may ask for any number. */
const MOST_MEMORY = 2048;

/** Opens a file by its path, or bytes in memory. What the file does to its reader ends the thread, never the run. */
export function openParquet(from: { readonly path: string } | { readonly bytes: Uint8Array }): ParquetReader {
  const require = createRequire(import.meta.url);
  const urlOf = (name: string): string | null => {
    try {
      return pathToFileURL(require.resolve(name)).href;
    } catch {
      return null;
    }
  };
  const worker = new Worker(WORKER, {
    eval: true,
    workerData: { ...from, parquet: urlOf('hyparquet'), zstd: urlOf('fzstd') },
    resourceLimits: { maxOldGenerationSizeMb: MOST_MEMORY },
    stdout: true,
    stderr: true,
  });
  const ask = askerOf(
    {
      send: (question) => worker.postMessage(question),
      onAnswer: (heard) => worker.on('message', heard),
      onEnd: (ended) => {
        worker.on('error', (error) => ended(error instanceof Error ? error : new Error(String(error))));
        worker.on('exit', () => ended(new Error('the reading of the file ended early')));
      },
    },
    'path' in from ? statSync(from.path).size : from.bytes.length,
  );
  return {
    shape: () => ask<ParquetShape>({ shape: true }),
    rows: (start, finish) => ask<readonly DatabaseRow[]>({ start, finish }),
    async close() {
      await worker.terminate();
    },
  };
}

const WORKER = `
const { parentPort, workerData } = require('node:worker_threads');
const { closeSync, fstatSync, openSync, readSync } = require('node:fs');
const { brotliDecompressSync, gunzipSync } = require('node:zlib');
const exact = (bytes) => bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.length);
const fileOf = ({ path, bytes }) => {
  if (bytes) return { byteLength: bytes.length, slice: (start, end = bytes.length) => exact(bytes.subarray(start, end)) };
  const file = openSync(path, 'r');
  const { size } = fstatSync(file);
  return {
    byteLength: size,
    slice(start, end = size) {
      const length = Math.max(0, Math.min(end, size) - start);
      const buffer = Buffer.alloc(length);
      return exact(buffer.subarray(0, readSync(file, buffer, 0, length, start)));
    },
  };
};
const open = async () => {
  const parquet = await import(workerData.parquet);
  const zstd = workerData.zstd === null ? null : await import(workerData.zstd);
  const decompress = zstd && (zstd.decompress ?? zstd.default.decompress);
  const file = fileOf(workerData);
  const compressors = {
    GZIP: (input, length) => gunzipSync(input, { maxOutputLength: Math.max(1, length) }),
    BROTLI: (input, length) => brotliDecompressSync(input, { maxOutputLength: Math.max(1, length) }),
    ...(decompress ? { ZSTD: (input, length) => decompress(input, new Uint8Array(length)) } : {}),
  };
  return { parquet, file, compressors, metadata: await parquet.parquetMetadataAsync(file) };
};
const answerWith = async ({ parquet, file, compressors, metadata }, { shape, start, finish }) => {
  if (!shape) return parquet.parquetReadObjects({ file, metadata, rowStart: start, rowEnd: finish, compressors });
  return {
    columns: metadata.schema.slice(1).map(({ name }) => name),
    groups: metadata.row_groups.map(({ num_rows, total_byte_size }) => ({ rows: Number(num_rows), bytes: Number(total_byte_size) })),
  };
};
const tell = (fault) => parentPort.postMessage({ fault: String((fault && fault.message) || fault).slice(0, 200) });
process.on('unhandledRejection', tell);
const opening = open();
opening.catch(() => {});
parentPort.on('message', (question) => {
  opening.then((opened) => answerWith(opened, question)).then((value) => parentPort.postMessage({ value }), tell);
});
`;
