const LONGEST_LIST = 5_000_000;

/** `['a@x', 'b@x']`, `frozenset({'a@x'})`, `["a@x"]`, `{a@x,b@x}`, `('a@x',)`: the list that a text writes; anything else as it is. */
export function listInText(value: unknown): unknown {
  if (typeof value !== 'string' || value.length > LONGEST_LIST) return value;
  const text = value.trim();
  const opened = /^(?:frozenset|set|list|tuple)?\(?\s*[[{(]/.exec(text);
  if (!opened || !/[\]})]$/.test(text)) return value;
  if (/^[[{]/.test(text))
    try {
      const parsed: unknown = JSON.parse(text);
      if (typeof parsed === 'object' && parsed !== null) return parsed;
    } catch {
      // Python's way of writing a list.
    }
  const inner = text.slice(opened[0].length).replace(/[\])}\s]+$/, '');
  // `(bcc) Ann` and the like are no list.
  if (opened[0].startsWith('(') && !/^['"]/.test(inner)) return value;
  if (!/^['"]/.test(inner) && !inner.includes('@')) return value;
  return quotedItems(inner);
}

/** `'a', "b, c", d` → the three of them. */
function quotedItems(text: string): readonly string[] {
  const items: string[] = [];
  let item = '';
  let quote = '';
  for (let at = 0; at < text.length; at++) {
    const char = text[at]!;
    if (quote && char === '\\') item += text[++at] ?? '';
    else if (quote && char === quote) quote = '';
    else if (!quote && (char === "'" || char === '"') && item.trim() === '') quote = char;
    else if (!quote && char === ',') {
      items.push(item.trim());
      item = '';
    } else item += char;
  }
  items.push(item.trim());
  return items.filter(Boolean);
}
