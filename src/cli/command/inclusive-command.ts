import { type ReadingFormat, readingSet, readingViews } from '../../report/answer/reading-set.js';
import { filterThreads } from '../../report/answer/thread-filter.js';
import { withPersons } from '../option/asked-persons.js';
import { addEventOption, caseEvents, refuseEvents } from '../option/case-events.js';
import {
  addCaseOptions,
  addFilterOptions,
  addOutputOption,
  type CaseArguments,
  reportFilter,
} from '../option/case-options.js';
import { writeAll } from '../output.js';
import { openCase } from '../read-case.js';
import type { Command } from './command.js';

interface InclusiveArguments extends CaseArguments {
  readonly format: ReadingFormat;
  readonly all: boolean;
  readonly event?: readonly string[];
  readonly output?: string;
}

/** `rethread inclusive`: the smallest set of messages that holds everything. */
export const inclusiveCommand: Command<InclusiveArguments> = {
  options: (yargs) =>
    addOutputOption(addEventOption(addFilterOptions(addCaseOptions(yargs))))
      .option('all', {
        type: 'boolean',
        default: false,
        describe: 'List the others as well, each with the message that holds it',
        group: 'Showing:',
      })
      .option('format', { choices: Object.keys(readingViews), default: 'text', describe: 'Form of the list' })
      .example('rethread inclusive samples/case', 'what must be read so that everything has been read')
      .example(
        'rethread inclusive case/ --all --format csv -o reading.csv',
        'every message, with where it stands in full',
      )
      .epilogue(
        'A message is left out if a later one holds all that it says and quotes, and its attachments are carried on; or if it is the same as an earlier one. Words changed in a quotation, or an attachment left out, keep it.',
      ),
  run: async (args) => {
    refuseEvents(args, ['jsonl']);
    const asked = reportFilter(args);
    const events = caseEvents(args.event ?? []);
    const { output, reconstruction, code } = await openCase(args, { bodies: true });
    const threads = filterThreads(reconstruction.threads, withPersons(asked, args, reconstruction));
    const keys =
      threads === reconstruction.threads
        ? null
        : new Set(threads.flatMap(({ posts }) => posts.map(({ post }) => post.key)));
    await writeAll(
      output,
      readingViews[args.format](readingSet(reconstruction, { all: args.all, keys }), output.style, events),
    );
    return code;
  },
};
