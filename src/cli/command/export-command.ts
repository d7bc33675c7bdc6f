import { filterThreads } from '../../report/answer/thread-filter.js';
import type { OutputOptions } from '../../report/manifest.js';
import { CommandError, type ExitCode, exitCode } from '../exit-code.js';
import { exportLoadFile } from '../export-load-file.js';
import { exportMbox } from '../export-mbox.js';
import { exportThreads } from '../export-threads.js';
import { addEventOption, caseEvents, refuseEvents } from '../option/case-events.js';
import {
  addCaseOptions,
  addFilterOptions,
  addHeadersOnlyOption,
  addOutputOption,
  type CaseArguments,
  type CaseInput,
  caseInputs,
  reportFilter,
  shownBy,
} from '../option/case-options.js';
import { writeAll } from '../output.js';
import { openCase } from '../read-case.js';
import { filterOf, showOutput } from '../show-output.js';
import { byteInputs } from '../stored-case.js';
import { isFile, manifestFor, writeManifest } from '../write-manifest.js';
import type { Command } from './command.js';

interface ExportArguments extends CaseArguments {
  readonly format: 'jsonl' | 'csv' | 'dat' | 'load-csv' | 'mbox' | 'mbox-threads';
  readonly headersOnly: boolean;
  readonly bom: boolean;
  readonly event?: readonly string[];
  readonly output?: string;
}

/** `rethread export`: the thread table for programs, the table for a spreadsheet, the messages for a mail client. */
export const exportCommand: Command<ExportArguments> = {
  options: (yargs) =>
    addHeadersOnlyOption(addOutputOption(addEventOption(addFilterOptions(addCaseOptions(yargs)))))
      .option('format', {
        choices: ['jsonl', 'csv', 'dat', 'load-csv', 'mbox', 'mbox-threads'] as const,
        default: 'jsonl' as const,
        describe:
          'jsonl: the thread table, one JSON object a post (schema: rethread/thread-table.schema.json); dat, load-csv: a load file for a review platform',
      })
      .option('bom', {
        type: 'boolean',
        default: false,
        describe: 'csv: begin with the mark that Excel needs to read UTF-8',
      })
      .example('rethread export mail.mbox > posts.jsonl', 'one JSON object a post')
      .example(
        'rethread export production/ --format dat -o threads.dat',
        'the rows of the load files with thread group, inclusive and spare behind them',
      )
      .example('rethread export mail.mbox --format csv --bom -o posts.csv', 'for Excel')
      .example(
        'rethread export case/ --person finch --format mbox -o finch.mbox',
        'the chains with Finch, bytes as they were produced',
      ),
  run: async (args) => {
    refuseEvents(args, ['jsonl', 'dat', 'load-csv', 'mbox', 'mbox-threads']);
    const isLoadFile = args.format === 'dat' || args.format === 'load-csv';
    if (args.format === 'dat' && args.output === undefined && process.stdout.isTTY)
      throw new CommandError(exitCode.usage, '--format dat: holds control characters; name a file with -o');
    const events = caseEvents(args.event ?? []);
    const inputs = caseInputs(args);
    reportFilter(args);
    const asked: OutputOptions = {
      command: 'export',
      format: args.format,
      ...shownBy(args),
      ...(args.bom ? { bom: true } : {}),
      ...(events.length ? { events } : {}),
    };
    const byPerson = Boolean(args.person?.length);
    const texts = args.format === 'mbox' || args.format === 'mbox-threads' || isLoadFile;
    const hash = isFile(args.output);
    const reading = { bodies: !args.headersOnly, texts, findings: isLoadFile, whoIsWho: isLoadFile || byPerson, hash };
    const read = await openCase(args, reading, inputs);
    const code = await writeExport(args, inputs, asked, read);
    await writeManifest(
      manifestFor(read, asked),
      args.output,
      inputs.map(({ path }) => path),
    );
    return code;
  },
};

async function writeExport(
  args: ExportArguments,
  inputs: readonly CaseInput[],
  asked: OutputOptions,
  read: Awaited<ReturnType<typeof openCase>>,
): Promise<ExitCode> {
  const { output, reconstruction, code } = read;
  const filtered = () => filterThreads(reconstruction.threads, filterOf(asked, reconstruction));
  switch (args.format) {
    case 'jsonl':
    case 'csv':
      for (const { chunks } of showOutput(read, asked, { style: output.style })) await writeAll(output, chunks);
      return code;
    case 'dat':
    case 'load-csv': {
      const told = await exportLoadFile(args, inputs, filtered(), reconstruction, args.format, output);
      return code === exitCode.ok ? told : code;
    }
    case 'mbox':
      await exportMbox(args, byteInputs(inputs), filtered(), output);
      return code;
    case 'mbox-threads':
      await exportThreads(args, byteInputs(inputs), filtered(), args.output);
      return code;
  }
}
