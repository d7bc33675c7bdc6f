import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { splitBody } from '../../src/quote/split-body.js';
import { sharedData, withoutSharedData } from '../shared-data.js';

/** Texts of a folder of the shared data: whole files, or the records of JSON lines and archives. */
function* texts(): Generator<string> {
  for (const file of readdirSync(join(sharedData, 'quotes'), { recursive: true, withFileTypes: true })) {
    if (!file.isFile()) continue;
    const bytes = readFileSync(join(file.parentPath, file.name));
    const text = (file.name.endsWith('.gz') ? gunzipSync(bytes) : bytes).toString('utf8');
    if (!file.name.includes('.jsonl')) yield text;
    else for (const line of text.split('\n')) if (line) yield JSON.parse(line).text;
  }
  for (const list of ['r-help/r-help-2005', 'linux-man/linux-man-first-8000', 'openbmc/openbmc-first-6000']) {
    const mbox = gunzipSync(readFileSync(join(sharedData, 'lists', `${list}.mbox.gz`))).toString('latin1');
    const messages = mbox.split('\n\nFrom ');
    for (let index = 0; index < messages.length; index += 7) {
      const message = messages[index]!;
      yield message.slice(message.indexOf('\n\n') + 2);
    }
  }
}

describe.skipIf(withoutSharedData('quote-text-data.test.ts'))('splitBody on real bodies', () => {
  it('gives every character to one segment, and takes embedded text from the body as it stands', () => {
    let count = 0;
    for (const text of texts()) {
      count++;
      const { segments, embedded, authored } = splitBody(text);
      let at = 0;
      let own = '';
      for (const segment of segments) {
        if (segment.start !== at || segment.end <= segment.start)
          expect([at, segment]).toEqual([segment.start, segment]);
        if (segment.kind === 'authored') own += text.slice(segment.start, segment.end);
        at = segment.end;
      }
      expect(at).toBe(text.length);
      expect(authored).toBe(own);
      for (const message of embedded) {
        expect(message.text).toBe(message.ranges.map((range) => text.slice(range.start, range.end)).join(''));
        if (message.quotedBy !== null) expect(embedded[message.quotedBy]!.depth).toBeLessThan(message.depth);
      }
    }
    expect(count).toBeGreaterThan(5000);
  });
});
