// Reads what ablate.mjs wrote: the mail without its reply headers as features, and what the headers said as truth.
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';

/** JSON lines of a file; none where there is no file. */
export function readJsonLines(file) {
  if (!existsSync(file)) return [];
  return readFileSync(file, 'utf8')
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line));
}

/** Posts as the linker sees them, with the truth about each; `product` holds the built modules. */
export async function readAblated(folder, product) {
  const inputs = [{ path: path.join(folder, 'input.mbox'), custodian: null, stream: null }];
  const messages = [];
  const reading = product.readSources(inputs, { hash: false });
  for await (const batch of product.readMessages(reading, { bodies: true })) messages.push(...batch);
  const truth = new Map(readJsonLines(path.join(folder, 'truth.jsonl')).map((row) => [row.id, row]));
  const posts = [];
  for (const post of product.gatherPosts(messages, { dedupe: 'none' })) {
    const split = post.duplicateOf === null && post.message.body ? product.splitMessage(post.message) : null;
    const { inReplyTo, references } = post.message;
    posts.push({ features: product.readFeatures(post, split), hasHeader: inReplyTo.length + references.length > 0 });
  }
  return { name: path.basename(folder), posts, truth };
}
