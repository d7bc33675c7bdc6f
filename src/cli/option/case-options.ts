import type { Argv } from 'yargs';
import { fieldNamed, RECORD_FIELD_NAMES } from '../../message/record/record-names.js';
import { type BatesRange, parseBatesRange } from '../../report/answer/bates-range.js';
import type { ReportFilter } from '../../report/answer/thread-filter.js';
import type { AskedThreads } from '../../report/manifest.js';
import { PRODUCTION_FIELD_NAMES } from '../../source/load-file/load-file-columns.js';
import { CommandError, exitCode, NoInputError } from '../exit-code.js';
import { listProductions } from './custodian-folders.js';
import { parseMemory } from './memory-option.js';
import { parsePeriod } from './period.js';

/** What yargs hands over for the options that all commands share. */
export interface CaseArguments extends AskedThreads {
  readonly inputs?: readonly string[];
  readonly custodian?: readonly string[];
  readonly custodians?: readonly string[];
  readonly map?: readonly string[];
  readonly evidence: 'headers' | 'provider' | 'quotes' | 'all';
  readonly minConfidence?: number;
  readonly people?: string;
  readonly decisions?: string;
  readonly dedupe: 'global' | 'custodian' | 'none';
  readonly quiet: boolean;
}

/** Those that were given of the options that say which threads are shown. */
export function shownBy(args: AskedThreads): AskedThreads {
  const { since, until, person, subject, bates, heldBy, inFolder, thread } = args;
  const given = Object.entries({ since, until, person, subject, bates, heldBy, inFolder, thread });
  return Object.fromEntries(given.filter(([, value]) => value !== undefined));
}

/** One input as the user named it. */
export interface CaseInput {
  readonly path: string;
  readonly custodian: string | null;
}

/** Adds the options that say what to read and how to link. */
export function addCaseOptions(yargs: Argv): Argv {
  return addLinkingOptions(addInputOptions(yargs));
}

/** Adds the inputs, and those that are named with their custodians. */
export function addInputOptions(yargs: Argv): Argv {
  return yargs
    .positional('inputs', { type: 'string', array: true, describe: 'Files and folders; - is standard input' })
    .option('custodian', {
      type: 'string',
      array: true,
      requiresArg: true,
      describe: 'NAME=PATH: read PATH as the production of NAME (repeatable)',
      group: 'Reading:',
    })
    .option('custodians', {
      type: 'string',
      array: true,
      requiresArg: true,
      describe: 'DIR: read each file or folder in DIR as the production of the custodian it is named for (repeatable)',
      group: 'Reading:',
    })
    .option('memory', {
      type: 'string',
      requiresArg: true,
      describe: 'SIZE: take no more memory than this, as in 4g; what is free unless given',
      group: 'Reading:',
    })
    .check(({ memory }) => {
      if (memory === undefined || parseMemory(String(memory)) !== null) return true;
      throw new CommandError(exitCode.usage, `--memory ${memory}: must be a size, as in 800m or 4g`);
    });
}

/** Adds the options that say how to read and link, for a command that names its inputs otherwise. */
export function addLinkingOptions(yargs: Argv): Argv {
  return yargs
    .option('map', {
      type: 'string',
      array: true,
      requiresArg: true,
      describe: 'FIELD=NAME: the JSON field NAME holds FIELD, as in subject=Betreff (repeatable)',
      group: 'Reading:',
    })
    .option('people', {
      type: 'string',
      requiresArg: true,
      describe: 'JSON file that says who is who, as rethread people prints it',
      group: 'Reading:',
    })
    .option('decisions', {
      type: 'string',
      requiresArg: true,
      describe: "JSON file of a reviewer's joins, splits and dates, as rethread decide writes it",
      group: 'Linking:',
    })
    .option('dedupe', {
      choices: ['global', 'custodian', 'none'] as const,
      default: 'global' as const,
      describe: 'Which copies of a message become one post',
      group: 'Reading:',
    })
    .option('evidence', {
      choices: ['headers', 'provider', 'quotes', 'all'] as const,
      default: 'all' as const,
      describe:
        "How far to go, each level with those before it: reply headers; the provider's threads; quotations; all (subjects, people, times)",
      group: 'Linking:',
    })
    .option('min-confidence', {
      type: 'number',
      requiresArg: true,
      describe: 'Leave out links below this confidence (0 to 1)',
      group: 'Linking:',
    })
    .option('quiet', { alias: 'q', type: 'boolean', default: false, describe: 'No progress on standard error' });
}

/** Adds `--output`, which every command that writes results has. */
export function addOutputOption<T>(yargs: Argv<T>): Argv<T & { output: string | undefined }> {
  return yargs.option('output', {
    alias: 'o',
    type: 'string',
    requiresArg: true,
    describe: 'Write to this file instead of standard output',
  });
}

