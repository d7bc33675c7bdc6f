import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { threadMessages } from '../../src/run/thread-mail.js';

// tests/cases/link/*.json: mail of few or common subjects among invented people, and the threads that it makes. A case file is a
// list of {rule, mails, threads}; `answers` names the mail whose Message-ID stands in In-Reply-To.
const folder = 'tests/cases/link';

interface CaseMail {
  readonly id: string;
  readonly at: string;
  readonly from: string;
  readonly to: string | readonly string[];
  readonly subject: string;
  readonly text: string;
  readonly answers?: string;
}

interface LinkCase {
  readonly rule: string;
  readonly mails: readonly CaseMail[];
  readonly threads: readonly (readonly string[])[];
}

const files = readdirSync(folder).filter((name) => name.endsWith('.json'));
const read = (file: string) => JSON.parse(readFileSync(`${folder}/${file}`, 'utf8')) as readonly LinkCase[];
const cases = files.flatMap((file) => read(file).map((one) => ({ ...one, name: `${file.slice(0, -5)}: ${one.rule}` })));

/** `Ada Moor` → `Ada Moor <ada@moor.example>`; `Office` → `office@office.example`. */
function mailbox(person: string, world: string): string {
  const [first, last] = person.toLowerCase().split(' ');
  const name = person.split(' ').map((word) => `${word}${world}`);
  return `${name.join(' ')} <${first}@${last ?? first}${world}.example>`;
}

/** The mail of one case as records; `world` keeps its people apart from those of other cases. */
function recordsOf({ mails }: LinkCase, ids: boolean, world = ''): readonly Readonly<Record<string, unknown>>[] {
  return mails.map((mail) => ({
    from: mailbox(mail.from, world),
    to: [mail.to].flat().map((person) => mailbox(person, world)),
    date: `${mail.at.length === 16 ? `${mail.at}:00` : mail.at}Z`,
    subject: mail.subject,
    text: mail.text,
    ...(ids ? { messageId: `<${mail.id}${world}@case.example>` } : {}),
    ...(mail.answers ? { inReplyTo: `<${mail.answers}${world}@case.example>` } : {}),
  }));
}

/** The ids of each thread's produced posts, sorted. */
async function partition(records: readonly unknown[], ids: readonly string[], minConfidence = 0) {
  const { threads } = await threadMessages(records, { dedupe: 'none', findings: false, minConfidence });
  return threads
    .map(({ posts }) =>
      posts.flatMap(({ post }) => (post.kind === 'produced' ? ids[post.message.origin.row!]! : [])).sort(),
    )
    .filter((thread) => thread.length)
    .sort(compareThreads);
}

const compareThreads = (a: readonly string[], b: readonly string[]) => (a[0]! < b[0]! ? -1 : 1);
const sorted = (threads: LinkCase['threads']) => threads.map((thread) => [...thread].sort()).sort(compareThreads);

describe('mail of equal subjects', () => {
  it.each(cases)('$name', async (one) => {
    const ids = one.mails.map(({ id }) => id);
    expect(await partition(recordsOf(one, true), ids)).toEqual(sorted(one.threads));
    if (!one.mails.some(({ answers }) => answers !== undefined))
      expect(await partition(recordsOf(one, false), ids)).toEqual(sorted(one.threads));
  });

  it('stays apart where it is unrelated, all in one archive, but for doubtful links', async () => {
    const apart = cases.filter(({ threads }) => threads.every((thread) => thread.length === 1));
    expect(apart.length).toBeGreaterThan(60);
    const records = apart.flatMap((one, index) => recordsOf(one, true, String(index)));
    const ids = apart.flatMap(({ mails, name }) => mails.map(({ id }) => `${name} ${id}`));
    const joined = async (minConfidence: number) =>
      (await partition(records, ids, minConfidence)).filter((thread) => thread.length > 1);
    expect(await joined(0.65)).toEqual([]);
    // Two notes of people who are away, in nearly the same words: the one link that is likelier than not.
    expect((await joined(0.5)).length).toBeLessThanOrEqual(1);
  });
});
