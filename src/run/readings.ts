import type { Message } from '../message/message.js';
import type { Origin, Problem, Source } from '../source/source.js';

/** The messages of the inputs, and what reading left beside them. */
export interface ReadMail extends Readings {
  readonly messages: readonly Message[];
}

/** What reading left beside the messages. */
export interface Readings {
  readonly sources: readonly Source[];
  readonly problems: readonly Problem[];
  readonly gaps: readonly Origin[];
}

/** A text without a header has its sender and date in its body: it is read for them even where bodies are not. */
export async function readPrinted(message: Message): Promise<Message> {
  if (message.body === null || message.from !== null) return message;
  const { readPrintedMessage } = await import('../quote/printed/printed-message.js');
  return readPrintedMessage(message);
}

/** Records that are no message become gaps with a problem: their bytes are accounted for as such. */
export function withRefused(
  reading: Readings,
  refused: readonly Problem[],
  notices: readonly Problem[] = [],
): Readings {
  const origins = refused.flatMap(({ origin }) => origin ?? []);
  const lost = (source: Source) => origins.filter((origin) => origin.source === source.name).length;
  return {
    sources: refused.length
      ? reading.sources.map((source) => ({ ...source, messages: source.messages - lost(source) }))
      : reading.sources,
    problems: [...reading.problems, ...refused, ...notices],
    gaps: [...reading.gaps, ...origins],
  };
}
