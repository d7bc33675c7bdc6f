import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { undoRewritings } from '../../src/dedupe/gateway/gateway-rewritings.js';
import { unwrapLink } from '../../src/dedupe/gateway/rewritten-link.js';
import { isSameSender, isSameTaggedSubject } from '../../src/dedupe/same-header.js';
import { doOverlap, findHeld } from '../../src/dedupe/text-skeleton.js';
import { GATEWAYS, longText } from '../gateways.js';
import { type Mail, reconstructCase } from '../mail-case.js';
import { makeMessage } from '../message-fixture.js';

const mail = (more: Mail = {}): Mail => ({
  From: 'Ada Lind <ada@moor.example>',
  To: 'Bo Roth <bo@quay.example>',
  Date: 'Wed, 08 May 2019 10:00:00 +0000',
  Subject: 'Wall',
  'Message-ID': '<a@moor.example>',
  text: longText('the wall'),
  ...more,
});

const both = (lind: Mail, roth: Mail) => reconstructCase({ Lind: [lind], Roth: [roth] });

describe('a copy that something on the way changed', () => {
  it.each(Object.entries(GATEWAYS))(
    'is one post with the other, and a finding says in what: %s',
    async (_name, pass) => {
      const { posts, threads, of, findings } = await both(mail(), pass(mail()));
      expect(threads).toHaveLength(1);
      expect(posts).toHaveLength(1);
      expect(findings.map(({ kind }) => kind).filter((kind) => /absent|missing|shared|near/.test(kind))).toEqual([]);
      expect(
        of('copies-differ').length + Number(JSON.stringify(pass(mail()).text) !== JSON.stringify(mail().text)),
      ).toBeGreaterThan(0);
    },
  );

  it.each(['a warning above the text', 'an English disclaimer', 'a tag for mail from outside', "Mailman's footer"])(
    'is one post where an export left the ids out: %s',
    async (name) => {
      const { 'Message-ID': _, ...bare } = mail();
      const passed = GATEWAYS[name]!(bare);
      const { posts, findings } = await both(bare, { ...passed, Subject: `[EXTERNAL] ${bare.Subject}` });
      expect(posts.map(({ kind }) => kind)).toEqual(['produced']);
      expect(findings.map(({ kind }) => kind).filter((kind) => /absent|missing|near/.test(kind))).toEqual([]);
      const later = { ...bare, Date: 'Wed, 08 May 2019 10:00:20 +0000' };
      expect((await both(later, passed)).posts).toHaveLength(1);
      expect((await both(later, { ...passed, Date: 'Wed, 08 May 2019 10:00:30 +0000' })).posts).toHaveLength(2);
      for (const other of [
        { ...passed, Date: 'Wed, 08 May 2019 10:01:00 +0000' },
        { ...passed, To: 'Cy Vale <cy@fen.example>' },
        { ...passed, Subject: 'Quay' },
        { ...passed, text: longText('the quay') },
        { ...passed, From: 'Cy Vale <cy@fen.example>' },
      ])
        expect((await both(bare, other)).posts.filter(({ kind }) => kind === 'produced')).toHaveLength(2);
    },
  );

  it('is one post where both sides were changed', async () => {
    const names = Object.keys(GATEWAYS);
    for (const [first, second] of [
      ['a warning above the text', 'an English disclaimer'],
      ["Mailman's footer", 'a tag for mail from outside'],
      ['Safe Links', 'URL Defense of version 2'],
      ['a German warning', "Google Groups' footer"],
      ['a French disclaimer', 'a Spanish disclaimer'],
    ] as const) {
      expect(names).toEqual(expect.arrayContaining([first, second]));
      const { posts } = await both(GATEWAYS[first]!(mail()), GATEWAYS[second]!(mail()));
      expect(
        posts.map(({ kind }) => kind),
        `${first}, ${second}`,
      ).toEqual(['produced']);
    }
  });

  it.each<readonly [pass: string, what: string, severity: string]>([
    ['a warning above the text', "body (a gateway's warning)", 'notice'],
    ['an English disclaimer', 'body (a disclaimer)', 'notice'],
    ["Mailman's footer", "body (a list's footer)", 'notice'],
    ['Safe Links', 'body (rewritten links)', 'notice'],
    ['a cut to a snippet', 'body (a cut)', 'notice'],
    ['capitals alone', "body (the letters' case)", 'notice'],
    ['a tag of a list', 'subject', 'notice'],
    ['a sender by way of a list', 'From', 'notice'],
  ])('is told by name: %s', async (pass, what, severity) => {
    const [finding] = (await both(mail(), GATEWAYS[pass]!(mail()))).of('copies-differ');
    expect(finding!.summary).toContain(`differ in ${what}.`);
    expect(finding!.severity).toBe(severity);
  });

  it("stands behind the sender's own text and name", async () => {
    for (const pass of [
      'a warning above the text',
      'a sender by way of a list',
      'a cut to a snippet',
      'a tag of a list',
    ]) {
      const { posts } = await both(GATEWAYS[pass]!(mail()), mail());
      const [post] = posts;
      if (post?.kind !== 'produced') throw new Error('not produced');
      expect([post.message.from?.address, post.message.subject.text, post.message.body?.text.trim()]).toEqual([
        'ada@moor.example',
        'Wall',
        longText('the wall'),
      ]);
    }
  });

  it('with words that nothing explains is one post and a warning that shows them', async () => {
    const [finding] = (await both(mail(), mail({ text: `${longText('the wall')}\nPay Cy as well.` }))).of(
      'copies-differ',
    );
    expect([finding!.severity, finding!.summary]).toEqual([
      'warning',
      'The 2 copies of Ada Lind to Bo Roth of 2019-05-08 "Wall" differ in body (more text: "Pay Cy as well.").',
    ]);
  });
});

