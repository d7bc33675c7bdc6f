import { describe, expect, it } from 'vitest';
import { readMessage } from '../../src/message/read-message.js';
import { readPrintedMessage, tellsNoMail } from '../../src/quote/printed/printed-message.js';
import { cutBytes } from '../source-cutting.js';

const BLOCK =
  '<p><b>From:</b> Ada Moor &lt;ada@moor.example&gt;<br><b>Sent:</b> Thursday, April 7, 2016 10:02 AM<br><b>To:</b> Bo Finch<br><b>Subject:</b> RE: Store keys</p>';
const OLDER =
  '<hr><p><b>From:</b> Bo Finch &lt;bo@fen.example&gt;<br><b>Sent:</b> Wednesday, April 6, 2016 4:12 PM<br><b>To:</b> Ada Moor<br><b>Subject:</b> Store keys</p><p>Who has them?</p>';
const html = (body: string, head = '') => `<html><head>${head}<title>Keys</title></head><body>${body}</body></html>`;
const TEXT = '<p>They hang behind the door of the store.</p>';
const mht = (fields: string, type: string, content: string) =>
  `${fields}MIME-Version: 1.0\nContent-Type: multipart/related; boundary="x"\n\nThis is a web archive.\n\n--x\nContent-Location: https://mail.moor.example/print\n${type}\n\n${content}\n--x\nContent-Type: image/png\nContent-Location: https://mail.moor.example/logo.png\nContent-Transfer-Encoding: base64\n\niVBORw0KGgo=\n--x--\n`;
const PLAIN_PART = 'Content-Type: text/html; charset="utf-8"';

async function read(content: string | Buffer, source: string) {
  const { messages, problems, format } = cutBytes(Buffer.from(content as Buffer), [], { source, named: false });
  const read = await Promise.all(
    messages.map(async (raw) => readPrintedMessage(await readMessage(raw, { bodies: true }))),
  );
  return { format, messages: read, codes: problems.map(({ severity, code }) => `${severity} ${code}`) };
}

const TABLE = `<table><tr><td><b>From:</b></td><td>Ada Moor &lt;ada@moor.example&gt;</td></tr><tr><td><b>Sent:</b></td><td>Thursday, April 7, 2016 10:02 AM</td></tr><tr><td><b>To:</b></td><td>Bo Finch</td></tr><tr><td><b>Subject:</b></td><td>RE: Store keys</td></tr></table>`;
const GERMAN =
  '<div><b>Von:</b> Ada Moor &lt;ada@moor.example&gt;</div><div><b>Gesendet:</b> Donnerstag, 7. April 2016 10:02</div><div><b>An:</b> Bo Finch</div><div><b>Betreff:</b> RE: Store keys</div>';

