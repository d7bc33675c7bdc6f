import { readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import type { RoomProgress } from '../../server/room-server.js';
import type { ReadProgress } from '../../source/read-progress.js';
import { leadsTo } from '../evidence-files.js';
import { isRunning } from './is-running.js';

/** Milliseconds between two writings. */
const PAUSE = 500;
const MARK = '.progress-';

/** Tells reading rooms how far a program is that builds a case or adds to it: in a small file beside the case, as long as it runs. */
export interface ToldProgress {
  update(progress: ReadProgress): void;
  stop(): void;
}

/** Begins to tell it; where the file cannot be written nobody is told. */
export function tellProgress(path: string): ToldProgress {
  const file = `${leadsTo(path)}${MARK}${process.pid}`;
  let last = Number.NEGATIVE_INFINITY;
  let was = '';
  return {
    update({ bytesRead, bytesTotal, messages }) {
      const isRead = bytesTotal !== null && bytesRead >= bytesTotal;
      const what = isRead ? 'threading' : 'reading';
      if (what === was && performance.now() - last < PAUSE) return;
      [last, was] = [performance.now(), what];
      const told: RoomProgress = { what, part: bytesTotal ? bytesRead / bytesTotal : null, messages };
      try {
        writeFileSync(file, JSON.stringify(told));
      } catch {}
    },
    stop: () => rmSync(file, { force: true }),
  };
}

/** How far a program is that builds a case anew or adds to it; null where none does. */
export function readProgress(path: string): RoomProgress | null {
  const target = leadsTo(path);
  const start = `${basename(target)}${MARK}`;
  try {
    for (const name of readdirSync(dirname(target))) {
      if (!name.startsWith(start) || !/^\d{1,9}$/.test(name.slice(start.length))) continue;
      if (!isRunning(Number(name.slice(start.length)))) continue;
      const { what, part, messages } = JSON.parse(readFileSync(join(dirname(target), name), 'utf8')) as RoomProgress;
      return { what: String(what), part: part === null ? null : Number(part), messages: Number(messages) };
    }
  } catch {
    // Gone or half written: the next look tells.
  }
  return null;
}

/** Removes what killed programs left beside a case. */
export function removeOldProgress(path: string): void {
  const target = leadsTo(path);
  const start = `${basename(target)}${MARK}`;
  for (const name of readdirSync(dirname(target))) {
    const id = name.startsWith(start) ? name.slice(start.length) : '';
    if (/^\d{1,9}$/.test(id) && !isRunning(Number(id))) rmSync(join(dirname(target), name), { force: true });
  }
}
