// Threads a mailbox by an algorithm that reads headers alone, and prints the links in the form of the benchmark.
//
//     node bench/threaders/by-headers.mjs jwz|references|orderedsubject MBOX
//
// jwz: Zawinski's algorithm as he wrote it; references, orderedsubject: RFC 5256 by the letter, which `npm run bench:dovecot` holds
// against Dovecot.
import { readHeaders } from '../../dist/message/read-message.js';
import { readSources } from '../../dist/source/read-sources.js';
import { threadByOrderedSubject } from '../../dist/thread/rfc5256/ordered-subject-algorithm.js';
import { threadByReferences } from '../../dist/thread/rfc5256/references-algorithm.js';
import { printHelp } from '../print-help.mjs';

printHelp(import.meta.url);

const ALGORITHMS = {
  jwz: (messages) => threadByReferences(messages, { variant: 'jwz' }),
  references: (messages) => threadByReferences(messages),
  orderedsubject: (messages) => threadByOrderedSubject(messages),
};
const [name, path] = process.argv.slice(2);
if (!Object.hasOwn(ALGORITHMS, name ?? '') || path === undefined) {
  console.error('by-headers.mjs jwz|references|orderedsubject MBOX');
  process.exit(2);
}
const messages = [];
for await (const batch of readSources([{ path }], { hash: false }))
  for (const raw of batch) messages.push(readHeaders(raw));
const nodes = ALGORITHMS[name](messages);
const roots = [];
const lines = nodes.map(({ message, absentId, parent }, at) => {
  roots[at] = parent < 0 ? at : roots[parent];
  return JSON.stringify({
    key: String(at),
    kind: message === null ? 'missing' : 'produced',
    messageId: message?.messageId ?? absentId,
    thread: String(roots[at]),
    parent: parent < 0 ? null : String(parent),
    link: parent < 0 ? null : { confidence: 1, evidence: [{ kind: name }] },
  });
});
process.stdout.write(`${lines.join('\n')}\n`);