describe('the words that one copy of two has more', () => {
  const text = longText('the wall');
  it.each<readonly [rule: string, lind: string, roth: string, told: string]>([
    [
      'are shown of both where each has some',
      `Pay Cy first.\n${text}`,
      `${text}\nPay Bo as well.`,
      'more text: "Pay Bo as well."; more text: "Pay Cy first."',
    ],
    ['are shown where they stand in the middle of none', `Pay Cy first.\n${text}`, text, 'more text: "Pay Cy first."'],
    [
      'are shown to eighty signs',
      `${'Pay Cy first of all. '.repeat(5)}\n${text}`,
      text,
      'more text: "Pay Cy first of all. Pay Cy first of all. Pay Cy first of all. Pay Cy first of ..."',
    ],
    ['are a cut inside a line', `${text}\nPay Bo as w`, `${text}\nPay Bo as well.`, 'a cut'],
    ['are a cut behind dots', `${text}...`, `${text}\nPay Bo as well.`, 'a cut'],
    ['are more text from a line on', text, `${text}\nPay Bo as well.`, 'more text: "Pay Bo as well."'],
  ])('%s', async (_rule, lind, roth, told) => {
    const [finding] = (await both(mail({ text: lind }), mail({ text: roth }))).of('copies-differ');
    expect(finding!.summary).toContain(` differ in body (${told}).`);
    expect(finding!.severity).toBe(told === 'a cut' ? 'notice' : 'warning');
  });
});

