import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { gatherPosts } from '../../src/dedupe/gather-posts.js';
import { weighParents } from '../../src/link/choose-parents.js';
import type { Post } from '../../src/link/post/post.js';
import type { Message } from '../../src/message/message.js';
import { readMessage } from '../../src/message/read-message.js';
import { arrangeThreads } from '../../src/thread/arrange-threads.js';
import { threadByOrderedSubject } from '../../src/thread/rfc5256/ordered-subject-algorithm.js';
import { threadByReferences } from '../../src/thread/rfc5256/references-algorithm.js';
import { linkedPosts } from '../../src/thread/thread.js';
import type { ExplainedLink } from '../explained-links.js';
import { formatThreadResponse } from '../imap-thread.js';

// A case file is prose, a `--- mail` before each message, and what comes out of them: `--- threads` by evidence,
// `--- REFERENCES` and `--- ORDEREDSUBJECT` as RFC 5256 answers. UPDATE_CASES=1 writes what comes out anew: review the difference.
const folder = 'tests/cases/thread';
const files = readdirSync(folder).filter((name) => name.endsWith('.case'));

describe('thread cases', () => {
  it.each(files)('%s', async (file) => {
    const text = readFileSync(`${folder}/${file}`, 'utf8');
    const [prose, ...sections] = text.split(/^--- /m);
    const inputs = sections.filter((section) => section.startsWith('mail'));
    const messages = await Promise.all(inputs.map((section) => readMail(section.slice(section.indexOf('\n') + 1))));
    const outputs = [
      ['threads', outlineOf(messages)],
      ['REFERENCES', formatThreadResponse(threadByReferences(messages))],
      ['ORDEREDSUBJECT', formatThreadResponse(threadByOrderedSubject(messages))],
    ].map(([name, output]) => `${name}\n${output}\n`);
    const actual = [prose, ...inputs, ...outputs].join('--- ');
    if (process.env.UPDATE_CASES) writeFileSync(`${folder}/${file}`, actual);
    else expect(actual).toBe(text);
  });

  it.each(files)('%s, in reverse', async (file) => {
    const text = readFileSync(`${folder}/${file}`, 'utf8');
    const inputs = text.split(/^--- /m).filter((section) => section.startsWith('mail'));
    const messages = await Promise.all(inputs.map((section) => readMail(section.slice(section.indexOf('\n') + 1))));
    expect(outlineOf([...messages].reverse())).toBe(outlineOf(messages));
  });
});

function readMail(text: string): Promise<Message> {
  const bytes = Buffer.from(text);
  return readMessage(
    {
      origin: { source: 'case.eml', offset: 0, length: bytes.length },
      custodian: null,
      folder: null,
      bytes,
      bytesOffset: 0,
      fromLine: null,
      fromQuoting: 'none',
      record: null,
    },
    { bodies: true },
  );
}

/** One line a post: two spaces a level, who and when, and for a link its evidence and what was rejected. */
function outlineOf(messages: readonly Message[]): string {
  const posts = gatherPosts(messages, { dedupe: 'global' });
  const linked = weighParents(
    { posts, splits: new Map(), recovered: [], bindings: [] },
    { evidence: 'provider', minConfidence: 0 },
  );
  const names = new Map(linked.posts.map((post) => [post.key, nameOf(post)]));
  const lines = arrangeThreads(linked.posts, linked.links).flatMap((thread) =>
    [...linkedPosts(thread)].map(({ post, depth, link }) => {
      const told = link === null ? '' : `  ${describeLink({ ...link, ...linked.explain(link.child)! }, names)}`;
      return `${'  '.repeat(depth)}${names.get(post.key)} ${describePost(post)}${told}`;
    }),
  );
  return lines.join('\n');
}

function nameOf(post: Post): string {
  if (post.kind === 'produced') return `<${post.message.messageId ?? ''}>`;
  return post.kind === 'missing' ? `missing <${post.messageId ?? ''}>` : 'recovered';
}

const dateOf = (time: number | null) => (time === null ? '' : new Date(time).toISOString().slice(0, 16));

function describePost(post: Post): string {
  switch (post.kind) {
    case 'produced': {
      const copies = post.copies.length > 1 ? ` ${post.copies.length} copies` : '';
      return `${dateOf(post.message.date?.time ?? null)} ${post.message.from?.address ?? ''}${copies}`;
    }
    case 'missing':
      return `${post.interval.map(dateOf).join('..')} cited by ${post.citedBy.length}`;
    case 'recovered':
      return '';
  }
}

function describeLink(link: ExplainedLink, names: ReadonlyMap<string, string>): string {
  const kinds = link.evidence.map(({ kind }) => kind).join(', ');
  const rejected = link.rejected.map(
    ({ parent, evidence }) =>
      `, not ${parent === null ? 'without parent' : names.get(parent)} (${evidence.map(({ kind }) => kind).join(', ')})`,
  );
  return `${link.confidence < 0.8 ? 'weakly ' : ''}by ${kinds}${rejected.join('')}`;
}
