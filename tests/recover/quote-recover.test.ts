import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { locateInBody } from '../../src/message/locate-in-body.js';
import { readMessage } from '../../src/message/read-message.js';
import { splitMessage } from '../../src/quote/split-message.js';
import { type QuotingPost, type Recovery, recoverMessages } from '../../src/recover/recover-messages.js';

const plan =
  'We meet on Tuesday at the old bridge and bring the signed papers with us.\nNobody else must know of it before Friday.';
const answer = 'I will bring the papers, but the bridge is closed on Tuesdays, so let us take the harbour.';

let count = 0;
async function post(key: string, head: string, body: string): Promise<QuotingPost> {
  const text = `${head}\n\n${body}\n`;
  const bytes = new TextEncoder().encode(text);
  const origin = { source: `${key}.eml`, offset: 0, length: bytes.length };
  const message = await readMessage(
    { origin, custodian: null, folder: null, bytes, bytesOffset: 0, fromLine: null, fromQuoting: 'none', record: null },
    { bodies: true, map: {} },
  );
  count++;
  return { key, message, split: splitMessage(message) };
}

const head = (from: string, date: string, subject = 'Plan') =>
  `From: ${from}\nDate: ${date}\nSubject: ${subject}\nMessage-ID: <${count}@example.org>`;
const ann = 'Ann Stone <ann@example.org>';
const bob = 'Bob Reed <bob@example.org>';
const cleo = 'Cleo Marsh <cleo@example.net>';
const quote = (text: string) => text.replace(/^/gm, '> ');

const original = () => post('a', head(ann, 'Fri, 3 Jan 2020 10:05:31 +0100'), plan);
const reply = () =>
  post(
    'b',
    head(bob, 'Fri, 3 Jan 2020 12:00:00 +0100', 'Re: Plan'),
    `${answer}\n\nOn Fri, 3 Jan 2020 at 10:05, Ann Stone <ann@example.org> wrote:\n${quote(plan)}`,
  );
const outlook = () =>
  post(
    'c',
    head(cleo, 'Sat, 4 Jan 2020 09:00:00 -0500', 'FW: Plan'),
    `See below.\n\n-----Original Message-----\nFrom: Ann Stone\nSent: Friday, January 3, 2020 4:05 AM\nTo: Bob Reed\nSubject: Plan\n\n${plan}`,
  );
const summary = ({ recovered }: Recovery) =>
  recovered.map(
    ({ recovered: message }) =>
      `${message.from?.name}|${message.date?.raw ?? ''}|${message.text.split('\n')[0]!.slice(0, 20)}|${message.witnesses.map((witness) => witness.post)}`,
  );

