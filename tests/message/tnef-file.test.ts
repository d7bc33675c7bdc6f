import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { readMessage } from '../../src/message/read-message.js';
import { reconstruct } from '../../src/run/reconstruct.js';
import { cutBytes, faultInTiling } from '../source-cutting.js';
import { writeTnef } from '../tnef-fixture.js';

const ID = '<7@moor.example>';
const SENT = new Date('2016-04-04T07:12:00.500Z');
const PROPERTIES = {
  55: 'Dike',
  57: SENT,
  127: Buffer.from(`${ID}\0`),
  4096: 'The dike holds, and the sluice was oiled twice this week.\r\n',
};
const tnef = writeTnef({ properties: PROPERTIES });
/** The sender as the old attribute has it: kind, length of all, of the name and of the address, and both. */
function triple(name: string, address: string): Buffer {
  const head = Buffer.alloc(8);
  head.writeUInt16LE(4, 0);
  head.writeUInt16LE(8 + name.length + address.length, 2);
  head.writeUInt16LE(name.length, 4);
  head.writeUInt16LE(address.length, 6);
  return Buffer.concat([head, Buffer.from(name + address)]);
}

async function read(bytes: Buffer) {
  const cut = cutBytes(bytes, [100], { source: 'saved/winmail.dat' });
  expect(faultInTiling(cut, bytes.length)).toBe('');
  return cut.messages[0] ? readMessage(cut.messages[0], { bodies: true }) : null;
}

describe('a winmail.dat without its mail', () => {
  it('is a message: text, subject, time, and the id of the mail that carried it', async () => {
    expect(await read(tnef)).toMatchObject({
      messageId: '7@moor.example',
      from: null,
      subject: { text: 'Dike' },
      date: { time: Math.floor(SENT.getTime() / 1000) * 1000 },
      body: { text: 'The dike holds, and the sluice was oiled twice this week.\n' },
      problems: [],
    });
  });

  it.each([
    ['keeps an id that the item names itself', { 4149: '<own@moor.example>' }, 'own@moor.example'],
    ['takes no number of a server for an id', { 127: Buffer.from('000000003BCC3261\0') }, null],
  ])('%s', async (_rule, more, id) => {
    expect((await read(writeTnef({ properties: { ...PROPERTIES, ...more } })))!.messageId).toBe(id);
  });

  it('has the sender that an attribute names, where no property does', async () => {
    const from = triple('Ada Moor\0', 'SMTP:ada@moor.example\0');
    expect((await read(writeTnef({ properties: PROPERTIES }, { 32768: from })))!.from).toMatchObject({
      name: 'Ada Moor',
      address: 'ada@moor.example',
    });
    const cut = await read(writeTnef({ properties: PROPERTIES }, { 32768: from.subarray(0, 12) }));
    expect(cut).toMatchObject({ from: null, subject: { text: 'Dike' } });
  });

  it.each([
    ['IPM.Microsoft Mail.Note', 'a message'],
    ['IPM.Microsoft Mail.Something', 'a message'],
    ['IPM.Appointment', 'none'],
  ])('of the class %s is %s', async (name, what) => {
    const bytes = writeTnef({ properties: PROPERTIES }, { 32776: Buffer.from(`${name}\0`) });
    expect((await read(bytes)) === null).toBe(what === 'none');
  });

  it('is none where nothing is in it, and that is told', () => {
    const bytes = Buffer.concat([tnef.subarray(0, 6), Buffer.alloc(48)]);
    const { messages, problems } = cutBytes(bytes, [], { source: 'saved/winmail.dat' });
    expect(messages).toEqual([]);
    expect(problems.map(({ code }) => code)).toEqual(['format-not-read']);
  });

  it('is one post with the mail that carried it', async () => {
    const folder = mkdtempSync(path.join(tmpdir(), 'tnef-'));
    const mail = `From: Ada Moor <ada@moor.example>\nTo: bo@fen.example\nDate: Mon, 4 Apr 2016 09:12:00 +0200\nSubject: Dike\nMessage-ID: ${ID}\nMIME-Version: 1.0\nContent-Type: multipart/mixed; boundary=b\n\n--b\nContent-Type: application/ms-tnef; name="winmail.dat"\nContent-Transfer-Encoding: base64\n\n${tnef.toString('base64').replace(/(.{76})/g, '$1\n')}\n--b--\n`;
    writeFileSync(path.join(folder, 'dike.eml'), mail);
    writeFileSync(path.join(folder, 'winmail.dat'), tnef);
    const { posts, findings } = await reconstruct([{ path: folder }]);
    expect(posts.map(({ kind }) => kind)).toEqual(['produced']);
    expect(findings.map(({ kind }) => kind)).not.toContain('copies-differ');
  });
});
