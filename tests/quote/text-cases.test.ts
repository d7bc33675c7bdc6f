import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import type { Mailbox } from '../../src/message/message.js';
import type { SplitBody } from '../../src/quote/segment.js';
import { splitBody } from '../../src/quote/split-body.js';

/** `UPDATE_CASES=1 npx vitest run tests/quote/text-cases.test.ts` rewrites the expected parts. */
const update = process.env.UPDATE_CASES === '1';
const folder = fileURLToPath(new URL('../cases/quote/', import.meta.url));

const person = (mailbox: Mailbox) => (mailbox.address ? `${mailbox.name} <${mailbox.address}>`.trim() : mailbox.name);

/** Each segment's lines behind its kind and depth, then what is known of each embedded message. */
function outline(body: string, { segments, embedded }: SplitBody): string {
  const lines = segments.flatMap((segment) => {
    const mark = `${segment.kind} ${segment.depth}${segment.embedded === null ? '' : ` #${segment.embedded}`}`;
    return body
      .slice(segment.start, segment.end)
      .replace(/\n$/, '')
      .split('\n')
      .map((line) => `${mark.padEnd(16)}| ${line}`.trimEnd());
  });
  const messages = embedded.map((message, index) => {
    const { header } = message;
    const facts = [
      `${header.style}${header.action ? ` (${header.action})` : ''}`,
      `depth ${message.depth}`,
      message.quotedBy !== null && `in #${message.quotedBy}`,
      header.from && `from ${person(header.from)}`,
      header.date && `date ${new Date(header.date.local).toISOString().slice(0, 19)} ${header.date.precision}`,
      header.to.length > 0 && `to ${header.to.map(person).join('; ')}`,
      header.cc.length > 0 && `cc ${header.cc.map(person).join('; ')}`,
      header.subject !== null && `subject "${header.subject}"`,
      header.messageId && `id ${header.messageId}`,
    ].filter(Boolean);
    return `#${index} ${facts.join(', ')}: ${JSON.stringify(message.text)}`;
  });
  return `${[...lines, ...messages].join('\n')}\n`;
}

describe('splitBody', () => {
  for (const name of readdirSync(folder).filter((file) => file.endsWith('.case'))) {
    it(name.slice(0, -5).replaceAll('-', ' '), () => {
      const file = readFileSync(folder + name, 'utf8');
      const [prose, rest] = file.split('=== body\n') as [string, string];
      const [body, expected] = rest.split('=== expected\n') as [string, string];
      const found = outline(body, splitBody(body));
      if (update) writeFileSync(folder + name, `${prose}=== body\n${body}=== expected\n${found}`);
      else expect(found).toBe(expected);
    });
  }
});
