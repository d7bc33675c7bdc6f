import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { cutBytes, faultInTiling, outlineOf } from '../source-cutting.js';

// A case file is prose, `--- input NAME [crlf|utf16|open]`, the input, `--- expected`, the outline of the cut.
// `crlf` turns every line end, `␍` at a line's end that one; `open` takes the last line end away.
// UPDATE_CASES=1 writes the outlines anew: review the difference.
const folder = 'tests/cases/source';
const files = readdirSync(folder).filter((name) => name.endsWith('.case'));

describe('source cases', () => {
  it.each(files)('%s', (file) => {
    const text = readFileSync(`${folder}/${file}`, 'utf8');
    const [, prose, name, flags, input, expected] =
      /^([\s\S]*?)^--- input (\S+)([^\n]*)\n([\s\S]*?)^--- expected\n([\s\S]*)$/m.exec(text)!;
    const bytes = bytesOf(input!, flags!);
    const cut = cutBytes(bytes, [], { source: name! });
    const outline = `${outlineOf(cut).join('\n')}\n`;
    expect(faultInTiling(cut, bytes.length)).toBe('');
    if (process.env.UPDATE_CASES)
      writeFileSync(`${folder}/${file}`, `${prose}--- input ${name}${flags}\n${input}--- expected\n${outline}`);
    else expect(outline).toBe(expected);
  });
});

function bytesOf(input: string, flags: string): Buffer {
  let text = input.replaceAll('␍\n', '\r\n');
  if (flags.includes('crlf')) text = text.replaceAll('\n', '\r\n');
  if (flags.includes('open')) text = text.replace(/\r?\n$/, '');
  return Buffer.from(text, flags.includes('utf16') ? 'utf16le' : 'utf8');
}
