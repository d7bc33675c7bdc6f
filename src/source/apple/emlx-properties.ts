import type { Origin, StoredFact } from '../source.js';

/** Bits of `flags` (as told by those who took Apple Mail apart; Apple has never written them down). */
const FLAGS: readonly (readonly [bit: number, mark: string])[] = [
  [0, 'read'],
  [1, 'deleted'],
  [2, 'answered'],
  [4, 'flagged'],
  [6, 'draft'],
  [8, 'forwarded'],
  [9, 'redirected'],
  [24, 'junk'],
];

const FIELD = /<key>([\w-]{1,40})<\/key>\s*<(integer|real|string)>([^<]{0,1000})</g;

/**
 * What Apple Mail's property list says of the message before it: marks, when it was received, the mailbox it came from. The length of the
 * list is small; what is no list tells nothing.
 */
export function emlxFacts(list: string, origin: Origin): readonly StoredFact[] {
  const values = new Map([...list.matchAll(FIELD)].map(([, key, , value]) => [key!, value!] as const));
  const facts: StoredFact[] = [];
  const add = (name: string, value: string | undefined): void => {
    if (value) facts.push({ name, value, origin });
  };
  const flags = values.get('flags') ?? '';
  if (/^\d{1,18}$/.test(flags))
    add('marks', FLAGS.flatMap(([bit, mark]) => ((BigInt(flags) >> BigInt(bit)) & 1n ? [mark] : [])).join('; '));
  const received = Number(values.get('date-received'));
  // Seconds since 1970; a list of nothing says 0.
  if (received > 0 && received < 4e9) add('received', new Date(received * 1000).toISOString().replace(/\.\d+Z$/, 'Z'));
  add('original mailbox', values.get('original-mailbox'));
  return facts;
}
