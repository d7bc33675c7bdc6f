import { FINDING_KINDS } from '../../finding/finding-detail.js';
import { filterFindings } from '../../report/answer/finding-filter.js';
import { datedFindings, type FindingFormat, findingViews } from '../../report/format/finding-list.js';
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

interface FindingsArguments extends CaseArguments {
  readonly format: FindingFormat;
  readonly kind?: readonly string[];
  readonly severity: 'info' | 'notice' | 'warning';
  readonly event?: readonly string[];
  readonly output?: string;
}

/** `rethread findings`: what an investigator must know, most severe first, each with the bytes that prove it. */
export const findingsCommand: Command<FindingsArguments> = {
  options: (yargs) =>
    addOutputOption(addEventOption(addFilterOptions(addCaseOptions(yargs))))
      .option('format', {
        choices: Object.keys(findingViews),
        default: 'text',
        describe: 'jsonl: one JSON object a finding (schema: rethread/findings.schema.json)',
      })
      .option('kind', {
        choices: FINDING_KINDS,
        array: true,
        requiresArg: true,
        describe: 'Only findings of this kind (repeatable)',
        group: 'Showing:',
      })
      .option('severity', {
        choices: ['info', 'notice', 'warning'],
        default: 'info',
        describe: 'Only findings of at least this severity',
        group: 'Showing:',
      })
      .example('rethread findings samples/case --severity notice', 'without the details of every step')
      .example('rethread findings case/ --kind altered-quote --format jsonl', 'for another program')
      .epilogue('A finding states what the data shows and never why: "absent from this production", never "deleted".'),
  run: async (args) => {
    refuseEvents(args, ['jsonl']);
    const asked = reportFilter(args);
    const events = caseEvents(args.event ?? []);
    const { output, reconstruction, code } = await openCase(args, { bodies: true, texts: false });
    const filter = withPersons(asked, args, reconstruction);
    const findings = filterFindings(reconstruction, filter, { kinds: args.kind ?? [], severity: args.severity });
    await writeAll(
      output,
      findingViews[args.format](findings, output.style, datedFindings(reconstruction.posts, events)),
    );
    return code;
  },
};
