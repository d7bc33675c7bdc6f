import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { gatherPosts } from '../../src/dedupe/gather-posts.js';
import { chooseParents, type LinkInput, weighParents } from '../../src/link/choose-parents.js';
import { compareEvidence } from '../../src/link/explain/compare-evidence.js';
import { readSendingRun } from '../../src/link/feature/sending-run.js';
import { readSubjectFeatures } from '../../src/link/feature/subject-features.js';
import { readLinks } from '../../src/link/link-columns.js';
import { parseSubject } from '../../src/message/header/subject.js';
import { messageFromObject } from '../../src/message/record/record-message.js';
import { splitMessage } from '../../src/quote/split-message.js';
import { recoverMessages } from '../../src/recover/recover-messages.js';
import { countShared, makeShingles } from '../../src/text/shingles.js';
import { hashWords } from '../../src/text/word-hashes.js';
import { explainAll } from '../explained-links.js';

interface Mail {
  readonly id: string;
  readonly from: string;
  readonly to?: string;
  readonly date: string;
  readonly subject: string;
  readonly text: string;
  readonly inReplyTo?: string;
}

function readMails(mails: readonly Mail[]): LinkInput {
  const messages = mails.map(({ id, ...mail }, index) =>
    messageFromObject({ messageId: `<${id}@moor.example>`, ...mail }, index),
  );
  const posts = gatherPosts(messages, { dedupe: 'none' });
  const splits = new Map(posts.map((post) => [post.key, splitMessage(post.message)]));
  const quoting = posts.map((post) => ({ key: post.key, message: post.message, split: splits.get(post.key)! }));
  return { posts, splits, ...recoverMessages(quoting) };
}

/** `child -> parent` by the local parts of the ids; a parent that was not produced is `?`. */
function outline(mails: readonly Mail[], minConfidence = 0) {
  const { posts, links } = chooseParents(readMails(mails), { evidence: 'all', minConfidence });
  const names = new Map(
    posts.map((post) => [post.key, post.kind === 'produced' ? (post.message.messageId ?? '').split('@')[0]! : '?']),
  );
  return Object.fromEntries(readLinks(posts, links).map((link) => [names.get(link.child), names.get(link.parent)]));
}

const ask =
  'The pump in the lower mill loses pressure every night after ten. Has anybody opened the valve by the weir lately?';
const answer = 'I closed that valve on Monday when the miller asked for more water, and left the key in the chapel.';

const question: Mail = {
  id: 'question',
  from: 'Ada Moor <ada@moor.example>',
  date: '2021-03-01T09:00:00Z',
  subject: 'Pressure at the mill',
  text: ask,
};
const reply: Mail = {
  id: 'reply',
  from: 'Ben Tarn <ben@tarn.example>',
  date: '2021-03-01T11:20:00Z',
  subject: 'Re: Pressure at the mill',
  text: `${answer}\n\nOn Mon, 1 Mar 2021 at 09:00, Ada Moor <ada@moor.example> wrote:\n> ${ask}\n`,
};

