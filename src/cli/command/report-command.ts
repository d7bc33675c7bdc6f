import { basename, dirname } from 'node:path';
import { type CaseFormat, caseViews, FOLDER_VIEWS } from '../../report/case-views.js';
import { countOf } from '../../report/format/phrases.js';
import { plainStyle } from '../../report/format/text-style.js';
import { type ReportFormat, reportViews } from '../../report/report-views.js';
import { makeVisible } from '../../text/visible-text.js';
import { CommandError, exitCode } from '../exit-code.js';
import { addEventOption, caseEvents } from '../option/case-events.js';
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
import { openCase, readCase } from '../read-case.js';
import { isCaseFormat, showOutput } from '../show-output.js';
import { partsFolder, writeFiles } from '../write-files.js';
import { isFile, manifestFor, writeManifest } from '../write-manifest.js';
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
      .option('thread', {
        type: 'string',
        array: true,
        requiresArg: true,
        describe: 'KEY: this thread, or that of this post (repeatable): to hand on a part',
        group: 'Showing:',
      })
      .option('title', { type: 'string', requiresArg: true, describe: 'Title of the HTML report' })
      .option('findings', {
        type: 'boolean',
        default: true,
        describe: '--no-findings: text, Markdown and JSON without them, quicker on big cases',
      })
      .example('rethread report samples/case', 'a folder with everything in it')
      .example('rethread report samples/case -o report.html', 'a page to read, search and print, offline')
      .example('rethread report quay4.case --thread t-q65rmovy -o lantern.html', 'a page of one thread, to hand on')
      .example('rethread report --custodian Stone=stone.mbox --custodian Finch=finch.json', 'two productions')
      .example(
        'rethread report case/ --person finch --since 2016-03 -o chains.md --format markdown',
        'filtered, to a file',
      )
      .epilogue('A filter selects threads: each is shown whole if one of its posts fits all filters.'),
  run: async (args) => {
    const inputs = caseInputs(args);
    reportFilter(args);
    const paths = inputs.map((input) => input.path);
    const format = args.format ?? formatByEnding(args.output);
    const events = caseEvents(args.event ?? []);
    const asked = { command: 'report', format, ...shownBy(args), ...(events.length ? { events } : {}) } as const;
    if (isCaseFormat(format)) {
      if (FOLDER_VIEWS.has(format) && (args.output === undefined || partsFolder(args.output) !== 'data'))
        throw new CommandError(exitCode.usage, `--format ${format}: gives several files; name a folder with -o`);
      const read = await readCase(args, inputs, { bodies: true, findings: true, hash: true });
      const title = args.title ?? read.made.inputs.map(({ path }) => basename(path)).join(', ');
      const output = { ...asked, title, folder: partsFolder(args.output) };
      const manifest = manifestFor(read, output);
      const written = await writeFiles(showOutput(read, output, { style: plainStyle, manifest }), {
        path: args.output,
        inputs: paths,
      });
      await writeManifest(manifest, args.output, paths);
      if (!args.quiet) tellWritten(written);
      return read.code;
    }
    const { findings } = args;
    const hash = format !== 'text' || isFile(args.output);
    const read = await openCase(args, { bodies: true, findings, whoIsWho: true, hash }, inputs);
    const output = { ...asked, ...(findings ? {} : { findings }) };
    const manifest = manifestFor(read, output);
    for (const { chunks } of showOutput(read, output, { style: read.output.style, manifest }))
      await writeAll(read.output, chunks);
    await writeManifest(manifest, args.output, paths);
    if (!args.quiet && args.output !== undefined && args.output !== '-') tellWritten([args.output]);
    return read.code;
  },
};

/** Says which files there are now: a page may have a folder of texts beside it that must go with it. */
function tellWritten(places: readonly string[]): void {
  if (!places.length) return;
  const folders = [...new Set(places.map(dirname))];
  const main = places.at(-1)!;
  const beside = folders.filter((folder) => folder !== dirname(main));
  const parts = beside.map(
    (folder) => `${folder}/ (${countOf(places.filter((place) => dirname(place) === folder).length, 'file')})`,
  );
  const told = beside.length
    ? `${main} and ${parts.join(', ')}: keep them together`
    : places.length > 1
      ? `${countOf(places.length, 'file')} in ${dirname(main)}`
      : main;
  process.stderr.write(`rethread: wrote ${makeVisible(told)}\n`);
}

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
