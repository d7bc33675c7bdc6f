import type { Message } from '../message/message.js';
import { hasSendersId, pileOf, signatureAcrossIds, signatureOfSameId } from './copy-signature.js';
import { isSameCopyText } from './copy-text.js';
import { joinGatewayCopies } from './gateway/gateway-copies.js';
import { type IdIndex, isSameId } from './id-index.js';
import { joinNamedCopies } from './named-copies.js';
import { joinOutlines } from './outline-copies.js';
import { isSameSecond } from './same-header.js';
import { joinShiftedCopies } from './shifted-copies.js';
import { joinVagueCopies } from './vague-copies.js';

/** Different texts under one signature that are told apart; more are forged. */
const MOST_TEXTS = 16;

/** For each message, in canonical order, the index of its first copy: itself where it is the first. */
export function findFirstCopies(messages: readonly Message[], ids: IdIndex): Int32Array {
  const firsts = new Int32Array(messages.length);
  const sameId = ids.repeated;
  const samePile = findRepeated(messages.map(pileOf));
  const bySignature = new Map<string, number[]>();
  for (let i = 0; i < messages.length; i++) {
    firsts[i] = i;
    if (!sameId.has(i) && !samePile.has(i)) continue;
    const signatures = [
      sameId.has(i) ? `id ${signatureOfSameId(messages[i]!)}` : null,
      samePile.has(i) ? signatureAcrossIds(messages[i]!) : null,
    ].filter((signature) => signature !== null);
    for (const signature of signatures) {
      const first = bySignature.get(signature)?.find((other) => isCopy(messages[other]!, messages[i]!));
      if (first === undefined) continue;
      firsts[i] = firsts[first]!;
      break;
    }
    for (const signature of signatures) {
      const known = bySignature.get(signature);
      if (known === undefined) bySignature.set(signature, [i]);
      else if (firsts[i] === i && known.length < MOST_TEXTS) known.push(i);
    }
  }
  joinGatewayCopies(messages, ids, firsts);
  joinShiftedCopies(messages, firsts);
  joinVagueCopies(messages, ids, firsts);
  joinNamedCopies(messages, firsts);
  joinOutlines(messages, ids, firsts);
  return firsts;
}

/** The check behind an equal signature. */
function isCopy(first: Message, message: Message): boolean {
  const doShareId = isSameId(first.messageId, message.messageId);
  if (!doShareId && (!isSameSecond(first, message) || (hasSendersId(first) && hasSendersId(message)))) return false;
  return isSameCopyText(first, message, doShareId);
}

/** Indexes of the messages whose label occurs more than once; only these are worth a closer look. */
function findRepeated(labels: readonly (string | null)[]): Set<number> {
  const firstOf = new Map<string, number>();
  const repeated = new Set<number>();
  for (let i = 0; i < labels.length; i++) {
    const label = labels[i]!;
    if (label === null) continue;
    const first = firstOf.get(label);
    if (first === undefined) {
      firstOf.set(label, i);
      continue;
    }
    repeated.add(first);
    repeated.add(i);
  }
  return repeated;
}
