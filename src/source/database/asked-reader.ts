/** A question is given up after so long: a damaged file may lead in circles. */
const LONGEST_ANSWER = 60_000;

/** How a reader outside of this thread, a thread or a process of its own, is asked and heard. */
export interface AskedReader {
  send(question: object, failed: (error: Error) => void): void;
  /** Each answer: its value, or what was wrong. */
  onAnswer(heard: (answer: { readonly value?: unknown; readonly fault?: string }) => void): void;
  onEnd(ended: (error: Error) => void): void;
}

/** Asks one question after the other; the first that the reader does not live to answer, or takes a minute for, is the last. */
export function askerOf(reader: AskedReader): <T>(question: object) => Promise<T> {
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
        timer = setTimeout(() => end(new Error(`takes longer than ${LONGEST_ANSWER / 1000} seconds`)), LONGEST_ANSWER);
        reader.send(question, end);
      });
    } finally {
      clearTimeout(timer);
    }
  };
}
