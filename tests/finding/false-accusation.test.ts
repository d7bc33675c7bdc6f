import { describe, expect, it } from 'vitest';
import { compareProductions } from '../../src/report/answer/production-comparison.js';
import { GATEWAYS, longText } from '../gateways.js';
import { letter, type Mail, reconstructCase } from '../mail-case.js';

const ADA = 'Ada Lind <ada.lind@moor.example>';
const BO = 'Bo Roth <b.roth@quay.example>';

/** Six letters between two people, answered in turn. */
const exchange = [1, 2, 3, 4, 5, 6].map((day) =>
  day % 2 ? letter(`n${day}`, ADA, BO, day, `Crane ${day}`) : letter(`n${day}`, BO, ADA, day, `Crane ${day}`),
);
const without = (mails: readonly Mail[], ...places: readonly number[]) => mails.filter((_, n) => !places.includes(n));

describe('whose mail a custodian has', () => {
  it.each(['Roth', 'bo roth', 'roth-b', 'broth', 'b.roth@quay.example', 'Roth, Bo (export)'])(
    'is told by the name: %s',
    async (name) => {
      const { of } = await reconstructCase({ Lind: exchange, [name.replaceAll('/', '')]: without(exchange, 2, 3) });
      expect(of('absent-copy').map(({ summary }) => summary.replace(/^.* of \d{4}-\S+ /, ''))).toEqual([
        `"Crane 3" is absent from the production of ${name}, a recipient (to); Lind produced it.`,
        `"Crane 4" is absent from the production of ${name}, who sent it; Lind produced it.`,
      ]);
    },
  );

  it('stays open where nothing parts the two, and the finding says so', async () => {
    const { of } = await reconstructCase({ 'Box 1': exchange, 'Box 2': without(exchange, 2) });
    const [finding, ...others] = of('absent-copy');
    expect(others).toEqual([]);
    expect(finding!.detail).toMatchObject({ custodian: 'Box 2', role: 'open' });
    expect(finding!.summary).toContain('stays open between Ada Lind and Bo Roth, each of whom sent or got it');
  });

  it('is told by folders of sent mail', async () => {
    const boxed = exchange.map((mail, n) => ({ ...mail, 'X-Folder': n % 2 ? 'Roth\\Sent Items' : 'Roth\\Inbox' }));
    const { of } = await reconstructCase({ 'Box 1': exchange, 'Box 2': without(boxed, 2) });
    const [finding] = of('absent-copy').filter(({ detail }) => (detail as { custodian: string }).custodian === 'Box 2');
    expect(finding!.detail).toMatchObject({ role: 'to' });
  });

  it('is told by Delivered-To', async () => {
    const boxed = exchange.map((mail, n) => (n % 2 ? mail : { 'Delivered-To': 'b.roth@quay.example', ...mail }));
    const { of } = await reconstructCase({ 'Box 1': exchange, 'Box 2': without(boxed, 2) });
    const [finding] = of('absent-copy').filter(({ detail }) => (detail as { custodian: string }).custodian === 'Box 2');
    expect(finding!.detail).toMatchObject({ role: 'to' });
  });

  it('is nobody else whose full name is known, though most of the mail is theirs', async () => {
    const { of } = await reconstructCase({
      'Una Hale': exchange.slice(0, 2).concat(exchange.slice(4)),
      Lind: exchange,
    });
    expect(of('absent-copy')).toEqual([]);
  });

  it('is not that of a namesake, where a mailbox without a name takes part in all of it', async () => {
    const NAMESAKE = 'Bo Roth <bo@mill.example>';
    const own = exchange.map(({ 'Message-ID': _, ...mail }, n) => {
      const [from, to] = n % 2 ? ['x77@fen.example', ADA] : [ADA, 'x77@fen.example'];
      return { ...mail, From: from, To: to, Subject: `Pier ${n}` };
    });
    const between = letter('t', NAMESAKE, 'x77@fen.example', 2, 'Your name');
    const { of } = await reconstructCase({
      Lind: [
        ...exchange.map((mail) => ({ ...mail, From: ADA, To: 'Cy Vale <cy@fen.example>' })),
        letter('u', ADA, NAMESAKE, 3, 'Boat'),
      ],
      'Bo Roth': [...own, between],
    });
    for (const { summary } of of('absent-copy')) expect(summary).not.toMatch(/"Boat".* production of Bo Roth/);
  });

  it.each(['Říha', 'Tomas Riha'])('is told by the name, whatever accents it has: %s', async (name) => {
    const mails = exchange.map((mail) => ({
      ...mail,
      From: mail.From!.replace(BO, 'Tomáš Říha <riha@quay.example>'),
      To: mail.To!.replace(BO, 'Tomáš Říha <riha@quay.example>'),
    }));
    const { of } = await reconstructCase({ Lind: mails, [name]: without(mails, 2) });
    expect(of('absent-copy').map(({ detail }) => [detail.custodian, detail.role])).toEqual([[name, 'to']]);
  });

  it('is not that of who wrote all that another got', async () => {
    const got = exchange.filter((_, n) => n % 2 === 0);
    const { of } = await reconstructCase({ 'Box 1': exchange, 'Box 2': without(got, 1) });
    for (const { summary } of of('absent-copy')) expect(summary).not.toContain('production of Box 2, who sent it');
  });
});

