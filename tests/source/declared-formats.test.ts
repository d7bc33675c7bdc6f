import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { FORMATS } from '../../src/source/format/formats.js';

const folder = 'src/source';
const declared = readdirSync(folder, { recursive: true, encoding: 'utf8' })
  .filter((file) => file.endsWith('.ts'))
  .flatMap((file) =>
    [...readFileSync(`${folder}/${file}`, 'utf8').matchAll(/^export const (\w+): Format\b/gm)].map(
      ([, name]) => [name!, `${folder}/${file.replaceAll('\\', '/')}`] as const,
    ),
  );
const list = readFileSync(`${folder}/format/formats.ts`, 'utf8');

describe('a file format', () => {
  it('that is declared stands in the list', () => {
    const faults = declared.flatMap(([name, file]) =>
      new RegExp(`^ {2}${name},$|\\[(?:\\w+, )*${name}\\b`, 'm').test(list)
        ? []
        : `${file} declares the format "${name}", which src/source/format/formats.ts does not list`,
    );
    expect(faults).toEqual([]);
    expect(declared).toHaveLength(FORMATS.length);
  });

  it('names what its sources are called, unless it leaves them unread', () => {
    const unread = new Set(['ownOutput']);
    const faults = declared.flatMap(([name, file], _at) => {
      const names = readFileSync(file, 'utf8').match(/names: (.*),/)?.[1] ?? '';
      if (names === '[]' && !unread.has(name))
        return `${file}: the format "${name}" names nothing that its sources are called`;
      return [];
    });
    for (const { names } of FORMATS)
      for (const name of names as readonly string[])
        if (!/^[a-z0-9]+(-[a-z0-9]+)*$/.test(name)) faults.push(`"${name}" is no lower-case word`);
    expect(faults).toEqual([]);
  });
});
