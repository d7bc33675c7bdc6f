import { sha256 } from './sha256.js';

/** What the library asks of `node:crypto`, for a browser: the SHA-256 of attachments, in hex. */
export function createHash(algorithm: string) {
  if (algorithm !== 'sha256') throw new Error(`no ${algorithm} in a browser`);
  const parts: Uint8Array[] = [];
  const hash = {
    update(part: string | Uint8Array) {
      parts.push(typeof part === 'string' ? new TextEncoder().encode(part) : part);
      return hash;
    },
    digest: (_form: 'hex') => sha256(joined(parts)),
  };
  return hash;
}

function joined(parts: readonly Uint8Array[]): Uint8Array {
  if (parts.length === 1) return parts[0]!;
  const whole = new Uint8Array(parts.reduce((length, part) => length + part.length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}