describe('recovering messages', () => {
  it('binds a quotation to the message that it repeats', async () => {
    const { recovered, bindings } = recoverMessages([await original(), await reply()]);
    expect(recovered).toEqual([]);
    expect(bindings).toMatchObject([{ post: 'b', embedded: 0, target: 'a', kind: 'produced' }]);
    expect(bindings[0]!.reasons.map(({ kind }) => kind)).toEqual(['sender', 'date', 'text', 'subject']);
  });

  describe('tells a message from the notice that a firm puts below it on the way out', () => {
    const notice = `${'*'.repeat(60)}\nThis e-mail is the property of Stone Ferries and its affiliates and may contain confidential and privileged material\nfor the sole use of the people it is sent to. Any review, use or distribution by others is strictly prohibited. If you are\nnot one of them please tell the sender, and delete all copies of the message. It is no offer, nor does it accept one,\nand nobody may rely on it as the basis of a contract between the firm and anybody else. Thank you.\n${'*'.repeat(60)}`;
    const short = 'Which boat do you take to the island on Monday?';
    const named = 'Ann Stone\nStone Ferries, harbour office\n12 Quay Road, third floor\nAberly 3801';
    const quoting = (line: string, text: string) =>
      post('b', head(bob, 'Sat, 4 Jan 2020 12:00:00 +0100', 'Re: Boat'), `The early one.\n\n${line}\n${quote(text)}`);

    it.each<[string, string, string, string, readonly string[]]>([
      ['binds it by the hour', short, 'On Fri, 3 Jan 2020 at 09:05, Ann Stone wrote:', short, ['a']],
      ['binds it without a date', short, 'Ann Stone <ann@example.org> wrote:', short, ['a']],
      ['holds apart what was sent at another time', short, 'On Thu, 2 Jan 2020 at 17:31, Ann Stone wrote:', short, []],
      [
        'holds apart what ends alike, with the same name',
        named,
        'Ann Stone <ann@example.org> wrote:',
        `Bring the papers.\n\n${named}`,
        [],
      ],
    ])('%s', async (_, written, line, quoted, targets) => {
      const sent = await post('a', head(ann, 'Fri, 3 Jan 2020 10:05:31 +0100', 'Boat'), written);
      const { bindings } = recoverMessages([sent, await quoting(line, `${quoted}\n\n${notice}`)]);
      expect(bindings.filter(({ kind }) => kind === 'produced').map(({ target }) => target)).toEqual(targets);
    });
  });

  it('states one message where several people quote it, and names them all', async () => {
    const result = recoverMessages([await reply(), await outlook()]);
    expect(summary(result)).toEqual(['Ann Stone|Fri, 3 Jan 2020 at 10:05|We meet on Tuesday a|b,c']);
    const [{ recovered: message, key }] = result.recovered as [(typeof result.recovered)[0]];
    expect(key).toMatch(/^recovered-[0-9a-z]{20}$/);
    expect(message).toMatchObject({
      from: { name: 'Ann Stone', address: 'ann@example.org' },
      subject: 'Plan',
      messageId: null,
      cc: [],
    });
    expect(message.to).toMatchObject([{ name: 'Bob Reed' }]);
    expect(message.text.trim()).toBe(plan);
    expect(result.bindings).toMatchObject([
      { post: 'b', target: key, kind: 'recovered' },
      { post: 'c', target: key, kind: 'recovered' },
    ]);
  });

  describe('takes for two messages what one person wrote of two matters', () => {
    const footer =
      '--------------------------------------------\nEvery rule has an exception but this one, and so on\n\n_____________________\nferry-talk at example.org mailing list\nPlease read the guide before you write to the list!';
    const tide = `Does the tide table count the summer hour?\n\n${footer}`;
    const rope = `Which rope holds in salt water?\n\n${footer}`;
    const quoting = (key: string, from: string, date: string, subject: string, line: string, text: string) =>
      post(key, head(from, date, subject), `I do not know.\n\n${line}\n${quote(text)}`);

    it.each([
      ['where both quotations are undated and of other subjects', 'Ann Stone wrote:', 'Mon, 6 Jan 2020 09:00:00 +0100'],
      ['where the one was quoted before the other was written', 'Ann Stone wrote:', 'Thu, 2 Jan 2020 09:00:00 +0100'],
    ])('%s', async (_, line, date) => {
      const result = recoverMessages([
        await quoting('b', bob, date, 'Re: Tide', line, tide),
        await quoting(
          'c',
          cleo,
          'Tue, 1 Dec 2020 12:00:00 +0100',
          'Re: Rope',
          `On Mon, 30 Nov 2020 at 10:00, ${line}`,
          rope,
        ),
      ]);
      expect(result.recovered.map(({ recovered: message }) => message.witnesses.length)).toEqual([1, 1]);
    });

    it('where a third quotation without date is like both', async () => {
      const dated = (key: string, from: string, day: string) =>
        quoting(
          key,
          from,
          `Sat, ${day} 2020 09:00:00 +0100`,
          'Re: Plan',
          `On ${day} 2020 at 08:00, Ann Stone wrote:`,
          plan,
        );
      const result = recoverMessages([
        await dated('b', bob, '4 Jan'),
        await quoting('c', bob, 'Sat, 12 Dec 2020 09:00:00 +0100', 'Re: Plan', 'Ann Stone wrote:', plan),
        await dated('d', cleo, '5 Dec'),
      ]);
      expect(result.recovered.map(({ recovered: message }) => message.witnesses.length).sort()).toEqual([1, 2]);
    });
  });

  it('shows the bytes of the header and of the text of each witness', async () => {
    const witness = await reply();
    const [{ recovered: message }] = recoverMessages([witness]).recovered as [Recovery['recovered'][0]];
    const bytes = (origin: { offset: number; length: number }) =>
      `${head(bob, '', '')}${witness.message.body!.text}`.length && origin;
    const { headerOrigin, origin } = message.witnesses[0]!;
    const whole = locateInBody(witness.message.body!, { start: 0, end: witness.message.body!.text.length });
    expect(bytes(headerOrigin!).offset).toBe(whole.offset + witness.message.body!.text.indexOf('On Fri'));
    expect(origin.offset).toBeGreaterThanOrEqual(headerOrigin!.offset + headerOrigin!.length);
    expect(origin.offset + origin.length).toBeLessThanOrEqual(whole.offset + whole.length);
  });

  it('recovers every message of a chain', async () => {
    const chain = `Fine.\n\n-----Original Message-----\nFrom: Bob Reed\nSent: Friday, January 3, 2020 12:00 PM\nTo: Ann Stone\nSubject: Re: Plan\n\n${answer}\n\n-----Original Message-----\nFrom: Ann Stone\nSent: Friday, January 3, 2020 10:05 AM\nTo: Bob Reed\nSubject: Plan\n\n${plan}`;
    const result = recoverMessages([await post('d', head(cleo, 'Mon, 6 Jan 2020 09:00:00 +0100', 'Re: Plan'), chain)]);
    expect(summary(result).sort()).toEqual([
      'Ann Stone|Friday, January 3, 2020 10:05 AM|We meet on Tuesday a|d',
      'Bob Reed|Friday, January 3, 2020 12:00 PM|I will bring the pap|d',
    ]);
  });

  it('states nothing of a quotation that nothing attributes', async () => {
    const bare = await post(
      'e',
      head(bob, 'Fri, 3 Jan 2020 12:00:00 +0100', 'Re: Plan'),
      `${quote(plan)}\n\n${answer}`,
    );
    const alone = recoverMessages([bare]);
    expect(alone.recovered).toEqual([]);
    expect(alone.unbound).toMatchObject([{ post: 'e', embedded: 0, reason: 'no-header' }]);
    expect(recoverMessages([bare, await original()]).bindings).toMatchObject([
      { post: 'e', target: 'a', kind: 'produced' },
    ]);
  });

  it('holds the messages of one sender and minute apart by their texts', async () => {
    const patches = [
      'Fix the pump so that it starts when the valve opens',
      'Paint the fence in the colour that the council chose',
    ];
    const posts = await Promise.all(
      patches.map((text, n) =>
        post(
          `p${n}`,
          head(bob, `Fri, 3 Jan 2020 12:0${n}:00 +0100`, `Re: Part ${n}`),
          `Good.\n\nOn Fri, 3 Jan 2020 at 10:05, Ann Stone wrote:\n${quote(`${text}.`)}`,
        ),
      ),
    );
    expect(recoverMessages(posts).recovered).toHaveLength(2);
    const first = await post('q', head(ann, 'Fri, 3 Jan 2020 10:05:01 +0100', 'Part 0'), `${patches[0]}.`);
    expect(summary(recoverMessages([...posts, first]))).toEqual([
      'Ann Stone|Fri, 3 Jan 2020 at 10:05|Paint the fence in t|p1',
    ]);
  });

  describe('joins two quotations of one sender under one subject', () => {
    const first = 'We meet on Tuesday at the old bridge and bring the signed papers with us.';
    const second = 'The harbour master wants to know how many boats there will be, and of what length.';
    const long = `${first} ${second} Nobody else must know of it before Friday, least of all the council.`;
    type Quotation = readonly [zone: string, line: string, text: string];
    const quoting = (key: string, [zone, line, text]: Quotation) =>
      post(key, head(bob, `Sat, 4 Jan 2020 09:00:00 ${zone}`, 'Re: Plan'), `Yes.\n\n${line}\n${quote(text)}`);
    it.each<[string, number, Quotation, Quotation]>([
      [
        'that show one minute by two clocks, whatever they quote of it',
        1,
        ['+0100', 'On 3 Jan 2020 at 10:05, Ann Stone wrote:', first],
        ['-0500', 'On 3 Jan 2020 at 04:05, Ann Stone wrote:', second],
      ],
      [
        'but not where the clocks tell of two moments',
        2,
        ['+0100', 'On 3 Jan 2020 at 10:05, Ann Stone wrote:', first],
        ['+0100', 'On 3 Jan 2020 at 14:05, Ann Stone wrote:', second],
      ],
      [
        'that hold all of one text and show when it came',
        1,
        ['+0100', 'On 3 Jan 2020 at 10:05, Ann Stone wrote:', long],
        ['+0100', 'On 3 Jan 2020 at 10:58, Ann Stone wrote:', long],
      ],
      [
        'but not where one holds more than the other',
        2,
        ['+0100', 'On 3 Jan 2020 at 10:05, Ann Stone wrote:', first],
        ['+0100', 'On 3 Jan 2020 at 10:58, Ann Stone wrote:', long],
      ],
    ])('%s', async (_, messages, one, other) => {
      const posts = await Promise.all([quoting('p', one), quoting('q', other)]);
      expect(recoverMessages(posts).recovered).toHaveLength(messages);
    });
  });

  it.each([
    ['', (text: string) => text],
    [', and all of it is quoted', quote],
  ])('takes the person for the author on whose behalf a list sent it%s', async (_, marked) => {
    const heading =
      'From: plans [mailto:plans-bounces@example.org] On Behalf Of Ann Stone\nSent: Friday, January 3, 2020 10:05 AM\nTo: plans@example.org\nSubject: Plan';
    const listed = await post(
      'f',
      head(bob, 'Fri, 3 Jan 2020 12:00:00 +0100', 'Re: Plan'),
      `${answer}\n\n${marked(`-----Original Message-----\n${heading}\n\n${plan}`)}`,
    );
    expect(summary(recoverMessages([listed]))).toEqual([
      'Ann Stone|Friday, January 3, 2020 10:05 AM|We meet on Tuesday a|f',
    ]);
  });

  it.each([
    ['On 3 Jan 2020 at 10:05, Ann Stone (harbour) wrote:', 'Ann Stone (harbour)'],
    ['On 3 Jan 2020 at 10:05, "Stone, Ann (E-mail)" <ann@example.org> wrote:', 'Stone, Ann'],
    ['On 3 Jan 2020 at 10:05, "Stone, Ann (Legal)" <ann@example.org> wrote:', 'Stone, Ann'],
    ['On 3 Jan 2020 at 10:05, CS20 Stone wrote:', 'CS20 Stone'],
    ['Around 01/03/2020 10:05AM in some time zone, Ann Stone wrote:', 'Ann Stone'],
    ['Alle 10:05, gioved? 3 gennaio 2020, Ann Stone ha scritto:', 'Ann Stone'],
    ['On 3 Jan 2020 at 10:05, =?ISO-8859-1?B?QW5uIFN0b25l?= <ann@example.org> wrote:', 'Ann Stone'],
    ['&gt;On Fri, 3 Jan 2020, at 10:05, Ann Stone wrote:', 'Ann Stone'],
  ])('reads the name as it is written: %s', async (line, name) => {
    const quoting = await post(
      'f',
      head(bob, 'Fri, 3 Jan 2020 12:00:00 +0100', 'Re: Plan'),
      `${line}\n${quote(plan)}\n\n${answer}`,
    );
    expect(recoverMessages([quoting]).recovered.map(({ recovered }) => recovered.from?.name)).toEqual([name]);
  });

  it('takes the author behind a list that stands in brackets', async () => {
    const listed = await post(
      'f',
      head(bob, 'Fri, 3 Jan 2020 12:00:00 +0100', 'Re: Plan'),
      `${answer}\n\n-----Original Message-----\nFrom: plans-bounces@example.org\n[mailto:plans-bounces@example.org]On Behalf Of Ann\nSent: Friday, January 3, 2020 10:05 AM\nTo: plans@example.org\nSubject: Plan\n\n${plan}`,
    );
    expect(summary(recoverMessages([listed]))).toEqual(['Ann|Friday, January 3, 2020 10:05 AM|We meet on Tuesday a|f']);
  });

  it('takes no digest of a list for a message', async () => {
    const quoting = await post(
      'f',
      head(bob, 'Fri, 3 Jan 2020 12:00:00 +0100', 'Re: plans Digest, Vol 3'),
      `On 3 Jan 2020 at 10:05, plans-request@example.org wrote:\n${quote(plan)}\n\n${answer}`,
    );
    const { recovered, unbound } = recoverMessages([quoting]);
    expect(recovered).toEqual([]);
    expect(unbound).toMatchObject([{ post: 'f', reason: 'list-digest' }]);
  });

  it('binds the quotations of a message whose text an archive took out, by a heading and by one another', async () => {
    const notice =
      'An HTML attachment was scrubbed...\nURL: http://lists.example.org/plans/attachments/20200103/attachment.html';
    const scrubbed = await post('a', head(ann, 'Fri, 3 Jan 2020 10:05:31 +0100'), notice);
    const undated = await post(
      'c',
      head(cleo, 'Sat, 4 Jan 2020 09:00:00 -0500', 'Re: Plan'),
      `Ann Stone wrote:\n${quote(plan)}\n\nYes.`,
    );
    const { recovered, bindings } = recoverMessages([scrubbed, await reply(), undated]);
    expect(recovered).toEqual([]);
    expect(bindings.map(({ post, target }) => `${post} ${target}`)).toEqual(['b a', 'c a']);
  });

  it('recovers attached messages, and binds them to what is there', async () => {
    const inner = `${head(ann, 'Fri, 3 Jan 2020 10:05:31 +0100')}\n\n${plan}\n`;
    const carrier = await post(
      'h',
      `${head(cleo, 'Mon, 6 Jan 2020 09:00:00 +0100', 'Fwd: Plan')}\nMIME-Version: 1.0\nContent-Type: multipart/mixed; boundary=x`,
      `--x\nContent-Type: text/plain\n\nSee this.\n--x\nContent-Type: message/rfc822\n\n${inner}\n--x--`,
    );
    const alone = recoverMessages([carrier, await reply()]);
    expect(summary(alone)).toEqual(['Ann Stone|Fri, 3 Jan 2020 10:05:31 +0100|We meet on Tuesday a|b,h']);
    expect(recoverMessages([carrier, await original()])).toMatchObject({
      recovered: [],
      bindings: [{ post: 'h', target: 'a' }],
    });
  });

  it('does not bind to what was sent after the quotation', async () => {
    const later = await post('z', head(ann, 'Fri, 10 Jan 2020 10:05:31 +0100', 'Plan'), plan);
    expect(summary(recoverMessages([await reply(), later]))).toHaveLength(1);
  });

  it('gives the same result in any order of the posts', async () => {
    const posts = await Promise.all([
      original(),
      reply(),
      outlook(),
      post(
        'g',
        head(bob, 'Sun, 5 Jan 2020 10:00:00 +0100'),
        `Well.\n\nOn Sat, 4 Jan 2020 at 20:00, Cleo Marsh wrote:\n${quote(answer)}`,
      ),
    ]);
    const plain = JSON.stringify(recoverMessages(posts));
    fc.assert(
      fc.property(fc.shuffledSubarray(posts, { minLength: posts.length }), (shuffled) => {
        expect(JSON.stringify(recoverMessages(shuffled))).toBe(plain);
      }),
      { numRuns: 20 },
    );
  });
});
