import { copyMessage } from '../message/copy-message.js';
import {
  type JoinedPieces,
  joinedProblem,
  type MessagePieces,
  missingPieces,
  pieceProblem,
} from '../message/enclosed/message-pieces.js';
import type { Message } from '../message/message.js';
import { readMessage } from '../message/read-message.js';
import { describeFault } from '../source/describe-fault.js';
import type { Origin, Problem } from '../source/source.js';

/**
 * Puts messages that were sent in pieces together: the whole stands where its first piece stood, the others are told of. Where a piece is not
 * there, the others stay messages of their own, and each says which is missing.
 */
export async function joinPieces(
  messages: readonly Message[],
  pieces: MessagePieces,
  keep: (message: Message) => Message,
): Promise<{ readonly messages: readonly Message[]; readonly refused: readonly Problem[] }> {
  const wholes = new Map<string, Message>();
  const others = new Map<string, Problem>();
  const lacking = new Map<string, string>();
  const faults: Problem[] = [];
  for (const joined of pieces.joined()) {
    const whole = joined.whole === null ? null : await readWhole(joined, faults);
    if (whole === null) {
      for (const piece of joined.pieces) lacking.set(placeOf(piece.raw.origin), missingPieces(joined, piece));
      continue;
    }
    const [first, ...rest] = joined.pieces;
    wholes.set(placeOf(first!.raw.origin), keep(whole));
    for (const piece of rest) others.set(placeOf(piece.raw.origin), pieceProblem(joined, piece));
  }
  const told = messages.flatMap((message) => {
    const place = placeOf(message.origin);
    if (others.has(place)) return [];
    const why = lacking.get(place);
    if (why === undefined) return wholes.get(place) ?? message;
    const isOld = ({ code, message: text }: Problem) => code === 'part-not-read' && text.includes('message/partial');
    const problems = message.problems.map((problem) => (isOld(problem) ? { ...problem, message: why } : problem));
    return copyMessage(message, { problems });
  });
  return { messages: told, refused: [...others.values(), ...faults] };
}

const placeOf = ({ source, offset }: Origin): string => `${offset} ${source}`;

async function readWhole(joined: JoinedPieces, faults: Problem[]): Promise<Message | null> {
  try {
    const message = await readMessage(joined.whole!, { bodies: true });
    return copyMessage(message, { problems: [joinedProblem(joined), ...message.problems] });
  } catch (error) {
    faults.push({ ...describeFault('the pieces of a message could not be joined', null, error), origin: null });
    return null;
  }
}
