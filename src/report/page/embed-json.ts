import { toJsonText } from '../format/json-text.js';

/**
 * JSON that can stand inside a `<script>` element of a page and be read as JavaScript: `"</script>"` → `"\u003c/script>"`.
 *
 * Without any `<` neither the end of the element nor a comment can begin (HTML §13.2.5.4). What a terminal or an
 * editor would obey is escaped as well, for whoever opens the page as text.
 */
export function embedJson(value: unknown): string {
  return toJsonText(value).replaceAll('<', '\\u003c');
}

/** Text for the content or an attribute of an element: `<b>` → `&lt;b&gt;`. */
export function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
}