/** Adds `--headers-only`. */
export function addHeadersOnlyOption(yargs: Argv): Argv {
  return yargs.option('headers-only', {
    type: 'boolean',
    default: false,
    describe: 'Thread by headers alone and decode no body: much faster',
  });
}

/** Adds the options that restrict what is shown; a thread is shown whole if one of its posts fits all of them. */
export function addFilterOptions(yargs: Argv): Argv {
  return yargs
    .option('since', {
      type: 'string',
      requiresArg: true,
      describe: 'Threads with a post at or after this day (UTC), month or moment',
      group: 'Showing:',
    })
    .option('until', {
      type: 'string',
      requiresArg: true,
      describe: 'Threads with a post up to this day, month or moment, inclusive',
      group: 'Showing:',
    })
    .option('person', {
      type: 'string',
      array: true,
      requiresArg: true,
      describe: 'Threads with this sender or recipient: an address, or part of a name (repeatable: any of them)',
      group: 'Showing:',
    })
    .option('subject', {
      type: 'string',
      requiresArg: true,
      describe: 'Threads with this in a subject',
      group: 'Showing:',
    })
    .options(PRODUCTION_FILTERS);
}

/** The options that ask for what was produced under these numbers, by whom, from where. */
export const PRODUCTION_FILTERS = {
  bates: {
    type: 'string',
    array: true,
    requiresArg: true,
    describe: 'FROM..TO: with a document or family of these Bates numbers, one or a range (repeatable)',
    group: 'Showing:',
  },
  'held-by': {
    type: 'string',
    requiresArg: true,
    describe: 'With a copy of this custodian, as named here or by a load file: part of the name',
    group: 'Showing:',
  },
  'in-folder': {
    type: 'string',
    requiresArg: true,
    describe: 'With a copy from this folder: part of its path',
    group: 'Showing:',
  },
} as const;

/** Stands for `-` on the way through the command line parser, which drops it. */
const STANDARD_INPUT = '\u0000-';

/** Puts a mark in the place of the argument `-`; `caseInputs` and `openOutput` take it away again. */
export function markStandardInput(arg: string): string {
  return arg === '-' ? STANDARD_INPUT : arg;
}

/** The path that the user wrote: `-` where it is marked. */
export function withoutMark(path: string): string {
  return path === STANDARD_INPUT ? '-' : path;
}

/** The inputs, those of custodians included; a path named twice is read once, as its custodian's. */
export function caseInputs(args: CaseArguments): readonly CaseInput[] {
  const inputs = new Map<string, CaseInput>();
  for (const pair of args.custodian ?? []) {
    const [custodian, path] = splitPair(pair, '--custodian', 'NAME=PATH');
    inputs.set(path, { path, custodian });
  }
  for (const folder of args.custodians ?? [])
    for (const production of listProductions(folder))
      if (!inputs.has(production.path)) inputs.set(production.path, production);
  for (const path of (args.inputs ?? []).map(withoutMark))
    if (!inputs.has(path)) inputs.set(path, { path, custodian: null });
  if (!inputs.size) throw new NoInputError();
  return [...inputs.values()].sort((a, b) => (a.path < b.path ? -1 : 1));
}

/** `subject=Betreff` → `{subject: 'Betreff'}`. */
export function fieldMap(args: CaseArguments): Readonly<Record<string, string>> {
  const map = (args.map ?? []).map((pair) => splitPair(pair, '--map', 'FIELD=NAME'));
  for (const [field, name] of map)
    if (!fieldNamed(field) && !PRODUCTION_FIELD_NAMES.includes(field))
      throw new CommandError(
        exitCode.usage,
        `--map ${field}=${name}: no field "${field}". Fields: ${RECORD_FIELD_NAMES.join(', ')}; of load files: ${PRODUCTION_FIELD_NAMES.join(', ')}`,
      );
  return Object.fromEntries(map);
}

/** The filter that the arguments ask for, but for people and threads, which are known once the mail is read. */
export function reportFilter(args: AskedThreads): ReportFilter {
  return {
    since: args.since === undefined ? null : parsePeriod('--since', args.since).start,
    until: args.until === undefined ? null : parsePeriod('--until', args.until).end,
    persons: null,
    subject: args.subject ?? null,
    bates: (args.bates ?? []).map(batesRange),
    heldBy: args.heldBy ?? null,
    folder: args.inFolder ?? null,
  };
}

function batesRange(text: string): BatesRange {
  const range = parseBatesRange(text);
  if (range === null)
    throw new CommandError(
      exitCode.usage,
      `--bates ${text}: must be a Bates number, or two of one series: --bates M001..M044`,
    );
  return range;
}

function splitPair(pair: string, option: string, shape: string): readonly [string, string] {
  const at = pair.indexOf('=');
  if (at < 1 || at === pair.length - 1) throw new CommandError(exitCode.usage, `${option} ${pair}: must be ${shape}`);
  return [pair.slice(0, at), pair.slice(at + 1)];
}
