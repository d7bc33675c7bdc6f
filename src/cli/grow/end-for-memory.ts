import { writeSync } from 'node:fs';
import type { HeapState } from '../../case/kept/memory-watch.js';
import { exitCode } from '../exit-code.js';

/**
 * Ends the program with one line where the heap has no room for what is still to be done. It ends at once: whoever looks for the message that a
 * fault comes from would go on with the others.
 */
export function endForMemory({ used, limit }: HeapState, isOldCase: boolean): never {
  const left = isOldCase ? 'the case stays as it was' : 'nothing was written';
  const more = Math.ceil((limit * 2) / 2 ** 30);
  writeSync(
    2,
    `rethread: not enough memory: ${megabytes(used)} of the ${megabytes(limit)} that may be taken are in use, and more is needed; ${left}. Give more with --memory ${more}GB or NODE_OPTIONS=--max-old-space-size=${more * 1024}, or name fewer inputs and add the others later\n`,
  );
  process.exit(exitCode.noMemory);
}

const megabytes = (bytes: number): string => `${Math.round(bytes / 1e6)} MB`;
