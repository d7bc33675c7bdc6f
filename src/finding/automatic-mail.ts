import { AUTOMATIC_MARKS } from '../language/subject-marks.js';
import type { Post } from '../link/post/post.js';
import { fieldsNamed } from '../message/header-text.js';

/** True for what a program answered: a report of delivery, a note of absence (RFC 3834, RFC 3464). Nobody chose its recipients or its subject. */
export function isAutomaticAnswer(post: Post): boolean {
  if (post.kind !== 'produced') return false;
  const { headers, from, receipts, subject, body } = post.message;
  if (receipts?.length) return true;
  if (/^(?:mailer-daemon|postmaster)@/i.test(from?.address ?? '')) return true;
  // QUIRK: Exchange reports as its administrator, by the subject alone where an export dropped the part that tells.
  if (/^(?:exchange|system)[._]?administrator@/i.test(from?.address ?? '') && /^undeliverable:/i.test(subject.text))
    return true;
  if (AUTOMATIC_MARKS.has(/^\s*([^:：]{2,40}?)\s*[:：]/.exec(subject.text)?.[1]?.toLowerCase() ?? '')) return true;
  if (READ_MARK.test(subject.text) && READ_TEXT.test(body?.text.slice(0, 1000).replace(/\s+/g, ' ') ?? '')) return true;
  return fieldsNamed(headers, AUTOMATIC).some(
    ({ name, value }) =>
      (/^auto-submitted$/i.test(name) && !/^\s*no\b/i.test(value)) ||
      (/^precedence$/i.test(name) && /auto[_-]?reply/i.test(value)) ||
      /^x-auto(?:reply|-?respond(?:er)?)$/i.test(name),
  );
}

/**
 * QUIRK: Outlook's receipts in exports that dropped the part that tells: a subject and a sentence, `Your message ... was read on Monday`.
 */
const READ_MARK =
  /^(?:not read|read|nicht gelesen|gelesen|non lu|lu|no le[íi]do|le[íi]do|letto|non letto|lida|lido|gelezen|niet gelezen|läst|oläst|lest|læst|luettu) ?:/i;
const READ_TEXT =
  /^(?:your message|ihre nachricht|votre message|el mensaje|su mensaje|il messaggio|a sua mensagem|sua mensagem|uw bericht|ditt meddelande|meldingen din|din meddelelse|viestisi)\b.{1,900}?(?:was (?:read|deleted|displayed)|gelesen|gelöscht|a été (?:lu|supprimé)|le[íi]do|letto|lida|gelezen|läst|lest|læst|luettu)/i;

const AUTOMATIC = /^(?:auto-submitted|precedence|x-autoreply|x-auto-?respond(?:er)?)$/i;
