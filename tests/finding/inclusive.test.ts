import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { InclusiveClass, InclusiveDetail } from '../../src/finding/inclusive.js';
import { type Mail, reconstructCase } from '../mail-case.js';

/** What a test says of a message: who answers whom with how much of it, and which files go along. */
interface Plan {
  readonly author: number;
  /** Index of the message answered; null for one that begins something. */
  readonly answers: number | null;
  readonly quotes: 'all' | 'own' | 'part' | 'none';
  readonly files: readonly number[];
}

const PEOPLE = ['Ada Lind <ada@moor.example>', 'Bo Roth <bo@quay.example>', 'Cy Vale <cy@moor.example>'];
const WORDS = 'wall tide pier crane buoy lamp rope mast keel hull gate lock silt dune reef cove'.split(' ');

/** Three sentences that nobody else writes. */
function sentencesOf(index: number): readonly string[] {
  return [0, 1, 2].map((n) => {
    const words = [0, 1, 2, 3, 4].map((k) => `${WORDS[(index * 7 + n * 5 + k * 3) % WORDS.length]}${index}${n}${k}`);
    return `The ${words.join(' and the ')} of berth ${index} ${n}.`;
  });
}

const hour = (index: number) => new Date(Date.UTC(2019, 4, 6, 8 + index));
const dateOf = (index: number) => hour(index).toUTCString().replace('GMT', '+0000');

const quote = (text: string) => text.replace(/^(.*)$/gm, (line) => (line.startsWith('>') ? `>${line}` : `> ${line}`));

/** The bodies of planned messages: what each author wrote above what is quoted. */
function bodiesOf(plans: readonly Plan[]): readonly string[] {
  const bodies: string[] = [];
  for (const [index, { answers, quotes }] of plans.entries()) {
    const own = sentencesOf(index).join('\n');
    if (answers === null || quotes === 'none') {
      bodies.push(own);
      continue;
    }
    const name = PEOPLE[plans[answers]!.author]!;
    const written = hour(answers).toISOString().slice(0, 16).replace('T', ' ');
    const text = {
      all: bodies[answers]!,
      own: sentencesOf(answers).join('\n'),
      part: sentencesOf(answers)[0]!,
    }[quotes];
    bodies.push(`${own}\n\nOn ${written} +0000, ${name} wrote:\n${quote(text)}`);
  }
  return bodies;
}

function mailsOf(plans: readonly Plan[]): readonly Mail[] {
  const bodies = bodiesOf(plans);
  return plans.map(({ author, answers, files }, index) => {
    const parts = files.map(
      (file) =>
        `--cut\nContent-Type: application/octet-stream\nContent-Disposition: attachment; filename="f${file}.bin"\n\nfile number ${file}\n`,
    );
    return {
      From: PEOPLE[author],
      To: PEOPLE[(author + 1) % PEOPLE.length],
      Date: dateOf(index),
      Subject: answers === null ? `Berth ${index}` : 'Re: Berth',
      'Message-ID': `<m${index}@moor.example>`,
      ...(answers === null ? {} : { 'In-Reply-To': `<m${answers}@moor.example>` }),
      ...(files.length ? { 'Content-Type': 'multipart/mixed; boundary=cut' } : {}),
      text: files.length
        ? `--cut\nContent-Type: text/plain\n\n${bodies[index]}\n${parts.join('')}--cut--`
        : bodies[index]!,
    };
  });
}

/** Classes by message number. */
async function classify(plans: readonly Plan[]): Promise<readonly (InclusiveClass & { readonly in: number | null })[]> {
  const { of, posts } = await reconstructCase({ Lind: mailsOf(plans) });
  const { classes, toRead } = of('inclusive')[0]!.detail as InclusiveDetail;
  const numberOf = new Map(
    posts.map((post) => [post.key, post.kind === 'produced' ? Number(/\d+/.exec(post.message.messageId!)![0]) : -1]),
  );
  const sorted = [...classes].sort((a, b) => numberOf.get(a.post)! - numberOf.get(b.post)!);
  expect(toRead).toEqual(classes.filter(({ inclusive }) => inclusive).map(({ post }) => post));
  return sorted.map((one) => ({ ...one, in: one.containedIn === null ? null : numberOf.get(one.containedIn)! }));
}

/**
 * The rule by brute force, on the words themselves: a message need not be read if a later one has every sentence that
 * stands in it, and if each of its files is with that one or with a later one whose sentences that one has as well.
 */
function needNotBeRead(plans: readonly Plan[], message: number): boolean {
  const bodies = bodiesOf(plans);
  const all = plans.flatMap((_, index) => sentencesOf(index));
  const sentences = (index: number) => new Set(all.filter((sentence) => bodies[index]!.includes(sentence)));
  const holds = (one: number, other: number) => {
    const [of, its] = [sentences(one), sentences(other)];
    return [...its].every((sentence) => of.has(sentence));
  };
  const later = plans.map((_, index) => index).filter((index) => index > message);
  return later.some((holder) => {
    if (!holds(holder, message)) return false;
    const carriers = [holder, ...later.filter((other) => other < holder && holds(holder, other))];
    return plans[message]!.files.every((file) => carriers.some((carrier) => plans[carrier]!.files.includes(file)));
  });
}

const plan = (answers: number | null, quotes: Plan['quotes'], files: readonly number[] = []): Plan => ({
  author: answers === null ? 0 : (answers + 1) % PEOPLE.length,
  answers,
  quotes,
  files,
});

