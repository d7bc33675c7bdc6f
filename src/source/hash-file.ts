import { createHash, type Hash } from 'node:crypto';
import { Worker } from 'node:worker_threads';
import { openable } from './file-path.js';

/** Computes the SHA-256 of what is read, beside the reading. */
export interface Hasher {
  update(bytes: Uint8Array): void;
  /** Hex digest. */
  digest(): Promise<string>;
}

/** Hashes what it is given, in this thread. */
export function hashPieces(): Hasher {
  const hash: Hash = createHash('sha256');
  return {
    update: (bytes) => {
      hash.update(bytes);
    },
    digest: async () => hash.digest('hex'),
  };
}

const WORKER = `
const { createHash } = require('node:crypto');
const { openSync, readSync, closeSync } = require('node:fs');
const { parentPort, workerData } = require('node:worker_threads');
const file = openSync(typeof workerData === 'string' ? workerData : Buffer.from(workerData), 'r');
const hash = createHash('sha256');
const buffer = Buffer.allocUnsafeSlow(1 << 20);
for (;;) {
  const length = readSync(file, buffer, 0, buffer.length, null);
  if (length === 0) break;
  hash.update(buffer.subarray(0, length));
}
closeSync(file);
parentPort.postMessage(hash.digest('hex'));
`;

/** Hashes a file in a thread of its own, which reads it once more: the cutter never waits for it. */
export function hashFile(path: string): Hasher {
  const worker = new Worker(WORKER, { eval: true, workerData: openable(path) });
  const digest = new Promise<string>((resolve, reject) => {
    worker.once('message', resolve);
    worker.once('error', reject);
    worker.once('exit', () => reject(new Error('the hash was not finished')));
  });
  digest.catch(() => {});
  return { update: () => {}, digest: () => digest };
}
