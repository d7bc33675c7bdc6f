import { batesByPlace, batesGaps } from '../../report/answer/bates.js';
import { filterFindings } from '../../report/answer/finding-filter.js';
import { type RequestFormat, requestViews } from '../../report/format/request-list.js';
import { withPersons } from '../option/asked-persons.js';
import { addEventOption, caseEvents } from '../option/case-events.js';
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

interface MissingArguments extends CaseArguments {
  readonly format: RequestFormat;
  readonly event?: readonly string[];
  readonly output?: string;
}

/** `rethread missing`: the request list. */
export const missingCommand: Command<MissingArguments> = {
  options: (yargs) =>
    addOutputOption(addEventOption(addFilterOptions(addCaseOptions(yargs))))
      .option('format', { choices: Object.keys(requestViews), default: 'text', describe: 'Form of the list' })
      .example(
        'rethread missing samples/case',
        'what is known of each message that nobody produced, and who should hold it',
      )
      .example('rethread missing case/ --format markdown -o request.md', 'a table for a letter'),
  run: async (args) => {
    const asked = reportFilter(args);
    const events = caseEvents(args.event ?? []);
    const { output, reconstruction, code } = await openCase(args, { bodies: true, texts: false });
    const filter = withPersons(asked, args, reconstruction);
    const findings = filterFindings(reconstruction, filter, { kinds: ['missing-message'], severity: 'info' });
    await writeAll(
      output,
      requestViews[args.format](findings, output.style, {
        events,
        batesAt: batesByPlace(reconstruction.posts),
        gaps: batesGaps(reconstruction.sources),
      }),
    );
    return code;
  },
};
