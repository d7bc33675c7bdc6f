import type { Origin, Problem } from './source.js';

/** The problem that a fault of the program itself is, where it met with a piece of input; null is no piece of its own. */
export function describeFault(what: string, origin: Origin | null, error: unknown, code = 'program-fault'): Problem {
  const reason = error instanceof Error ? error.message : String(error);
  return {
    code,
    severity: 'error',
    message: `${what}: a fault of the program (${reason.slice(0, 200)}), please report it`,
    origin,
  };
}
