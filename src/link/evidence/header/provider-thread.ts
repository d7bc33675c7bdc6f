import { HEADER_WEIGHTS } from '../../weights/header-weights.js';
import type { EvidenceReader, LinkContext } from '../evidence-source.js';
import { originsOfHeader } from './header-origin.js';

/** Earlier messages of the same thread that are looked at for a parent. */
const WINDOW = 12;

/**
 * A provider's thread id (Gmail's X-GM-THRID) says that messages belong together, not who answers whom. A post that
 * names no parent gets the latest earlier message of its thread, one of another sender where there is one.
 */
export const providerThreadEvidence: EvidenceReader = {
  kind: 'provider-thread',
  level: 'provider',
  read({ table, claims }) {
    const threads = new Map<string, number[]>();
    const places = new Map<number, readonly [posts: readonly number[], place: number]>();
    for (let post = 0; post < table.produced.length; post++) {
      const id = table.message(post)!.providerThread;
      if (id === null) continue;
      const posts = threads.get(id) ?? [];
      if (!posts.length) threads.set(id, posts);
      places.set(post, [posts, posts.push(post) - 1]);
      const named = claims.parentNamedBy(post);
      // An absent message stands in the thread where the first that cites it stands.
      if (named >= 0 && table.isAbsent(named) && !places.has(named)) places.set(named, places.get(post)!);
    }
    return {
      propose(child, claim) {
        if (places.size === 0) return;
        const place = places.get(child);
        if (place === undefined || claims.hasOwnClaim(child) || claims.votesFor(child).length) return;
        const earlier = place[0].slice(Math.max(0, place[1] - WINDOW), place[1]).reverse();
        const sender = senderAt(table, child);
        const parent = earlier.find((post) => senderAt(table, post) !== sender) ?? earlier[0];
        if (parent !== undefined) claim(parent, HEADER_WEIGHTS.providerThread);
      },
      explain(child, candidate) {
        return {
          detail: `the mail provider put both into one thread (${table.message(candidate)?.providerThread ?? ''})`,
          origins: [table.message(child), table.message(candidate)].flatMap((message) =>
            originsOfHeader(message, 'x-gm-thrid'),
          ),
        };
      },
    };
  },
};

const senderAt = (table: LinkContext['table'], post: number) => table.message(post)?.from?.address ?? null;