describe('linking by content', () => {
  it('links a reply to the message whose text it quotes', () => {
    expect(outline([question, reply])).toEqual({ reply: 'question' });
  });

  it('needs neither the subject nor the reply mark for that', () => {
    expect(outline([question, { ...reply, subject: 'What I did' }])).toEqual({ reply: 'question' });
  });

  it('takes who wrote the first depth of a quotation for the parent, not who wrote the second', () => {
    const third: Mail = {
      id: 'third',
      from: 'Cy Fell <cy@fell.example>',
      date: '2021-03-01T12:00:00Z',
      subject: 'Re: Pressure at the mill',
      text: `I fetched the key.\n\nOn Mon, 1 Mar 2021 at 11:20, Ben Tarn <ben@tarn.example> wrote:\n> ${answer}\n>\n> On Mon, 1 Mar 2021 at 09:00, Ada Moor <ada@moor.example> wrote:\n>> ${ask}\n`,
    };
    expect(outline([question, reply, third])).toEqual({ reply: 'question', third: 'reply' });
  });

  it('stands a missing message between a reply and what that message answered', () => {
    const third: Mail = {
      id: 'third',
      from: 'Cy Fell <cy@fell.example>',
      date: '2021-03-01T12:00:00Z',
      subject: 'Re: Pressure at the mill',
      text: `I fetched the key.\n\nOn Mon, 1 Mar 2021 at 11:20, Ben Tarn <ben@tarn.example> wrote:\n> ${answer}\n>\n> On Mon, 1 Mar 2021 at 09:00, Ada Moor <ada@moor.example> wrote:\n>> ${ask}\n`,
    };
    expect(outline([question, third])).toEqual({ third: '?', '?': 'question' });
  });

  it('gives siblings that quote the same absent message one parent', () => {
    const quoting = `On Mon, 1 Mar 2021 at 11:20, Ben Tarn <ben@tarn.example> wrote:\n> ${answer}\n`;
    const one: Mail = { ...reply, id: 'one', from: 'Cy Fell <cy@fell.example>', text: `Thanks.\n\n${quoting}` };
    const other: Mail = {
      ...reply,
      id: 'other',
      from: 'Di Beck <di@beck.example>',
      date: '2021-03-01T14:00:00Z',
      text: `Which chapel?\n\n${quoting}`,
    };
    const { posts, links } = chooseParents(readMails([one, other]), { evidence: 'all', minConfidence: 0 });
    expect(posts.filter((post) => post.kind !== 'produced')).toHaveLength(1);
    expect(new Set(links.parents).size).toBe(1);
  });

  it('never lets a quotation overrule what the headers say, but keeps the other candidate', () => {
    const other: Mail = { ...question, id: 'other', text: 'A market will be held on Saturday.', subject: 'Market' };
    const contrary: Mail = { ...reply, inReplyTo: '<other@moor.example>' };
    const linked = weighParents(readMails([question, other, contrary]), { evidence: 'all', minConfidence: 0 });
    const links = explainAll(linked.posts, linked.links, linked.explain);
    expect(links).toHaveLength(1);
    const [link] = links;
    expect(link!.confidence).toBeGreaterThan(0.9);
    expect(link!.evidence.some(({ kind, weight }) => kind !== 'in-reply-to' && weight < 0)).toBe(true);
  });

  it('puts numbered posts under their cover', () => {
    const send = (number: number, title: string): Mail => ({
      id: `2021030109000${number}.77-${number}-ada@moor.example`,
      from: 'Ada Moor <ada@moor.example>',
      date: `2021-03-01T09:00:0${number}Z`,
      subject: `[PATCH ${number}/2] ${title}`,
      text: `Text of ${title} and nothing else ${number}`,
    });
    const series = [send(0, 'mill: better pumps'), send(1, 'weir: new gate'), send(2, 'mill: longer shaft')];
    const ids = series.map((mail) => mail.id);
    expect(outline(series)).toEqual({
      [ids[1]!.split('@')[0]!]: ids[0]!.split('@')[0],
      [ids[2]!.split('@')[0]!]: ids[0]!.split('@')[0],
    });
  });
});

describe('unrelated mail with equal subjects', () => {
  const texts = [
    'The bridge was painted green and the children liked it very much.',
    'Please send the ledger for the third quarter to the office in town.',
    'Our dog found an old boot behind the bakery and will not give it back.',
    'The choir meets on Thursdays now because the hall is let on Wednesdays.',
  ];
  const people = [
    'Ada Moor <ada@moor.example>',
    'Ben Tarn <ben@tarn.example>',
    'Cy Fell <cy@fell.example>',
    'Di Beck <di@beck.example>',
  ];

  it.each([['hello'], ['Re:'], ['(no subject)'], ['Weekly report'], ['test'], ['']])(
    'stays apart under "%s"',
    (subject) => {
      const mails = texts.map(
        (text, index): Mail => ({
          id: `m${index}`,
          from: people[index]!,
          to: `${['Eli', 'Flo', 'Gus', 'Hal'][index]} <${['eli', 'flo', 'gus', 'hal'][index]}@dale.example>`,
          date: `2021-0${2 * index + 1}-10T10:00:00Z`,
          subject,
          text,
        }),
      );
      expect(outline(mails, 0.9)).toEqual({});
    },
  );
});