describe('a copy that an export or a program changed otherwise', () => {
  const pgp = '-----BEGIN PGP MESSAGE-----\n\nhQEMA9zHbF5nOxcvAQf/Ya1b\n=ab12\n-----END PGP MESSAGE-----';
  const typed = 'Mind the “wall” – it is ours … © Moor, Quay™.';
  const plain = 'Mind the "wall" -- it is ours ... (c) Moor, Quay(TM).';
  const linked =
    'Ring +46 8 555 01 or see www.moor.example and https://docs.moor.example/12 before Friday, all of you.';
  it.each<readonly [what: string, lind: Mail, roth: Mail, told: RegExp]>([
    ['dated by when it came', {}, { Date: 'Wed, 08 May 2019 10:04:37 +0000' }, /differ in date\.$/],
    ['encrypted with PGP', {}, { text: pgp }, /differ in body \(the second is encrypted\)\.$/],
    [
      'encrypted with S/MIME',
      {},
      { 'Content-Type': 'application/pkcs7-mime; smime-type=enveloped-data; name=smime.p7m', text: 'MIAG' },
      /differ in body \(the \w+ is encrypted\)\.$/,
    ],
    [
      'under the new domain of the house',
      {},
      { From: 'Ada Lind <ada@fen.example>', To: 'Bo Roth <bo@fen.example>' },
      /differ in From, To\.$/,
    ],
    ['with signs that were set while it was typed', { text: plain }, { text: typed }, /differ in body \(signs\)\.$/],
    [
      'with links behind what they lead to',
      { text: linked },
      {
        text: linked
          .replace('+46 8 555 01', '$&<tel:+46855501>')
          .replace('www.moor.example', '$&<http://www.moor.example/>')
          .replace('https://docs.moor.example/12', '$&<https://docs.moor.example/12>')
          .replace('Friday', '$& <image001.png>'),
      },
      /differ in body \(the marks of a conversion\)\.$/,
    ],
  ])('is one post with the other: %s', async (_what, lind, roth, told) => {
    const { posts, of, findings } = await both(mail(lind), mail(roth));
    expect(posts.map((post) => post.kind === 'produced' && post.message.body!.text)).toEqual([
      expect.not.stringMatching(/^$|BEGIN PGP/),
    ]);
    expect(of('copies-differ').map(({ severity, summary }) => [severity, summary])).toEqual([
      ['notice', expect.stringMatching(told)],
    ]);
    expect(findings.map(({ kind }) => kind).filter((kind) => /absent|missing|shared|near/.test(kind))).toEqual([]);
  });

  it('is warned of where it has a link that leads elsewhere', async () => {
    const { of } = await both(
      mail({ text: linked }),
      mail({ text: linked.replace('www.moor.example', '$&<http://www.quay.example/>') }),
    );
    expect(of('copies-differ').map(({ severity, summary }) => [severity, summary])).toEqual([
      ['warning', expect.stringMatching(/differ in body \(a link: "quay\.example"\)\.$/)],
    ]);
  });

  it('is a second sending where one custodian has both, or an hour lies between', async () => {
    const later = mail({ Date: 'Wed, 08 May 2019 10:04:37 +0000' });
    expect((await reconstructCase({ Lind: [mail()], Roth: [mail(), later] })).posts).toHaveLength(2);
    expect((await both(mail(), mail({ Date: 'Wed, 08 May 2019 11:00:00 +0000' }))).posts).toHaveLength(2);
  });
});

describe('messages under one Message-ID', () => {
  it.each<readonly [what: string, other: Mail]>([
    ['another amount', mail({ text: longText('the wall').replace('40,000', '14,000') })],
    ['a word put in', mail({ text: longText('the wall').replace('is repaired', 'is not repaired') })],
    ['another text', mail({ text: 'Come to the Lantern Room at noon.' })],
    ['another link', mail({ text: longText('the wall').replace('docs.moor', 'docs.quay') })],
    ['words before the same words', mail({ text: longText('the wall').replace('Dear all', 'Not so, dear all') })],
    ['another sender', GATEWAYS['an English disclaimer']!(mail({ From: 'Cy Vale <cy@fen.example>' }))],
    ['a list that writes itself', mail({ From: 'Board <board@lists.moor.example>' })],
    ['another minute', GATEWAYS['an English disclaimer']!(mail({ Date: 'Wed, 08 May 2019 10:07:00 +0000' }))],
  ])('stay two: %s', async (_what, other) => {
    const { posts } = await both(mail(), other);
    expect(posts.filter(({ kind }) => kind === 'produced')).toHaveLength(2);
  });

  it.each<readonly [what: string, lind: string, roth: string, posts: number]>([
    [
      'somebody got both',
      'Bo Roth <bo@quay.example>, Cy Vale <cy@fen.example>',
      'Bo Roth <bo@quay.example>, Crew <crew@moor.example>',
      1,
    ],
    ['nobody got both', 'Bo Roth <bo@quay.example>', 'Cy Vale <cy@fen.example>', 2],
    ['one tells nobody', '', 'Cy Vale <cy@fen.example>', 1],
  ])('are one without an id in one of them where %s', async (_, lind, roth, count) => {
    const NOTICE = 'CAUTION: This email originated from outside the organization.\n\n';
    const text = 'The crane is repaired on Monday, and the pier is shut until the evening of the day.';
    const { 'Message-ID': _id, ...other } = mail({ To: roth, text: `${NOTICE}${text}` });
    expect((await both(mail({ To: lind, text }), other)).posts).toHaveLength(count);
  });

  it('stay two where they share no more than their beginning, whatever snippet fits both', async () => {
    const one = mail({ text: 'The price of the wall is as agreed forty crowns.' });
    const other = mail({ text: 'The price of the wall is as agreed ninety crowns.' });
    const cut = mail({ text: 'The price of the wall is as agreed' });
    const { posts } = await reconstructCase({ Lind: [one, cut], Roth: [other] });
    expect(posts).toHaveLength(2);
  });
});

