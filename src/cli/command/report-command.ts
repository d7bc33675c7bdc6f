import { basename } from 'node:path';
import { buildReport } from '../../report/answer/report.js';
import { type CaseFormat, caseViews, FOLDER_VIEWS } from '../../report/case-views.js';
import { type ReportFormat, reportViews } from '../../report/report-views.js';
import { CommandError, exitCode } from '../exit-code.js';
import { withPersons } from '../option/asked-persons.js';
import { addEventOption, caseEvents } from '../option/case-events.js';
import {
  addCaseOptions,
  addFilterOptions,
  addOutputOption,
  type CaseArguments,
  caseInputs,
  reportFilter,
} from '../option/case-options.js';
import { writeAll } from '../output.js';
import { openCase, readCase } from '../read-case.js';
import { partsFolder, writeFiles } from '../write-files.js';
import type { Command } from './command.js';

interface ReportArguments extends CaseArguments {
  readonly format?: ReportFormat | CaseFormat;
  readonly title?: string;
  readonly event?: readonly string[];
  readonly findings: boolean;
  readonly output?: string;
}

/** `rethread report`: the correspondence chains as an outline, Markdown, JSON, or a page to read and search. */
export const reportCommand: Command<ReportArguments> = {
  options: (yargs) =>
    addOutputOption(addEventOption(addFilterOptions(addCaseOptions(yargs))))
      .option('format', {
        choices: [...Object.keys(reportViews), ...Object.keys(caseViews)],
        describe: 'Form of the report; by the ending of -o unless given, else text',
      })
      .option('title', { type: 'string', requiresArg: true, describe: 'Title of the HTML report' })
      .option('findings', {
        type: 'boolean',
        default: true,
        describe: '--no-findings: text, Markdown and JSON without them, quicker on big cases',
      })
      .example('rethread report samples/case', 'a folder with everything in it')
      .example('rethread report samples/case -o report.html', 'a page to read, search and print, offline')
      .example('rethread report --custodian Stone=stone.mbox --custodian Finch=finch.json', 'two productions')
      .example(
        'rethread report case/ --person finch --since 2016-03 -o chains.md --format markdown',
        'filtered, to a file',
      )
      .epilogue('A filter selects threads: each is shown whole if one of its posts fits all filters.'),
  run: async (args) => {
    const inputs = caseInputs(args);
    const asked = reportFilter(args);
    const paths = inputs.map((input) => input.path);
    const format = args.format ?? formatByEnding(args.output);
    if (isCaseFormat(format)) {
      if (FOLDER_VIEWS.has(format) && (args.output === undefined || partsFolder(args.output) !== 'data'))
        throw new CommandError(exitCode.usage, `--format ${format}: gives several files; name a folder with -o`);
      const reading = { bodies: true, findings: true, hash: true };
      const { reconstruction, explain, code } = await readCase(args, inputs, reading);
      const filter = withPersons(asked, args, reconstruction);
      const title = args.title ?? inputs.map(({ path }) => basename(path)).join(', ');
      const events = caseEvents(args.event ?? []);
      const options = { filter, title, events, explain, folder: partsFolder(args.output) };
      await writeFiles(caseViews[format](reconstruction, options), { path: args.output, inputs: paths });
      return code;
    }
    const { findings } = args;
    const events = caseEvents(args.event ?? []);
    const reading = { bodies: true, findings, whoIsWho: true };
    const { output, reconstruction, explain, code } = await openCase(args, reading, inputs);
    const filter = withPersons(asked, args, reconstruction);
    await writeAll(
      output,
      reportViews[format](buildReport(reconstruction, filter, { findings, events, explain }), output.style),
    );
    return code;
  },
};

const ENDINGS: Readonly<Record<string, ReportFormat | CaseFormat>> = {
  html: 'html',
  htm: 'html',
  md: 'markdown',
  json: 'json',
  graphml: 'graphml',
  gexf: 'gexf',
  dot: 'dot',
  gv: 'dot',
  svg: 'timeline-svg',
};

function formatByEnding(path: string | undefined): ReportFormat | CaseFormat {
  return ENDINGS[/\.(\w+)$/.exec(path ?? '')?.[1]?.toLowerCase() ?? ''] ?? 'text';
}

function isCaseFormat(format: string): format is CaseFormat {
  return format in caseViews;
}