describe('the choice as a whole', () => {
  it('gives no loops and no second parent, whatever the input', () => {
    const sentence = fc.constantFrom(ask, answer, 'Yes.', 'No.', `> ${ask}`, `> ${answer}\n>> ${ask}`, '');
    const mail = fc.record({
      from: fc.constantFrom('Ada Moor <ada@moor.example>', 'Ben Tarn <ben@tarn.example>', ''),
      date: fc.integer({ min: 0, max: 200 }).map((hours) => new Date(1614589200000 + hours * 3600e3).toISOString()),
      subject: fc.constantFrom('Pressure', 'Re: Pressure', 'hello', ''),
      text: fc.array(sentence, { maxLength: 3 }).map((lines) => lines.join('\n')),
    });
    fc.assert(
      fc.property(fc.array(mail, { maxLength: 8 }), (mails) => {
        const input = readMails(mails.map((one, index) => ({ id: `m${index}`, ...one })));
        const { posts, links } = chooseParents(input, { evidence: 'all', minConfidence: 0 });
        const parents = new Map(readLinks(posts, links).map((link) => [link.child, link.parent]));
        expect(parents.size).toBe(links.children.length);
        for (const post of posts) {
          let at: string | undefined = post.key;
          for (let steps = 0; at !== undefined; steps++) {
            expect(steps).toBeLessThanOrEqual(posts.length);
            at = parents.get(at);
          }
        }
        for (const confidence of links.confidences) expect(confidence > 0 && confidence <= 1).toBe(true);
      }),
      { numRuns: 60 },
    );
  });

  it('tells what each level of evidence adds', () => {
    const steps = compareEvidence(readMails([question, reply]));
    expect(steps.map(({ level, links }) => [level, links])).toEqual([
      ['headers', 0],
      ['provider', 0],
      ['quotes', 1],
      ['all', 1],
    ]);
    expect(steps[2]!.added).toHaveLength(1);
    expect(steps[3]!.threaded).toBe(2);
  });
});

describe('what texts and subjects are compared by', () => {
  it('finds the same runs in a text that was wrapped anew', () => {
    const words = ask.split(' ');
    const wrapped = words.map((word, index) => (index % 5 === 4 ? `${word}\n` : `${word} `)).join('');
    const one = makeShingles(hashWords(ask));
    const other = makeShingles(hashWords(wrapped));
    expect(countShared(one, other) / one.length).toBeGreaterThan(0.9);
  });

  it.each([
    [
      'Re: [PATCH v2 3/7] net: fix it',
      { base: '[patch v2 3/7] net: fix it', series: { label: 'patch', version: 2, number: 3, of: 7 } },
    ],
    ['[PATCH] [v3] net: fix it', { series: { label: 'patch', version: 3, number: 0, of: 0 } }],
    ['[Bug 77] New: it breaks', { series: { label: 'bug 77', version: 1, number: 0, of: 0 } }],
    ['[announce] Market', { base: 'market', series: null }],
    ['New topic (was: Old topic)', { base: 'new topic', was: 'oldtopic' }],
    ['New topic (was Re: [mill-list] Old topic)', { base: 'new topic', was: 'oldtopic' }],
    ['New topic {was "Old topic"}', { base: 'new topic', was: 'oldtopic' }],
    ['Re: New topic {Re: [mill] Old topic}', { base: 'new topic', was: 'oldtopic' }],
    ['New topic  Was: Re: Old topic', { base: 'new topic', was: 'oldtopic' }],
    ['Where the boat was (re:', { was: '' }],
    ['The wash (washed twice)', { base: 'the wash (washed twice)', was: '' }],
  ])('reads the subject %s', (text, expected) => {
    expect(readSubjectFeatures(parseSubject(text))).toMatchObject(expected);
  });

  it.each([
    ['20200904102114.8173-3-ada@moor.example', '20200904102114.8173'],
    ['1387261234-4321-2-git-send-email-ada@moor.example', '1387261234-4321'],
    ['0a1b2c3d.1565338437.git.ada@moor.example', '1565338437.git.ada'],
    ['CAB-1234@mail.moor.example', ''],
  ])('reads the command that sent %s', (id, run) => {
    expect(readSendingRun(id)).toBe(run);
  });
});