describe('the footer of a list', () => {
  const FOOTER = '_______________________________________________\nmoor-talk mailing list\nmoor-talk@lists.example';
  it.each([
    ['is cut', `The crane is here.\n${FOOTER}`, 'The crane is here.'],
    [
      'takes nothing of what stands below it along',
      `The crane is here.\n${FOOTER}\n\nThe pier is shut.`,
      'The crane is here.\n\nThe pier is shut.',
    ],
    [
      'is none where what stands below a rule speaks of no list',
      'The crane is here.\n_____\nThe pier is shut.',
      'The crane is here.\n_____\nThe pier is shut.',
    ],
  ])('%s', (_, text, left) => expect(undoRewritings(text).trim()).toBe(left));
});

describe('a rewritten link', () => {
  it.each([
    ['https://secure-web.cisco.com/1AbC/https%3A%2F%2Fquay.example%2F12', 'https://quay.example/12'],
    ['https://protect2.fireeye.com/v1/url?k=1&q=1&e=2&u=https%3A%2F%2Fquay.example%2F12', 'https://quay.example/12'],
    ['https://www.google.com/url?q=https://quay.example/12&sa=D', 'https://quay.example/12'],
    [
      'https://eu.protection.sophos.com/?d=quay.example&u=aHR0cHM6Ly9xdWF5LmV4YW1wbGUvMTI=&i=1',
      'https://quay.example/12',
    ],
    ['https://urldefense.com/v3/__http://quay.example__;!!A', 'http://quay.example'],
    ['https://protect-us.mimecast.com/s/x?domain=quay.example', 'opaque:quay.example'],
    ['https://quay.example/page?url=12', 'https://quay.example/page?url=12'],
  ])('leads where it led: %s', (link, target) => {
    expect(unwrapLink(link)).toBe(target);
  });
});

describe('a tagged subject', () => {
  it.each([
    ['Wall', '[EXT] Wall', true],
    ['Re: Wall', 'RE: [EXTERNAL] Wall', true],
    ['Wall', '{Spam?} Wall', true],
    ['Wall', 'EXT: Wall', true],
    ['Wall', 'Wall [EXTERNAL]', true],
    ['[PATCH 1/2] Wall', '[PATCH 2/2] Wall', false],
    ['Wall', 'Wall and quay', false],
  ])('%s | %s', (one, other, same) => {
    expect(isSameTaggedSubject(one, other)).toBe(same);
  });
});

describe('a warning in the line of the text', () => {
  /** Longer than any warning. */
  const OWN = 'We meet at noon. '.repeat(45).trim();
  it.each<[rule: string, text: string, own: string]>([
    [
      'is cut with what it goes on to say',
      `CAUTION: This email originated from outside. Do not click links of an unknown sender. ${OWN}`,
      OWN,
    ],
    ['is cut alone', `EXTERNAL EMAIL. ${OWN} Bring the message.`, `${OWN} Bring the message.`],
    [
      'is none where a sentence speaks of mail',
      `The mail of the external auditor came. ${OWN}`,
      `The mail of the external auditor came. ${OWN}`,
    ],
    [
      'is none where a sentence behind the text speaks of it',
      `We meet. Do not click links of an unknown sender. ${OWN}`,
      `We meet. Do not click links of an unknown sender. ${OWN}`,
    ],
  ])('%s', (_rule, text, own) => {
    expect(undoRewritings(text).trim()).toBe(own);
  });
});

