import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { readExcerpts } from '../../src/cli/excerpts.js';
import type { Source } from '../../src/source/source.js';
import { folderOf } from '../report-fixture.js';

describe('excerpts of packed files', () => {
  const plain = `${'a'.repeat(100)}the quay${'b'.repeat(100)}`;
  const folder = folderOf({ 'a.gz': gzipSync(plain), 'bomb.gz': gzipSync(Buffer.alloc(520_000_000), { level: 1 }) });
  const source = (file: string) => ({ name: join(folder, file), size: 1000, compression: 'gzip' }) as unknown as Source;
  const sources = [source('a.gz'), source('bomb.gz')];

  it('are the bytes at the origin', async () => {
    const origin = { source: sources[0]!.name, offset: 100, length: 8 };
    expect((await readExcerpts([origin, { ...origin, offset: 108, length: 2 }], sources))(origin)).toBe('the quay');
  });

  it('are not read from a bomb: a small file that unpacks to more than memory should hold', async () => {
    const origin = { source: sources[1]!.name, offset: 0, length: 8 };
    expect((await readExcerpts([origin], sources))(origin)).toBeNull();
  });
});
