import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { readMessage } from '../../src/message/read-message.js';
import { rawMessage } from '../raw-message.js';

const LETTERS = '!"#$%&\'()*+,-012345689@ABCDEFGHIJKLMNPQRSTUVXYZ[`abcdefhijklmpqr';

/** CRC-16 as RFC 1741 has it: two zero bytes behind the data, a bit at a time. */
function crc(bytes: Buffer): Buffer {
  let value = 0;
  for (const byte of [...bytes, 0, 0])
    for (let bit = 7; bit >= 0; bit--) {
      const carry = value & 0x8000;
      value = ((value << 1) | ((byte >> bit) & 1)) & 0xffff;
      if (carry) value ^= 0x1021;
    }
  return Buffer.from([value >> 8, value & 255]);
}

const long = (value: number) => Buffer.from([value >>> 24, (value >> 16) & 255, (value >> 8) & 255, value & 255]);

function binhex(name: string, data: Buffer, resource = Buffer.alloc(0)): string {
  const head = [
    Buffer.from([name.length]),
    Buffer.from(`${name}\0TEXTttxt\0\0`),
    long(data.length),
    long(resource.length),
  ];
  const header = Buffer.concat(head);
  const forks = [header, crc(header), data, crc(data), resource, crc(resource)];
  const plain = Buffer.concat(forks);
  const packed: number[] = [];
  for (let at = 0; at < plain.length; ) {
    let run = 1;
    while (plain[at + run] === plain[at] && run < 255) run++;
    packed.push(plain[at]!);
    if (plain[at] === 0x90) packed.push(0);
    if (run > 3) packed.push(0x90, run);
    at += run > 3 ? run : 1;
  }
  let out = '';
  for (let bit = 0; bit < packed.length * 8; bit += 6) {
    const at = bit >> 3;
    const pair = (packed[at]! << 8) | (packed[at + 1] ?? 0);
    out += LETTERS[(pair >> (10 - (bit & 7))) & 63];
  }
  return `(This file must be converted with BinHex 4.0)\n\n${`:${out}:`.replace(/(.{64})/g, '$1\n')}\n`;
}

const DATA = Buffer.from('The crane goes to the lowest bidder.       \x90!', 'latin1');
const FILE = binhex('plan.txt', DATA);
const letter = (rest: string) =>
  `From: Ann <ann@x.example>\nDate: 4 Mar 2019 10:00:00 +0000\nSubject: Plan\nMIME-Version: 1.0\n${rest}`;
const parts = (header: string, body: string) =>
  letter(`Content-Type: multipart/mixed; boundary=b\n\n--b\n\nsee file\n--b\n${header}\n\n${body}\n--b--\n`);
const base64 = (text: string) => Buffer.from(text, 'latin1').toString('base64');

describe('a file in BinHex 4', () => {
  it.each<readonly [where: string, mail: string, text: string]>([
    ['in a part of its type', parts('Content-Type: application/mac-binhex40; name=plan.txt', FILE), 'see file'],
    ['in a part without a name', parts('Content-Type: application/mac-binhex40', FILE), 'see file'],
    [
      'named as transfer encoding',
      parts('Content-Type: application/octet-stream; name=plan.txt\nContent-Transfer-Encoding: x-binhex', FILE),
      'see file',
    ],
    [
      'in base64',
      parts('Content-Type: application/mac-binhex40; name=plan.txt\nContent-Transfer-Encoding: base64', base64(FILE)),
      'see file',
    ],
    ['as the whole mail', letter(`Content-Type: application/mac-binhex40; name=plan.txt\n\n${FILE}`), ''],
    ['in the lines of a text', letter(`\nHere it is:\n\n${FILE}\nAnn\n`), 'Here it is:\n\n\nAnn'],
    ['with a resource fork', letter(`\n${binhex('plan.txt', DATA, Buffer.from('icon'))}`), ''],
  ])('is an attachment with its own name and bytes: %s', async (_where, mail, text) => {
    const { attachments, body, problems } = await readMessage(rawMessage(mail), { bodies: true });
    const sha256 = createHash('sha256').update(DATA).digest('hex');
    expect(attachments).toMatchObject([{ name: 'plan.txt', size: DATA.length, sha256 }]);
    expect(body.text.trim()).toBe(text);
    expect(problems.filter(({ severity }) => severity !== 'info')).toEqual([]);
  });

  it.each<readonly [what: string, file: string, said: RegExp]>([
    ['no end', FILE.replace(/:\n$/, '\n'), /has no end/],
    ['a wrong letter', FILE.replace('!', '"').replace(/(\n:.{40})./, '$1h'), /has no end|checksum|as long/],
    ['a cut', `${FILE.slice(0, -30)}:\n`, /as long/],
  ])('is told of where it is damaged: %s', async (_what, file, said) => {
    const mail = parts('Content-Type: application/mac-binhex40; name=plan.txt', file);
    const { problems } = await readMessage(rawMessage(mail), { bodies: true });
    expect(problems.map(({ message }) => message).join()).toMatch(said);
  });

  it.each([
    ['talk of it', 'It says\n(This file must be converted with BinHex 4.0)\nand then nothing.\n'],
    ['a colon', '(This file must be converted with BinHex 4.0)\n\n: no file\n'],
  ])('is not seen in %s', async (_what, text) => {
    const { attachments, body } = await readMessage(rawMessage(letter(`\n${text}`)), { bodies: true });
    expect([attachments, body.text]).toEqual([[], text]);
  });
});
