/** A text that SQLite can hold: no half of a surrogate pair, no NUL. Only columns to look at; records keep what is written. */
export function wellFormed<T extends string | null>(text: T): T {
  return text === null
    ? text
    : (text.replace(/\0|[\uD800-\uDBFF](?![\uDC00-\uDFFF])|(?<![\uD800-\uDBFF])[\uDC00-\uDFFF]/g, '\uFFFD') as T);
}
