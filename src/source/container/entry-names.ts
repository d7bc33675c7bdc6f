import { INSIDE } from '../inside.js';
import type { Problem } from '../source.js';
import type { UnpackProblem } from './unpack-end.js';

/** Names of the files in an archive, each once: a second `mail.mbox` is `mail.mbox (2)`. */
export function namesIn(archive: string): (entry: string) => string {
  const taken = new Map<string, number>();
  return (entry) => {
    const count = (taken.get(entry) ?? 0) + 1;
    taken.set(entry, count);
    return `${archive}${INSIDE}${entry}${count === 1 ? '' : ` (${count})`}`;
  };
}

/** What is wrong with an archive or a file in it; it names no place. */
export function problemOf(name: string, code: string, severity: Problem['severity'], message: string): Problem {
  return { code, severity, message: `${name}: ${message}`, origin: null };
}

/** What was wrong with the packed bytes of a file in an archive. */
export const entryProblem = (name: string, { code, severity, message }: UnpackProblem): Problem =>
  problemOf(name, code, severity, message);
