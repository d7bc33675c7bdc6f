import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { readMessage } from '../../src/message/read-message.js';
import { rawMessage } from '../raw-message.js';

/** `Cat` in uuencode. */
const UUENCODED = 'begin 644 cat.txt\n#0V%T\n`\nend\n';

const mail = (header: string, body: string): string =>
  `From: Ada <ada@moor.example>\nSubject: Cat\nMIME-Version: 1.0\nContent-Type: multipart/mixed; boundary=b\n\n--b\n${header}\n\n${body}--b--\n`;

const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');

describe('attachments', () => {
  it.each(['x-uuencode', 'x-uue', 'uuencode'])('have their decoded bytes and hash: %s', async (encoding) => {
    const header = `Content-Type: application/octet-stream\nContent-Disposition: attachment; filename=cat.txt\nContent-Transfer-Encoding: ${encoding}`;
    const { attachments } = await readMessage(rawMessage(mail(header, UUENCODED)), { bodies: true });
    expect(attachments).toMatchObject([{ name: 'cat.txt', size: 3, sha256: sha256('Cat') }]);
  });

  it('keep the backslashes of their names', async () => {
    const header = 'Content-Type: text/csv; name="C:\\\\TEMP\\\\plan.csv"\nContent-Disposition: attachment';
    const { attachments } = await readMessage(rawMessage(mail(header, 'a,b\n')), { bodies: true });
    expect(attachments[0]?.name).toBe('C:\\TEMP\\plan.csv');
  });
});
