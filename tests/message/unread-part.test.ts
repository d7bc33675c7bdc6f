import { describe, expect, it } from 'vitest';
import { readMessage } from '../../src/message/read-message.js';
import { rawMessage } from '../raw-message.js';

const part = (type: string, text = '') =>
  `From: Ann <ann@x.example>\nMIME-Version: 1.0\nContent-Type: multipart/mixed; boundary=b\n\n--b\n\n${text}\n--b\nContent-Type: ${type}\nContent-Transfer-Encoding: base64\n\nAAAA\n--b--\n`;

describe('a part in which the text stands unread', () => {
  const cases: readonly (readonly [type: string, text: string, severity: string | null])[] = [
    ['application/ms-tnef; name=winmail.dat', '', 'error'],
    ['application/octet-stream; name=WINMAIL.DAT', '', 'error'],
    ['application/ms-tnef', 'see there', 'warning'],
    ['application/x-pkcs7-mime; smime-type=signed-data; name=smime.p7m', '', 'error'],
    ['application/pkcs7-mime', 'hello', 'warning'],
    ['application/x-microsoft-rpmsg-message; name=message.rpmsg', 'protected', 'warning'],
    ['text/plain; name=a.txt', '-----BEGIN PGP MESSAGE-----\n\nhQ', 'warning'],
    ['application/pkcs7-signature; name=smime.p7s', 'hello', null],
    ['application/pdf; name=a.pdf', '', null],
  ];
  for (const [type, text, severity] of cases)
    it(`is told of: ${type} beside "${text}" is ${severity}`, async () => {
      const { problems } = await readMessage(rawMessage(part(type, text)), { bodies: true });
      expect(problems.find(({ code }) => code === 'part-not-read')?.severity ?? null).toBe(severity);
    });
});
