// One process that tries inputs by their seeds and answers with what did not hold; run.mjs starts it, watches it and ends it.
import { inputChecker } from './check-input.mjs';
import { inputMaker } from './make-input.mjs';

const [dist, shared] = process.argv.slice(2);
const makeInput = inputMaker(shared);
const check = await inputChecker(dist);
process.on('message', async (seed) => {
  const { how, bytes } = makeInput(seed);
  process.send({ seed, how, size: bytes.length, begins: true });
  let wrong;
  try {
    wrong = await check(bytes, seed);
  } catch (error) {
    wrong = [`throws ${error?.stack ?? error}`];
  }
  const { rss } = process.memoryUsage();
  process.send({ seed, how, size: bytes.length, wrong, rss });
});
process.send({ ready: true });
