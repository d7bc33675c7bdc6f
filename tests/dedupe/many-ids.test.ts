import { describe, expect, it } from 'vitest';
import type { ProducedPost } from '../../src/dedupe/produced-post.js';
import { citationOrigins } from '../../src/finding/missing-message/id-citations.js';
import { packFields } from '../../src/message/header-text.js';
import type { Message } from '../../src/message/message.js';
import { decodeTextPart, locateInPart } from '../../src/message/mime/text-part.js';
import { expectLinearTime } from '../linear-time.js';

describe('one message that holds very much', () => {
  it('tells where each of its references stands without reading all of them for each', () => {
    const cite = (count: number) => {
      const ids = Array.from({ length: count }, (_, at) => `r${at}@x.example`);
      const value = ids.map((id) => `<${id}>`).join('\n ');
      const origin = { source: 'a.mbox', offset: 10, length: value.length };
      const message = {
        inReplyTo: [],
        references: ids,
        headers: packFields([{ name: 'References', value, origin }]),
        origin: { source: 'a.mbox', offset: 0, length: 1 },
      } as unknown as Message;
      const post = { message } as ProducedPost;
      const last = ids.map((id) => citationOrigins(id, [post])).at(-1);
      expect(last).toEqual([origin]);
    };
    cite(100);
    expectLinearTime(cite, 20_000);
  });

  it('tells the bytes of many places in a text without counting from its beginning each time', () => {
    for (const lineEnd of ['\n', '\r\n'])
      expectLinearTime((lines) => {
        const bytes = Buffer.from(`Grüße vom Kai${lineEnd}`.repeat(lines));
        const options = { encoding: '8bit', charset: 'utf-8', fromQuoting: 'none' } as const;
        const part = decodeTextPart(bytes, 0, bytes.length, options);
        const size = bytes.length / lines;
        for (let line = 0; line < lines; line++)
          if (locateInPart(part, 14 * line, 14 * line + 13)[0] !== size * line) throw new Error(`line ${line}`);
      }, 12_000);
  });

  it('counts the same bytes across the places that are counted once', () => {
    const text = 'aß\u20ac\u{1f6a2}\n'.repeat(2000);
    const bytes = Buffer.from(text.replaceAll('\n', '\r\n'));
    const part = decodeTextPart(bytes, 0, bytes.length, { encoding: '8bit', charset: 'utf-8', fromQuoting: 'none' });
    for (let at = 4080; at < 4110; at++) {
      if (/[\udc00-\udfff]/.test(text[at]!)) continue;
      const before = Buffer.byteLength(text.slice(0, at).replaceAll('\n', '\r\n'));
      expect(locateInPart(part, at, at + 1)[0]).toBe(before);
    }
  });
});
