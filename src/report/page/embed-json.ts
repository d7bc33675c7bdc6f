/**
 * JSON that can stand inside a `<script>` element of a page and be read as JavaScript: `"</script>"` → `"\u003c/script>"`.
 *
 * Without any `<` neither the end of the element nor a comment can begin (HTML §13.2.5.4). U+2028 and U+2029 end a line in old
 * JavaScript; lone surrogates are escaped by `JSON.stringify` (ECMA-262 §25.5.2).
 */
export function embedJson(value: unknown): string {
  return JSON.stringify(value).replace(/[<\u2028\u2029]/g, escapeUnit);
}

function escapeUnit(unit: string): string {
  return `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`;
}

/** Text for the content or an attribute of an element: `<b>` → `&lt;b&gt;`. */
export function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
}
