import { storedBates, storedFindings, storedTimes } from '../../case/stored-answers.js';
import { FINDING_KINDS } from '../../finding/finding-detail.js';
import { type FindingFormat, findingEvents, findingViews } from '../../report/format/finding-list.js';
import type { OutputOptions } from '../../report/manifest.js';
import { openAsked } from '../asked-case.js';
import { addEventOption, caseEvents, refuseEvents } from '../option/case-events.js';
import {
  addCaseOptions,
  addFilterOptions,
  addOutputOption,
  type CaseArguments,
  caseInputs,
  reportFilter,
  shownBy,
} from '../option/case-options.js';
import { writeAll } from '../output.js';
import { openCase } from '../read-case.js';
import { showOutput } from '../show-output.js';
import { isFile, manifestFor, writeManifest } from '../write-manifest.js';
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
    reportFilter(args);
    const { kind, severity, format } = args;
    const events = caseEvents(args.event ?? []);
    // What a file tells is kept with a manifest, which counts all of a case.
    const stored = isFile(args.output) ? null : await openAsked(args);
    if (stored !== null) {
      const { database, output, code } = stored;
      const filter = stored.withPersons(reportFilter(args));
      const around = findingEvents(events, storedBates(database), () => storedTimes(database));
      const findings = storedFindings(database, filter, { kinds: kind ?? [], severity });
      const view =
        format === 'jsonl'
          ? findingViews.jsonl(findings, output.style, around)
          : findingViews[format]([...findings], output.style, around);
      await writeAll(output, view);
      return code;
    }
    const asked: OutputOptions = {
      command: 'findings',
      format,
      ...shownBy(args),
      severity,
      ...(kind?.length ? { kind } : {}),
      ...(events.length ? { events } : {}),
    };
    const read = await openCase(args, { bodies: true, texts: false, hash: isFile(args.output) });
    for (const { chunks } of showOutput(read, asked, { style: read.output.style })) await writeAll(read.output, chunks);
    await writeManifest(
      manifestFor(read, asked),
      args.output,
      caseInputs(args).map(({ path }) => path),
    );
    return read.code;
  },
};
