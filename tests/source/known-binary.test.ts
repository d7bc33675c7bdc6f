import { describe, expect, it } from 'vitest';
import { cutBytes } from '../source-cutting.js';

describe('files beside mail', () => {
  it.each<readonly [what: string, content: string, said: string]>([
    [
      'the index of a mailbox',
      '// <!-- <mdb:mork:z v="1.4"/> -->\n< <(a=c)> // (f=iso-8859-1)',
      'an index of Thunderbird',
    ],
    ['a web page', '<html><body>Prices of May</body></html>', 'a web page'],
    [
      'a list of checksums as CSV',
      'File,MD5 checksum\na.zip,d41d8cd98f00b204e9800998ecf8427e\n',
      'a list of checksums',
    ],
    [
      "Purview's report",
      '\ufeff"Location","Item Identity","Subject or Title","Target Path","Status"\n',
      'the report of an eDiscovery',
    ],
    ["Vault's counts", 'Account,Count,Query\nada@moor.example,5,sluice\n', 'the count of messages'],
    ['a calendar', 'BEGIN:VCALENDAR\nEND:VCALENDAR\n', 'a calendar'],
  ])('are told by what they are: %s', (_what, content, said) => {
    const { messages, problems } = cutBytes(Buffer.from(content), [], { source: 'a', named: false });
    expect([messages, problems.map(({ code }) => code)]).toEqual([[], ['not-mail']]);
    expect(problems[0]!.message).toContain(said);
  });
});

describe('mailboxes that are not read', () => {
  it('are told by what they are, with what to do', () => {
    const head = Buffer.concat([Buffer.from([0x21, 0x09, 0x70, 0x19]), Buffer.alloc(3000)]);
    const { problems } = cutBytes(head, [], { source: 'MESSAGES.TBB', named: false });
    expect(problems).toMatchObject([{ severity: 'warning', code: 'format-not-read' }]);
    expect(problems[0]!.message).toMatch(/The Bat!.*export its messages/);
  });
});
