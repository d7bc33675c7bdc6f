/** What a notice of a build server is about: `Build failed in Jenkins: quay #12` → job `quay`, build 12. */
export interface BuildFeatures {
  readonly job: string;
  readonly number: number;
}

const SERVERS = ['jenkins', 'hudson'];
const LONGEST = 300;

/**
 * Reads the subject of a notice that Jenkins, or Hudson before it, sends about a build; null for any other subject. Its notice answers
 * the one about the build before, if that one was told of (`hudson.tasks.MailSender`).
 *
 * @param subject base subject without tags, lower case: `jenkins build is back to normal : quay #13`
 */
export function readBuildNotice(subject: string): BuildFeatures | null {
  if (subject.length > LONGEST) return null;
  const colon = subject.indexOf(':');
  const mark = subject.lastIndexOf('#');
  if (colon < 0 || mark < colon) return null;
  const said = subject.slice(0, colon).split(' ');
  if (!said.includes('build') || !SERVERS.some((server) => said.includes(server))) return null;
  const job = subject.slice(colon + 1, mark).trim();
  const digits = subject.slice(mark + 1).trim();
  if (job === '' || digits === '' || digits.length > 9) return null;
  for (const char of digits) if (char < '0' || char > '9') return null;
  return { job, number: Number(digits) };
}

/** Every notice about a build begins with where the build is (`hudson.tasks.MailSender`): `See <https://ci.example/job/quay/12/>`. */
export const opensBuildNotice = (text: string): boolean => text.trimStart().startsWith('See <');

/** Equal for notices about one build. */
export function buildKey({ job, number }: BuildFeatures): string {
  return `${number} ${job}`;
}

/** The key of the build before. */
export const buildKeyBefore = ({ job, number }: BuildFeatures): string => buildKey({ job, number: number - 1 });

/** What mails about one ticket have in common, and the count that their ids begin with; a `SeriesFeatures` is one. */
interface Ticket {
  readonly label: string;
  readonly number: number;
}

/**
 * What Trac's mail about a ticket bears: `[Quay] #12: The crane leaks`, and an id that begins with a count. Its later mails about the ticket
 * answer the first (`trac.ticket.notification`). Null for the mail of anybody else.
 *
 * @param subject base subject without tags, lower case
 */
export function readTicket(subject: string, messageId: string | null) {
  const end = subject.indexOf(':');
  if (!subject.startsWith('#') || end < 2 || end > 8 || messageId === null) return null;
  const at = messageId.indexOf('@');
  if (at < 36 || at > 70 || messageId[3] !== '.') return null;
  if (!isOf(subject.slice(1, end), '0123456789') || !isOf(messageId.slice(0, 3), '0123456789')) return null;
  if (!isOf(messageId.slice(4, at), '0123456789abcdef')) return null;
  const number = Number(messageId.slice(0, 3));
  return {
    label: `bug ${subject.slice(0, end)}${messageId.slice(at)}`,
    version: 1,
    number,
    of: 0,
    opens: false,
  } as const;
}

/** The id of Trac's first mail about a ticket counts the digits of its time, 10 or 16, as one. Null for what are no two mails about a ticket. */
export function opensTicket(first: Ticket | null, later: Ticket | null): boolean | null {
  if (first === null || later === null || first.label !== later.label || !later.label.startsWith('bug #')) return null;
  const digits = later.number - first.number;
  return digits === 9 || digits === 15;
}

function isOf(text: string, chars: string): boolean {
  for (const char of text) if (!chars.includes(char)) return false;
  return true;
}
