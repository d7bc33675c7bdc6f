import { describe, expect, it } from 'vitest';
import { parseMailboxes } from '../../src/message/address/mailbox.js';
import { readRecordPeople } from '../../src/message/record/record-people.js';
import { splitBody } from '../../src/quote/split-body.js';

const show = (mailboxes: readonly { readonly name: string; readonly address: string }[]) =>
  mailboxes.map(({ name, address }) => `${name}|${address}`).join(' ; ');

/** What stands in place of a person, in whatever field. */
const NOBODY = [
  ...['(b)(6)', '(b) (6)', 'b(6)', 'B6', '(b)(6), (b)(7)(C)', '(b)(6); (b)(6)', '(b)(7)(C)', 's.40(2)', 'Ex. 6'],
  ...['[REDACTED]', 'REDACTED', 'Redacted <redacted>', '[name redacted]', '[Redacted under FOIA section 40]'],
  ...['█████', '████ ██████', '▇▇▇', '______', '_____ _____', 'xxxxx', 'XXXX XXXX', '***', '-', '--', '?'],
  ...['N/A', 'n/a', 'nan', 'NaN', 'None', 'null', 'undefined', 'Unknown', 'unknown sender', 'withheld'],
  ...['undisclosed', 'undisclosed-recipients:;', 'Undisclosed recipients', 'PII', '(b)(6)@quay.example'],
  ...['[REDACTED] <[REDACTED]@quay.example>', '"█████" <█████@quay.example>', 'Name withheld', 'Personal Privacy'],
  '"(b)(6)" <(b)(6)>',
];

/** People, and how they are read. */
const SOMEBODY: readonly (readonly [string, string])[] = [
  ['Holm, Mira_____________', 'Holm, Mira|'],
  ['Holm, Mira ____ ____', 'Holm, Mira|'],
  ['Mira Holm ████', 'Mira Holm|'],
  ['Mira Holm <(b)(6)>', 'Mira Holm|'],
  ['Holm, Mira <(b)(6), (b)(7)(C)>', 'Holm, Mira|'],
  ['[REDACTED] <mira@quay.example>', '|mira@quay.example'],
  ['"(b)(6)" <mira@quay.example>', '|mira@quay.example'],
  ['Nan <nan@quay.example>', 'Nan|nan@quay.example'],
  ['Mira_Holm <mira_holm@quay.example>', 'Mira_Holm|mira_holm@quay.example'],
  ['Nonesuch', 'Nonesuch|'],
  ['Redmond', 'Redmond|'],
  ['Anna <na@quay.example>', 'Anna|na@quay.example'],
  ['Anonymous <nobody@remailer.example>', 'Anonymous|nobody@remailer.example'],
  ['Section Nine <nine@quay.example>', 'Section Nine|nine@quay.example'],
  ['Bo Nox <b6@quay.example>', 'Bo Nox|b6@quay.example'],
  ['none@quay.example', '|none@quay.example'],
  ['Alexxxa <alexxxa@quay.example>', 'Alexxxa|alexxxa@quay.example'],
];

describe('what stands in place of a person is nobody', () => {
  it.each(NOBODY)('in a header field: %s', (text) => {
    expect(show(parseMailboxes(text, { single: true }))).toBe('');
  });
  it.each(NOBODY)('in a field of a record: %s', (text) => {
    expect(show(readRecordPeople(text, true))).toBe('');
    if (!text.includes('@')) expect(show(readRecordPeople([{ name: text, email: text }]))).toBe('');
  });
  it.each(NOBODY)('in a quoted header: %s', (text) => {
    const body = `Yes.\n\n-----Original Message-----\nFrom: ${text}\nSent: Monday, 4 March 2019 10:00\nTo: ${text}\nSubject: Wall\n\nShall we?\n`;
    const [message] = splitBody(body).embedded;
    expect(message!.header.from).toBeNull();
    expect(message!.header.to).toEqual([]);
    expect(message!.text).toBe('Shall we?');
  });
  it.each(NOBODY)('in an attribution: %s', (text) => {
    const { embedded } = splitBody(`On Mon, 4 Mar 2019 at 10:00, ${text} wrote:\n> Shall we?\n\nYes.\n`);
    expect(embedded.map(({ header, text: quoted }) => [header.from, quoted])).toEqual([[null, 'Shall we?']]);
  });
});

describe('a person stays one', () => {
  it.each(SOMEBODY)('in a header field: %s', (text, expected) => {
    expect(show(parseMailboxes(text, { single: true }))).toBe(expected);
  });
  it.each(SOMEBODY)('in a field of a record: %s', (text, expected) => {
    expect(show(readRecordPeople(text, true))).toBe(expected);
  });
  it.each(SOMEBODY)('in a quoted header: %s', (text, expected) => {
    const body = `Yes.\n\n-----Original Message-----\nFrom: ${text}\nSent: Monday, 4 March 2019 10:00\nTo: Bo Roth\nSubject: Wall\n\nShall we?\n`;
    expect(show([splitBody(body).embedded[0]!.header.from!])).toBe(expected);
  });
});

describe('a date where a name should stand', () => {
  it.each(['06/25/2001 04:50 PM', '25.06.2001 16:50', '2001-06-25'])('is nobody: %s', (date) =>
    expect(parseMailboxes(date)).toEqual([]),
  );

  it('is left out beside a person', () => {
    expect(parseMailboxes('Ada <ada@moor.example>; 25.06.2001 16:50')).toMatchObject([{ name: 'Ada' }]);
    expect(parseMailboxes('2001-06-25 Standup')).toMatchObject([{ name: '2001-06-25 Standup' }]);
  });
});
