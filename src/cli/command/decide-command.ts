import { existsSync } from 'node:fs';
import { type Decision, NO_DECISIONS, parseDecisionFile } from '../../link/post/decision-file.js';
import { toJsonText } from '../../report/format/json-text.js';
import { makeVisible } from '../../text/visible-text.js';
import { CommandError, exitCode } from '../exit-code.js';
import { readDecisionFile } from '../option/json-options.js';
import { openOutput, writeAll } from '../output.js';
import type { Command } from './command.js';

interface DecideArguments {
  readonly file: string;
  readonly join?: readonly string[];
  readonly split?: string;
  readonly date?: readonly string[];
  readonly undo?: number;
  readonly author?: string;
  readonly reason?: string;
}

/** `rethread decide`: writes a reviewer's decision into a decisions file, or takes one back. */
export const decideCommand: Command<DecideArguments> = {
  options: (yargs) =>
    yargs
      .positional('file', {
        type: 'string',
        demandOption: true,
        describe: 'The decisions file; made if it is not there',
      })
      .option('join', {
        type: 'string',
        nargs: 2,
        requiresArg: true,
        describe: 'CHILD PARENT: the first post answers the second',
      })
      .option('split', { type: 'string', requiresArg: true, describe: 'POST: it answers nothing and begins a thread' })
      .option('date', {
        type: 'string',
        nargs: 2,
        requiresArg: true,
        describe: 'POST ISO-DATE: the post was sent then',
      })
      .option('undo', { type: 'number', requiresArg: true, describe: 'Take back the decision of this number (from 1)' })
      .option('author', { type: 'string', requiresArg: true, describe: 'Who decides' })
      .option('reason', { type: 'string', requiresArg: true, describe: 'Why' })
      .example(
        'rethread decide decisions.json --join qdszfs6e 5by4t5cd --author "R. Stone" --reason "same matter, see exhibit 4"',
        '',
      )
      .example('rethread report case/ --decisions decisions.json', 'applied last, shown as decisions')
      .epilogue('Without --join, --split, --date or --undo it lists the decisions.'),
  run: async (args) => {
    const file = existsSync(args.file) ? (await readDecisionFile(args.file))! : NO_DECISIONS;
    const decisions = [...file.decisions];
    if (args.undo !== undefined) {
      if (!decisions[args.undo - 1])
        throw new CommandError(exitCode.usage, `--undo ${args.undo}: there are ${decisions.length} decisions`);
      decisions.splice(args.undo - 1, 1);
    }
    const decided = readDecision(args);
    if (decided) decisions.push(decided);
    if (args.undo !== undefined || decided) {
      const written = parseDecisionFile({ version: 1, decisions });
      if (written.file === null)
        throw new CommandError(exitCode.usage, `cannot decide so: ${written.problems.join('; ')}`);
      await writeAll(openOutput(args.file, []), [`${toJsonText(written.file, 2)}\n`]);
    }
    if (decisions.length === 0) process.stdout.write(`no decisions in ${makeVisible(args.file)}\n`);
    decisions.forEach((decision, index) => {
      process.stdout.write(`${index + 1}. ${makeVisible(describeDecision(decision))}\n`);
    });
    return exitCode.ok;
  },
};

function readDecision(args: DecideArguments): Decision | null {
  const provenance = { author: args.author ?? '', reason: args.reason ?? '', time: new Date().toISOString() };
  const decision: Decision | null = args.join
    ? { kind: 'join', post: args.join[0]!, parent: args.join[1]!, ...provenance }
    : args.split
      ? { kind: 'split', post: args.split, ...provenance }
      : args.date
        ? { kind: 'date', post: args.date[0]!, date: args.date[1]!, ...provenance }
        : null;
  if (decision && !(args.author && args.reason))
    throw new CommandError(exitCode.usage, 'a decision needs --author and --reason: they are shown wherever it counts');
  return decision;
}

function describeDecision(decision: Decision): string {
  const { author, reason, time } = decision;
  const what =
    decision.kind === 'join'
      ? `join ${decision.post} under ${decision.parent}`
      : decision.kind === 'date'
        ? `date ${decision.post} ${decision.date}`
        : `${decision.kind} ${decision.post}`;
  return `${what} (${author}, ${time.slice(0, 10)}: ${reason})`;
}