describe('saved web pages', () => {
  it.each<readonly [what: string, name: string, content: string | Buffer]>([
    ['an HTML page', 'mail.html', html(BLOCK + TEXT)],
    [
      'one that begins with a document type and Word’s comments',
      'mail.htm',
      `<!DOCTYPE html>\n<!-- saved from url=(0014)about:internet -->\n${html(BLOCK + TEXT)}`,
    ],
    ['one whose header is a table', 'mail.html', html(TABLE + TEXT)],
    ['one with labels of another language', 'mail.html', html(GERMAN + TEXT)],
    ['one in UTF-16', 'mail.html', Buffer.from(`\ufeff${html(BLOCK + TEXT)}`, 'utf16le')],
    ['one without an ending of its own', 'mail', html(BLOCK + TEXT)],
    [
      'an MHT of Internet Explorer',
      'mail.mht',
      mht(
        'From: <Saved by Windows Internet Explorer 8>\nSubject: Keys\nDate: Sat, 9 Apr 2016 15:15:00 +0200\n',
        PLAIN_PART,
        html(BLOCK + TEXT),
      ),
    ],
    [
      'one in another language',
      'mail.mht',
      mht(
        'From: "Gespeichert von Windows Internet Explorer 8"\nSubject: Keys\nDate: Sat, 9 Apr 2016 15:15:00 +0200\n',
        PLAIN_PART,
        html(BLOCK + TEXT),
      ),
    ],
    [
      'an MHTML of Chrome',
      'mail.mhtml',
      mht(
        'From: <Saved by Blink>\nSnapshot-Content-Location: https://mail.moor.example/print\nSubject: Keys\nDate: Sat, 9 Apr 2016 15:15:00 -0000\n',
        PLAIN_PART,
        html(BLOCK + TEXT),
      ),
    ],
    ['an MHT of Outlook, which has no sender', 'mail.mht', mht('', PLAIN_PART, html(BLOCK + TEXT))],
    [
      'one in quoted-printable',
      'mail.mht',
      mht(
        '',
        `${PLAIN_PART}\nContent-Transfer-Encoding: quoted-printable`,
        html(BLOCK + TEXT)
          .replaceAll('=', '=3D')
          .replaceAll('</b> ', '</b>=\n '),
      ),
    ],
    [
      'one in base64',
      'mail.mht',
      mht('', `${PLAIN_PART}\nContent-Transfer-Encoding: base64`, Buffer.from(html(BLOCK + TEXT)).toString('base64')),
    ],
  ])('takes the header that stands in the page for that of the message: %s', async (_what, name, content) => {
    const { format, messages, codes } = await read(content, name);
    expect([format, codes, messages.length]).toEqual(['text', [], 1]);
    const [message] = messages;
    expect(message).toMatchObject({
      from: { name: 'Ada Moor', address: 'ada@moor.example' },
      to: [{ name: 'Bo Finch' }],
      subject: { text: 'RE: Store keys' },
      messageId: null,
    });
    expect(new Date(message!.date!.time).toISOString()).toBe('2016-04-07T10:02:00.000Z');
    expect(message!.body!.text).toContain('They hang behind the door of the store.');
  });

  it('keeps the pictures of an MHT as attachments', async () => {
    const { messages } = await read(mht('', PLAIN_PART, html(BLOCK + TEXT)), 'mail.mht');
    expect(messages[0]!.attachments.map(({ contentType, size }) => [contentType, size])).toEqual([['image/png', 8]]);
  });

  it('believes the charset that a page names', async () => {
    const page = html(`${BLOCK}<p>Die Schl\xfcssel h\xe4ngen.</p>`, '<meta charset="iso-8859-1">');
    const { messages } = await read(Buffer.from(page, 'latin1'), 'mail.html');
    expect(messages[0]!.body!.text).toContain('Die Schlüssel hängen.');
    const greek = html(
      `${BLOCK}<p>\xea\xeb\xe5\xe9\xe4\xe9\xdc</p>`,
      '<meta http-equiv="Content-Type" content="text/html; charset=iso-8859-7">',
    );
    expect((await read(Buffer.from(greek, 'latin1'), 'm.html')).messages[0]!.body!.text).toContain('κλειδιά');
  });

  it('leaves the older mail of a page in its text, to be recovered', async () => {
    const { messages } = await read(html(BLOCK + TEXT + OLDER), 'mail.html');
    expect(messages[0]!.from!.address).toBe('ada@moor.example');
    expect(messages[0]!.body!.text).toContain('Who has them?');
  });

  it.each<readonly [what: string, page: string]>([
    [
      'MHonArc',
      `<!-- MHonArc v2.6.19 -->\n<!--X-Subject: Store &amp; keys -->\n<!--X-From-R13: Oqn [bbe <nqnNzbbe.rknzcyr> -->\n<!--X-Date: Thu, 7 Apr 2016 10:02:00 +0200 -->\n<!--X-Message-Id: a2@moor.example -->\n<!--X-Reference: a1@moor.example -->\n<html><body><em>From</em>: Ada M.<!--X-Body-of-Message-->\n<pre>They hang.</pre>\n<!--X-Body-of-Message-End-->next</body></html>`,
    ],
    [
      'Hypermail',
      `<!-- name="Ada Moor" -->\n<!-- email="ada@moor.example" -->\n<!-- sent="Thu, 7 Apr 2016 10:02:00 +0200" -->\n<!-- subject="Store &amp; keys" -->\n<!-- id="a2@moor.example" -->\n<!-- inreplyto="a1@moor.example" -->\n<html><body><!-- body="start" --><p>They hang.</p><!-- body="end" -->next</body></html>`,
    ],
  ])('reads what a page of an archive says in comments: %s', async (_what, page) => {
    const { messages } = await read(page, 'msg1.html');
    const [{ from, date, subject, messageId, inReplyTo, references, body }] = messages as [(typeof messages)[0]];
    expect([from, date!.offset, subject.text, messageId, [...inReplyTo, ...references], body!.text]).toEqual([
      { name: 'Ada Moor', address: 'ada@moor.example' },
      120,
      'Store & keys',
      'a2@moor.example',
      ['a1@moor.example'],
      'They hang.',
    ]);
  });

  it('takes a page without a printed mail for none', async () => {
    const other = await read(html('<h1>Prices of May</h1><p>From: 10 to 20</p>'), 'prices.html');
    expect([other.messages, other.codes]).toEqual([[], ['info not-mail']]);
    const saved = await read(
      mht('From: <Saved by Blink>\nSubject: Prices\n', PLAIN_PART, html('<h1>Prices</h1>')),
      'p.mht',
    );
    expect(saved.messages.map(tellsNoMail)).toEqual([true]);
  });

  it('leaves a message that was sent as it is, whatever its file is called', async () => {
    const sent = `From: Ada <ada@moor.example>\nTo: bo@fen.example\nDate: Thu, 7 Apr 2016 10:02:00 +0000\nSubject: sent\n`;
    const { format, messages } = await read(mht(sent, PLAIN_PART, html(BLOCK + TEXT)), 'mail.mht');
    expect([format, messages[0]!.subject.text, messages[0]!.from!.name]).toEqual(['eml', 'sent', 'Ada']);
    const draft = await read(
      'Subject: draft\nX-Unsent: 1\nMIME-Version: 1.0\nContent-Type: text/html\n\n<p>Not yet.</p>\n',
      'd.eml',
    );
    expect([draft.format, draft.messages[0]!.subject.text]).toEqual(['eml', 'draft']);
  });
});
