import { readPosts, readStored, recordsOf } from '../case/read-stored.js';
import { storedMailboxes, storedOffers, storedPersons, storedTidings } from '../case/stored-answers.js';
import { postsOfKeys, threadsNear } from '../case/stored-threads.js';
import type { Post } from '../link/post/post.js';
import { recipientsOf, senderOf } from '../link/post/post-facts.js';
import type { Mailbox } from '../message/message.js';
import type { People } from '../people/person.js';
import type { ExplainedReconstruction, Reconstruction } from '../report/answer/reconstruction.js';
import type { ReportFilter } from '../report/answer/thread-filter.js';
import { type Tidings, tidingsOf } from '../report/answer/tidings.js';
import type { Database } from '../source/database/sqlite-file.js';
import type { Problem } from '../source/source.js';
import type { ExitCode } from './exit-code.js';
import { mayBeFinding } from './find-post.js';
import { type KnownPeople, withPersons } from './option/asked-persons.js';
import { type CaseArguments, caseInputs } from './option/case-options.js';
import { type Output, openOutput } from './output.js';
import { openCase, type ReadCase } from './read-case.js';
import { askedOptions, caseAmong, openStored } from './stored-case.js';
import { tellTrouble } from './tell-trouble.js';

/** A case as it was built, for a question that needs only some of its rows. */
export interface AskedCase {
  readonly database: Database;
  readonly code: ExitCode;
  readonly output: Output;
  /** Who is who, without whose each mailbox is; and the pairs that may be one. */
  known(): Required<KnownPeople>;
  /** The filter with the people that `--person` asks for. */
  withPersons(filter: ReportFilter): ReportFilter;
  /** Some threads, whole, with all that concerns them; with `people`, whose the mailboxes in them are. */
  read(
    threads: readonly number[],
    scope: { readonly bodies: boolean; readonly people?: People },
  ): ExplainedReconstruction;
}

/**
 * Opens the case among the inputs, and the output, for a question that needs only some of its rows; null where there is none, or where the
 * question asks for other options than it was built with, so that all of it is needed.
 */
export async function openAsked(args: CaseArguments & { readonly output?: string }): Promise<AskedCase | null> {
  const inputs = caseInputs(args);
  const path = caseAmong(inputs);
  if (path === null) return null;
  const { database, about } = openStored(path);
  if ((await askedOptions(path, args, about)) !== null) {
    database.close();
    return null;
  }
  const { length } = database.prepare('SELECT count(*) AS length FROM post').get() as { length: number };
  const problems = recordsOf<Problem>(database, 'problem');
  const output = openOutput(
    args.output,
    inputs.map((input) => input.path),
  );
  const known = () => ({
    people: { persons: storedPersons(database), mailboxes: [] },
    offers: () => storedOffers(database),
  });
  return {
    database,
    output,
    code: tellTrouble({ problems, posts: { length } }, inputs, false),
    known,
    withPersons: (filter) => (args.person?.length ? withPersons(filter, args, known()) : filter),
    read: (threads, { bodies, people }) => {
      const read = readStored(database, { threads, bodies, fields: false, people: false, findings: false });
      if (people === undefined) return read;
      const mailboxes = storedMailboxes(database, mailboxesIn(read.reconstruction));
      return { ...read, reconstruction: { ...read.reconstruction, people: { ...people, mailboxes } } };
    },
  };
}

/** Everybody whom posts and quotations in them name. */
function* mailboxesIn({ posts, splits }: Reconstruction): Generator<Mailbox> {
  for (const post of posts) {
    const sender = senderOf(post);
    if (sender) yield sender;
    yield* recipientsOf(post);
  }
  for (const { split } of splits) for (const { header } of split.embedded) if (header.from) yield header.from;
}

/** What a question about one key needs: the threads that it may mean, with their texts, and what else is told of them. */
export interface AskedThreads extends Omit<ReadCase, 'made'> {
  readonly output: Output;
  readonly tidings: Tidings;
  /** Posts of other threads, by their keys. */
  lookUp(keys: readonly string[]): ReadonlyMap<string, Post>;
}

/** Reads what a key may mean: all of a dump, and of a case where it may be that of a finding; else the threads that are near. */
export async function openNear(args: CaseArguments & { readonly output?: string }, key: string): Promise<AskedThreads> {
  // Findings concern posts of any threads.
  const findings = mayBeFinding(key);
  const asked = findings ? null : await openAsked(args);
  if (asked === null) {
    const read = await openCase(args, { bodies: true, findings });
    const { posts } = read.reconstruction;
    return { ...read, tidings: tidingsOf(posts), lookUp: () => new Map(posts.map((post) => [post.key, post])) };
  }
  const { database, output, code } = asked;
  return {
    ...asked.read(threadsNear(database, key), { bodies: true }),
    output,
    code,
    tidings: storedTidings(database),
    lookUp: (keys) => new Map(readPosts(database, postsOfKeys(database, keys)).map((post) => [post.key, post])),
  };
}
