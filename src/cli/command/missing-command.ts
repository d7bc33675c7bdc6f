import { recordsOf } from '../../case/read-stored.js';
import { storedBates, storedFindings } from '../../case/stored-answers.js';
import { batesByPlace, batesGaps } from '../../report/answer/bates.js';
import { filterFindings } from '../../report/answer/finding-filter.js';
import { type RequestFormat, requestViews } from '../../report/format/request-list.js';
import type { Source } from '../../source/source.js';
import { openAsked } from '../asked-case.js';
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
    const chosen = { kinds: ['missing-message'], severity: 'info' } as const;
    const view = requestViews[args.format];
    const stored = await openAsked(args);
    if (stored !== null) {
      const { database, output, code } = stored;
      const findings = [...storedFindings(database, stored.withPersons(asked), chosen)];
      const gaps = batesGaps(recordsOf<Source>(database, 'source'));
      await writeAll(output, view(findings, output.style, { events, batesAt: storedBates(database), gaps }));
      return code;
    }
    const { output, reconstruction, code } = await openCase(args, { bodies: true, texts: false });
    const filter = withPersons(asked, args, reconstruction);
    const findings = filterFindings(reconstruction, filter, chosen);
    await writeAll(
      output,
      view(findings, output.style, {
        events,
        batesAt: batesByPlace(reconstruction.posts),
        gaps: batesGaps(reconstruction.sources),
      }),
    );
    return code;
  },
};
