import { describe, expect, it } from 'vitest';
import { readMessage } from '../../src/message/read-message.js';
import { rawMessage } from '../raw-message.js';

const mail = (type: string, body: string) =>
  `From: Ann <ann@x.example>\nDate: 4 Mar 2019 10:00:00 +0000\nMIME-Version: 1.0\nContent-Type: ${type}\n\n${body}`;
const parts = (kind: string, ...all: readonly (readonly [type: string, text: string])[]) =>
  mail(
    `multipart/${kind}; boundary=b`,
    `${all.map(([type, text]) => `--b\nContent-Type: ${type}\n\n${text}\n`).join('')}--b--\n`,
  );
const alternatives = (plain: string, html: string) => parts('alternative', ['text/plain', plain], ['text/html', html]);
const LONG = 'The office met on Thursday about the crane. '.repeat(20);

describe('text that stands beside the text', () => {
  it.each<readonly [what: string, bytes: string, text: string, told: readonly string[]]>([
    [
      'a stub beside the mail as HTML',
      alternatives('This message requires an HTML reader.', '<p>The price of the crane is 40,000 crowns.</p>'),
      'This message requires an HTML reader.\nThe price of the crane is 40,000 crowns.',
      ['notice alternative-differs'],
    ],
    [
      'HTML that says more',
      alternatives('The price is 40,000.', '<p>The price is 90,000, and Cy pays.</p>'),
      'The price is 40,000.',
      ['notice alternative-differs'],
    ],
    [
      'HTML that says the same',
      alternatives('It is *done*. Ann', '<p>It is <b>done</b>.</p><p>Ann</p>'),
      'It is *done*. Ann',
      [],
    ],
    [
      'HTML whose links are written out',
      alternatives('See the plan.', '<p>See <a href="https://a.example/x">the plan</a>.</p>'),
      'See the plan.',
      [],
    ],
    [
      'a long text beside short HTML',
      alternatives(LONG, '<p>See the plain text of this, please, all of you.</p>'),
      LONG.trim(),
      [],
    ],
    ['an empty text beside HTML', alternatives(' ', '<p>The price is 40,000.</p>'), 'The price is 40,000.', []],
    ['Markdown', parts('mixed', ['text/markdown', '**The price** is 40,000.']), '**The price** is 40,000.', []],
    [
      'a text that is attached, and nothing else',
      parts('mixed', ['text/html; name=body.html\nContent-Disposition: attachment', '<p>The price is 40,000.</p>']),
      '',
      ['notice text-in-attachment'],
    ],
    [
      'PGP/MIME',
      parts(
        'encrypted; protocol="application/pgp-encrypted"',
        ['application/pgp-encrypted', 'Version: 1'],
        [
          'application/octet-stream; name=encrypted.asc',
          '-----BEGIN PGP MESSAGE-----\n\nhQEMA0\n-----END PGP MESSAGE-----',
        ],
      ),
      '',
      ['error part-not-read'],
    ],
  ])('is read or told: %s', async (_what, bytes, text, told) => {
    const { body, problems } = await readMessage(rawMessage(bytes), { bodies: true });
    expect(body.text.trim()).toBe(text);
    expect(problems.map(({ severity, code }) => `${severity} ${code}`)).toEqual(told);
  });
});
