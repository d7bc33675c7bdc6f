import { readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';

/** Regular files of a `.tar.gz` by name; long names by GNU and pax headers are cut to what the plain header holds. */
export function readTar(path: string): ReadonlyMap<string, Buffer> {
  const tar = gunzipSync(readFileSync(path));
  const files = new Map<string, Buffer>();
  const text = (at: number, length: number): string => tar.toString('latin1', at, at + length).split('\0')[0]!;
  let longName = '';
  for (let at = 0; at + 512 <= tar.length && tar[at]; ) {
    const size = Number.parseInt(text(at + 124, 12), 8) || 0;
    const type = text(at + 156, 1);
    const content = tar.subarray(at + 512, at + 512 + size);
    if (type === 'L') longName = content.toString('utf8').split('\0')[0]!;
    else {
      const prefix = text(at + 345, 155);
      const name = longName || (prefix ? `${prefix}/${text(at, 100)}` : text(at, 100));
      if (type === '' || type === '0') files.set(name, content);
      longName = '';
    }
    at += 512 + Math.ceil(size / 512) * 512;
  }
  return files;
}
