import { compareValues } from './compare-values.js';
import { type Claim, type ClaimForm, readClaims } from './read-claims.js';
import type { Tally } from './verification.js';

/** A file of an output as it was handed over, and as its sources give it today. */
export interface OutputPair {
  /** How the file is called where one is told of. */
  readonly name: string;
  readonly form: ClaimForm;
  readonly claimed: string;
  readonly found: string;
}

/**
 * Holds every claim of a file against what the sources give today, and then byte against byte: what no claim tells (the order of
 * members, space, a script in a page) shows there. `sameProgram` false leaves the bytes out: another version may write otherwise.
 */
export function compareOutputs({ name, form, claimed, found }: OutputPair, sameProgram: boolean, tally: Tally): void {
  const remade = readClaims(found, form);
  let said: readonly Claim[];
  try {
    said = readClaims(claimed, form);
  } catch (error) {
    tally.differ({
      kind: 'bytes',
      about: name,
      at: '',
      claimed: `unreadable: ${(error as Error).message}`,
      found: form,
    });
    return;
  }
  const before = differCount(said, remade, tally);
  if (claimed === found) {
    tally.count('bytes');
    return;
  }
  if (before > 0) return;
  if (!sameProgram) {
    tally.note(`${name}: its bytes were not compared, another version of rethread wrote it`);
    return;
  }
  const at = firstDifference(claimed, found);
  const show = (text: string) => text.slice(Math.max(0, at - 20), at + 40);
  tally.differ({ kind: 'bytes', about: name, at: `character ${at}`, claimed: show(claimed), found: show(found) });
}

/** Compares claims one by one; those of one kind about the same thing in their order. Gives how many differ. */
function differCount(said: readonly Claim[], remade: readonly Claim[], tally: Tally): number {
  const left = new Map<string, Claim[]>();
  const nameOf = ({ kind, about }: Claim) => `${kind}\n${about}`;
  for (const claim of remade) {
    const known = left.get(nameOf(claim));
    if (known) known.push(claim);
    else left.set(nameOf(claim), [claim]);
  }
  for (const list of left.values()) list.reverse();
  let differing = 0;
  for (const claim of said) {
    const { kind, about, value } = claim;
    tally.count(kind);
    const found = left.get(nameOf(claim))?.pop();
    if (found === undefined) {
      differing++;
      tally.differ({ kind, about, at: '', claimed: value, found: undefined });
      continue;
    }
    const differences = compareValues(value, found.value);
    if (differences.length > 0) differing++;
    for (const difference of differences) tally.differ({ kind, about, ...difference });
  }
  for (const list of left.values())
    for (const { kind, about, value } of list) {
      differing++;
      tally.differ({ kind, about, at: '', claimed: undefined, found: value });
    }
  return differing;
}

function firstDifference(a: string, b: string): number {
  const end = Math.min(a.length, b.length);
  for (let at = 0; at < end; at++) if (a.charCodeAt(at) !== b.charCodeAt(at)) return at;
  return end;
}
