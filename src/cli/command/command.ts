/** Parses flags, calls the library, shows progress, sets the exit code. One file a command. */
import type { Argv } from 'yargs';
import type { ExitCode } from '../exit-code.js';

/** One command of the program. */
export interface Command<Args = never> {
  /** Adds its options, examples and text to the command line parser. */
  options(yargs: Argv): Argv;
  run(args: Args): Promise<ExitCode>;
}

/** A command before its file is loaded: only the one that is called is. */
export interface CommandEntry {
  readonly name: string;
  /** What stands after the name, as yargs wants it. */
  readonly inputs: string;
  readonly summary: string;
  readonly load: () => Promise<Command>;
}
