import { describe, expect, it } from 'vitest';
import { areNumberedApart } from '../../src/link/content-links.js';
import { accountHash, accountsOf } from '../../src/link/feature/accounts.js';
import {
  compareDates,
  compareHeaders,
  compareNames,
  DATE_AGREEMENTS,
  NAME,
  NAME_AGREEMENTS,
} from '../../src/link/feature/agreement.js';
import type { FeatureIndex } from '../../src/link/feature/feature-index.js';
import type { DateFeatures, HeaderFeatures } from '../../src/link/feature/features.js';
import { readFeatures } from '../../src/link/feature/read-features.js';
import { readSubjectFeatures } from '../../src/link/feature/subject-features.js';
import { parseSubject } from '../../src/message/header/subject.js';
import { messageFromObject } from '../../src/message/record/record-message.js';

const NOON = Date.UTC(2021, 2, 1, 12);
const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const [ANNA, BELL, BEN, ROE] = [1, 2, 3, 4] as const;

const clock = (shift: number, offset: number | null = null): DateFeatures => ({
  readings: [NOON + shift],
  offset,
  precise: true,
});
const day = (shift: number): DateFeatures => ({ readings: [NOON + shift], offset: null, precise: false });
const heading = (name: readonly number[], address = '', date: DateFeatures | null = null): HeaderFeatures => ({
  embedded: 0,
  address,
  name,
  accounts: [],
  date,
  subject: '',
  messageId: null,
});

describe('the clock of a heading and the date of a message', () => {
  it.each<
    [
      agreement: (typeof DATE_AGREEMENTS)[number],
      rule: string,
      written: DateFeatures | null,
      zone?: number | null,
      childZone?: number,
    ]
  >([
    ['none', 'without a clock', null],
    ['exact', 'in UTC', clock(0, 0)],
    ['exact', 'in the zone that the heading names', clock(2 * HOUR, 120)],
    ['exact', 'with its seconds cut off', clock(61_000, 0)],
    ['minutes', 'five minutes off', clock(5 * MINUTE, 0)],
    ['contradicts', 'six minutes off', clock(6 * MINUTE, 0)],
    ['exact', 'in the zone of its sender', clock(-5 * HOUR), -300],
    ['exact', 'in the zone of who quotes it', clock(2 * HOUR), null, 120],
    ['hour-shift', 'in a zone that nobody names', clock(3 * HOUR + 61_000)],
    ['hour-shift', 'just before a full hour', clock(3 * HOUR - 61_000)],
    ['minutes', 'five minutes beside a full hour', clock(3 * HOUR - 5 * MINUTE)],
    ['minutes', 'in a zone of half an hour', clock(3.5 * HOUR)],
    ['contradicts', 'at another minute', clock(3 * HOUR + 20 * MINUTE)],
    ['hour-shift', 'fifteen hours off', clock(15 * HOUR)],
    ['contradicts', 'sixteen hours off', clock(16 * HOUR)],
    ['contradicts', 'sixteen hours off, the other way', clock(-16 * HOUR)],
    ['day', 'a day without a time', day(-12 * HOUR)],
    ['day', 'the day before or after', day(36 * HOUR)],
    ['contradicts', 'two days off', day(37 * HOUR)],
  ])('%s: %s', (agreement, _, written, zone = null, childZone) => {
    const found = compareDates(written, { time: NOON, offset: zone }, childZone ?? null);
    expect(DATE_AGREEMENTS[found]).toBe(agreement);
  });

  it.each<[agreement: (typeof DATE_AGREEMENTS)[number], hours: number]>([
    ['contradicts', -13],
    ['day', -12],
    ['day', 35],
    ['contradicts', 36],
  ])('%s where the message has a day alone, and the clock shows %d hours from its midnight', (agreement, hours) => {
    const found = compareDates(clock(hours * HOUR), { time: NOON, offset: null, dayOnly: true }, null);
    expect(DATE_AGREEMENTS[found]).toBe(agreement);
  });

  it('takes the best of several readings, and says nothing of an undated message', () => {
    const both = { ...clock(0), readings: [NOON + 40 * 24 * HOUR, NOON + 2 * HOUR, NOON - 40 * 24 * HOUR] };
    expect(DATE_AGREEMENTS[compareDates(both, { time: NOON, offset: null }, null)]).toBe('hour-shift');
    expect(DATE_AGREEMENTS[compareDates(both, { time: Number.NaN, offset: null }, null)]).toBe('none');
  });
});

