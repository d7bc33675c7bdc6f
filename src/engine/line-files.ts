import {
  closeSync,
  createReadStream,
  fsyncSync,
  mkdirSync,
  openSync,
  readdirSync,
  readSync,
  renameSync,
  rmSync,
  writeSync,
} from 'node:fs';
import { join } from 'node:path';

/** A line of a file, and where its bytes stand. */
export interface Line {
  readonly text: string;
  readonly byte: number;
  readonly length: number;
}

/** Lines of a stream of bytes. Only a line feed ends one: a JSON text may hold any other sign. */
export async function* readLines(pieces: AsyncIterable<Uint8Array>): AsyncGenerator<Line> {
  let held: Buffer[] = [];
  let byte = 0;
  for await (const piece of pieces) {
    const bytes = Buffer.from(piece.buffer, piece.byteOffset, piece.byteLength);
    let start = 0;
    for (let end = bytes.indexOf(10); end >= 0; end = bytes.indexOf(10, start)) {
      const line = held.length ? Buffer.concat([...held, bytes.subarray(start, end)]) : bytes.subarray(start, end);
      held = [];
      start = end + 1;
      if (line.length > 0) yield { text: line.toString('utf8'), byte, length: line.length };
      byte += line.length + 1;
    }
    if (start < bytes.length) held.push(Buffer.from(bytes.subarray(start)));
  }
  const rest = Buffer.concat(held);
  if (rest.length > 0) yield { text: rest.toString('utf8'), byte, length: rest.length };
}

/** The files of a folder that hold rows, in the order of their names: what engines leave beside them begins with a dot or `_`. */
export const rowFiles = (folder: string): readonly string[] =>
  readdirSync(folder)
    .filter((name) => /^[^._].*\.jsonl?$/.test(name))
    .sort()
    .map((name) => join(folder, name));

/** The rows of files. */
export async function* readRows<Row>(files: readonly string[]): AsyncGenerator<Row> {
  for (const file of files)
    for await (const { text } of readLines(createReadStream(file))) yield JSON.parse(text) as Row;
}

/** Writes a table as files of a folder, which holds nothing else then; gives the files in order. */
export function writeTable(
  folder: string,
  files: Iterable<{ readonly name: string; readonly rows: Iterable<unknown> }>,
): readonly string[] {
  rmSync(folder, { recursive: true, force: true });
  const written: string[] = [];
  for (const { name, rows } of files) {
    writeRows(folder, name, rows);
    written.push(join(folder, name));
  }
  return written;
}

/** Writes rows to a file that gets its name when it is complete. */
export function writeRows(folder: string, name: string, rows: Iterable<unknown>): void {
  mkdirSync(folder, { recursive: true });
  const partial = join(folder, `.${name}.${process.pid}`);
  const file = openSync(partial, 'w');
  try {
    let held = '';
    for (const row of rows) {
      held += `${JSON.stringify(row)}\n`;
      if (held.length < HELD) continue;
      writeSync(file, held);
      held = '';
    }
    writeSync(file, held);
    fsyncSync(file);
  } finally {
    closeSync(file);
  }
  renameSync(partial, join(folder, name));
}

const HELD = 1 << 20;

/** Reads lines of files by their places; keeps some files open. */
export class LineReader {
  private readonly files = new Map<string, number>();

  read(path: string, byte: number, length: number): string {
    const bytes = Buffer.allocUnsafe(length);
    const file = this.open(path);
    for (let read = 0; read < length; ) {
      const more = readSync(file, bytes, read, length - read, byte + read);
      if (more === 0) throw new Error(`${path} ends before a line that should stand in it`);
      read += more;
    }
    return bytes.toString('utf8');
  }

  close(): void {
    for (const file of this.files.values()) closeSync(file);
    this.files.clear();
  }

  private open(path: string): number {
    let file = this.files.get(path);
    if (file === undefined) {
      if (this.files.size >= MOST_OPEN) this.close();
      file = openSync(path, 'r');
      this.files.set(path, file);
    }
    return file;
  }
}

const MOST_OPEN = 64;
