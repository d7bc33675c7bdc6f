/**
 * What the ids of messages that one command sent together have in common; '' where the id does not show it.
 *
 *     20200904102114.8173-3-name@host            20200904102114.8173      git send-email
 *     1387261234-4321-2-git-send-email-a@host    1387261234-4321          git send-email before 2.0
 *     0a1b2c3d.1565338437.git.name@host          1565338437.git.name      git format-patch --thread
 */
export function readSendingRun(messageId: string | null): string {
  if (messageId === null) return '';
  const local = messageId.slice(0, messageId.lastIndexOf('@') < 0 ? messageId.length : messageId.lastIndexOf('@'));
  const parts = local.split('-', 3);
  if (parts.length > 1 && isRunStamp(parts[0]!)) return parts[0]!;
  if (local.includes('-git-send-email') && parts.length > 2) return `${parts[0]}-${parts[1]}`;
  const dot = local.indexOf('.');
  if (dot > 0 && local.includes('.git.', dot)) return local.slice(dot + 1);
  return '';
}

/** Fourteen digits, a dot, digits. */
function isRunStamp(text: string): boolean {
  if (text.length < 16 || text[14] !== '.') return false;
  for (let index = 0; index < text.length; index++) {
    const char = text[index]!;
    if (index !== 14 && (char < '0' || char > '9')) return false;
  }
  return true;
}
