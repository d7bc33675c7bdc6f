import { buildReport } from '../report/report.js';
import { type ReportFormat, reportViews } from '../report/report-views.js';
import { addCaseOptions, addFilterOptions, type CaseArguments, caseInputs, reportFilter } from './case-options.js';
import type { Command } from './command.js';
import { openOutput, writeAll } from './output.js';
import { readCase } from './read-case.js';

interface ReportArguments extends CaseArguments {
  readonly format: ReportFormat;
  readonly output?: string;
}

/** Formats that show the chains only. */
const WITHOUT_FINDINGS: ReadonlySet<ReportFormat> = new Set(['text', 'markdown']);

/** `rethread report`: the correspondence chains as an outline, Markdown or JSON. */
export const reportCommand: Command<ReportArguments> = {
  options: (yargs) =>
    addFilterOptions(addCaseOptions(yargs))
      .option('format', { choices: Object.keys(reportViews), default: 'text', describe: 'Form of the report' })
      .option('output', {
        alias: 'o',
        type: 'string',
        requiresArg: true,
        describe: 'Write to this file instead of standard output',
      })
      .example('rethread report samples/case', 'a folder with everything in it')
      .example('rethread report --custodian Stone=stone.mbox --custodian Finch=finch.json', 'two productions')
      .example(
        'rethread report case/ --person finch --since 2016-03 -o chains.md --format markdown',
        'filtered, to a file',
      )
      .epilogue('A filter selects threads: each is shown whole if one of its posts fits all filters.'),
  run: async (args) => {
    const inputs = caseInputs(args);
    const filter = reportFilter(args);
    const output = openOutput(
      args.output,
      inputs.map((input) => input.path),
    );
    const findings = !WITHOUT_FINDINGS.has(args.format);
    const { reconstruction, code } = await readCase(args, inputs, { bodies: true, findings });
    await writeAll(output, reportViews[args.format](buildReport(reconstruction, filter, { findings }), output.style));
    return code;
  },
};
