/** Every way the program can end: the one place that decides. */
export const exitCode = {
  /** Done; all input was usable. A reader that closes the pipe early (`| head`) is no failure either. */
  ok: 0,
  /** Done, but some input could not be used, or bytes are not accounted for. */
  incomplete: 1,
  /** The command line makes no sense; nothing was done. */
  usage: 2,
  /** No message could be read from any input. */
  nothingRead: 3,
  /** The output could not be written. */
  notWritten: 4,
  /** No thread or message fits the key that was asked for, or more than one does. */
  notFound: 5,
  /** `rethread verify`: a claim does not hold. */
  notHeld: 6,
  /** The memory that may be taken was not enough. */
  noMemory: 7,
  /** A fault of the program itself. */
  fault: 70,
} as const;

/** One of the numbers that the program may end with. */
export type ExitCode = (typeof exitCode)[keyof typeof exitCode];

/** Ends the program with one line for the user: what was wrong, where, and what to do. */
export class CommandError extends Error {
  readonly code: ExitCode;

  constructor(code: ExitCode, message: string) {
    super(message);
    this.name = 'CommandError';
    this.code = code;
  }
}

/** Nothing was named that could be read. */
export class NoInputError extends CommandError {
  constructor() {
    super(exitCode.usage, 'no input. Name the files or folders to read; - is standard input');
  }
}

/** The reader of the output went away: not an error, there is just nobody left to write for. */
export class OutputClosed extends Error {}
