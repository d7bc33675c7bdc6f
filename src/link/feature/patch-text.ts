import type { EmbeddedMessage } from '../../quote/segment.js';

/**
 * Whether an embedded header block and its text are a patch, not a mail that is quoted: git heads a patch with From, Subject and
 * often Date, never with recipients, and a diff follows (git-am(1), "in-body headers").
 */
export function isPatch({ header, depth, text }: EmbeddedMessage): boolean {
  if (header.style !== 'block' || depth !== 1 || header.subject === null) return false;
  if (header.to.length > 0 || header.cc.length > 0) return false;
  return (
    text.includes('\ndiff --git ') || (text.includes('\n--- ') && text.includes('\n+++ ') && text.includes('\n@@ '))
  );
}
