import type { Problem } from './source.js';

const REASONS: Readonly<Record<string, readonly [code: string, text: string]>> = {
  ENOENT: ['not-found', 'no such file or folder'],
  ENOTDIR: ['not-found', 'no such file or folder'],
  EACCES: ['permission-denied', 'permission denied'],
  EPERM: ['permission-denied', 'permission denied'],
  ELOOP: ['unreadable', 'symbolic links in a circle'],
};

/** The problem that the file system's refusal of a path is. */
export function describeFailure(path: string, error: unknown): Problem {
  const { code = '', message = String(error) } = error as { code?: string; message?: string };
  const [kind, text] = REASONS[code] ?? ['unreadable', message];
  return { code: kind, severity: 'error', message: `${path}: ${text}`, origin: null };
}
