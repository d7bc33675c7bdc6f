import { statSync } from 'node:fs';
import { openPieces, piecesOf } from '../byte-source.js';
import { openable } from '../file-path.js';
import type { InputFile } from '../find-files.js';
import { INSIDE } from '../inside.js';
import { expandFile } from './expand-file.js';
import { gunzip, isGzip } from './gunzip.js';

/** Bytes of a file in an archive, by the name of its source: `Vault.zip › mail.mbox`; null where it is not there any more. */
export async function readArchived(source: string, offset: number, length: number): Promise<Buffer | null> {
  const path = source.split(INSIDE)[0]!;
  const file: InputFile = {
    path,
    name: path,
    realPath: path,
    size: statSync(openable(path)).size,
    named: true,
    maildir: false,
    folder: null,
    custodian: null,
    stream: null,
  };
  const report = { problem: () => {}, opened: () => {} };
  const opens = (name: string): boolean => source === name || source.startsWith(name + INSIDE);
  for await (const entry of expandFile(file, report, opens))
    if (entry.name === source && entry.stream !== null) return takeBytes(piecesOf(entry.stream()), offset, length);
  return null;
}

async function takeBytes(pieces: AsyncIterable<Uint8Array | string>, offset: number, length: number): Promise<Buffer> {
  let source = openPieces(pieces);
  const taken: Buffer[] = [];
  let at = 0;
  for (let chunk = await source.read(); chunk !== null && at < offset + length; chunk = await source.read()) {
    if (at === 0 && isGzip(chunk.buffer, chunk.start)) {
      const packed = source;
      const waiting = [chunk];
      const whole = { read: async () => waiting.pop() ?? packed.read(), close: () => packed.close() };
      source = openPieces(gunzip(whole, { problems: [] }));
      continue;
    }
    const piece = chunk.buffer.subarray(chunk.start);
    taken.push(piece.subarray(Math.max(0, offset - at), Math.max(0, offset + length - at)));
    at += piece.length;
  }
  await source.close();
  return Buffer.concat(taken);
}