describe('where one text stands in another', () => {
  const letters = (minLength: number, maxLength: number) =>
    fc.string({ unit: fc.constantFrom('a', 'b'), minLength, maxLength });
  const TELLING = 24;

  it('is told as looking at every place tells: whole, at its start, or where a line begins if it is long enough', () => {
    fc.assert(
      fc.property(
        letters(0, 30),
        letters(20, 30),
        letters(0, 30),
        fc.boolean(),
        fc.array(fc.nat(60), { maxLength: 8 }),
        (before, part, after, isLine, others) => {
          const whole = `${before}${part}${after}`;
          const lineStarts = new Set([0, whole.length, ...others, ...(isLine ? [before.length] : [])]);
          const places = [...whole].map((_, at) => at).filter((at) => lineStarts.has(at) && whole.startsWith(part, at));
          const inside = places[0] === undefined || part.length < TELLING ? null : places[0];
          const expected =
            part === whole
              ? 'equal'
              : whole.startsWith(part)
                ? 'start'
                : inside === null
                  ? null
                  : inside + part.length === whole.length
                    ? 'end'
                    : 'middle';
          const shorter = { letters: part, lineStarts: new Set([0]) };
          expect(findHeld(shorter, { letters: whole, lineStarts })).toBe(expected);
          if (part !== whole) expect(findHeld({ letters: whole, lineStarts }, shorter)).toBe(null);
        },
      ),
    );
  });

  it('overlaps where most of both is the same, and a line begins at both ends of it', () => {
    const endsWith = (one: string, other: string) => {
      let shared = Math.min(one.length, other.length);
      while (!one.endsWith(other.slice(0, shared))) shared--;
      return shared;
    };
    fc.assert(
      fc.property(
        letters(0, 20),
        letters(20, 40),
        letters(0, 20),
        fc.boolean(),
        fc.boolean(),
        (start, shared, end, begins, ends) => {
          const one = { letters: start + shared, lineStarts: new Set([0, ...(begins ? [start.length] : [])]) };
          const other = { letters: shared + end, lineStarts: new Set([0, ...(ends ? [shared.length] : [])]) };
          const least = Math.max(TELLING, 0.6 * Math.max(one.letters.length, other.letters.length));
          const expected = [[one, other] as const, [other, one] as const].some(([first, second]) => {
            const common = endsWith(first.letters, second.letters);
            const at = first.letters.length - common;
            return common >= least && first.lineStarts.has(at) && second.lineStarts.has(common);
          });
          expect(doOverlap(one, other)).toBe(expected);
          expect(doOverlap(other, one)).toBe(expected);
        },
      ),
    );
  });
});

describe('the sender of two copies', () => {
  const from = (name: string, address: string, replyTo: string | null = null) => ({
    ...makeMessage({}),
    from: { name, address },
    replyTo: replyTo === null ? [] : [{ name: '', address: replyTo }],
  });
  const ada = from('Ada Lind', 'ada@moor.example');
  const board = (name: string, replyTo: string | null = null) => from(name, 'board@lists.example', replyTo);

  it.each<[rule: string, one: typeof ada, other: typeof ada, isSame: boolean]>([
    ['one address', ada, from('A. Lind', 'Ada@Moor.example'), true],
    ['one name without an address', from('Ada Lind', ''), from('ADA LIND', ''), true],
    ['one name at two addresses', ada, from('Ada Lind', 'ada@quay.example'), false],
    ['a list that left the name', ada, board('Ada Lind via Board'), true],
    ['a list that left the name in brackets', ada, board("'Ada Lind' (via Board)"), true],
    ['a list that left another name', ada, board('Bo Roth via Board'), false],
    ['a list that left the first part of the address', from('', 'ada@moor.example'), board('ada via Board'), true],
    ['a list that left another one', from('', 'ada@moor.example'), board('bo via Board'), false],
    ['a list that answers go past, to the sender', ada, board('Somebody via Board', 'ADA@moor.example'), true],
    ['a list that answers go past, to another one', ada, board('Somebody via Board', 'bo@moor.example'), false],
    ['an address that was put into that of the list', ada, from('', 'ada=moor.example@lists.example'), true],
    ['another address that was put into it', ada, from('', 'bo=moor.example@lists.example'), false],
    ['a name that nobody sent for', ada, board('Ada Lind'), false],
  ])('%s', (_rule, one, other, isSame) => {
    expect(isSameSender(one, other)).toBe(isSame);
    expect(isSameSender(other, one)).toBe(isSame);
  });

  it('is unknown in both, or in neither', () => {
    expect(isSameSender(makeMessage({}), makeMessage({}))).toBe(true);
    expect(isSameSender(makeMessage({}), ada)).toBe(false);
    expect(isSameSender(ada, makeMessage({}))).toBe(false);
  });
});
