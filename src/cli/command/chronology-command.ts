import { storedChronology } from '../../case/stored-answers.js';
import { chronologyOf } from '../../report/answer/chronology.js';
import type { EmailAction } from '../../report/answer/email-action.js';
import type { CaseEvent } from '../../report/answer/report-file.js';
import { writeChronology } from '../../report/format/chronology/chronology-lines.js';
import { type ChronologyFormat, chronologyViews } from '../../report/format/chronology/chronology-views.js';
import { chronologyHeading, type MomentCells, withEvents } from '../../report/table/chronology-table.js';
import { openAsked } from '../asked-case.js';
import { withPersons } from '../option/asked-persons.js';
import { addEventOption, caseEvents } from '../option/case-events.js';
import {
  addCaseOptions,
  addOutputOption,
  type CaseArguments,
  PRODUCTION_FILTERS,
  reportFilter,
  shownBy,
} from '../option/case-options.js';
import { writeAll } from '../output.js';
import { openCase } from '../read-case.js';
import type { Command } from './command.js';

interface ChronologyArguments extends CaseArguments {
  readonly format: ChronologyFormat;
  readonly utc: boolean;
  readonly action?: readonly EmailAction[];
  readonly event?: readonly string[];
  readonly output?: string;
}

/** `rethread chronology`: what happened, a post after the other, across all threads. */
export const chronologyCommand: Command<ChronologyArguments> = {
  options: (yargs) =>
    addOutputOption(addEventOption(addCaseOptions(yargs)))
      .option('since', {
        type: 'string',
        requiresArg: true,
        describe: 'Posts at or after this day (UTC), month or moment',
        group: 'Showing:',
      })
      .option('until', {
        type: 'string',
        requiresArg: true,
        describe: 'Posts up to this day, month or moment, inclusive',
        group: 'Showing:',
      })
      .option('person', {
        type: 'string',
        array: true,
        requiresArg: true,
        describe: 'Posts with this sender or recipient: an address, or part of a name (repeatable: any of them)',
        group: 'Showing:',
      })
      .option('subject', {
        type: 'string',
        requiresArg: true,
        describe: 'Posts with this in the subject',
        group: 'Showing:',
      })
      .options(PRODUCTION_FILTERS)
      .option('action', {
        choices: ['send', 'reply', 'reply-all', 'forward'] as const,
        array: true,
        requiresArg: true,
        describe: 'Only what was sent so (repeatable: any of them)',
        group: 'Showing:',
      })
      .option('utc', { type: 'boolean', default: false, describe: 'All times in UTC', group: 'Showing:' })
      .option('format', { choices: Object.keys(chronologyViews), default: 'text', describe: 'Form of the list' })
      .example(
        'rethread chronology samples/case --since 2019-05-14 --until 2019-05-17',
        'the day and the three after it: who wrote to whom, when, in answer to what, and where that stands',
      )
      .example('rethread chronology case/ --action forward --since 2019-05', 'who forwarded what to whom')
      .example('rethread chronology case/ --person quill --format csv -o quill.csv', 'a table for a spreadsheet'),
  run: async (args) => {
    const asked = reportFilter(args);
    const events = caseEvents(args.event ?? []);
    const filtered = Object.keys(shownBy(args)).length > 0 || Boolean(args.action?.length);
    const stored = await openAsked(args);
    if (stored !== null) {
      const filter = stored.withPersons(asked);
      const { head, lines, cells } = storedChronology(stored.database, filter, args.action ?? [], events);
      const told =
        args.format === 'csv'
          ? tableText(cells, events)
          : writeChronology(head, lines, { events, utc: args.utc, filtered }, stored.output.style);
      await writeAll(stored.output, told);
      return stored.code;
    }
    const { output, reconstruction, explain, code } = await openCase(args, { bodies: true, texts: false });
    const filter = withPersons(asked, args, reconstruction);
    const view = chronologyViews[args.format];
    const options = { events, utc: args.utc, filtered, explain };
    await writeAll(
      output,
      view(chronologyOf(reconstruction, filter, args.action), reconstruction, options, output.style),
    );
    return code;
  },
};

function* tableText(cells: Iterable<MomentCells>, events: readonly CaseEvent[]): Generator<string> {
  yield chronologyHeading(events);
  yield* withEvents(cells, events);
}
