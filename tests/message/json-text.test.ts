import { readdirSync, readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { toJsonText } from '../../src/report/format/json-text.js';
import { makeVisible } from '../../src/text/visible-text.js';

const hostile = [
  '\u009b31m',
  '\u007f',
  '\u202eevil',
  '\u2066',
  '\u2028',
  '\ufeff',
  '\u061c',
  '\u{e0041}',
  '\u001b]0;x\u0007',
];

describe('toJsonText', () => {
  it('leaves nothing in printed JSON that a terminal would obey', () => {
    fc.assert(
      fc.property(fc.array(fc.oneof(fc.string({ unit: 'binary' }), fc.constantFrom(...hostile))), (parts) => {
        const text = parts.join('');
        const printed = toJsonText({ [text]: text });
        expect(makeVisible(printed)).toBe(printed);
      }),
    );
  });

  it('changes no value: what is read back is what was written', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        expect(JSON.parse(toJsonText(value))).toEqual(JSON.parse(JSON.stringify(value)));
      }),
    );
    for (const text of hostile) expect(JSON.parse(toJsonText([text], 1))).toEqual([text]);
  });

  it('is the only way by which views and commands print JSON', () => {
    const folders = ['src/report', 'src/cli'];
    const direct = folders.flatMap((folder) =>
      readdirSync(folder)
        .filter((name) => name.endsWith('.ts') && name !== 'json-text.ts')
        .filter((name) => /(?:yield|\[)[^;]*`?\$?\{?JSON\.stringify\(/.test(readFileSync(`${folder}/${name}`, 'utf8')))
        .map((name) => `${folder}/${name}`),
    );
    expect(direct).toEqual([]);
  });
});
