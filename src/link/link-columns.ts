import type { Link } from './evidence/evidence.js';
import type { Post } from './post/post.js';

/**
 * Which post answers which, one row a link, in columns: posts are their places in the list that the links were made with. A
 * million links are three arrays, and nobody works out keys that nobody asks for; `readLinks` makes records of them.
 */
export interface LinkColumns {
  readonly children: readonly number[];
  readonly parents: readonly number[];
  /** Posterior probability in [0, 1]. */
  readonly confidences: readonly number[];
}

/** The rows of the columns as records that name posts by their keys. */
export function readLinks(posts: readonly Post[], { children, parents, confidences }: LinkColumns): readonly Link[] {
  return children.map((child, row) => ({
    child: posts[child]!.key,
    parent: posts[parents[row]!]!.key,
    confidence: confidences[row]!,
  }));
}

/** Links as columns. Of two for one child the first counts; one whose posts are not there, or are one, does not. */
export function placeLinks(posts: readonly Post[], links: readonly Link[]): LinkColumns {
  const places = new Map(posts.map((post, place) => [post.key, place]));
  const columns = { children: [] as number[], parents: [] as number[], confidences: [] as number[] };
  const placed = new Set<number>();
  for (const { child, parent, confidence } of links) {
    const [from, to] = [places.get(child), places.get(parent)];
    if (from === undefined || to === undefined || from === to || placed.has(from)) continue;
    placed.add(from);
    columns.children.push(from);
    columns.parents.push(to);
    columns.confidences.push(confidence);
  }
  return columns;
}

/**
 * The chosen parents as columns.
 *
 * @param places for each post that was weighed its place in the list of posts; -1 = left out.
 */
export function columnsOf(parents: Int32Array, places: Int32Array, confidences: Float32Array): LinkColumns {
  const columns = { children: [] as number[], parents: [] as number[], confidences: [] as number[] };
  for (let child = 0; child < parents.length; child++) {
    if (parents[child]! < 0 || places[child]! < 0) continue;
    columns.children.push(places[child]!);
    columns.parents.push(places[parents[child]!]!);
    columns.confidences.push(stated(confidences[child]!));
  }
  return columns;
}

/** Rounded to 4 places, more would be false precision; never up to 1, as a probability is no certainty. */
const stated = (confidence: number): number => Math.min(0.9999, Math.round(confidence * 1e4) / 1e4);
