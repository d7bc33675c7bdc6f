import { describe, expect, it } from 'vitest';
import { readHandedOver } from '../handed-over.js';

const IDA = 'Ida Ferrow <ida@pier.example>';
const PER = 'Per Lund <per@quay.example>';
const row = (cells: readonly string[], delimiter = ','): string => `${cells.join(delimiter)}\r\n`;
const quoted = (cells: readonly string[]): string => row(cells.map((cell) => `"${cell}"`));
const encode = (text: string, charset: 'windows-1251' | 'windows-1250' | 'latin1', table = ''): Buffer =>
  Buffer.from([...text].map((char) => (char.charCodeAt(0) < 0x80 ? char.charCodeAt(0) : byteOf(char, charset, table))));

/** The byte of a letter in a charset of one byte a letter. */
function byteOf(char: string, charset: string, table: string): number {
  if (charset === 'latin1') return char.charCodeAt(0);
  const decoder = new TextDecoder(charset);
  for (let byte = 0x80; byte < 0x100; byte++) if (decoder.decode(Buffer.from([byte])) === char) return byte;
  throw new Error(`${char} is not in ${charset} ${table}`);
}

describe('tables as programs of other makers write them', () => {
  it.each<[string, string | Buffer, readonly string[]]>([
    [
      'quotation marks behind a backslash (MySQL)',
      `${quoted(['from', 'to', 'subject', 'date', 'body'])}${quoted([IDA, PER, 'The \\"big\\" crane', '2016-05-02 09:12:00', 'She said \\"buy, now\\" at C:\\\\pier.'])}`,
      [`1 ${IDA} > ${PER} | 2016-05-02T09:12Z | The "big" crane | She said "buy, now" at C:\\pier.`],
    ],
    [
      'whole mails in a column whose name is made of usual words',
      `path,email_content\n1,"From: ${IDA}\nTo: ${PER}\nSubject: Crane\nDate: Mon, 2 May 2016 09:12:00 +0200\nMessage-ID: <s1@pier.example>\n\nAsked."\n`,
      [`1 ${IDA} > ${PER} | 2016-05-02T09:12+02:00 | Crane | Asked.`],
    ],
    [
      'quotation marks doubled, beside a backslash that is one',
      `${quoted(['from', 'to', 'subject', 'date', 'body'])}${quoted([IDA, PER, 'The ""big"" crane', '2016-05-02 09:12:00', 'It lies in C:\\new\\'])}`,
      [`1 ${IDA} > ${PER} | 2016-05-02T09:12Z | The "big" crane | It lies in C:\\new\\`],
    ],
    [
      'signs behind backslashes and \\N for nothing (COPY)',
      `from\tto\tcc\tsubject\tdate\tbody\n${IDA}\t${PER}\t\\N\tCrane\t2016-05-02 09:12:00\tFirst.\\nSecond.\n`,
      [`1 ${IDA} > ${PER} | 2016-05-02T09:12Z | Crane | First. Second.`],
    ],
    [
      'paths in a table of tabs without \\N',
      `from\tto\tsubject\tdate\tbody\n${IDA}\t${PER}\tCrane\t2016-05-02 09:12:00\tIn C:\\new\\table\n`,
      [`1 ${IDA} > ${PER} | 2016-05-02T09:12Z | Crane | In C:\\new\\table`],
    ],
    [
      "Outlook's columns in Russian, in Windows-1251",
      encode(
        `${quoted(['Тема', 'Текст', 'От: (имя)', 'От: (адрес)', 'Кому: (имя)', 'Кому: (адрес)', 'СК: (имя)', 'СК: (адрес)'])}${quoted(['Кран', 'Купим?', 'Ида', 'ida@pier.example', 'Пер', 'per@quay.example', 'Уна', 'una@pier.example'])}`,
        'windows-1251',
      ),
      ['1 Ида <ida@pier.example> > Пер <per@quay.example> bcc Уна <una@pier.example> | - | Кран | Купим?'],
    ],
    [
      'in Polish, in Windows-1250',
      encode(
        `${quoted(['Temat', 'Treść', 'Od: (Nazwa)', 'Od: (Adres)', 'Do: (Nazwa)', 'Do: (Adres)'])}${quoted(['Żuraw', 'Kupić?', 'Ida Łoś', 'ida@pier.example', 'Per', 'per@quay.example'])}`,
        'windows-1250',
      ),
      ['1 Ida Łoś <ida@pier.example> > Per <per@quay.example> | - | Żuraw | Kupić?'],
    ],
    [
      'in Dutch',
      `${quoted(['Onderwerp', 'Hoofdtekst', 'Van: (naam)', 'Van: (adres)', 'Aan: (naam)', 'Aan: (adres)'])}${quoted(['Kraan', 'Kopen?', 'Ida', 'ida@pier.example', 'Per', 'per@quay.example'])}`,
      ['1 Ida <ida@pier.example> > Per <per@quay.example> | - | Kraan | Kopen?'],
    ],
    [
      'English names above Russian cells in Windows-1251',
      encode(
        `${row(['From', 'To', 'Subject', 'Body'])}${row(['Ида', 'Пер', 'Новый кран', 'Купим ли мы его в этом году'])}`,
        'windows-1251',
      ),
      ['1 Ида > Пер | - | Новый кран | Купим ли мы его в этом году'],
    ],
    [
      'English names above Western cells stay Western',
      encode(
        `${row(['From', 'To', 'Subject', 'Body'])}${row(['Zoë Brûlé', 'Pér', 'Été à la grue', 'Über die Brücke gäbe es größere'])}`,
        'latin1',
      ),
      ['1 Zoë Brûlé > Pér | - | Été à la grue | Über die Brücke gäbe es größere'],
    ],
    [
      'the author whom Purview names beside his address',
      `${row(['Email_sender', 'Sender/Author', 'Email_to', 'Email_subject', 'Email_date_sent'])}${row(['ida@pier.example', IDA, 'per@quay.example', 'Crane', '2016-05-02T09:12:00Z'])}`,
      [`1 ${IDA} > <per@quay.example> | 2016-05-02T09:12Z | Crane |`],
    ],
    [
      'recipients in two columns of one name',
      `${row(['From', 'To', 'To', 'Subject', 'Body'])}${row([IDA, PER, 'Una <una@pier.example>', 'Crane', 'Buy?'])}`,
      [`1 ${IDA} > ${PER}; Una <una@pier.example> | - | Crane | Buy?`],
    ],
    [
      'cells that Excel is kept from reading',
      `${row(['From', 'To', 'Subject', 'Body'])}"=""${IDA}""",${PER},"=""Crane""",Buy?\n`,
      [`1 ${IDA} > ${PER} | - | Crane | Buy?`],
    ],
    [
      'trips in French',
      `${row(['Date', 'De', 'À', 'Objet', 'Km'], ';')}${row(['02/05/2016', 'Lyon', 'Paris', 'Foire', '465'], ';')}`,
      [],
    ],
    [
      'trips in English',
      `${row(['Date', 'From', 'To', 'Subject', 'Miles'])}${row(['5/2/2016', 'Leeds', 'York', 'Fair', '25'])}`,
      [],
    ],
    [
      'fares in Italian',
      `${row(['Data', 'Da', 'A', 'Oggetto', 'Prezzo'], ';')}${row(['02/05/2016', 'Roma', 'Bari', 'Fiera', '80'], ';')}`,
      [],
    ],
    [
      'calls',
      `${row(['Date', 'From', 'To', 'Duration', 'Subject'])}${row(['2016-05-02', '+4670111222', '+4670333444', '00:03:11', ''])}`,
      [],
    ],
    [
      'mail that somebody measured as well',
      `${row(['Date', 'From', 'To', 'Subject', 'Distance'])}${row(['2016-05-02 09:12', 'ida@pier.example', 'per@quay.example', 'Crane', '3'])}`,
      ['1 <ida@pier.example> > <per@quay.example> | 2016-05-02T09:12Z | Crane |'],
    ],
    [
      "mail with Outlook's column of miles",
      `${row(['Subject', 'Body', 'From: (Name)', 'To: (Name)', 'Mileage'])}${row(['Crane', 'Buy?', 'Ida', 'Per', ''])}`,
      ['1 Ida > Per | - | Crane | Buy?'],
    ],
  ])('%s', async (_, content, expected) => {
    expect((await readHandedOver({ 'table.csv': content })).lines.map((line) => line.trimEnd())).toEqual(expected);
  });

  it('proposes no name of a file, place or reviewer for the text or the recipients', async () => {
    const record = {
      from: IDA,
      subject: 'Crane',
      date: '2016-05-02T09:12:00Z',
      'File Name': 'mails/2016/the big crane was bought.eml',
      Location: 'Archive room two, third shelf',
      'Reviewer Notes': 'Asked for a second look at this',
      Custodian: 'ida@pier.example',
      topicArn: 'arn:aws:sns:us-east-1:1:the topic of it',
      nachricht: 'Wir kaufen ihn noch dieses Jahr.',
    };
    const { problems } = await readHandedOver({ 'mail.json': [record] });
    const hints = problems.join('\n').match(/--map [\w=\s]+/g) ?? [];
    expect(hints.join()).toMatch(/text=nachricht/);
    expect(hints.join()).not.toMatch(/(?:text|to|from)=(?:File|Location|Reviewer|Custodian|topicArn)/);
  });

  it('joins messages whose people all stand in tables beside them', async () => {
    const { lines } = await readHandedOver({
      'emails.csv': 'id,sender_id,subject,sent,body\n1,10,Crane,2016-05-02 09:12,Buy?\n',
      'email_to.csv': 'email_id,person_id\n1,11\n',
      'email_cc.csv': 'email_id,person_id\n1,12\n',
      'persons.csv':
        'id,name,email\n10,Ida Ferrow,ida@pier.example\n11,Per Lund,per@quay.example\n12,Una,una@pier.example\n',
    });
    expect(lines).toEqual([`1 ${IDA} > ${PER} cc Una <una@pier.example> | 2016-05-02T09:12Z | Crane | Buy?`]);
  });
});
