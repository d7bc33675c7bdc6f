import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { simpleParser } from 'mailparser';
import { describe, expect, it } from 'vitest';
import { locateInBody } from '../../src/message/locate-in-body.js';
import type { Body } from '../../src/message/message.js';
import { readMessage } from '../../src/message/read-message.js';
import { readSources } from '../../src/source/read-sources.js';
import { sharedData, withoutSharedData } from '../shared-data.js';

const OPTIONS = { skipHtmlToText: true, skipTextToHtml: true, skipImageLinks: true, skipTextLinks: true } as const;

/** White space at line ends and empty lines do not count: where parts are joined the two differ by a line. */
const normalize = (text: string): string =>
  text
    .replace(/[ \t\u00a0]+$/gm, '')
    .replace(/\n{2,}/g, '\n')
    .trim();

/** Why our text may differ from mailparser's; null where nothing explains it. */
function explain(body: Body, ours: string, theirs: string): string | null {
  if (body.flowed) return 'flowed: mailparser joins flowed lines; we keep them, the next stage needs their breaks';
  if (body.textSource === 'html') return 'html: mailparser was told not to render it';
  if (theirs.includes('\ufffd') && ours.split('\ufffd').length < theirs.split('\ufffd').length)
    return 'charset: bytes that the label cannot explain are windows-1252 to us';
  return null;
}

describe.skipIf(withoutSharedData('message-mailparser.test.ts'))('bodies beside mailparser', () => {
  for (const { file, step } of [
    { file: 'lists/linux-man/linux-man-first-8000.mbox.gz', step: 70 },
    { file: 'lists/openbmc/openbmc-first-6000.mbox.gz', step: 60 },
    { file: 'lists/r-sig-mixed-models/r-sig-mixed-models-2018.mbox.gz', step: 30 },
  ])
    it(`decodes the text and the attachments of ${file} as mailparser does, but for what has a reason`, async () => {
      const unexplained: string[] = [];
      let count = 0;
      let compared = 0;
      for await (const batch of readSources([{ path: join(sharedData, file) }], { hash: false }))
        for (const raw of batch) {
          if (count++ % step) continue;
          const message = await readMessage(raw, { bodies: true });
          const mail = await simpleParser(Buffer.from(raw.bytes!), OPTIONS);
          const body = message.body!;
          const ours = normalize(body.text);
          // mailparser knows nothing of mbox and its quoted From lines.
          const theirs = normalize((mail.text ?? '').replace(/^>(>*From )/gm, '$1'));
          const quoted = normalize(mail.text ?? '');
          if (ours !== theirs && ours !== quoted && explain(body, ours, theirs) === null)
            unexplained.push(`text at ${raw.origin.offset}`);
          if (message.attachments.length !== mail.attachments.length)
            unexplained.push(`attachments at ${raw.origin.offset}`);
          else
            for (const [at, { sha256 }] of message.attachments.entries())
              if (sha256 !== createHash('sha256').update(mail.attachments[at]!.content).digest('hex'))
                unexplained.push(`bytes of attachment ${at} at ${raw.origin.offset}`);
          compared++;
        }
      expect(compared).toBeGreaterThan(25);
      expect(unexplained).toEqual([]);
    });

  it('tells the exact bytes of what it quotes from real mail', async () => {
    let checked = 0;
    const wrong: number[] = [];
    for await (const batch of readSources(
      [{ path: join(sharedData, 'lists/r-sig-mixed-models/r-sig-mixed-models-2014.mbox.gz') }],
      { hash: false },
    ))
      for (const raw of batch) {
        if (raw.origin.offset % 3) continue;
        const { body } = await readMessage(raw, { bodies: true });
        if (body?.textSource !== 'plain') continue;
        const start = Math.floor(body.text.length / 3);
        const line = body.text.slice(start).split('\n', 1)[0]!;
        const { offset, length } = locateInBody(body, { start, end: start + line.length });
        const bytes = raw.bytes!.subarray(offset - raw.bytesOffset, offset - raw.bytesOffset + length);
        if (Buffer.from(bytes).toString() !== line && Buffer.from(bytes).toString('latin1') !== line)
          wrong.push(raw.origin.offset);
        checked++;
      }
    expect(checked).toBeGreaterThan(300);
    expect(wrong).toEqual([]);
  });
});
