import { statSync } from 'node:fs';
import { openPieces, piecesOf } from '../byte-source.js';
import { openable } from '../file-path.js';
import type { InputFile } from '../find-files.js';
import { INSIDE } from '../inside.js';
import { openUnpacked } from './compression.js';
import { expandFile } from './expand-file.js';

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
  const { bytes } = await openUnpacked(openPieces(pieces), { problems: [] });
  const taken: Buffer[] = [];
  let at = 0;
  for (let chunk = await bytes.read(); chunk !== null && at < offset + length; chunk = await bytes.read()) {
    const piece = chunk.buffer.subarray(chunk.start);
    taken.push(piece.subarray(Math.max(0, offset - at), Math.max(0, offset + length - at)));
    at += piece.length;
  }
  await bytes.close();
  return Buffer.concat(taken);
}
