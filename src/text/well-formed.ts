/** A text without halves of surrogate pairs and NUL, which databases and UTF-8 cannot hold. Only keys and columns to look at; records keep what is written. */
export function wellFormed<T extends string | null>(text: T): T {
  return text === null || !/[\0\uD800-\uDFFF]/.test(text)
    ? text
    : (text.replace(/\0|[\uD800-\uDBFF](?![\uDC00-\uDFFF])|(?<![\uD800-\uDBFF])[\uDC00-\uDFFF]/g, '\uFFFD') as T);
}
