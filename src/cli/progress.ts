import { createRequire } from 'node:module';
import type { SingleBar } from 'cli-progress';
import { withCommas } from '../report/format/phrases.js';
import type { ReadProgress } from '../source/read-progress.js';

/** Work that takes less long than this shows no progress. */
const QUIET_MS = 700;

/** Tells on standard error how far a long reading is; silent where that is no terminal. */
export interface Progress {
  readonly update: (progress: ReadProgress) => void;
  stop(): void;
}

/** A bar with the time that is left, on standard error; null where nobody watches (no terminal, `--quiet`). */
export function progressBar(quiet: boolean): Progress | null {
  if (quiet || !process.stderr.isTTY) return null;
  const start = Date.now();
  let bar: SingleBar | null = null;
  let threading = false;
  return {
    update: ({ bytesRead, bytesTotal, messages }) => {
      if (bytesTotal === null || Date.now() - start < QUIET_MS) return;
      if (bytesRead < bytesTotal) {
        bar ??= startBar(bytesTotal);
        bar.update(bytesRead, { messages });
        return;
      }
      // A full bar with no time left would lie: what follows can take longer than reading.
      bar?.stop();
      bar = null;
      process.stderr.write(`\r\u001b[Kthreading ${withCommas(messages)} messages …`);
      threading = true;
    },
    stop: () => {
      bar?.stop();
      if (threading) process.stderr.write('\r\u001b[K');
    },
  };
}

function startBar(total: number): SingleBar {
  // Loaded only where work takes long: it costs a third of the start.
  const require = createRequire(import.meta.url);
  const { SingleBar: Bar } = require('cli-progress') as typeof import('cli-progress');
  const bar = new Bar({
    format: 'reading {bar} {percentage}%  {messages} messages  {eta_formatted} left',
    barCompleteChar: '█',
    barIncompleteChar: '░',
    clearOnComplete: true,
    hideCursor: true,
    stream: process.stderr,
    etaBuffer: 30,
  });
  bar.start(total, 0, { messages: 0 });
  return bar;
}

/** Tells progress to each of those that want it. */
export const inTurn =
  (...told: readonly (((progress: ReadProgress) => void) | undefined)[]) =>
  (progress: ReadProgress): void => {
    for (const tell of told) tell?.(progress);
  };
