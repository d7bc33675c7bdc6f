import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Message } from '../../src/message/message.js';
import { readMessages } from '../../src/message/read-message.js';
import type { Problem } from '../../src/source/source.js';
import { cutBytes } from '../source-cutting.js';

/** A text that stands nowhere else, so that the message that holds it can be told. */
const token = fc.integer({ min: 1e8, max: 4e9 }).map((n) => `q${n.toString(36)}z`);

const text = fc.oneof(
  token,
  fc.tuple(token, token).map(([a, b]) => `The ${a} was opened, and ${b} closed.`),
  token.map((t) => `${t}@moor.example`),
  token.map((t) => `Ann ${t} <${t}@moor.example>`),
  fc.tuple(token, token).map(([a, b]) => `${a}@moor.example; ${b}@moor.example`),
  token.map((t) => `<p>Peat is <b>${t}</b> &amp; dry.</p>`),
  token.map((t) => `<${t}.1@moor.example>`),
  token.map((t) => `2014-05-06 10:11 ${t}`),
  token.map((t) => `06/05/2014 ${t}`),
  token.map((t) => `["${t}", "b"]`),
  token.map((t) => `{"note": "${t}"}`),
  token.map((t) => `Re: ${t} \u{1F426}\n\t"quoted" \\ and\u00a0more`),
  token.map((t) => `(b)(6) ${t}`),
  token.map((t) => `Received: from a.example\nX-Note: ${t}\n`),
  token.map((t) => `=?utf-8?Q?${t}?=`),
  fc.constantFrom('None', 'N/A', '2014-05-06T10:11:12Z', 'text/html', 'base64', 'a@b.example', '1400000000', ''),
);

const leaf: fc.Arbitrary<unknown> = fc.oneof(
  { weight: 6, arbitrary: text },
  { weight: 1, arbitrary: fc.oneof(fc.integer(), fc.boolean(), fc.constant(null), fc.double({ noNaN: true })) },
);

const KNOWN =
  'id messageId Message-ID internetMessageId inReplyTo references from from_name from_email sender senderName to toRecipients to_email recipients cc cc_email ccNames bcc replyTo date sent time receivedDateTime timestamp timezone subject title text body bodyText content message html bodyPreview snippet headers payload raw attachments files folder threadId conversationId participants parts bodyValues textBody metadata properties _source envelope replies thread parent data value email_text Importance status labels'.split(
    ' ',
  );
const key = fc.oneof(
  { weight: 6, arbitrary: fc.constantFrom(...KNOWN) },
  {
    weight: 2,
    arbitrary: fc.constantFrom(
      'nachricht',
      'notiz',
      'von_wem',
      'corps',
      'cc_list',
      'x',
      'remark',
      'summary',
      'translation',
    ),
  },
  {
    weight: 1,
    arbitrary: fc.constantFrom('__proto__', 'constructor', 'toString', '', '0', 'a.b', ' to ', 'ключ', 'k'.repeat(130)),
  },
  {
    weight: 1,
    arbitrary: fc
      .tuple(fc.constantFrom(...KNOWN), fc.constantFrom('2', '_raw', 'Original', ' (copy)', '_de', 's'))
      .map(([name, more]) => `${name}${more}`),
  },
);

const object = (value: fc.Arbitrary<unknown>): fc.Arbitrary<unknown> =>
  fc.array(fc.tuple(key, value), { maxLength: 5 }).map((members) => ({ object: members }));
const { value } = fc.letrec<{ value: unknown }>((tie) => ({
  value: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    leaf,
    fc.array(tie('value'), { maxLength: 3 }),
    object(tie('value')),
    fc.array(object(leaf), { maxLength: 3 }),
    fc
      .tuple(
        fc.constantFrom('name', 'displayName', 'email', 'address', 'type', 'content', 'contentType', 'filename'),
        leaf,
        leaf,
      )
      .map(([name, one, other]) => ({
        object: [
          [name, one],
          ['value', other],
        ],
      })),
  ),
}));

/** A record as the pairs that are written; the same key may come twice. */
type Pairs = readonly (readonly [string, unknown])[];

const BASE: Pairs = [
  ['from', 'Ada Fenn <ada@moor.example>'],
  ['to', 'Ben Ost <ben@dune.example>'],
  ['date', '2014-05-06T10:11:12Z'],
  ['subject', 'Peat'],
  ['text', 'Dry.'],
];

