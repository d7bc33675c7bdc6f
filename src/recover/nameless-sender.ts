import { findVerb, isConnector, isStarter } from '../language/attribution-words.js';
import { isPronoun } from '../language/nameless-words.js';
import { isWithheld, tellsOfWithholding } from '../message/address/withheld-person.js';
import { matchLabel } from '../quote/header-block/label-table.js';
import type { EmbeddedFacts } from './embedded-facts.js';

/**
 * True of a quotation whose heading shows that a person wrote it and tells not who: the name is withheld, blacked out or left blank, or it
 * says `you`. Its message is stated all the same, with nobody for its sender.
 *
 *     From: (b)(6)                                  On Mon, Apr 4, 2016 at 9:12 AM [REDACTED] wrote:
 *     Sent: Monday, April 4, 2016 9:12 AM           █████ wrote:
 *
 * `Someone writes:` and a form's `Date: ... Subject: ...` show no message.
 */
export function isNameless({ sender, attached, embedded, post }: EmbeddedFacts): boolean {
  if (sender !== null) return false;
  if (attached !== null) return true;
  const { style, date, subject, to, start, end } = embedded.header;
  const heading = (post.message.body?.text ?? '').slice(start, Math.min(end, start + LONGEST_HEADING));
  const isDated = date !== null && date.precision !== 'day';
  if (style === 'attribution') {
    if (tellsOfWithholding(heading)) return true;
    return isDated && !STORED.test(heading) && namesNobody(heading, date.raw);
  }
  if (style !== 'block' && style !== 'notes') return false;
  return (isDated || (subject !== null && to.length > 0)) && isFromWithheld(heading);
}

const LONGEST_HEADING = 2000;

/**
 * True where nothing but a date and the words of such sentences stands in an attribution: `On Mon, Apr 4, 2016 at 9:12 AM, you wrote:`. A
 * name or an address that was not understood is no withheld one: `Barbara horta e costa wrote:`, `<pier!nobody> wrote -`.
 */
function namesNobody(heading: string, date: string): boolean {
  const [text, written] = [heading, date].map((part) => part.replace(/[\s>|]+/g, ' ').trim());
  const at = text!.indexOf(written!);
  if (at < 0 || /[@!<]|\p{L}\.\p{L}{2}/u.test(heading)) return false;
  const rest = `${text!.slice(0, at)} ${text!.slice(at + written!.length)}`;
  const verb = findVerb(rest);
  if (verb === null) return false;
  const words = rest.slice(0, verb.start) + rest.slice(verb.end);
  const said = rest.slice(verb.start, verb.end);
  return [...words.matchAll(/[\p{L}\p{M}'’]+/gu)].every(
    ([word]) => word.length < 3 || isStarter(word) || isConnector(word) || isPronoun(word, said),
  );
}
/** `>From list@quay.example Wed Jul 21 1993` is how a mailbox begins a message, and what stands below is its header. */
const STORED = /^[>|\s]*From \S|^[>|\s]*-{2,}|^Excerpts /m;

/** True where a block has the label of a sender, and nothing or no person behind it. */
function isFromWithheld(heading: string): boolean {
  for (const line of heading.split('\n')) {
    const text = line.replace(/^[>|\s]+/, '').trimEnd();
    const label = matchLabel(text, 0, text.length);
    if (!label?.readings.some(({ role }) => role === 'from')) continue;
    const value = text.slice(label.value).trim();
    if (value === '' || isWithheld(value) || tellsOfWithholding(value)) return true;
  }
  return false;
}