const plansOf = fc
  .array(
    fc.record({
      author: fc.nat(2),
      back: fc.nat(3),
      isRoot: fc.boolean(),
      quotes: fc.constantFrom<Plan['quotes']>('all', 'all', 'own', 'part', 'none'),
      files: fc.uniqueArray(fc.nat(2), { maxLength: 2 }),
    }),
    { minLength: 2, maxLength: 6 },
  )
  .map((list) =>
    list.map(({ author, back, isRoot, quotes, files }, index): Plan => {
      const answers = index === 0 || (isRoot && back > 1) ? null : Math.max(0, index - 1 - back);
      return { author, answers, quotes, files };
    }),
  );

describe('the inclusive set', () => {
  it('is said plainly where it is all there is', async () => {
    const { of } = await reconstructCase({ Lind: mailsOf([{ author: 0, answers: null, quotes: 'none', files: [] }]) });
    expect(of('inclusive')[0]!.summary).toBe('Each message holds something that no other one does.');
  });

  it('leaves out what a later message quotes in full, and names that one', async () => {
    const classes = await classify([plan(null, 'none'), plan(0, 'all'), plan(1, 'all')]);
    expect(classes.map(({ inclusive, in: holder }) => [inclusive, holder])).toEqual([
      [false, 1],
      [false, 2],
      [true, null],
    ]);
    expect(classes[2]!.reason).toBe('message');
  });

  it('keeps a message whose attachment is carried on by nobody, for that reason', async () => {
    const [first] = await classify([plan(null, 'none', [1]), plan(0, 'all')]);
    expect(first).toMatchObject({ inclusive: true, reason: 'attachment' });
  });

  it('leaves out a message whose attachment is with another one that its holder holds', async () => {
    const [first] = await classify([plan(null, 'none', [1]), plan(0, 'all', [1]), plan(1, 'all')]);
    expect(first).toMatchObject({ inclusive: false });
  });

  it('keeps a message that is quoted with something left out, as an inferred match', async () => {
    const [first] = await classify([plan(null, 'none'), plan(0, 'part')]);
    expect(first).toMatchObject({ inclusive: true, reason: 'inferred-match' });
  });

  it.each([
    [
      'leaves out a message whose quotation a program changed',
      'ana@quay.example',
      'ana@quay.example<mailto:ana@quay.example>',
      true,
    ],
    ['keeps a message whose quotation was changed in substance', 'thirty crowns', 'forty crowns', false],
    ['keeps a message that has a word more in the quotation', 'for the new ones', 'not for the new ones', false],
    [
      'keeps a message whose quotation a program and a person changed',
      'ana@quay.example about thirty crowns for',
      'ana@quay.example<mailto:ana@quay.example> about thirty crowns not for',
      false,
    ],
  ])('%s', async (_, was, is, isHeld) => {
    const text = `The lamps of the north pier went out at nine.\nPlease write to ana@quay.example about thirty crowns for the new ones today.\nNobody has lit them again since that evening in the rain.`;
    const [first] = mailsOf([plan(null, 'none')]);
    const mail = { ...first!, text };
    const quoted = quote(text.replace(was, is));
    const answer = {
      ...first!,
      From: PEOPLE[1],
      To: PEOPLE[0],
      Date: dateOf(3),
      'Message-ID': '<m1@moor.example>',
      'In-Reply-To': '<m0@moor.example>',
      text: `I shall see to it.\n\nOn 2019-05-06 08:00 +0000, Ada Lind <ada@moor.example> wrote:\n${quoted}`,
    };
    const { of } = await reconstructCase({ Lind: [mail, answer] });
    expect((of('inclusive')[0]!.detail as InclusiveDetail).toRead).toHaveLength(isHeld ? 1 : 2);
  });

  it('keeps a message whose own quotation the later one leaves out', async () => {
    const classes = await classify([plan(null, 'none'), plan(0, 'all'), plan(1, 'own')]);
    expect(classes.map(({ inclusive }) => inclusive)).toEqual([false, true, true]);
  });

  it('calls the same sent again in the same minute a duplicate spare', async () => {
    const [mail] = mailsOf([plan(null, 'none')]);
    const again = { ...mail, To: PEOPLE[2], 'Message-ID': '<again@moor.example>' };
    const { of, posts } = await reconstructCase({ Lind: [mail!, again] });
    expect(posts).toHaveLength(2);
    const { classes, toRead } = of('inclusive')[0]!.detail as InclusiveDetail;
    expect(toRead).toHaveLength(1);
    expect(classes.filter(({ spare }) => spare).map(({ containedIn }) => containedIn)).toEqual(toRead);
  });

  it('agrees with the rule by brute force on every small set', async () => {
    await fc.assert(
      fc.asyncProperty(plansOf, async (plans) => {
        const classes = await classify(plans);
        expect(classes.map(({ inclusive }) => !inclusive)).toEqual(
          plans.map((_, index) => needNotBeRead(plans, index)),
        );
      }),
      { numRuns: 60 },
    );
  });

  it('holds every sentence and every file of the whole set', async () => {
    await fc.assert(
      fc.asyncProperty(plansOf, async (plans) => {
        const bodies = bodiesOf(plans);
        const read = (await classify(plans)).flatMap(({ inclusive }, index) => (inclusive ? [index] : []));
        for (const [index] of plans.entries())
          for (const sentence of sentencesOf(index))
            expect(read.some((one) => bodies[one]!.includes(sentence))).toBe(true);
        for (const file of plans.flatMap(({ files }) => files))
          expect(read.some((one) => plans[one]!.files.includes(file))).toBe(true);
      }),
      { numRuns: 25 },
    );
  });
});