const record: fc.Arbitrary<Pairs> = fc
  .tuple(
    fc.subarray(BASE as (readonly [string, unknown])[], { minLength: 2 }),
    fc.array(fc.tuple(key, value), { minLength: 1, maxLength: 6 }),
    fc.boolean(),
  )
  .map(([base, more, first]) => (first ? [...more, ...base] : [...base, ...more]));

function write(item: unknown): string {
  if (Array.isArray(item)) return `[${item.map(write).join(', ')}]`;
  if (typeof item === 'object' && item !== null)
    return `{${(item as { object: Pairs }).object.map(([name, inner]) => `${JSON.stringify(name)}: ${write(inner)}`).join(', ')}}`;
  return JSON.stringify(item);
}

/** The tokens of every string value. */
function tokensOf(item: unknown): readonly string[] {
  if (Array.isArray(item)) return item.flatMap(tokensOf);
  if (typeof item === 'object' && item !== null)
    return (item as { object: Pairs }).object.flatMap(([, inner]) => tokensOf(inner));
  return typeof item === 'string' ? (item.match(/q[0-9a-z]{5,7}z/g) ?? []) : [];
}

/** True of a text that is an attachment, of which the message holds the hash. */
const isAttached = (item: string, messages: readonly Message[]): boolean => {
  const hashes = (['base64', 'utf8'] as const).map((form) =>
    createHash('sha256').update(Buffer.from(item, form)).digest('hex'),
  );
  return messages.some(({ attachments }) => attachments.some(({ sha256 }) => hashes.includes(sha256)));
};

/** How many characters the strings hold that hold a token which is in no message. */
function lostCharacters(item: unknown, lost: (text: string) => boolean): number {
  if (Array.isArray(item)) return item.reduce((sum: number, inner) => sum + lostCharacters(inner, lost), 0);
  if (typeof item === 'object' && item !== null)
    return (item as { object: Pairs }).object.reduce((sum, [, inner]) => sum + lostCharacters(inner, lost), 0);
  return typeof item === 'string' && lost(item) ? item.length : 0;
}

async function read(json: string): Promise<{ messages: readonly Message[]; problems: readonly Problem[] }> {
  const cut = cutBytes(Buffer.from(json), [], { source: 'moor.json' });
  const messages: Message[] = [];
  const problems: Problem[] = [...cut.problems];
  const tell = (problem: Problem): void => {
    problems.push(problem);
  };
  const batches = (async function* () {
    yield cut.messages;
  })();
  for await (const batch of readMessages(batches, { bodies: true, onProblem: tell, onNotice: tell }))
    messages.push(...batch);
  return { messages, problems };
}

/** The characters that the notices about fields count. */
const counted = (problems: readonly Problem[]): number =>
  problems
    .filter(({ code }) => /^(?:record-(?:fields|marks)-unread|json-around-messages)$/.test(code))
    .flatMap(({ message }) => [...message.matchAll(/(\d+) (?:characters|bytes)/g)])
    .reduce((sum, [, count]) => sum + Number(count), 0);

describe('what a record holds', () => {
  it('stands in a message, or in the count of a notice', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(record, { minLength: 1, maxLength: 3 }),
        fc.constantFrom('array', 'lines', 'list', 'boxed'),
        fc.tuple(key, leaf, key, leaf),
        async (records, shape, [one, aside, other, beside]) => {
          const texts = records.map((pairs) => write({ object: pairs }));
          const box =
            shape === 'boxed'
              ? ([
                  [one, aside],
                  [other, beside],
                ] as const)
              : [];
          const around = box.map(([name, inner]) => `${JSON.stringify(name)}: ${write(inner)}, `);
          const json =
            shape === 'array'
              ? `[${texts.join(',\n')}]`
              : shape === 'lines'
                ? texts.join('\n')
                : `{${around.join('')}"messages": [${texts.join(',')}], "total": 3}`;
          const { messages, problems } = await read(json);
          if (problems.some(({ code }) => code === 'record-not-a-message')) return;
          const held = JSON.stringify(messages);
          const all = [...records.map((pairs) => ({ object: pairs })), { object: box }];
          const lost = (item: string): boolean =>
            tokensOf(item).some((one) => !held.includes(one)) && !isAttached(item, messages);
          expect(
            counted(problems),
            `${json}\n${problems.map(({ message }) => message).join('\n')}`,
          ).toBeGreaterThanOrEqual(lostCharacters(all, lost));
        },
      ),
      { numRuns: Number(process.env.FUZZ_RUNS ?? 300) },
    );
  });
});
