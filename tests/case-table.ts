import { readFileSync } from 'node:fs';

/** One line of a case table: what goes in, what is expected, and the rule above it. */
export interface TableCase {
  readonly rule: string;
  readonly input: string;
  readonly expected: string;
}

/**
 * Reads `tests/cases/<name>.table`: lines `input => expected` under headings `# rule in words`. `\n`, `\t`, `\r`, `\0`, `\s` (a space at an
 * end), `\xHH` stand for what cannot be written; other text is as it is.
 */
export function readTable(name: string): readonly TableCase[] {
  const cases: TableCase[] = [];
  let rule = '';
  for (const line of readFileSync(`tests/cases/${name}.table`, 'utf8').split('\n')) {
    if (line.startsWith('# ')) rule = line.slice(2);
    else if (line.includes(' => ')) {
      const at = line.lastIndexOf(' => ');
      cases.push({ rule, input: unescapeText(line.slice(0, at)), expected: unescapeText(line.slice(at + 4).trim()) });
    }
  }
  return cases;
}

const ESCAPES: Readonly<Record<string, string>> = { n: '\n', t: '\t', r: '\r', s: ' ', '0': '\0' };

function unescapeText(text: string): string {
  return text.replace(/\\(?:([ntrs0])|x([0-9a-f]{2}))/g, (_, sign?: string, hex?: string) =>
    sign === undefined ? String.fromCharCode(Number.parseInt(hex!, 16)) : ESCAPES[sign]!,
  );
}