describe('a finding about a custodian', () => {
  it('does not call a recipient whoever answered what was passed on', async () => {
    const asked = letter('a', ADA, 'Cy Vale <cy@fen.example>', 3, 'Wall');
    const answer = letter('b', BO, ADA, 4, 'Re: Wall', { 'In-Reply-To': '<a@moor.example>' });
    const { of } = await reconstructCase({ Lind: [...exchange, asked, answer], Roth: [...exchange, answer] });
    for (const { summary } of of('absent-copy')) expect(summary).not.toMatch(/a recipient \(bcc\)/);
  });

  it('expects from nobody what went to another of the addresses that may be theirs', async () => {
    // Two of one name write to each other, and are taken for one.
    const NAMESAKE = 'Bo Roth <bo@mill.example>';
    const between = letter('t', NAMESAKE, BO, 2, 'Your name');
    const other = letter('u', ADA, NAMESAKE, 3, 'Boat');
    const own = letter('w', ADA, BO, 3, 'Wall');
    const { of } = await reconstructCase({ Lind: [...exchange, other, own], Roth: [...exchange, between] });
    expect(of('absent-copy').map(({ summary }) => /"(.*?)"/.exec(summary)![1])).toEqual(['Wall']);
  });

  it('calls nothing absent of which the production has another version', async () => {
    const mail = letter('v', ADA, BO, 3, 'Wall', { text: longText('the wall') });
    const other = { ...mail, text: longText('the wall').replace('40,000', '90,000') };
    const reconstruction = await reconstructCase({ Lind: [...exchange, mail], Roth: [...exchange, other] });
    expect(reconstruction.of('absent-copy')).toEqual([]);
    expect(reconstruction.of('shared-message-id')).toHaveLength(1);
    const comparison = compareProductions(reconstruction, ['Lind', 'Roth']);
    expect([comparison.onlyFirst, comparison.onlySecond, comparison.both.length, comparison.versions.length]).toEqual([
      [],
      [],
      6,
      2,
    ]);
  });

  it('has one key whether custodians are named or not', async () => {
    const reply = letter('r', BO, ADA, 5, 'Re: Quay', { 'In-Reply-To': '<gone@moor.example>' });
    const named = await reconstructCase({ Lind: [...exchange, reply], Roth: exchange });
    const unnamed = await reconstructCase({ Lind: [...exchange, reply], Roth: exchange }, { custodians: false });
    const keys = ({ findings }: typeof named) =>
      findings.filter(({ kind }) => kind !== 'absent-copy').map(({ kind, key }) => `${kind} ${key}`);
    expect(named.of('missing-message')[0]!.summary).toContain('expected from');
    expect(unnamed.of('missing-message')[0]!.summary).not.toContain('expected from');
    expect(keys(named).sort()).toEqual(keys(unnamed).sort());
  });
});

