import { describe, expect, it } from 'vitest';
import { gatherPosts } from '../../src/dedupe/gather-posts.js';
import { noticeFindings } from '../../src/finding/notice-findings.js';
import { explainLinks } from '../../src/link/explain/explain-links.js';
import type { Message } from '../../src/message/message.js';
import { readMessages } from '../../src/message/read-message.js';
import { splitMessage } from '../../src/quote/split-message.js';
import { splitsByPost } from '../../src/quote/splits-by-post.js';
import { recoverMessages } from '../../src/recover/recover-messages.js';
import { gatherSound, recoverSound, splitSound } from '../../src/run/sound-messages.js';
import { threadMessages } from '../../src/run/thread-mail.js';
import type { Problem, RawMessage } from '../../src/source/source.js';
import { makeMessage } from '../message-fixture.js';
import { rawMessage } from '../raw-message.js';

const mails = ['a', 'b', 'c'].map((id, at) =>
  makeMessage({
    id: `${id}@x.example`,
    date: `2019-03-04T1${at}:00:00Z`,
    from: `${id} <${id}@x.example>`,
    subject: id,
    body: `hello ${id}`,
  }),
);
/** Throws for the message `b`. */
const throwAt = (message: Message): void => {
  if (message.messageId === 'b@x.example') throw new RangeError('no such thing');
};
const collect = () => {
  const problems: Problem[] = [];
  return { problems, tell: (problem: Problem) => void problems.push(problem) };
};

describe('a fault of the program at one message', () => {
  it('costs reading that message, and is told with its place', async () => {
    const { problems, tell } = collect();
    const hostile = rawMessage('Subject: b\n\nb\n', { origin: { source: 'm', offset: 7, length: 13 } });
    const thrower: RawMessage = Object.defineProperty({ ...hostile }, 'bytes', {
      get: () => {
        throw new TypeError('odd');
      },
    });
    async function* batches() {
      yield [rawMessage('Subject: a\n\na\n'), thrower, rawMessage('Subject: c\n\nc\n')];
    }
    const read: Message[] = [];
    for await (const batch of readMessages(batches(), { bodies: true, onProblem: tell })) read.push(...batch);
    expect(read.map(({ subject }) => subject.text)).toEqual(['a', 'c']);
    expect(problems).toMatchObject([
      { code: 'program-fault', severity: 'error', origin: { source: 'm', offset: 7, length: 13 } },
    ]);
  });

  it('costs gathering that message', () => {
    const { problems, tell } = collect();
    const posts = gatherSound(mails, { dedupe: 'global' }, tell, (some, options) => {
      some.forEach(throwAt);
      return gatherPosts(some, options);
    });
    expect(posts.map(({ message }) => message.messageId)).toEqual(['a@x.example', 'c@x.example']);
    expect(problems).toHaveLength(1);
  });

  it('costs splitting that body', () => {
    const { problems, tell } = collect();
    const posts = gatherPosts(mails, { dedupe: 'global' });
    const splits = splitSound(
      posts,
      (message) => {
        throwAt(message);
        return splitMessage(message);
      },
      tell,
    );
    expect(splits).toHaveLength(2);
    expect(problems).toHaveLength(1);
  });

  it('costs recovering what that message quotes', () => {
    const { problems, tell } = collect();
    const posts = gatherPosts(mails, { dedupe: 'global' }).map(({ key, message }) => ({
      key,
      message,
      split: splitMessage(message),
    }));
    const recover = (some: typeof posts) => {
      for (const { message } of some) throwAt(message);
      return recoverMessages(some);
    };
    expect(recoverSound(posts, (some) => recover([...some]), tell).recovered).toEqual([]);
    expect(problems).toHaveLength(1);
  });

  it('costs a search for findings that one kind', async () => {
    const { problems, tell } = collect();
    const reconstruction = await threadMessages(mails);
    const failing = () => {
      throw new Error('odd');
    };
    const splits = splitsByPost(reconstruction.splits);
    const input = { ...reconstruction, splits, explain: explainLinks(reconstruction) };
    noticeFindings(input, tell, [
      { kind: 'failing', find: failing },
      { kind: 'finding nothing', find: () => [] },
    ]);
    expect(problems).toMatchObject([{ code: 'finding-fault', severity: 'error' }]);
  });

  it('is thrown on where no single message is to blame', () => {
    expect(() =>
      gatherSound(
        mails,
        { dedupe: 'global' },
        () => {},
        (some, options) => {
          if (some.length > 1) throw new Error('odd');
          return gatherPosts(some, options);
        },
      ),
    ).toThrow('odd');
  });
});
