import { describePeople } from '../../people/people-file.js';
import { toJsonText } from '../../report/format/json-text.js';
import { addCaseOptions, addOutputOption, type CaseArguments } from '../option/case-options.js';
import { writeAll } from '../output.js';
import { openCase } from '../read-case.js';
import type { Command } from './command.js';

interface PeopleArguments extends CaseArguments {
  readonly output?: string;
}

/** `rethread people`: who is who, as a people file that is ready to edit. */
export const peopleCommand: Command<PeopleArguments> = {
  options: (yargs) =>
    addOutputOption(addCaseOptions(yargs))
      .example('rethread people case/ -o people.json', 'then edit it and hand it back with --people people.json')
      .epilogue(
        'Names and addresses of one entry are one person; what stands in two entries stays apart. Each merge carries its reason.',
      ),
  run: async (args) => {
    const { output, reconstruction, code } = await openCase(args, { bodies: true });
    await writeAll(output, [`${toJsonText(describePeople(reconstruction.people), 2)}\n`]);
    return code;
  },
};