const PEOPLE = [
  ADA,
  BO,
  'Cy Vale <cy.vale@fen.example>',
  'Dora Weir <dweir@moor.example>',
  'Eli Stone <eli@quay.example>',
] as const;
const NAMES = ['Lind', 'Roth', 'Vale', 'Weir', 'Stone'] as const;
/** A fixed series of numbers that looks like chance. */
const draw = (seed: number) => {
  let state = seed;
  return (below: number) => {
    state = (Math.imul(state, 1103515245) + 12345) & 0x7fffffff;
    return (state >> 8) % below;
  };
};

describe('productions of which gateways touched some copies', () => {
  it.each([2, 3, 4, 5])(
    'of %d custodians: nothing is absent but what was taken out, and that is found',
    async (size) => {
      const next = draw(size);
      // Letters that are lost in two ways leave nothing to tell the two texts by; a text that is all quoted is a quotation.
      const passes = Object.entries(GATEWAYS).flatMap(([name, pass]) => (/letters|quotation/.test(name) ? [] : [pass]));
      const losing = Object.entries(GATEWAYS).flatMap(([name, pass]) => (/letters/.test(name) ? [pass] : []));
      expect(passes.length).toBeGreaterThanOrEqual(14);
      const productions: Mail[][] = NAMES.slice(0, size).map(() => []);
      const removed = new Set<string>();
      const letters = 40;
      for (let n = 0; n < letters; n++) {
        const sender = next(size);
        const recipient = (sender + 1 + next(size - 1)) % size;
        const mail = letter(`m${n}`, PEOPLE[sender]!, PEOPLE[recipient]!, 1 + (n % 28), `Quay ${n}`, {
          text: longText(`quay ${n} and berth ${n + 3}`),
        });
        for (const who of [sender, recipient]) {
          // The first and the last days are whole, so that each production covers the time.
          const isInner = n % 28 > 2 && n % 28 < 25;
          if (isInner && who === recipient && next(8) === 0) removed.add(`${NAMES[who]} Quay ${n}`);
          else if (who === sender && n % 5 === 0) productions[who]!.push(losing[next(losing.length)]!(mail));
          else if (next(2) && n % 5 !== 0) productions[who]!.push(passes[next(passes.length)]!(mail));
          else productions[who]!.push(mail);
        }
      }
      const reconstruction = await reconstructCase(
        Object.fromEntries(productions.map((mails, n) => [NAMES[n]!, mails] as const)),
      );
      const { of } = reconstruction;
      expect(reconstruction.posts.filter(({ kind }) => kind === 'produced')).toHaveLength(letters);
      expect(of('shared-message-id')).toEqual([]);
      expect(of('near-duplicate')).toEqual([]);
      expect(of('missing-message').map(({ summary }) => summary)).toEqual([]);
      const absent = of('absent-copy').map(({ summary, detail }) => {
        const { custodian, role } = detail as { custodian: string; role: string };
        expect(role).toBe('to');
        return `${custodian} Quay ${/Quay (\d+)/.exec(summary)![1]}`;
      });
      for (const one of absent) expect(removed).toContain(one);
      expect(absent.length).toBeGreaterThanOrEqual(Math.floor(0.95 * removed.size));
    },
  );
});

