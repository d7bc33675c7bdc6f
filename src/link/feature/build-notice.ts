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