describe('the name of a heading and the author of a message', () => {
  it.each<
    [
      agreement: (typeof NAME_AGREEMENTS)[number],
      rule: string,
      one: HeaderFeatures,
      author: Parameters<typeof compareNames>[1],
    ]
  >([
    [
      'full',
      'one address, whatever the names',
      heading([BEN], 'a@x.example'),
      { address: 'a@x.example', name: [ANNA] },
    ],
    ['full', 'two words of the name', heading([ANNA, BELL]), { address: 'a@x.example', name: [ANNA, ROE, BELL] }],
    ['full', 'the only word of the name', heading([ANNA, BELL]), { address: '', name: [ANNA] }],
    ['part', 'one word of two', heading([ANNA]), { address: '', name: [ANNA, BELL] }],
    ['part', 'the name in the address', heading([ANNA]), { address: 'anna@x.example', name: [], local: ANNA }],
    ['contradicts', 'another name', heading([BEN]), { address: 'anna@x.example', name: [ANNA, BELL], local: ANNA }],
    ['contradicts', 'another address', heading([], 'b@x.example'), { address: 'a@x.example', name: [] }],
    ['none', 'a heading that names nobody', heading([]), { address: 'a@x.example', name: [ANNA] }],
    ['none', 'an author who is not known', heading([ANNA], 'a@x.example'), { address: '', name: [] }],
  ])('%s: %s', (agreement, _, one, author) => {
    expect(NAME_AGREEMENTS[compareNames(one, author)]).toBe(agreement);
  });
});

describe('an account that a name spells', () => {
  it.each([
    ['Anna Bell', 'abell@x.example', true],
    ['Anna Bell', 'a.bell@x.example', true],
    ['Bell, Anna', 'anna_bell@x.example', true],
    ['Anna Bell', 'bella7@x.example', true],
    ['Jan van der Berg', 'jvdb@x.example', true],
    ['Jan van der Berg', 'jberg@x.example', true],
    ['Perry E. Metz', 'pmetz@x.example', true],
    ['Zoë Lüd', 'zlud@x.example', true],
    ['Нора Велл', 'нвелл@x.example', true],
    ['Anna Bell', 'ab@x.example', false],
    ['Anna Bell', 'bbell@x.example', false],
    ['Anna', 'anna@x.example', false],
    ['Anna Bell', 'info@x.example', false],
    ['Anna Bell', '', false],
  ])('%s, %s: %s', (name, address, isSpelled) => {
    const author = { address, name: [], account: accountHash(address) };
    expect(compareNames({ ...heading([ANNA]), accounts: accountsOf(name) }, author)).toBe(
      isSpelled ? NAME.part : address ? NAME.contradicts : NAME.none,
    );
  });
});

describe('two headings', () => {
  const [anna, annaBell, ben] = [[ANNA], [ANNA, BELL], [BEN, ROE]];
  it.each<[relation: ReturnType<typeof compareHeaders>, rule: string, one: HeaderFeatures, other: HeaderFeatures]>([
    ['same', 'one time and a part of the name', heading(anna, '', clock(0)), heading(annaBell, '', clock(0))],
    ['same', 'one time, where one names nobody', heading(anna, '', clock(0)), heading([], '', clock(0))],
    ['same', 'one name, where one has no time', heading(annaBell, '', clock(0)), heading(annaBell)],
    ['same', 'one time in two zones', heading(anna, '', clock(0)), heading(anna, '', clock(24 * HOUR - 61_000))],
    ['same', 'one day', heading(anna, '', day(0)), heading(anna, '', clock(35 * HOUR))],
    ['other', 'one name at another minute', heading(annaBell, '', clock(0)), heading(annaBell, '', clock(3 * MINUTE))],
    ['other', 'one name two days later', heading(annaBell, '', clock(0)), heading(annaBell, '', clock(48 * HOUR))],
    ['other', 'one name, days that differ', heading(annaBell, '', day(0)), heading(annaBell, '', day(36 * HOUR))],
    ['other', 'one time and another name', heading(annaBell, '', clock(0)), heading(ben, '', clock(0))],
    ['unknown', 'a part of the name alone', heading(anna), heading(annaBell)],
    ['unknown', 'nothing to compare', heading([]), heading([])],
  ])('%s: %s', (relation, _, one, other) => {
    expect(compareHeaders(one, other)).toBe(relation);
  });
});

describe('an address that names its way', () => {
  it.each([
    ['moor.example!ada@relay.example', 'ada@moor.example'],
    ['fen!moor.example!ada@relay.example', 'ada@moor.example'],
    ['ada%moor.example@relay.example', 'ada@moor.example'],
    ['moor!ada@relay.example', 'moor!ada@relay.example'],
    ['ada%moor@relay.example', 'ada%moor@relay.example'],
    ['moor.example!@relay.example', 'moor.example!@relay.example'],
    ['ada@relay.example', 'ada@relay.example'],
  ])('%s is %s', (written, meant) => {
    const message = messageFromObject({ from: 'Ada <ada@x.example>', to: `Ada <${written}>`, text: 'Pump.' }, 0);
    expect(readFeatures({ message }, null).to).toEqual([meant]);
  });
});

describe('an answer to a numbered post', () => {
  it.each([
    ['Re: [PATCH v8 2/2] Sluice: oil', '[PATCH v8 1/2] Sluice: count', true],
    ['Re: [PATCH v8 2/2] Sluice: oil', '[PATCH v8 2/2] Sluice: oil', false],
    ['Re: [PATCH v8 2/2] Sluice: oil', 'Sluice: count', false],
    ['RE:', 'RE:', false],
  ])('"%s" is numbered apart from "%s": %s', (child, post, isApart) => {
    const posts = [child, post].map((subject) => ({ subject: readSubjectFeatures(parseSubject(subject)) }));
    expect(areNumberedApart({ posts } as unknown as FeatureIndex, 0, 1)).toBe(isApart);
  });
});
