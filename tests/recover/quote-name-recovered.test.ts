import { describe, expect, it } from 'vitest';
import { threadMessages } from '../../src/run/thread-mail.js';

/** A message of a plans list; `day` of May 2019. */
const mail = (id: string, from: string, day: number, text: string, references: readonly string[] = []) => ({
  messageId: id,
  from: `${from} <${from.toLowerCase()}@moor.example>`,
  date: `Wed, 0${day} May 2019 10:00:00 +0000`,
  subject: references.length ? 'Re: Harbour plan' : 'Harbour plan',
  references,
  inReplyTo: references.at(-1),
  text,
});

const attribution = (day: number, name: string) =>
  `On 0${day} May 2019 at 10:00, ${name} <${name.toLowerCase()}@moor.example> wrote:`;

/** Message-IDs of the recovered messages, by sender. */
async function recoveredIds(messages: readonly unknown[]): Promise<Record<string, string | null>> {
  const { posts } = await threadMessages(messages);
  const found: Record<string, string | null> = {};
  for (const post of posts)
    if (post.kind === 'recovered') found[post.recovered.from?.name ?? '?'] = post.recovered.messageId;
  return found;
}

const ADA = 'The harbour wall must be raised by forty centimetres before winter sets in.';
const BOB = 'Forty will not do, the last flood stood fifty centimetres over the quay.';

describe('the Message-IDs of recovered messages', () => {
  it('takes the id that a reply answers for what it quotes outermost', async () => {
    const reply = mail('c@x', 'Cy', 3, `${attribution(2, 'Bob')}\n> ${BOB}\n\nAgreed.`, ['a@x', 'b@x']);
    expect(await recoveredIds([reply])).toEqual({ Bob: 'b@x' });
  });

  it('takes the id before it in References for what is quoted one level deeper', async () => {
    const reply = mail(
      'c@x',
      'Cy',
      3,
      `${attribution(2, 'Bob')}\n> ${attribution(1, 'Ada')}\n>> ${ADA}\n> ${BOB}\n\nAgreed.`,
      ['a@x', 'b@x'],
    );
    expect(await recoveredIds([reply])).toEqual({ Ada: 'a@x', Bob: 'b@x' });
  });

  it('asks a produced message that is quoted in between what it answers', async () => {
    const between = mail('b@x', 'Bob', 2, BOB, ['a@x']);
    const reply = mail(
      'c@x',
      'Cy',
      3,
      `${attribution(2, 'Bob')}\n> ${attribution(1, 'Ada')}\n>> ${ADA}\n> ${BOB}\n\nAgreed.`,
      ['b@x'],
    );
    expect(await recoveredIds([between, reply])).toEqual({ Ada: 'a@x' });
  });

  it('does not name what is quoted beside a produced message that the reply answers', async () => {
    const answered = mail('b@x', 'Bob', 2, BOB);
    const reply = mail(
      'c@x',
      'Cy',
      3,
      `${attribution(2, 'Bob')}\n> ${BOB}\n\nAgreed.\n\n${attribution(1, 'Ada')}\n> ${ADA}\n\nThat too.`,
      ['b@x'],
    );
    expect(await recoveredIds([answered, reply])).toEqual({ Ada: null });
  });

  it('gives no message the id of a digest', async () => {
    const digest = 'mailman.12.1556841600.6705.plans@moor.example';
    const reply = mail('c@x', 'Cy', 3, `${attribution(2, 'Bob')}\n> ${BOB}\n\nAgreed.`, [digest]);
    expect(await recoveredIds([reply])).toEqual({ Bob: null });
  });
});
