import { describe, expect, it } from 'vitest';
import { readMessage } from '../../src/message/read-message.js';
import { splitMessage } from '../../src/quote/split-message.js';
import { rawMessage } from '../raw-message.js';

const NAMES = ['constructor', '__proto__', 'toString', 'hasOwnProperty', 'valueOf', 'isPrototypeOf'];

/** Places where mail gives a name that the program looks up. */
const PLACES: readonly (readonly [place: string, mail: (name: string) => string])[] = [
  ['a charset', (name) => `Content-Type: text/plain; charset=${name}\n\nGr\xfc\xdfe`],
  ['a content type', (name) => `Content-Type: ${name}/${name}; ${name}=${name}\n\nhello`],
  ['an encoding', (name) => `Content-Transfer-Encoding: ${name}\n\nhello`],
  ['a disposition', (name) => `Content-Disposition: ${name}; ${name}*0=a\n\nhello`],
  [
    'an HTML attribute',
    (name) => `Content-Type: text/html\n\n<p ${name}="1">a</p><blockquote type="cite">b</blockquote>`,
  ],
  ['an HTML element', (name) => `Content-Type: text/html\n\n<${name}>a</${name}><blockquote ${name}>b</blockquote>`],
  ['an HTML entity', (name) => `Content-Type: text/html\n\n<blockquote>&${name}; b</blockquote>`],
  ['an encoded word', (name) => `Subject: =?${name}?Q?a=FCb?= =?${name}?B?4g==?=\n\nhello`],
  ['a header field', (name) => `${name}: ${name}\nX-${name}: 1\n\nhello`],
  ['a date and a zone', (name) => `Date: ${name}, 4 ${name} 2019 10:00:00 ${name}\n\nhello`],
  [
    'a quoted zone',
    (name) => `X: y\n\nok\n\nOn Mon, 4 Mar 2019 at 10:00 ${name} Standard Time, Bo <b@x.example> wrote:\n> words\n`,
  ],
  [
    'a label',
    (name) =>
      `X: y\n\n-----Original Message-----\nFrom: Bo\n${name}: a\nSent: ${name}\nTo: ${name}: b\nSubject: c\n\nwords`,
  ],
  ['an address', (name) => `From: ${name} <${name}@${name}>\nTo: ${name}:;\n\nhello`],
];

describe('names that come from mail and that every object has', () => {
  for (const [place, mail] of PLACES)
    it(`are nothing but names as ${place}`, async () => {
      for (const name of NAMES) {
        const message = await readMessage(rawMessage(`From: Ann <ann@x.example>\n${mail(name)}\n`), { bodies: true });
        const split = splitMessage(message);
        const told = [message.subject.text, message.body?.text, ...message.problems.map((one) => one.message)];
        expect(JSON.stringify([told, split])).not.toMatch(/native code|NaN/);
        for (const { header } of split.embedded) expect(Number.isNaN(header.date?.offset ?? 0)).toBe(false);
      }
    });
});
