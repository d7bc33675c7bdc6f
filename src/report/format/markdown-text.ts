import { makeVisible } from '../../text/visible-text.js';

/** Makes a text plain in Markdown: every character that could mean something gets a backslash, and no line break stays. */
export function escapeMarkdown(text: string): string {
  return makeVisible(text).replace(/[\\`*_{}[\]<>#+!|~&@:]/g, '\\$&');
}

/** The same for a cell of a table, which only pipes, emphasis, links and HTML can break: `a|b` → `a\|b`. */
export function escapeMarkdownCell(text: string): string {
  return makeVisible(text)
    .replace(/[\\|`*_[\]]/g, '\\$&')
    .replaceAll('<', '&lt;');
}
