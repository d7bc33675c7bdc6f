/** What was read of the text of a JSON object. */
export interface ParsedObject {
  readonly value: object;
  /** True where `NaN` or the like stood in it, which is no JSON; it was read as null. */
  readonly lenient: boolean;
}

const WORDS = /^(?:-?Infinity|NaN|undefined)/;

/** Reads a JSON object, and one with the `NaN` that pandas and Python write; null for anything else. */
export function parseObject(text: string): ParsedObject | null {
  const value = parse(text);
  if (value !== null) return { value, lenient: false };
  if (!/NaN|Infinity|undefined/.test(text)) return null;
  const mended = parse(withoutWords(text));
  return mended && { value: mended, lenient: true };
}

function parse(text: string): object | null {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' ? value : null;
  } catch {
    return null;
  }
}

/** The same text with `null` for each such word outside of strings. */
function withoutWords(text: string): string {
  let out = '';
  let from = 0;
  for (let at = 0; at < text.length; at++) {
    const char = text[at];
    if (char === '"') {
      for (at++; at < text.length && text[at] !== '"'; at++) if (text[at] === '\\') at++;
    } else if (char === 'N' || char === 'I' || char === '-' || char === 'u') {
      const word = WORDS.exec(text.slice(at, at + 10))?.[0];
      if (word === undefined) continue;
      out += `${text.slice(from, at)}null`;
      at += word.length - 1;
      from = at + 1;
    }
  }
  return out + text.slice(from);
}
