/** Milliseconds after which a question is given up, for a damaged file may lead in circles: of a small file the least, and more for each byte. */
const SHORTEST_LIMIT = 3500;
const LONGEST_LIMIT = 60_000;
const BYTES_A_SECOND = 2e6;

/** How a reader outside of this thread, a thread or a process of its own, is asked and heard. */
export interface AskedReader {
  send(question: object, failed: (error: Error) => void): void;
  /** Each answer: its value, or what was wrong. */
  onAnswer(heard: (answer: { readonly value?: unknown; readonly fault?: string }) => void): void;
  onEnd(ended: (error: Error) => void): void;
}

/**
 * Asks one question after the other; the first that the reader does not live to answer, or takes too long for, is the last.
 *
 * @param size bytes of the file that is read
 */
export function askerOf(reader: AskedReader, size: number): <T>(question: object) => Promise<T> {
  const limit = Math.min(LONGEST_LIMIT, SHORTEST_LIMIT + Math.round((size / BYTES_A_SECOND) * 1000));
  let waiting: { resolve(value: unknown): void; reject(error: Error): void } | null = null;
  let ended: Error | null = null;
  const end = (error: Error): void => {
    ended ??= error;
    waiting?.reject(ended);
    waiting = null;
  };
  reader.onAnswer(({ value, fault }) => {
    if (fault === undefined) waiting?.resolve(value);
    else waiting?.reject(new Error(fault));
    waiting = null;
  });
  reader.onEnd(end);
  return async <T>(question: object) => {
    if (ended !== null) throw ended;
    let timer: NodeJS.Timeout | undefined;
    try {
      return await new Promise<T>((resolve, reject) => {
        waiting = { resolve: resolve as (value: unknown) => void, reject };
        timer = setTimeout(() => end(new Error(`takes longer than ${limit / 1000} seconds`)), limit);
        reader.send(question, end);
      });
    } finally {
      clearTimeout(timer);
    }
  };
}
