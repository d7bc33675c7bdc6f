import { describePeople } from '../../people/describe-people.js';
import { type JoinOffer, offerJoins } from '../../people/offer-joins.js';
import type { People } from '../../people/person.js';
import { toJsonText } from '../../report/format/json-text.js';
import { writePeople } from '../../report/format/people-text.js';
import { openAsked } from '../asked-case.js';
import { personsOf } from '../option/asked-persons.js';
import { addCaseOptions, addOutputOption, type CaseArguments } from '../option/case-options.js';
import { writeAll } from '../output.js';
import { openCase } from '../read-case.js';
import type { Command } from './command.js';

interface PeopleArguments extends CaseArguments {
  readonly output?: string;
  readonly format: 'json' | 'text';
}

/** `rethread people`: who is who, as a people file that is ready to edit, or to read. */
export const peopleCommand: Command<PeopleArguments> = {
  options: (yargs) =>
    addOutputOption(addCaseOptions(yargs))
      .option('person', {
        type: 'string',
        array: true,
        requiresArg: true,
        describe:
          'Only who is meant by this and who may be the same person: an address, or part of a name (repeatable)',
        group: 'Showing:',
      })
      .option('format', {
        choices: ['json', 'text'] as const,
        default: 'json' as const,
        describe: 'json: a people file, ready to edit; text: to read',
      })
      .example('rethread people case/ -o people.json', 'then edit it and hand it back with --people people.json')
      .example(
        'rethread people case/ --format text --person holt',
        'all who are called Holt, and who may be one person',
      )
      .epilogue(
        'Names and addresses of one entry are one person; what stands in two entries stays apart. Each merge carries its reason. Pairs that may be one person stand below as offers, one a line: "accept": true joins them.',
      ),
  run: async (args) => {
    const { output, known, code } = await openPeople(args);
    const { people } = known;
    const offers = known.offers();
    const asked = args.person?.length ? new Set(args.person.flatMap((word) => personsOf(word, known))) : null;
    if (args.format === 'text') {
      const persons = asked ? people.persons.filter((person) => asked.has(person)) : people.persons;
      await writeAll(output, writePeople(persons, offers, output.style));
    } else await writeAll(output, asked ? narrowedFile(people, asked, offers) : writePeopleFile(people, offers));
    return code;
  },
};

/** Who is who in the inputs, and who may be one; of a case from its rows. */
async function openPeople(args: PeopleArguments) {
  const stored = await openAsked(args);
  if (stored !== null) {
    const { people, offers } = stored.known();
    const joins = offers();
    return { ...stored, known: { people, offers: () => joins } };
  }
  const reading = { bodies: true, texts: false, findings: false, whoIsWho: true };
  const { output, reconstruction, code } = await openCase(args, reading);
  const { people } = reconstruction;
  const joins = offerJoins(people);
  return { output, code, known: { people, offers: () => joins } };
}

/** Those who are asked for, and who may be the same as one of them. */
function narrowedFile(
  people: People,
  asked: ReadonlySet<People['persons'][number]>,
  offers: readonly JoinOffer[],
): Iterable<string> {
  const ids = new Set([...asked].map(({ id }) => id));
  const mates = new Set(offers.flatMap(({ persons }) => (persons.some((id) => ids.has(id)) ? persons : [])));
  const narrowed = { ...people, persons: people.persons.filter(({ id }) => ids.has(id) || mates.has(id)) };
  return writePeopleFile(narrowed, offerJoins(narrowed));
}

/** The people file with each offer on a line of its own, so that accepting one changes one line. */
function* writePeopleFile(people: People, joins: readonly JoinOffer[]): Generator<string> {
  const { offers, ...file } = describePeople(people, joins);
  const text = toJsonText(file, 2);
  yield `${text.slice(0, text.lastIndexOf('\n'))},\n  "offers": [`;
  for (const [at, offer] of offers.entries()) yield `${at ? ',' : ''}\n    ${toJsonText(offer)}`;
  yield `${offers.length ? '\n  ' : ''}]\n}\n`;
}
