import { describe, expect, it } from 'vitest';
import { readHandedOver } from '../handed-over.js';

const mailbox = (name: string, email: string) =>
  `<t:Mailbox><t:Name>${name}</t:Name><t:EmailAddress>${email}</t:EmailAddress><t:RoutingType>SMTP</t:RoutingType></t:Mailbox>`;
const item = (id: string, from: string, to: string, subject: string, text: string, more = '') =>
  `<m:Items><t:Message>${more}<t:ItemId Id="AA${id}" ChangeKey="C"/><t:Subject>${subject}</t:Subject><t:Body BodyType="Text">${text}</t:Body><t:DateTimeSent>2016-05-0${id}T07:12:00Z</t:DateTimeSent><t:ToRecipients>${to}</t:ToRecipients><t:From>${from}</t:From><t:InternetMessageId>&lt;e${id}@x.example&gt;</t:InternetMessageId></t:Message></m:Items>`;
const IDA = mailbox('Ida Ferrow', 'ida@pier.example');
const PER = mailbox('Per Lund', 'per@quay.example');
const envelope = (items: string) =>
  `<?xml version="1.0"?><s:Envelope xmlns:s="http://schemas.xmlsoap.org/soap/envelope/"><s:Body><m:GetItemResponse xmlns:m="http://schemas.microsoft.com/exchange/services/2006/messages" xmlns:t="http://schemas.microsoft.com/exchange/services/2006/types">${items}</m:GetItemResponse></s:Body></s:Envelope>`;
const raw =
  'From: Ida Ferrow <ida@pier.example>\r\nTo: per@quay.example\r\nSubject: Raw\r\nDate: Mon, 2 May 2016 09:12:00 +0200\r\nMessage-ID: <r@x>\r\n\r\nWhole.\r\n';
const field = (name: string, value: string) => `<item name='${name}'>${value}</item>`;
const memo = (fields: string) =>
  `<?xml version='1.0'?><!DOCTYPE database SYSTEM 'domino.dtd'><database xmlns='http://www.lotus.com/dxl' title='Ida'>${fields}</database>`;

