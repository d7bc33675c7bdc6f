import { existsSync } from 'node:fs';
import yargs, { type Argv } from 'yargs';
import { makeVisible } from '../text/visible-text.js';
import type { Command, CommandEntry } from './command/command.js';
import { commands } from './command/commands.js';
import { CommandError, type ExitCode, exitCode, NoInputError, OutputClosed } from './exit-code.js';
import { EPILOGUE, SUMMARY } from './help/program-text.js';
import { markStandardInput } from './option/case-options.js';
import { standardOutput } from './output.js';
import { version } from './version.js';

/** Runs one command line and gives its exit code. Whatever goes wrong becomes one line on standard error. */
export async function runCommandLine(args: readonly string[]): Promise<ExitCode> {
  try {
    return await runCommand(args);
  } catch (error) {
    // `| head` has what it wanted.
    if (error instanceof OutputClosed) return exitCode.ok;
    if (error instanceof CommandError) {
      say(error instanceof NoInputError ? toldTaken(error, args) : error.message);
      return error.code;
    }
    if (process.env.RETHREAD_DEBUG) console.error(error);
    const message = error instanceof Error ? error.message : String(error);
    say(`internal fault: ${message} (set RETHREAD_DEBUG=1 for the place in the program; please report it)`);
    return exitCode.fault;
  }
}

async function runCommand(args: readonly string[]): Promise<ExitCode> {
  const name = args.find((arg) => !arg.startsWith('-'));
  const chosen = commands.find((entry) => entry.name === name);
  if (name !== undefined && !chosen)
    throw new CommandError(
      exitCode.usage,
      `no command "${name}". Commands: ${commands.map((entry) => entry.name).join(', ')}. See rethread --help`,
    );
  const command = await chosen?.load();
  let code: Promise<ExitCode> | undefined;
  const parser = yargs([])
    .scriptName('rethread')
    .usage(`$0 COMMAND INPUT...\n\n${SUMMARY}.`)
    .wrap(helpWidth())
    .version(version())
    .alias('h', 'help')
    .strict()
    .recommendCommands()
    .exitProcess(false)
    .parserConfiguration({
      'duplicate-arguments-array': true,
      'parse-positional-numbers': false,
      'greedy-arrays': false,
    })
    .fail((message: string | null, error: Error | null | undefined) => {
      // What the parser throws itself is a wrong command line as well.
      if (error !== undefined && error !== null && error.name !== 'YError') throw error;
      throw new CommandError(
        exitCode.usage,
        `${plainUsage(message ?? error?.message ?? '', chosen, args)}. See rethread ${chosen ? `${chosen.name} ` : ''}--help`,
      );
    });
  for (const entry of commands)
    addCommand(parser, entry, entry === chosen ? command : undefined, (run) => (code = run));
  if (!chosen)
    parser
      .epilogue(EPILOGUE)
      .example('rethread report samples/case', 'read a folder, show its chains')
      .example('rethread report mail.mbox export.json -o chains.txt', 'several inputs, one report')
      .example('rethread list mail.mbox --person stone --since 2016-03', 'a line a thread, filtered');
  let output = '';
  const parsed = parser.parseAsync(
    args.length ? plainOperands(args).map(markStandardInput) : ['--help'],
    {},
    (_error, _argv, text) => {
      output = text;
    },
  );
  await parsed;
  if (output) {
    const out = standardOutput();
    await out.write(`${output}\n`);
    await out.end();
  }
  return (await code) ?? (args.length ? exitCode.ok : exitCode.usage);
}

/** What stands behind `--` names files, whatever it begins with: `list -- -draft.eml` → `list ./-draft.eml`. `-` is standard input there too. */
function plainOperands(args: readonly string[]): readonly string[] {
  const end = args.indexOf('--');
  if (end < 0) return args;
  return [...args.slice(0, end), ...args.slice(end + 1).map((arg) => (/^-./.test(arg) ? `./${arg}` : arg))];
}

function addCommand(
  parser: Argv,
  entry: (typeof commands)[number],
  command: Command | undefined,
  start: (code: Promise<ExitCode>) => void,
): void {
  parser.command(
    `${entry.name} ${entry.inputs}`,
    entry.summary,
    (sub: Argv) => command?.options(sub.usage(`rethread ${entry.name}: ${entry.summary.toLowerCase()}`)) ?? sub,
    async (argv) => {
      const run = command!.run(argv as never);
      start(run);
      await run;
    },
  );
}

/**
 * The parser's words for a wrong command line in plain ones: `Invalid values:\n  Argument: severity, Given: "high", Choices: "info", "notice"` →
 * `--severity cannot be "high": one of "info", "notice"`.
 */
function plainUsage(message: string, chosen: CommandEntry | undefined, args: readonly string[]): string {
  if (/^Not enough non-option arguments/.test(message) && chosen)
    return `${chosen.name} needs more: rethread ${chosen.name} ${chosen.inputs}`;
  const short = /^Not enough arguments following: (\S+)/.exec(message);
  if (short) return `${short[1]!.length === 1 ? '-' : '--'}${short[1]} needs more behind it`;
  const lacking = /^Missing required arguments?: (.*)/.exec(message.trim());
  if (lacking && chosen)
    return `${chosen.name} needs ${lacking[1]!
      .split(', ')
      .map((name) => `--${name}`)
      .join(' and ')}`;
  const unknown = /^Unknown arguments?: (.*)/.exec(message.trim());
  // The parser names an option twice, as it was written and as its own variable.
  if (unknown) return unknownArguments(unknown[1]!.split(', '), args);
  const choice = /Argument: (\S+), Given: (.*), Choices: (.*)/.exec(message);
  if (choice) return `--${choice[1]} cannot be ${choice[2]}: one of ${choice[3]}`;
  return message.trim().replace(/\s*\n\s*/g, '; ');
}

/** Where the only input was taken for what stands before inputs: `rethread show mail.mbox`. */
function toldTaken({ message }: NoInputError, args: readonly string[]): string {
  const { name, inputs = '' } = commands.find((entry) => args.includes(entry.name)) ?? {};
  const wanted = [...inputs.matchAll(/<(\w+)>/g)].map((match) => match[1]!);
  const given = args.filter((arg) => !arg.startsWith('-') && arg !== name);
  const last = given.at(-1);
  const place = wanted[given.length - 1];
  if (!place || !last || !existsSync(last)) return message;
  return `no input: ${last} was taken for <${place}>. Write rethread ${name} ${inputs}`;
}

function unknownArguments(names: readonly string[], args: readonly string[]): string {
  const options = args.flatMap((arg) => /^--?([^=]+)/.exec(arg)?.[1] ?? []);
  const wrong = options.filter((option) => names.includes(option));
  if (!wrong.length) return `${names.map((name) => `"${name}"`).join(', ')} is one thing too many here`;
  const shown = [...new Set(wrong)].map((name) => (name.length === 1 ? `-${name}` : `--${name}`));
  return shown.length === 1 ? `there is no option ${shown[0]} here` : `there are no options ${shown.join(', ')} here`;
}

function say(message: string): void {
  process.stderr.write(`rethread: ${makeVisible(message)}\n`);
}

/** Piped into a pager, the help is still as wide as the terminal that shows it. */
function helpWidth(): number {
  return Math.min(100, Math.max(60, process.stdout.columns ?? process.stderr.columns ?? 80));
}
