import { storedList } from '../../case/stored-answers.js';
import { compareLevels, type LevelFormat, levelViews } from '../../report/answer/evidence-comparison.js';
import { filterThreads } from '../../report/answer/thread-filter.js';
import { writeThreadLines, writeThreadList } from '../../report/format/thread-list.js';
import { openAsked } from '../asked-case.js';
import { CommandError, exitCode } from '../exit-code.js';
import { withPersons } from '../option/asked-persons.js';
import { addEventOption, caseEvents } from '../option/case-events.js';
import {
  addCaseOptions,
  addFilterOptions,
  addHeadersOnlyOption,
  addOutputOption,
  type CaseArguments,
  reportFilter,
} from '../option/case-options.js';
import { writeAll } from '../output.js';
import { openCase } from '../read-case.js';
import type { Command } from './command.js';

interface ListArguments extends CaseArguments {
  readonly headersOnly: boolean;
  readonly compareEvidence: boolean;
  readonly format: LevelFormat;
  readonly event?: readonly string[];
  readonly output?: string;
}

/** `rethread list`: a line a thread, or what each level of evidence adds. */
export const listCommand: Command<ListArguments> = {
  options: (yargs) =>
    addHeadersOnlyOption(addOutputOption(addEventOption(addFilterOptions(addCaseOptions(yargs)))))
      .option('compare-evidence', {
        type: 'boolean',
        default: false,
        describe: 'Instead: what each level of --evidence adds, and which threads fall apart without it',
      })
      .option('format', {
        choices: Object.keys(levelViews),
        default: 'text',
        describe: 'Form of --compare-evidence; for threads see export',
      })
      .example('rethread list mail.mbox', 'first day … last day, posts (-3: three of them not produced), who began it')
      .example('rethread list --headers-only archive/ | head', 'a quick look at a big archive')
      .example('rethread list --compare-evidence case/', 'which threads rest on quotations, which on subjects alone')
      .example(
        'rethread list --compare-evidence --min-confidence 0.9 case/',
        'the same with links that are fairly sure',
      ),
  run: async (args) => {
    const asked = reportFilter(args);
    const byPerson = Boolean(args.person?.length);
    refuseContradictions(args);
    const events = caseEvents(args.event ?? []);
    const stored = args.compareEvidence ? null : await openAsked(args);
    if (stored !== null) {
      const { lines, times } = storedList(stored.database, stored.withPersons(asked));
      await writeAll(stored.output, writeThreadLines(lines, times, stored.output.style, events));
      return stored.code;
    }
    const { output, reconstruction, code } = await openCase(args, {
      bodies: !args.headersOnly,
      texts: args.compareEvidence,
      recipients: byPerson,
      findings: false,
      whoIsWho: byPerson,
    });
    const filter = withPersons(asked, args, reconstruction);
    const lines = args.compareEvidence
      ? levelViews[args.format](compareLevels(reconstruction, filter), output.style)
      : writeThreadList(filterThreads(reconstruction.threads, filter), output.style, events);
    await writeAll(output, lines);
    return code;
  },
};

function refuseContradictions(args: ListArguments): void {
  if (!args.compareEvidence && args.format !== 'text')
    throw new CommandError(exitCode.usage, '--format goes with --compare-evidence; rethread export writes threads');
  if (args.compareEvidence && args.headersOnly)
    throw new CommandError(exitCode.usage, '--compare-evidence reads bodies: it does not go with --headers-only');
  if (args.compareEvidence && args.decisions !== undefined)
    throw new CommandError(exitCode.usage, '--compare-evidence knows no decisions: leave out --decisions');
}
