import { describe, expect, it } from 'vitest';
import { resendingsOfCopies } from '../../src/dedupe/sending/resending.js';
import { readMessages } from '../../src/message/read-message.js';
import { rawMessage } from '../raw-message.js';

const OWN = 'From: Ada <ada@moor.example>\nTo: bo@fen.example\nDate: Mon, 4 Apr 2016 09:12:00 +0200\nSubject: Dike\n';
const resent = (from: string, to: string, day: number) =>
  `Resent-From: ${from}\nResent-To: ${to}\nResent-Date: Mon, ${day} Apr 2016 18:00:00 +0200\n`;

/** Who passed on, to whom, on which day of April, and the bytes that say so. */
async function told(...headers: readonly string[]) {
  const texts = headers.map((header) => `${header}\nIt holds.\n`);
  const raws = texts.map((text, at) =>
    rawMessage(text, { origin: { source: `${at}.eml`, offset: 0, length: text.length } }),
  );
  async function* batches() {
    yield raws;
  }
  for await (const messages of readMessages(batches(), { bodies: true }))
    return resendingsOfCopies(messages).map(({ from, to, date, origin }) => {
      const bytes = texts[Number.parseInt(origin.source)]!.slice(origin.offset, origin.offset + origin.length);
      expect(bytes).toMatch(/^Resent-[\s\S]*[^\n]$/);
      const day = date === null ? '?' : new Date(date.time).getUTCDate();
      return `${from.address} > ${to.map(({ address }) => address).join(', ')} ${day}`;
    });
  throw new Error('nothing was read');
}

describe('who passed a message on as it was', () => {
  it.each<[rule: string, headers: readonly string[], expected: readonly string[]]>([
    ['nobody, where no header says so', [OWN], []],
    [
      'is told with whom and when',
      [resent('bo@fen.example', 'cy@quay.example', 7) + OWN],
      ['bo@fen.example > cy@quay.example 7'],
    ],
    [
      'is told once where two copies have it',
      [resent('bo@fen.example', 'cy@quay.example', 7) + OWN, resent('bo@fen.example', 'cy@quay.example', 7) + OWN],
      ['bo@fen.example > cy@quay.example 7'],
    ],
    [
      'is told of each, the first one first: the last stands at the top',
      [
        `${resent('cy@quay.example', 'di@lee.example', 9)}Received: by x; Mon, 7 Apr 2016 18:00:01 +0200\n${resent('bo@fen.example', 'cy@quay.example', 7)}${OWN}`,
      ],
      ['bo@fen.example > cy@quay.example 7', 'cy@quay.example > di@lee.example 9'],
    ],
    [
      'is told of each where no server’s mark parts them',
      [resent('cy@quay.example', 'di@lee.example', 9) + resent('bo@fen.example', 'cy@quay.example', 7) + OWN],
      ['bo@fen.example > cy@quay.example 7', 'cy@quay.example > di@lee.example 9'],
    ],
    [
      'may not tell to whom',
      [`Resent-From: bo@fen.example\nResent-Date: Thu, 7 Apr 2016 18:00:00 +0200\n${OWN}`],
      ['bo@fen.example >  7'],
    ],
    [
      'is no list, which passes all on to its readers',
      [
        `Resent-From: dike@lists.example\nResent-Date: Thu, 7 Apr 2016 18:00:00 +0200\nList-Id: <dike.lists.example>\n${OWN}`,
      ],
      [],
    ],
    ['is nobody who passed it on to himself', [resent('bo@fen.example', 'Bo <BO@fen.example>', 7) + OWN], []],
  ])('%s', async (_, headers, expected) => expect(await told(...headers)).toEqual(expected));
});