describe('words that are quoted', () => {
  it('of nobody are expected from nobody: a page of the web may hold them', async () => {
    const quoting = letter('q', BO, ADA, 4, 'Dues', {
      text: 'From the page of the council:\n\n> The council decided on Monday to raise the dues by a tenth from the first of\n> July on, for ships of more than two hundred tons.\n\nThat is us.',
    });
    const { of } = await reconstructCase({ 'Ada Lind': [...exchange, quoting], 'Bo Roth': [...exchange, quoting] });
    const [finding, ...others] = of('missing-message');
    expect(others).toEqual([]);
    expect(finding!.summary).toMatch(
      /; perhaps had by Ada Lind, Bo Roth, who quotes it\.$|; perhaps had by Bo Roth, who quotes it\.$/,
    );
    expect(finding!.detail).toMatchObject({ expectedHolders: [], whyNoHolder: 'perhaps-had' });
  });

  it('of a text that went to several, each in a mail of its own, name nobody who was left out', async () => {
    const CY = 'Cy Vale <cy@fen.example>';
    const text = `Dear customer,\n\n${longText('your order')}`;
    const sent = letter('t1', ADA, BO, 4, 'Your order', { text });
    const answer = (heading: string) =>
      letter('t2', CY, ADA, 6, 'Re: Your order', { text: `Thanks.\n\n${heading}\n${text.replace(/^/gm, '> ')}` });
    const told = async (heading: string) =>
      (await reconstructCase({ 'Ada Lind': [...exchange, sent, answer(heading)] }))
        .of('participant-change')
        .map(({ summary }) => summary);
    expect(await told('On 5 May 2019 at 10:00, Ada Lind <ada.lind@moor.example> wrote:')).toEqual([]);
    expect(await told('On 4 May 2019 at 10:00, Ada Lind <ada.lind@moor.example> wrote:')).toEqual([
      expect.stringMatching(/comes from somebody who is named in no field of what it answers and leaves out Bo Roth/),
    ]);
  });
});

