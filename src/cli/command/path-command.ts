import { threadsNear, withCarriers } from '../../case/stored-threads.js';
import { traceContent } from '../../report/answer/content-path.js';
import { type PathFormat, pathViews } from '../../report/format/content-path-views.js';
import { openAsked } from '../asked-case.js';
import { CommandError, exitCode } from '../exit-code.js';
import { findByKey } from '../find-post.js';
import { personsOf } from '../option/asked-persons.js';
import { addEventOption, caseEvents } from '../option/case-events.js';
import { addCaseOptions, addOutputOption, type CaseArguments } from '../option/case-options.js';
import { writeAll } from '../output.js';
import { openCase } from '../read-case.js';
import type { Command } from './command.js';

interface PathArguments extends CaseArguments {
  readonly output?: string;
  readonly from: string;
  readonly to: string;
  readonly format: PathFormat;
  readonly event?: readonly string[];
}

/** `rethread path --from POST --to PERSON`: how the content of a message reached a person. */
export const pathCommand: Command<PathArguments> = {
  options: (yargs) =>
    addOutputOption(addEventOption(addCaseOptions(yargs)))
      .option('from', {
        type: 'string',
        demandOption: true,
        requiresArg: true,
        describe: 'The message: its key or Message-ID, or the beginning of one',
      })
      .option('to', {
        type: 'string',
        demandOption: true,
        requiresArg: true,
        describe: 'The person: an address, or part of a name',
      })
      .option('format', { choices: Object.keys(pathViews), default: 'text', describe: 'Form of the answer' })
      .example('rethread path --from q2urkr6s --to crome samples/case', 'through replies, forwards and quotations'),
  run: async (args) => {
    const events = caseEvents(args.event ?? []);
    const { output, reconstruction, known, code } = await openPath(args);
    const found = findByKey(reconstruction.threads, args.from);
    if (found.kind !== 'post') throw new CommandError(exitCode.notFound, `${args.from}: is a thread; name a message`);
    const persons = personsOf(args.to, known);
    const start = found.post.post;
    const paths = traceContent(reconstruction, start, persons);
    await writeAll(output, pathViews[args.format]({ start, persons, paths, events }, output.style));
    return code;
  },
};

/** Reads what the message may be and what quotes it: all of a dump, of a case the threads in which these stand. */
async function openPath(args: PathArguments) {
  const stored = await openAsked(args);
  if (stored === null) {
    const read = await openCase(args, { bodies: true, texts: false, findings: false, whoIsWho: true });
    return { ...read, known: read.reconstruction };
  }
  const threads = withCarriers(stored.database, threadsNear(stored.database, args.from));
  const known = stored.known();
  return { ...stored, known, ...stored.read(threads, { bodies: false, people: known.people }) };
}
