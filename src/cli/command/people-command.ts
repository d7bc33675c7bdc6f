import { describePeople } from '../../people/describe-people.js';
import { offerJoins } from '../../people/offer-joins.js';
import type { People } from '../../people/person.js';
import { toJsonText } from '../../report/format/json-text.js';
import { writePeople } from '../../report/format/people-text.js';
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
    const { output, reconstruction, code } = await openCase(args, {
      bodies: true,
      texts: false,
      findings: false,
      whoIsWho: true,
    });
    const { people } = reconstruction;
    const asked = args.person?.length ? new Set(args.person.flatMap((word) => personsOf(word, { people }))) : null;
    if (args.format === 'text') {
      const persons = asked ? people.persons.filter((person) => asked.has(person)) : people.persons;
      await writeAll(output, writePeople(persons, offerJoins(people), output.style));
    } else await writeAll(output, writePeopleFile(asked ? withMates(people, asked) : people));
    return code;
  },
};

/** Those who are asked for, and who may be the same as one of them. */
function withMates(people: People, asked: ReadonlySet<People['persons'][number]>): People {
  const ids = new Set([...asked].map(({ id }) => id));
  const mates = new Set(
    offerJoins(people).flatMap(({ persons }) => (persons.some((id) => ids.has(id)) ? persons : [])),
  );
  return { ...people, persons: people.persons.filter(({ id }) => ids.has(id) || mates.has(id)) };
}

/** The people file with each offer on a line of its own, so that accepting one changes one line. */
function* writePeopleFile(people: People): Generator<string> {
  const { offers, ...file } = describePeople(people);
  const text = toJsonText(file, 2);
  yield `${text.slice(0, text.lastIndexOf('\n'))},\n  "offers": [`;
  for (const [at, offer] of offers.entries()) yield `${at ? ',' : ''}\n    ${toJsonText(offer)}`;
  yield `${offers.length ? '\n  ' : ''}]\n}\n`;
}
