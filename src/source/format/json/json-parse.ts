/** What was read of the text of a JSON object. */
export interface ParsedObject {
  readonly value: object;
  /** True where `NaN` or the like stood in it, which is no JSON and was read as null, or a comma before a closing bracket. */
  readonly lenient: boolean;
  /** True where an object in it has a name twice. */
  readonly repeats: boolean;
}

const WORDS = /^(?:-?Infinity|NaN|undefined)/;

/**
 * Reads a JSON object, and one with the `NaN` that pandas and Python write; null for anything else. `members` is how many colons stand
 * outside of its strings: where fewer members are found, a name stands twice in one object, of which `JSON.parse` would give the last value
 * alone. The later ones are given names of their own then, `to′` and `to″`, which mean the same field.
 */
export function parseObject(text: string, members: number): ParsedObject | null {
  const value = parse(text);
  if (value !== null) return countMembers(value) < members ? repeating(text, value) : found(value);
  if (!/NaN|Infinity|undefined|,\s*[}\]]/.test(text)) return null;
  const plain = withoutCommas(withoutWords(text));
  const mended = parse(plain);
  if (mended === null) return null;
  return { ...(countMembers(mended) < members ? repeating(plain, mended) : found(mended)), lenient: true };
}

const found = (value: object): ParsedObject => ({ value, lenient: false, repeats: false });

function repeating(text: string, value: object): ParsedObject {
  const renamed = parse(renameRepeats(text));
  return renamed ? { value: renamed, lenient: false, repeats: true } : found(value);
}

function countMembers(value: object): number {
  let count = 0;
  const stack: object[] = [value];
  for (let top = stack.pop(); top !== undefined; top = stack.pop()) {
    const values: unknown[] = Array.isArray(top) ? top : Object.values(top);
    if (!Array.isArray(top)) count += values.length;
    for (const inner of values) if (typeof inner === 'object' && inner !== null) stack.push(inner);
  }
  return count;
}

/** `{"to": 1, "to": 2}` → `{"to": 1, "to′": 2}`, in every object of a valid JSON text. */
function renameRepeats(text: string): string {
  let out = '';
  let from = 0;
  const names: (Map<string, number> | null)[] = [];
  for (let at = 0; at < text.length; at++) {
    const char = text[at];
    if (char === '{' || char === '[') names.push(char === '{' ? new Map() : null);
    else if (char === '}' || char === ']') names.pop();
    if (char !== '"') continue;
    const start = at;
    for (at++; text[at] !== '"'; at++) if (text[at] === '\\') at++;
    const seen = names.at(-1);
    if (!seen || !/^\s*:/.test(text.slice(at + 1, at + 80))) continue;
    const name = JSON.parse(text.slice(start, at + 1)) as string;
    const times = seen.get(name) ?? 0;
    seen.set(name, times + 1);
    if (times === 0) continue;
    out += text.slice(from, at) + (times < 4 ? '′'.repeat(times) : `′${times}`);
    from = at;
  }
  return out + text.slice(from);
}

function parse(text: string): object | null {
  // A failure takes a hundred times as long as a look at its first sign.
  if (!/^\s*(?:\{\s*["}]|\[)/.test(text)) return null;
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' ? value : null;
  } catch {
    return null;
  }
}

/** The same text without the commas before a closing bracket, outside of strings. */
function withoutCommas(text: string): string {
  let out = '';
  let from = 0;
  for (let at = 0; at < text.length; at++) {
    if (text[at] === '"') {
      for (at++; at < text.length && text[at] !== '"'; at++) if (text[at] === '\\') at++;
    } else if (text[at] === ',') {
      let next = at + 1;
      while (/\s/.test(text[next] ?? '')) next++;
      if (text[next] !== '}' && text[next] !== ']') continue;
      out += text.slice(from, at);
      from = at + 1;
    }
  }
  return out + text.slice(from);
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
