import type { ProducedPost } from '../../dedupe/produced-post.js';
import type { EmbeddedMessage } from '../../quote/segment.js';

/** Changes in what git counts or computes from which a patch is another version. */
const LEAST_COUNTED = 2;
/** Characters of a line that are looked at. */
const LONGEST_LINE = 200;

/**
 * True if so many of the changes lie in what git computes from a patch (`@@ -83,9 +87,15 @@`, `index 1a2b3c4..5d6e7f8`) that the
 * quotation is of another version of it: two versions are two texts, and nobody altered one.
 */
export function isOtherPatch(text: string, places: readonly number[]): boolean {
  let counted = 0;
  for (const at of places) if (isComputed(text, at)) counted++;
  return counted >= LEAST_COUNTED;
}

function isComputed(text: string, at: number): boolean {
  const start = Math.max(text.lastIndexOf('\n', at - 1) + 1, at - LONGEST_LINE);
  return /^[>|\s]*(?:@@ -\d|index [0-9a-f]{4,40}\.\.[0-9a-f])/.test(text.slice(start, start + LONGEST_LINE));
}

/**
 * True for a patch that somebody sends on as it is to be applied: git puts the author's `From:` above the text. What
 * follows is no quotation, but often a later version.
 */
export function isResubmission({ message }: ProducedPost, { header, depth }: EmbeddedMessage): boolean {
  if (header.style !== 'block' || depth !== 1 || header.to.length) return false;
  const { text } = message.body!;
  return (
    /^[-\s]*From:/.test(text.slice(header.start, header.end)) && /^(?:--- \w|diff --git )/m.test(text.slice(header.end))
  );
}
