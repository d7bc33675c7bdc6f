// Messages that mailparser has read, threaded without files: node examples/mailparser.mjs samples/case/quill/*.eml
import { readFileSync } from 'node:fs';
import { simpleParser } from 'mailparser';
import { threadMessages } from 'rethread';

/** One mail at a time: nothing is held but what threading needs. */
async function* mails() {
  for (const path of process.argv.slice(2)) yield await simpleParser(readFileSync(path));
}

const { threads } = await threadMessages(mails());
for (const { key, posts } of threads) console.log(key, posts.map(({ post }) => post.key.slice(0, 8)).join(' '));
