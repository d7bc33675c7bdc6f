/**
 * What the ids of messages that one command sent together have in common; '' where the id does not show it.
 *
 *     20200904102114.8173-3-name@host            20200904102114.8173      git send-email
 *     1387261234-4321-2-git-send-email-a@host    1387261234-4321          git send-email before 2.0
 *     0a1b2c3d.1565338437.git.name@host          1565338437.git.name      git format-patch --thread
 *     20230308-valve-v2-3-6f5c1d2a3b4c@host      20230308-valve-v2 6f5c1d2a3b4c    b4 send
 *     158755785531.28353.146248759650.stgit@host 28353.stgit              StGit
 */
export function readSendingRun(messageId: string | null): string {
  if (messageId === null) return '';
  const local = messageId.slice(0, messageId.lastIndexOf('@') < 0 ? messageId.length : messageId.lastIndexOf('@'));
  const parts = local.split('-', 3);
  if (parts.length > 1 && isRunStamp(parts[0]!)) return parts[0]!;
  if (local.includes('-git-send-email') && parts.length > 2) return `${parts[0]}-${parts[1]}`;
  const counted = readB4Count(local);
  if (counted !== null) return `${local.slice(0, counted.start - 1)} ${local.slice(counted.end + 1)}`;
  const numbers = local.split('.', 5);
  if (numbers.length === 4 && numbers[3] === 'stgit') return `${numbers[1]}.stgit`;
  const dot = local.indexOf('.');
  if (dot > 0 && local.includes('.git.', dot)) return local.slice(dot + 1);
  return '';
}

/** The ids show that one command sent both; git format-patch reads the clock for each id. */
export function areSentTogether(one: string | null, other: string | null): boolean {
  const [run, another] = [readSendingRun(one), readSendingRun(other)];
  if (run === '' || another === '') return false;
  if (run === another) return true;
  const end = run.indexOf('.git.');
  const otherEnd = another.indexOf('.git.');
  if (end < 0 || otherEnd < 0 || run.slice(end) !== another.slice(otherEnd)) return false;
  return Math.abs(Number(run.slice(0, end)) - Number(another.slice(0, otherEnd))) <= LONGEST_FORMATTING;
}

/** Seconds that git may take from the cover letter to the last patch of a sending. */
export const LONGEST_FORMATTING = 5;

/** Fourteen digits, a dot, digits. */
function isRunStamp(text: string): boolean {
  if (text.length < 16 || text[14] !== '.') return false;
  for (let index = 0; index < text.length; index++) {
    const char = text[index]!;
    if (index !== 14 && (char < '0' || char > '9')) return false;
  }
  return true;
}

/** Where b4 counts in an id, `20230308-valve-v2-3-6f5c1d2a3b4c` → 3 (0 = the cover): version, count and twelve random digits. */
export function readB4Count(
  local: string,
): { readonly start: number; readonly end: number; readonly count: number } | null {
  const end = local.lastIndexOf('-');
  const start = local.lastIndexOf('-', end - 1) + 1;
  const version = local.lastIndexOf('-', start - 2) + 1;
  if (version < 1 || start <= version || local[version] !== 'v' || local.length - end !== 13) return null;
  if (!isDigits(local, version + 1, start - 1, '9') || !isDigits(local, start, end, '9')) return null;
  return isDigits(local, end + 1, local.length, 'f') ? { start, end, count: Number(local.slice(start, end)) } : null;
}

/** Some digits, few enough for a number; hexadecimal ones where `last` is f. */
function isDigits(text: string, start: number, end: number, last: '9' | 'f'): boolean {
  if (start >= end || end - start > 12) return false;
  for (let index = start; index < end; index++) {
    const char = text[index]!;
    const isDigit = (char >= '0' && char <= '9') || (last === 'f' && char >= 'a' && char <= 'f');
    if (!isDigit) return false;
  }
  return true;
}
