import type { ProducedPost } from '../dedupe/produced-post.js';
import { createFinding } from './create-finding.js';
import { type DetailOf, declareFinding } from './declare-finding.js';
import type { Finding } from './finding.js';
import { describePost, type FindingContext } from './finding-context.js';
import { nameSome } from './name-some.js';

/** Messages that the sentence describes; the finding names all. */
const MOST_NAMED = 8;

/** Messages of different content under one Message-ID: never joined, always told. */
export const sharedMessageId = declareFinding({
  kind: 'shared-message-id',
  label: 'Shared Message-ID',
  about: 'Different messages that bear one Message-ID',
  severities: ['notice', 'warning'],
  mark: 'shared id',
  concernsEvery: true,
  castsDoubtOn: 'every',
  detail: ({ z }) => z.strictObject({ messageId: z.string().describe('Without angle brackets') }),
  find: findSharedMessageIds,
});

/** The Message-ID that different messages bear. */
export type SharedMessageIdDetail = DetailOf<typeof sharedMessageId>;

function* findSharedMessageIds(context: FindingContext): Generator<Finding> {
  const byId = new Map<string, ProducedPost[]>();
  for (const post of context.produced) {
    const { messageId } = post.message;
    if (messageId === null) continue;
    const list = byId.get(messageId);
    if (list) list.push(post);
    else byId.set(messageId, [post]);
  }
  for (const [messageId, posts] of byId) {
    if (posts.length < 2) continue;
    const isSame = haveOneText(posts);
    const told = isSame
      ? 'messages of one text, sent more than once or otherwise headed,'
      : 'messages of different content';
    yield createFinding(sharedMessageId, {
      severity: isSame ? 'notice' : 'warning',
      summary: `${posts.length} ${told} have the Message-ID ${messageId}: ${nameSome(posts, MOST_NAMED, '; ', (post) => describePost(post, context))}.`,
      posts: posts.map((post) => post.key),
      origins: posts.map((post) => post.message.origin),
      detail: { messageId },
    });
  }
}

/** True if the bodies were read and say the same but for white space. */
function haveOneText(posts: readonly ProducedPost[]): boolean {
  const texts = new Set(posts.map(({ message }) => message.body?.text.replace(/\s+/g, '') ?? null));
  return texts.size === 1 && !texts.has(null);
}
