import { describe, expect, it } from 'vitest';
import { readHandedOver } from '../handed-over.js';

const FROM = 'From ida@pier.example Mon May  2 09:12:00 2016\n';
const SENT =
  'From: Ida Ferrow <ida@pier.example>\nTo: per@quay.example\nDate: Mon, 2 May 2016 09:12:00 +0200\nSubject: Crane\n';
const NEXT = `${FROM}From: Per Lund <per@quay.example>\nTo: ida@pier.example\nDate: Mon, 2 May 2016 10:12:00 +0200\nSubject: Next\n\nNo.\n`;
const IDA = '1 Ida Ferrow <ida@pier.example> > <per@quay.example> | 2016-05-02T09:12+02:00 | Crane | Buy it?';
const PER = '2 Per Lund <per@quay.example> > <ida@pier.example> | 2016-05-02T10:12+02:00 | Next | No.';
const mail = `${SENT}\nBuy it?\n\n`;

describe('stray lines above a header', () => {
  it.each<[string, string, string]>([
    [
      'below the line that separates messages',
      'a.mbox',
      `${FROM}exported by Clerk 2.1\nof all folders\n${mail}${NEXT}`,
    ],
    ['an empty one there', 'a.mbox', `${FROM}\n${mail}${NEXT}`],
    [
      'above the first of a mailbox that lost its first separator',
      'a.mbox',
      `Exported by Clerk\n=====\n${mail}${NEXT}`,
    ],
    ['and an empty one behind them', 'a.mbox', `${FROM}exported by Clerk\n\n${mail}${NEXT}`],
    ['of a mail in a file of its own', 'a.eml', `exported by Clerk 2.1\nof all folders\n${mail}`],
  ])('cost themselves: %s', async (_where, name, text) => {
    const { lines, problems } = await readHandedOver({ [name]: text });
    expect(lines).toEqual(name === 'a.eml' ? [IDA] : [IDA, PER]);
    expect(problems.join('\n')).toMatch(/no fields|header-stray-lines/);
  });

  it('are a text that quotes another mail, where what follows was printed', async () => {
    const quoted =
      'He wrote this\nto me\nFrom: Una <una@pier.example>\nSent: Monday, May 2, 2016 9:12 AM\nTo: Per\nSubject: Crane\n\nHis words.\n\n';
    const { lines } = await readHandedOver({ 'a.mbox': `${FROM}${quoted}${NEXT}` });
    expect(lines.join('\n')).not.toMatch(/^\d Una/m);
  });
});
