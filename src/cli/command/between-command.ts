import { threadsBetween } from '../../case/stored-threads.js';
import type { Person } from '../../people/person.js';
import { contactTime, traceCorrespondence } from '../../report/answer/correspondence.js';
import { countAround } from '../../report/answer/events.js';
import { isoDate, isoDateOf } from '../../report/answer/iso-date.js';
import { peopleText, writeCorrespondence } from '../../report/format/correspondence-text.js';
import { toJsonText } from '../../report/format/json-text.js';
import { openAsked } from '../asked-case.js';
import { CommandError, exitCode } from '../exit-code.js';
import { personsOf } from '../option/asked-persons.js';
import { addEventOption, caseEvents } from '../option/case-events.js';
import { addCaseOptions, addOutputOption, type CaseArguments } from '../option/case-options.js';
import { parsePeriod } from '../option/period.js';
import { writeAll } from '../output.js';
import { openCase } from '../read-case.js';
import type { Command } from './command.js';

interface BetweenArguments extends CaseArguments {
  readonly output?: string;
  readonly a: string;
  readonly b: string;
  readonly format: 'text' | 'json';
  readonly event?: readonly string[];
}

/** `rethread between A B`: all that passed between two people, in order. */
export const betweenCommand: Command<BetweenArguments> = {
  options: (yargs) =>
    addOutputOption(addEventOption(addCaseOptions(yargs)))
      .positional('a', { type: 'string', demandOption: true, describe: 'One: an address, or part of a name' })
      .positional('b', { type: 'string', demandOption: true, describe: 'The other' })
      .option('since', {
        type: 'string',
        requiresArg: true,
        describe: 'From this day, month or moment (UTC)',
        group: 'Showing:',
      })
      .option('until', {
        type: 'string',
        requiresArg: true,
        describe: 'Up to this day, month or moment',
        group: 'Showing:',
      })
      .option('format', { choices: ['text', 'json'], default: 'text', describe: 'Form of the answer' })
      .example('rethread between "Marian Holt" finch samples/case', 'directly, or through what others forwarded'),
  run: async (args) => {
    const { output, reconstruction, code, a, b } = await openBetween(args);
    const since = args.since === undefined ? Number.NEGATIVE_INFINITY : parsePeriod('--since', args.since).start;
    const until = args.until === undefined ? Number.POSITIVE_INFINITY : parsePeriod('--until', args.until).end;
    const all = traceCorrespondence(reconstruction, a, b);
    const contacts = all.contacts.filter((contact) => {
      const time = contactTime(contact);
      return time === null ? args.since === undefined && args.until === undefined : time >= since && time <= until;
    });
    const events = caseEvents(args.event ?? []);
    const rows = contacts.map(({ post, resending, ...contact }) => ({
      ...contact,
      key: post.key,
      date: resending ? resending.date && isoDate(resending.date) : isoDateOf(post),
      ...(resending ? { by: resending.from } : {}),
    }));
    await writeAll(
      output,
      args.format === 'json'
        ? [
            `${toJsonText(
              {
                a,
                b,
                contacts: rows,
                ...(events.length
                  ? {
                      events: countAround(
                        contacts.map(({ post }) => post),
                        events,
                      ),
                    }
                  : {}),
              },
              1,
            )}\n`,
          ]
        : writeCorrespondence({ ...all, contacts }, output.style, events),
    );
    return code;
  },
};

/** Reads who the two are and what may have passed between them: of a case the threads in which something did. */
async function openBetween(args: BetweenArguments) {
  const stored = await openAsked(args);
  if (stored === null) {
    const reading = { bodies: true, texts: false, findings: false, whoIsWho: true };
    const { output, reconstruction, code } = await openCase(args, reading);
    return { output, reconstruction, code, ...sidesOf(args, (word) => personsOf(word, reconstruction)) };
  }
  const known = stored.known();
  const { a, b } = sidesOf(args, (word) => personsOf(word, known));
  const threads = threadsBetween(stored.database, [...a, ...b]);
  const { reconstruction } = stored.read(threads, { bodies: false, people: known.people });
  return { ...stored, reconstruction, a, b };
}

/** Whom the two words mean. Where all of one side fit the other word as well (`"Frances Holt"` and `holt`), the other side is the rest. */
function sidesOf(args: BetweenArguments, personsOf: (word: string) => readonly Person[]) {
  const [a, b] = [personsOf(args.a), personsOf(args.b)];
  const without = (some: readonly Person[], others: readonly Person[]) => {
    const ids = new Set(others.map(({ id }) => id));
    return some.filter(({ id }) => !ids.has(id));
  };
  const [restOfA, restOfB] = [without(a, b), without(b, a)];
  if (restOfA.length === 0 && restOfB.length === 0)
    throw new CommandError(exitCode.usage, `"${args.a}" and "${args.b}" name the same: ${peopleText(a)}`);
  return restOfA.length > 0 ? { a: restOfA, b } : { a, b: restOfB };
}
