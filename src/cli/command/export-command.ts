import { filterThreads } from '../../report/answer/thread-filter.js';
import { threadTable, writeJsonLines } from '../../report/format/thread-table.js';
import { writeCsvTable } from '../../report/table/csv-table.js';
import { CommandError, exitCode } from '../exit-code.js';
import { exportLoadFile } from '../export-load-file.js';
import { exportMbox } from '../export-mbox.js';
import { exportThreads } from '../export-threads.js';
import { withPersons } from '../option/asked-persons.js';
import { addEventOption, caseEvents, refuseEvents } from '../option/case-events.js';
import {
  addCaseOptions,
  addFilterOptions,
  addHeadersOnlyOption,
  addOutputOption,
  type CaseArguments,
  caseInputs,
  reportFilter,
} from '../option/case-options.js';
import { writeAll } from '../output.js';
import { openCase } from '../read-case.js';
import { byteInputs } from '../stored-case.js';
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
    const asked = reportFilter(args);
    const byPerson = Boolean(args.person?.length);
    const texts = args.format === 'mbox' || args.format === 'mbox-threads' || isLoadFile;
    const reading = { bodies: !args.headersOnly, texts, findings: isLoadFile, whoIsWho: isLoadFile || byPerson };
    const { output, reconstruction, explain, code } = await openCase(args, reading, inputs);
    const threads = filterThreads(reconstruction.threads, withPersons(asked, args, reconstruction));
    switch (args.format) {
      case 'jsonl':
        await writeAll(output, writeJsonLines(threadTable(reconstruction, { threads, explain })));
        return code;
      case 'csv':
        await writeAll(
          output,
          writeCsvTable(threadTable(reconstruction, { threads, explain }), { byteOrderMark: args.bom, events }),
        );
        return code;
      case 'dat':
      case 'load-csv': {
        const told = await exportLoadFile(args, inputs, threads, reconstruction, args.format, output);
        return code === exitCode.ok ? told : code;
      }
      case 'mbox':
        await exportMbox(args, byteInputs(inputs), threads, output);
        return code;
      case 'mbox-threads':
        await exportThreads(args, byteInputs(inputs), threads, args.output);
        return code;
    }
  },
};
