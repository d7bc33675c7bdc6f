import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { readMessageIdClock } from '../../src/message/header/message-id-clock.js';

const at = (text: string) => Date.parse(text);

describe('readMessageIdClock', () => {
  it.each([
    ['20190504100000.4711-3-ana@example.org', 'git', 'utc', '2019-05-04T10:00:00Z', 3],
    ['1556964000-4711-2-git-send-email-ana@example.org', 'git-epoch', 'utc', '2019-05-04T10:00:00Z', 2],
    ['20190504100000.GA4711@host.example.org', 'mutt', 'utc', '2019-05-04T10:00:00Z', null],
    ['20050104100000.4711.qmail@web1.mail.example.com', 'qmail', 'utc', '2005-01-04T10:00:00Z', null],
    ['000a01c4f244$270bd000$0500a8c0@desk', 'outlook', 'utc', '2005-01-04T10:00:00Z', null],
    ['1104832800.4711.12.camel@host.example.org', 'evolution', 'utc', '2005-01-04T10:00:00Z', null],
    [
      'OF00000000.00000000-ON85256F7F.00000000-85256F7F.0036EE80@example.com',
      'notes',
      'utc',
      '2005-01-04T10:00:00Z',
      null,
    ],
    ['41DA6920.5060309@example.org', 'netscape', 'utc', '2005-01-04T10:00:00Z', null],
    ['Pine.LNX.4.61.0501041000000.4711@host.example.org', 'pine', 'local', '2005-01-04T10:00:00Z', null],
    ['5.1.0.14.2.20050104100000.00a1b2c3@mail.example.org', 'eudora', 'local', '2005-01-04T10:00:00Z', null],
    ['971536df0501041000a3b0304@mail.gmail.com', 'gmail-2004', 'pacific', '2005-01-04T10:00:00Z', null],
    ['loom.20050104T100000-658@post.example.org', 'gmane', 'local', '2005-01-04T10:00:00Z', null],
    [
      '0100018f1a73a2a8-12345678-aaaa-bbbb-cccc-123456789012-000000@email.example.com',
      'ses',
      'utc',
      '2024-04-26T12:48:57Z',
      null,
    ],
  ])('reads the time in %s', (id, form, zone, time, series) => {
    const clock = readMessageIdClock(id);
    expect(clock).toMatchObject({ form, zone, series });
    expect(Math.abs(clock!.time - at(time))).toBeLessThan(1000);
  });

  it.each([
    'CAF+x=y_z@mail.gmail.com',
    '4b1f8c1e-0000-4000-8000-123456789012@example.org',
    '',
    '99999999999999.GA1@example.org',
    `${'9'.repeat(260)}@example.org`,
  ])('makes no time up from %s', (id) => expect(readMessageIdClock(id)).toBeNull());

  it('never asks the clock of the machine', () => {
    expect(readFileSync('src/message/header/message-id-clock.ts', 'utf8')).not.toMatch(/Date\.now|new Date\(\)/);
  });
});
