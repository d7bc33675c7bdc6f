/** What the letters mean by which the page knows what a post is: `kindLetter` gives them. */

/** True for the letter of a message that was handed over: sent, a draft, or written by a program. */
export const isProduced = (kind: string | undefined): boolean => kind === 'p' || kind === 'd' || kind === 'a';

/** True for a message that its author sent by hand, as far as anything says. */
export const isByHand = (kind: string | undefined): boolean => kind !== 'd' && kind !== 'a';

/** What a query asks for by the first letter of `produced`, `recovered`, `missing`, `draft`, `automatic`. */
export function isOfKind(kinds: string, letter: string | undefined): (post: number) => boolean {
  return letter === 'p' ? (post) => isProduced(kinds[post]) : (post) => kinds[post] === letter;
}
