import { searchCase } from '../../../case/search-case.js';
import { writeSearchAnswer } from '../../../case/search-text.js';
import { toJsonText } from '../../../report/format/json-text.js';
import { QUERY_FIELDS } from '../../../report/search-query.js';
import { CommandError, exitCode } from '../../exit-code.js';
import { addCaseOptions, addOutputOption, type CaseArguments } from '../../option/case-options.js';
import { openOutput, writeAll } from '../../output.js';
import { openSearchable } from '../../stored-case.js';
import type { Command } from '../command.js';

interface SearchArguments extends CaseArguments {
  readonly limit: number;
  readonly order: 'rank' | 'date';
  readonly format: 'text' | 'json';
  readonly output?: string;
}

/** `rethread search CASE QUERY`: the posts that hold words, by the language of the page's search field. */
export const searchCommand: Command<SearchArguments> = {
  options: (yargs) =>
    addOutputOption(addCaseOptions(yargs))
      .option('limit', { type: 'number', default: 20, requiresArg: true, describe: 'Show so many posts at most' })
      .option('order', {
        choices: ['rank', 'date'] as const,
        default: 'rank' as const,
        describe: 'The best first, or by date',
      })
      .option('format', {
        choices: ['text', 'json'] as const,
        default: 'text' as const,
        describe: 'Form of the answer',
      })
      .example(
        "rethread search quay4.case 'lantern AND from:quill after:2019-05'",
        'words by their beginning, fields, days',
      )
      .example('rethread search quay4.case \'"lantern room" -lunch\'', 'words as they stand, and without another')
      .example(
        "rethread search quay4.case 'finding:altered OR finding:missing' --order date",
        'posts with such findings',
      )
      .epilogue(
        `The last argument is the query, what stands before it are the inputs. Fields: ${QUERY_FIELDS.filter((field) => field !== 'mark').join(', ')}. AND may be left out, OR and NOT (or -) are understood. A case answers at once; a dump is read first.`,
      ),
  run: async (args) => {
    const words = args.inputs ?? [];
    const query = words.at(-1);
    if (query === undefined || (words.length < 2 && !args.custodian?.length && !args.custodians?.length))
      throw new CommandError(
        exitCode.usage,
        "search needs a case and a query: rethread search quay4.case 'lantern from:quill'",
      );
    if (!Number.isInteger(args.limit) || args.limit < 1)
      throw new CommandError(exitCode.usage, '--limit: must be a whole number from 1 on');
    const { database, code, paths } = await openSearchable({ ...args, inputs: words.slice(0, -1) });
    try {
      const answer = searchCase(database, query, args);
      const output = openOutput(args.output, paths);
      await writeAll(
        output,
        args.format === 'json' ? [`${toJsonText(answer, 1)}\n`] : writeSearchAnswer(answer, output.style),
      );
      return code;
    } finally {
      database.close();
    }
  },
};
