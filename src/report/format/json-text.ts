/** What a terminal would obey and JSON leaves as it is: C1 controls, line separators, bidi overrides, format characters, tags. */
const OBEYED = /[\u007f-\u009f\u061c\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb]|\udb40[\udc00-\udc7f]/g;

/**
 * JSON that can be printed on a screen: whatever a terminal would obey is escaped, and reads back as it was.
 *
 * `"x\u202ey\u009b31m"` → `"x\\u202ey\\u009b31m"`. C0 controls and lone surrogates are escaped by `JSON.stringify` itself
 * (RFC 8259 §7, ECMA-262 §25.5.2).
 */
export function toJsonText(value: unknown, indent = 0): string {
  return JSON.stringify(value, null, indent).replace(OBEYED, escapeUnits);
}

function escapeUnits(units: string): string {
  let escaped = '';
  for (let at = 0; at < units.length; at++) escaped += `\\u${units.charCodeAt(at).toString(16).padStart(4, '0')}`;
  return escaped;
}