describe('mail of which no copy is to be expected', () => {
  const CY = 'Cy Vale <cy@fen.example>';
  const wall = (from: string, to: string, more: Mail = {}) => letter('x', from, to, 4, 'Wall', more);
  const absent = async (mail: Mail, others: readonly Mail[] = []) => {
    const { of } = await reconstructCase({ 'Ada Lind': [...exchange, mail], 'Bo Roth': [...exchange, ...others] });
    return of('absent-copy').map(({ detail }) => `${detail.custodian} ${detail.role}`);
  };
  const receipt =
    '--b\nContent-Type: text/plain\n\nRead.\n--b\nContent-Type: message/disposition-notification\n\nFinal-Recipient: rfc822; b.roth@quay.example\nDisposition: manual-action/MDN-sent-manually; displayed\n\n--b--';
  const report = (type: string, text: string) => ({
    'Content-Type': `multipart/report; report-type=${type}; boundary=b`,
    text,
  });
  const meeting = (method: string) => ({
    'Content-Type': `text/calendar; method=${method}; charset=utf-8`,
    text: `BEGIN:VCALENDAR\nMETHOD:${method}\nBEGIN:VEVENT\nUID:e1\nDTSTART:20190506T120000Z\nSUMMARY:Wall\nEND:VEVENT\nEND:VCALENDAR`,
  });
  const attached = (mail: Mail) =>
    letter('f', BO, BO, 5, 'Fwd: Wall', {
      'Content-Type': 'multipart/mixed; boundary=b',
      text: `--b\nContent-Type: text/plain\n\nFiled.\n--b\nContent-Type: message/rfc822\n\nFrom: ${mail.From}\nTo: ${mail.To}\nDate: ${mail.Date}\nSubject: Wall\n${mail['Message-ID'] ? `Message-ID: ${mail['Message-ID']}\n` : ''}\n${mail.text}\n--b--`,
    });

  it.each<readonly [string, Mail]>([
    ['a note of absence, by its field', wall(BO, ADA, { 'Auto-Submitted': 'auto-replied' })],
    ['a note of absence, by its subject', wall(BO, ADA, { Subject: 'Automatic reply: Wall' })],
    ['a German note of absence', wall(BO, ADA, { Subject: 'Abwesenheitsnotiz: Wall' })],
    ['a French note of absence', wall(BO, ADA, { Subject: 'Réponse automatique : Wall' })],
    [
      'a receipt of which the text alone is left',
      wall(BO, ADA, {
        Subject: 'Read: Wall',
        text: 'Your message\n\n  To: Bo Roth\n  Subject: Wall\n\nwas read on 4 May 2019.',
      }),
    ],
    [
      'what a program of the house sends in a name',
      wall('"Bo Roth (Tickets)" <tickets@quay.example>', ADA, { 'Message-ID': '<t1@quay.example>' }),
    ],
    ['an invitation', wall(ADA, BO, meeting('REQUEST'))],
    ['the answer to an invitation', wall(BO, ADA, { ...meeting('REPLY'), Subject: 'Accepted: Wall' })],
    ['a receipt', wall(BO, ADA, report('disposition-notification', receipt))],
    ['mail to who has the address now', wall(ADA, 'Britta Roth <b.roth@quay.example>')],
    ['mail to an address that is misspelled', wall(ADA, 'Bo Roth <b.rot@quay.example>')],
    ['mail under a new name to a new address', wall(ADA, 'Bo Holm <b.holm@quay.example>')],
  ])('accuses nobody: %s', async (_, mail) => {
    expect(await absent(mail)).toEqual([]);
  });

  it.each<readonly [string, string]>([
    ['a new family name', 'Bo Holm <b.roth@quay.example>'],
    ['a middle name', 'Roth, Bo Erik <b.roth@quay.example>'],
    ['an initial', 'B. Roth <b.roth@quay.example>'],
    ['other letters', 'Бо Рот <b.roth@quay.example>'],
  ])('is expected under %s', async (_, to) => {
    expect(await absent(wall(ADA, to))).toEqual(['Bo Roth to']);
  });

  it('is held by another mailbox of the same person, dated otherwise', async () => {
    const mail = wall(ADA, BO);
    const { of } = await reconstructCase({
      'Ada Lind': [...exchange, mail],
      'Bo Roth': exchange,
      'Bo Roth archive': [...exchange, { ...mail, Date: '4 May 2019 11:00:00 +0000' }],
    });
    expect(of('absent-copy').map(({ detail }) => detail.custodian)).not.toContain('Bo Roth');
  });

  it('was recalled by its sender, which the finding says', async () => {
    const recall = letter('y', ADA, BO, 5, 'Recall: Wall', {
      text: 'Ada Lind would like to recall the message, "Wall".',
    });
    const { of } = await reconstructCase({
      'Ada Lind': [...exchange, wall(ADA, BO), recall],
      'Bo Roth': [...exchange, recall],
    });
    expect(of('absent-copy').map(({ severity, summary }) => [severity, summary])).toEqual([
      ['info', expect.stringContaining('a recipient (to), and its sender recalled it; Ada Lind produced it.')],
    ]);
  });

  it.each([longText('the wall'), 'Yes, please.'])(
    'is there under a date a few minutes later, without any id: %s',
    async (text) => {
      const { 'Message-ID': _, ...bare } = wall(ADA, BO, { text });
      const { of } = await reconstructCase({
        'Ada Lind': [...exchange, bare],
        'Bo Roth': [...exchange, { ...bare, Date: '4 May 2019 10:04:37 +0000' }],
      });
      expect(of('absent-copy')).toEqual([]);
    },
  );

  it('is of the years before a date filter, though a greeting of long ago was handed over', async () => {
    const greeting = letter('z', 'Post <post@quay.example>', BO, 1, 'Welcome', { Date: '1 May 2009 10:00:00 +0000' });
    const { of } = await reconstructCase({ 'Ada Lind': exchange, 'Bo Roth': [greeting, ...exchange.slice(3)] });
    expect(of('absent-copy')).toEqual([]);
  });

  it('may have been handed over once for both, where no message lies with two who should have it', async () => {
    const { of } = await reconstructCase({
      'Ada Lind': exchange.filter((_, n) => n % 3 > 0),
      'Bo Roth': [
        letter('z', CY, BO, 1, 'Wall'),
        ...exchange.filter((_, n) => n % 3 === 0),
        letter('w', CY, BO, 7, 'Wall'),
      ],
    });
    const told = of('absent-copy');
    expect(told.length).toBeGreaterThan(3);
    for (const { severity, summary } of told) {
      expect(severity).toBe('info');
      expect(summary).toContain('each may have been handed over once');
    }
  });

  it('was handed over as a file that hangs on another mail', async () => {
    const mail = wall(ADA, BO);
    expect(await absent(mail, [attached(mail)])).not.toContain('Bo Roth to');
    const { 'Message-ID': _, ...bare } = mail;
    expect(await absent(mail, [attached(bare)])).not.toContain('Bo Roth to');
    expect(await absent(mail, [attached(wall(CY, BO, { 'Message-ID': '<other@fen.example>' }))])).toContain(
      'Bo Roth to',
    );
  });
});
