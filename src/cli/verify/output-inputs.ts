import { basename } from 'node:path';
import type { SourceInput } from '../../source/find-files.js';
import { CommandError, exitCode } from '../exit-code.js';
import type { CaseInput } from '../option/case-options.js';

/**
 * Where the inputs of an output lie now: each keeps the name that the output knows it by. A dump stands for the input of the same
 * path, else of the same last name, else for the one that is left.
 *
 *     placeInputs([{ path: 'case/holt.mbox', custodian: null }], ['copy/holt.mbox'])
 *     // [{ path: 'copy/holt.mbox', name: 'case/holt.mbox', custodian: null }]
 *
 * @throws CommandError where an input has no dump, or a dump no input
 */
export function placeInputs(inputs: readonly CaseInput[], dumps: readonly string[]): readonly SourceInput[] {
  if (!dumps.length) return inputs.map((input) => ({ ...input, name: input.path }));
  const left = new Set(dumps);
  const places = new Map<CaseInput, string>();
  const take = (fits: (input: CaseInput, dump: string) => boolean) => {
    for (const input of inputs) {
      if (places.has(input)) continue;
      const found = [...left].filter((dump) => fits(input, dump));
      if (found.length !== 1) continue;
      places.set(input, found[0]!);
      left.delete(found[0]!);
    }
  };
  take(({ path }, dump) => path === dump);
  take(({ path }, dump) => basename(path) === basename(dump));
  if (inputs.length - places.size === 1) take(() => true);
  const absent = inputs.filter((input) => !places.has(input)).map(({ path }) => path);
  if (absent.length)
    throw new CommandError(exitCode.usage, `${absent.join(', ')}: read for this output; name where it is now as well`);
  if (left.size)
    throw new CommandError(exitCode.usage, `${[...left].join(', ')}: no input of this output. Leave it out`);
  return inputs.map((input) => ({ ...input, path: places.get(input)!, name: input.path }));
}
