import { describe, expect, it } from 'vitest';
import { reconstructFiles } from '../report-fixture.js';

const SOURCE = `Delivered-To: bo@quay.example
Received: by relay.example with SMTP id x5; Mon, 4 Apr 2016 00:12:07 -0700
MIME-Version: 1.0
From: Ann Moor <ann@moor.example>
Date: Mon, 4 Apr 2016 09:12:05 +0200
Message-ID: <7@moor.example>
Subject: Dike & =?utf-8?q?Br=C3=BCcke?=
To: Bo Fen <bo@quay.example>
Content-Type: text/plain; charset="UTF-8"

The dike <north> holds – über 4 m.
`;
const escaped = SOURCE.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
const ABOVE = [
  ['Message ID', '&lt;7@moor.example&gt;'],
  ['Created at:', 'Mon, Apr 4, 2016 at 9:12 AM (Delivered after 2 seconds)'],
  ['From:', 'Ann Moor &lt;ann@moor.example&gt;'],
  ['To:', 'Bo Fen &lt;bo@quay.example&gt;'],
  ['Subject:', 'Dike &amp; Brücke'],
  ['SPF:', 'PASS with IP 192.0.2.1'],
];
const table = `<table>${ABOVE.map(([name, value]) => `<tr><th>${name}</th><td>${value}</td></tr>`).join('')}</table>`;
const lines = ABOVE.map(
  ([name, value]) => `${name}\t${value!.replace('&lt;', '<').replace('&gt;', '>').replace('&amp;', '&')}\n`,
);

async function read(name: string, content: string) {
  const { posts } = await reconstructFiles({ [name]: content });
  return posts.map((post) => (post.kind === 'produced' ? post.message : post.kind));
}

describe('the source of a mail, as a mail program shows it', () => {
  it.each([
    [
      'Gmail’s page, saved',
      'Original Message.html',
      `<!DOCTYPE html><html><head><title>Original Message</title></head><body><h1>Original Message</h1>${table}<pre class="raw_message_text" id="raw_message_text">${escaped}</pre></body></html>`,
    ],
    [
      'Gmail’s page, copied as text',
      'original.txt',
      `Original Message\n${lines.join('')}\n\nDownload Original\tCopy to clipboard\n \t\n${SOURCE}`,
    ],
    [
      'what a browser makes of a text',
      'mail.html',
      `<html><head></head><body><pre style="white-space: pre-wrap;">${escaped}</pre></body></html>`,
    ],
  ])('is that one mail: %s', async (_, name, content) => {
    expect(await read(name, content)).toMatchObject([
      {
        messageId: '7@moor.example',
        from: { name: 'Ann Moor', address: 'ann@moor.example' },
        subject: { text: 'Dike & Brücke' },
        date: { time: Date.UTC(2016, 3, 4, 7, 12, 5), offset: 120 },
        body: { text: 'The dike <north> holds – über 4 m.\n' },
      },
    ]);
  });

  it.each([
    [
      'a printed header',
      'From: Ann Moor &lt;ann@moor.example&gt;\nSent: Monday, April 4, 2016 9:12 AM\nTo: Bo Fen\nSubject: Dike\n\nIt holds.',
    ],
    ['a piece of a program', 'received = 4\nfrom math import pi\n'],
  ])('is not %s', async (_, content) => {
    const found = await read('mail.html', `<html><body><pre>${content}</pre></body></html>`);
    expect(found.filter((one) => typeof one === 'object' && one.messageId !== null)).toEqual([]);
    expect(found.length).toBe(content.startsWith('From') ? 1 : 0);
  });
});
