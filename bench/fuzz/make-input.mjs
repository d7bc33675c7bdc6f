import { readCorpus, stretchOf } from './corpus.mjs';
import { dump } from './grammar.mjs';
import { hostile } from './hostile.mjs';
import { mutate } from './mutate.mjs';
import { choices } from './random.mjs';

/** Makes inputs by their seeds: `makeInput(7)` → `{ bytes, how }`. */
export function inputMaker(shared) {
  const files = readCorpus(shared);
  return (seed) => {
    const random = choices(seed);
    const kind = random.below(10);
    if (kind === 0) return hostile(random);
    if (kind <= 3) return { how: 'made by grammar', bytes: dump(random) };
    if (kind <= 5) return { how: 'made by grammar, mutated', bytes: mutate(dump(random), dump(random), random) };
    const file = random.pick(files);
    const other = stretchOf(random.pick(files), random);
    return { how: `${file}, mutated`, bytes: mutate(stretchOf(file, random), other, random) };
  };
}
