import type { Message } from '../message/message.js';
import { cutScrubNotices } from '../text/scrub-notices.js';

/**
 * True if two messages have one text but for white space. Where `mayBeLossy`, one copy may have lost its characters beyond
 * ASCII: `"gr?n"` and `"grün"`. A text that differs in anything else is another text.
 */
export function isSameCopyText(a: Message, b: Message, mayBeLossy: boolean): boolean {
  if (a.body === null || b.body === null || a.body.text === b.body.text) return true;
  const texts = [ownTextOf(a), ownTextOf(b)] as const;
  const bare = texts.map(withoutWhiteSpace);
  if (bare[0] === bare[1]) return true;
  if (!mayBeLossy) return false;
  const isLossy = texts.some((text) => text.includes('\ufffd') || (text.includes('?') && isAscii(text)));
  const isRicher = texts.some((text) => !isAscii(text));
  return isLossy && isRicher && asciiSkeleton(bare[0]!) === asciiSkeleton(bare[1]!);
}

/** What is left of a text in a copy that lost every character beyond ASCII, and the marks of the loss. */
function asciiSkeleton(text: string): string {
  let skeleton = '';
  let start = 0;
  for (let i = 0; i <= text.length; i++) {
    const unit = i < text.length ? text.charCodeAt(i) : QUESTION_MARK;
    if (unit < 128 && unit !== QUESTION_MARK) continue;
    skeleton += text.slice(start, i);
    start = i + 1;
  }
  return skeleton;
}

const QUESTION_MARK = 63;
const withoutWhiteSpace = (text: string) => text.replace(/\s+/g, '');

function isAscii(text: string): boolean {
  for (let i = 0; i < text.length; i++) if (text.charCodeAt(i) > 127) return false;
  return true;
}

/**
 * Text of a body without what an archive wrote into it.
 *
 * QUIRK: Mailman replaces attachments by a notice with a link, another one each time that the archive is built:
 *
 *     -------------- next part --------------
 *     A non-text attachment was scrubbed...
 *     Name: plan.ods
 *     Url: http://lists.example.org/pipermail/plans/attachments/20050105/df154a08/attachment.ods
 */
export function ownTextOf(message: Message): string {
  return cutScrubNotices(message.body?.text ?? '');
}