describe('mail in XML', () => {
  it.each<[string, string, readonly string[]]>([
    [
      'answers of Exchange Web Services',
      envelope(
        item('2', IDA, `${PER}${mailbox('Una', 'una@pier.example')}`, 'Crane &amp; quay', 'Buy it?') +
          item('3', PER, IDA, 'Re: Crane &amp; quay', 'No.', '<t:InReplyTo>&lt;e2@x.example&gt;</t:InReplyTo>'),
      ),
      [
        '1 Ida Ferrow <ida@pier.example> > Per Lund <per@quay.example>; Una <una@pier.example> | 2016-05-02T07:12Z | Crane & quay | Buy it?',
        '1 Per Lund <per@quay.example> > Ida Ferrow <ida@pier.example> | 2016-05-03T07:12Z | Re: Crane & quay | No.',
      ],
    ],
    [
      'an item with its whole mail',
      envelope(
        item(
          '2',
          IDA,
          PER,
          'Cut',
          'Cut',
          `<t:MimeContent CharacterSet="UTF-8">${Buffer.from(raw).toString('base64')}</t:MimeContent>`,
        ),
      ),
      ['1 Ida Ferrow <ida@pier.example> > <per@quay.example> | 2016-05-02T09:12+02:00 | Raw | Whole.'],
    ],
    [
      "a memo of Notes in Domino's XML, and a contact that is none",
      memo(
        `<document form='Memo'>${field('From', '<text>CN=Ida Ferrow/O=Pier</text>')}${field('SendTo', '<textlist><text>CN=Per Lund/O=Quay</text><text>una@pier.example</text></textlist>')}${field('Subject', '<text>Crane</text>')}${field('PostedDate', '<datetime>20160502T091200,00+02</datetime>')}${field('Body', "<richtext><pardef id='1'/><par def='1'><run>Buy </run><run>it?</run></par><par>Or not.</par></richtext>")}</document><document form='Person'>${field('FullName', '<text>Una</text>')}</document>`,
      ),
      [
        '1 Ida Ferrow <CN=Ida Ferrow/O=Pier> > Per Lund <CN=Per Lund/O=Quay>; <una@pier.example> | 2016-05-02T09:12+02:00 | Crane | Buy it? Or not.',
      ],
    ],
    [
      "elements of nobody's form",
      `<?xml version="1.0"?><mails><mail><from><name>Ida Ferrow</name><email>ida@pier.example</email></from><to><address>per@quay.example</address><address>una@pier.example</address></to><date>2016-05-02 09:12</date><subject>Crane &amp; quay</subject><body><![CDATA[Buy <it>?]]></body></mail></mails>`,
      [
        '1 Ida Ferrow <ida@pier.example> > <per@quay.example>; <una@pier.example> | 2016-05-02T09:12Z | Crane & quay | Buy <it>?',
      ],
    ],
    [
      'fields as attributes',
      `<mails><mail from="Ida Ferrow &lt;ida@pier.example&gt;" to="per@quay.example" date="2016-05-02T07:12:00Z" subject="Crane"><text>Buy it?</text></mail></mails>`,
      ['1 Ida Ferrow <ida@pier.example> > <per@quay.example> | 2016-05-02T07:12Z | Crane | Buy it?'],
    ],
    [
      'an account as archives keep it',
      `<Account xmlns="http://www.archives.ncdcr.gov/mail-account"><Folder><Name>Inbox</Name><Message><LocalId>1</LocalId><MessageId>&lt;e1@x.example&gt;</MessageId><OrigDate>2016-05-02T09:12:00+02:00</OrigDate><From>Ida Ferrow &lt;ida@pier.example&gt;</From><To>per@quay.example</To><Subject>Crane</Subject><MultiBody><ContentType>multipart/alternative</ContentType><SingleBody><ContentType>text/plain</ContentType><BodyContent><Content>Buy it?</Content></BodyContent></SingleBody></MultiBody></Message></Folder></Account>`,
      ['1 Ida Ferrow <ida@pier.example> > <per@quay.example> | 2016-05-02T09:12+02:00 | Crane | Buy it?'],
    ],
    [
      'a feed of news',
      '<rss><channel><item><title>Ferry</title><author>Ida</author><pubDate>x</pubDate><description>y</description></item></channel></rss>',
      [],
    ],
    [
      'the properties of a document',
      '<doc><properties><Title>Quay</Title><Subject>Berths</Subject><Author>Ida</Author><Created>2016-11-29T19:21:00Z</Created></properties></doc>',
      [],
    ],
    ['a book', '<TEI><analytic><author>Ida</author><author>Per</author><title>Cranes</title></analytic></TEI>', []],
    [
      'short messages',
      '<smses><sms address="+47123" date="1459753920000" type="1" body="Signed?" contact_name="Ida"/></smses>',
      [],
    ],
  ])('%s', async (_, xml, expected) => {
    expect((await readHandedOver({ 'mail.xml': xml })).lines).toEqual(expected);
  });

  it('keeps what stands before an element that does not end, and tells it', async () => {
    const whole = envelope(item('2', IDA, PER, 'Crane', 'Buy it?') + item('3', PER, IDA, 'Re: Crane', 'No.'));
    for (const cut of [whole.indexOf('Re: Crane'), whole.indexOf('e3@x'), whole.lastIndexOf('</t:Message>') + 4]) {
      const { lines, problems } = await readHandedOver({ 'mail.xml': whole.slice(0, cut) });
      expect(lines).toHaveLength(1);
      expect(problems.join('\n')).toMatch(/xml-cut/);
    }
  });

  it('looks up no entity and goes no deeper than it must', async () => {
    const bomb = `<!DOCTYPE a [<!ENTITY b "bbbb">]>`;
    const deep = `${'<a>'.repeat(5000)}x${'</a>'.repeat(5000)}`;
    const xml = envelope(item('2', IDA, PER, '&b;', deep)).replace('?>', `?>${bomb}`);
    expect((await readHandedOver({ 'mail.xml': xml })).lines).toEqual([
      '1 Ida Ferrow <ida@pier.example> > Per Lund <per@quay.example> | 2016-05-02T07:12Z | &b; | x',
    ]);
  });
});

const wide = (text: string, order: 'LE' | 'BE', mark: boolean): Buffer => {
  const codes = [...(mark ? '\ufeff' : ''), ...text].map((char) => char.codePointAt(0)!);
  const bytes = Buffer.alloc(codes.length * 4);
  for (const [at, code] of codes.entries()) bytes[`writeUInt32${order}`](code, at * 4);
  return bytes;
};

describe('texts in UTF-32 are read in any form', () => {
  const line = '1 Ida Ferrow <ida@pier.example> > <per@quay.example> | 2016-05-02T09:12+02:00 | Raw | Whole.';
  const mailed = raw.replaceAll('\r\n', '\n');
  it.each<[string, string, Buffer, string]>([
    ['a mail', 'a.eml', wide(raw, 'LE', true), line],
    ['a mail without a mark', 'a.eml', wide(raw, 'BE', false), line],
    ['a mailbox', 'a.mbox', wide(`From x@y Mon May  2 07:12:00 2016\n${mailed}\n`, 'BE', true), line],
    [
      'JSON',
      'a.json',
      wide(
        JSON.stringify([
          {
            from: 'Ida Ferrow <ida@pier.example>',
            to: 'per@quay.example',
            subject: 'Raw 🏗',
            date: '2016-05-02T09:12:00+02:00',
            text: 'Whole.',
          },
        ]),
        'LE',
        true,
      ),
      line.replace('Raw', 'Raw 🏗'),
    ],
  ])('%s', async (_, name, bytes, expected) => {
    expect((await readHandedOver({ [name]: bytes })).lines).toEqual([expected]);
  });

  it('with what is no character told', async () => {
    const bytes = Buffer.concat([wide(raw, 'LE', true), Buffer.from([0xff, 0xff, 0xff, 0xff, 0x20])]);
    const { lines, problems } = await readHandedOver({ 'a.eml': bytes });
    expect(lines).toHaveLength(1);
    expect(problems.join('\n')).toMatch(/packed-corrupt: .*1 character\(s\).*a part of one ends it/);
  });
});
