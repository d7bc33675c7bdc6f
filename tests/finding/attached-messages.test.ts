import { describe, expect, it } from 'vitest';
import { reconstructCase } from '../mail-case.js';

const HEADER =
  'From: Ida Ferrow <ida@pier.example>\nTo: Per Lund <per@pier.example>\nSubject: Crane\nDate: Mon, 2 May 2016 10:00:00 +0200\nMessage-ID: <asked@pier.example>\n';
const WHOLE = `${HEADER}\nWho gets the crane?\n`;
const STATUS =
  'Content-Type: message/delivery-status\n\nReporting-MTA: dns; mx.pier.example\n\nFinal-Recipient: rfc822; ida@pier.example\nAction: failed\nStatus: 5.1.1\n';
const SAYS = 'Content-Type: text/plain\n\nSee below.\n';
const QUOTES =
  'Content-Type: text/plain\n\nYes.\n\nOn Mon, 2 May 2016 at 10:00, Ida Ferrow <ida@pier.example> wrote:\n> Who gets the crane?\n';

const holding = (type: string, parts: readonly string[]) => ({
  From: 'Per Lund <per@pier.example>',
  To: 'Nils Vik <nils@pier.example>',
  Subject: 'Re: Crane',
  Date: 'Tue, 3 May 2016 10:00:00 +0200',
  'Message-ID': '<holds@pier.example>',
  'In-Reply-To': '<asked@pier.example>',
  'MIME-Version': '1.0',
  'Content-Type': `${type}; boundary=B`,
  text: `${parts.map((part) => `--B\n${part}\n`).join('')}--B--\n`,
});

const base64 = (text: string) => Buffer.from(text).toString('base64');

describe('a message that was handed over as an attachment', () => {
  it.each<[string, string, readonly string[], number]>([
    ['whole', 'multipart/mixed', [SAYS, `Content-Type: message/rfc822\n\n${WHOLE}`], 1],
    [
      'as a file',
      'multipart/mixed',
      [
        SAYS,
        `Content-Type: application/octet-stream; name=crane.eml\nContent-Transfer-Encoding: base64\n\n${base64(WHOLE)}`,
      ],
      1,
    ],
    ['whole, and quoted as well', 'multipart/mixed', [QUOTES, `Content-Type: message/rfc822\n\n${WHOLE}`], 1],
    [
      'in a digest',
      'multipart/mixed',
      [SAYS, `Content-Type: multipart/digest; boundary=D\n\n--D\n\n${WHOLE}\n--D--`],
      1,
    ],
    [
      'two levels down',
      'multipart/mixed',
      [
        SAYS,
        `Content-Type: message/rfc822\n\nFrom: Eva <eva@pier.example>\nTo: Per <per@pier.example>\nSubject: Fw\nDate: Mon, 2 May 2016 12:00:00 +0200\nMessage-ID: <fw@pier.example>\nMIME-Version: 1.0\nContent-Type: multipart/mixed; boundary=C\n\n--C\n\nfor you\n--C\nContent-Type: message/rfc822\n\n${WHOLE}\n--C--`,
      ],
      2,
    ],
    [
      'returned whole with a report',
      'multipart/report; report-type=delivery-status',
      [SAYS, STATUS, `Content-Type: message/rfc822\n\n${WHOLE}`],
      1,
    ],
    [
      'returned with a complaint',
      'multipart/report; report-type=feedback-report',
      [
        SAYS,
        'Content-Type: message/feedback-report\n\nFeedback-Type: abuse\n',
        `Content-Type: message/rfc822\n\n${WHOLE}`,
      ],
      1,
    ],
    ['by its header', 'multipart/mixed', [SAYS, `Content-Type: text/rfc822-headers\n\n${HEADER}`], 0],
    [
      'by its header, with a report',
      'multipart/report; report-type=delivery-status',
      [SAYS, STATUS, `Content-Type: text/rfc822-headers\n\n${HEADER}`],
      0,
    ],
    [
      'by its header alone, as a whole message',
      'multipart/report; report-type=delivery-status',
      [SAYS, STATUS, `Content-Type: message/rfc822\n\n${HEADER}`],
      0,
    ],
    [
      'by its header in UTF-8',
      'multipart/report; report-type=disposition-notification',
      [SAYS, `Content-Type: message/global-headers\n\n${HEADER}`],
      0,
    ],
  ])('is not called absent: %s', async (_, type, parts, attached) => {
    const { recovered, of } = await reconstructCase({ Lund: [holding(type, parts)] });
    expect(of('missing-message')).toEqual([]);
    expect(recovered.map((post) => post.recovered.witnesses.some((one) => one.attached))).toEqual(
      Array(attached).fill(true),
    );
  });

  it('is absent where it is only quoted', async () => {
    const { of } = await reconstructCase({ Lund: [holding('multipart/mixed', [QUOTES])] });
    expect(of('missing-message')).toHaveLength(1);
  });
});
