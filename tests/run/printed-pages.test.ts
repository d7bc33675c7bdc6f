import { describe, expect, it } from 'vitest';
import { readHandedOver } from '../handed-over.js';

const IDA = 'Ida Ferrow <ida@pier.example>';
const PER = 'Per Lund <per@quay.example>';
const UNA = 'Una Moss <una@pier.example>';
const ASKED = 'Shall we buy the crane?';

describe('what web mail and Notes print is read as the mail it shows', () => {
  it.each<[string, string, readonly string[]]>([
    [
      'Outlook on the web, with what the mail quotes',
      `5/3/2016, 10:05 AM               Mail - Per Lund - Outlook\n\nRe: Crane\n\n${PER}\nTue 5/3/2016 10:02 AM\n\nTo: ${IDA}\n\nNot this year.\n\nFrom: ${IDA}\nSent: Monday, May 2, 2016 9:12 AM\nTo: ${PER}\nSubject: Crane\n\n${ASKED}\n\nhttps://outlook.office365.com/mail/inbox/id/AAQk    1/1\n`,
      [
        '1 recovered',
        `1 ${PER} > ${IDA} | 2016-05-03T10:02Z | Re: Crane | Not this year. From: ${IDA} Sent: Monday, May 2, 2016 9:12 AM To: ${PER} Subject: Crane ${ASKED}`,
      ],
    ],
    [
      'the same copied from the window',
      `Crane\n${IDA}\nMon 5/2/2016 9:12 AM\nTo: ${PER}\nCc: ${UNA}\n\n${ASKED}\n`,
      [`1 ${IDA} > ${PER} cc ${UNA} | 2016-05-02T09:12Z | Crane | ${ASKED}`],
    ],
    [
      'Proton Mail, labels in a column',
      `Crane\n\nFrom      ${IDA}\nTo        ${PER}\nCC        ${UNA}\nDate      Monday, May 2nd, 2016 at 9:12 AM\n\n${ASKED}\n`,
      [`1 ${IDA} > ${PER} cc ${UNA} | 2016-05-02T09:12Z | Crane | ${ASKED}`],
    ],
    [
      'Notes, labels below sender and date',
      `Ida Ferrow/Pier\n05/02/2016 09:12 AM\n\nTo   Per Lund/Quay@Quay\ncc   Una Moss/Pier@Pier\nbcc\nSubject   Crane\n\n${ASKED}\n`,
      [
        `1 Ida Ferrow/Pier > Per Lund <Per Lund/Quay@Quay> cc Una Moss <Una Moss/Pier@Pier> | 2016-05-02T09:12Z | Crane | ${ASKED}`,
      ],
    ],
    [
      'Thunderbird in another language, the subject first',
      `Betreff: Crane\nVon: ${IDA}\nDatum: 02.05.16, 09:12\nAn: ${PER}\nKopie (CC): ${UNA}\n\n${ASKED}\n`,
      [
        `1 ${IDA} > ${PER} cc ${UNA} | 2016-05-02T09:12Z | Crane | Betreff: Crane Von: ${IDA} Datum: 02.05.16, 09:12 An: ${PER} Kopie (CC): ${UNA} ${ASKED}`,
      ],
    ],
  ])('%s', async (_, text, expected) => {
    expect((await readHandedOver({ 'page.txt': text })).lines).toEqual(expected);
  });

  it.each<[string, string, string]>([
    [
      'Yahoo, with empty lines between labels and the subject for a title',
      `Crane\n\nFrom: Ida Ferrow (ida@pier.example)\n\nTo:   per@quay.example\n\nDate: Monday, May 2, 2016, 09:12 AM GMT+2\n\n${ASKED}\n`,
      `1 ${IDA} > <per@quay.example> | 2016-05-02T09:12+02:00 | Crane`,
    ],
    [
      'a title that is the subject',
      `Proton Mail             the new crane\n\nFrom: ${IDA}\nTo: ${PER}\nDate: Monday, 2 May 2016 at 09:12\nSubject: the new crane\n\n${ASKED}\n`,
      `1 ${IDA} > ${PER} | 2016-05-02T09:12Z | the new crane`,
    ],
    [
      'the stamp of a court',
      `Case 1:16-cv-01234-ABC   Document 45-3   Filed 05/01/2016   Page 2 of 9\n\nEXHIBIT C\n\nFrom: ${IDA}\nSent: Monday, May 2, 2016 9:12 AM\nTo: ${PER}\nSubject: Crane\n\n${ASKED}\n`,
      `1 ${IDA} > ${PER} | 2016-05-02T09:12Z | Crane`,
    ],
    [
      'a table of Markdown',
      `| From | ${IDA} |\n|---|---|\n| To | ${PER} |\n| Date | 2016-05-02 09:12 |\n| Subject | Crane |\n\n${ASKED}\n`,
      `1 ${IDA} > ${PER} | 2016-05-02T09:12Z | Crane`,
    ],
    [
      'a list of labels, as MHonArc puts it on a page',
      `Crane\n\n- From: ${IDA}\n- To: ${PER}\n- Subject: Crane\n- Date: Mon, 2 May 2016 09:12:00 +0200\n\n${ASKED}\n`,
      `1 ${IDA} > ${PER} | 2016-05-02T09:12+02:00 | Crane`,
    ],
    [
      'labels behind marks of direction',
      `\u200fמאת: ${IDA}\n\u200fנשלח: יום שני 2 מאי 2016 09:12\n\u200fאל: ${PER}\n\u200fנושא: מנוף\n\n${ASKED}\n`,
      `1 ${IDA} > ${PER} | 2016-05-02T09:12Z | מנוף`,
    ],
    [
      'a header that was pasted with white space before each line',
      `  From: ${IDA}\n  To: ${PER}\n  Date: Mon, 2 May 2016 09:12:00 +0200\n  Subject: Crane\n\n  ${ASKED}\n`,
      `1 ${IDA} > ${PER} | 2016-05-02T09:12+02:00 | Crane`,
    ],
    [
      'the line of Notes that says who wrote to whom',
      `Crane\nIda Ferrow  to: Per Lund                  05/02/2016 09:12 AM\nCc: Una Moss\n\nFrom:   Ida Ferrow/Pier\nTo:     Per Lund/Quay@Quay\nDate:   05/02/2016 09:12 AM\nSubject:        Crane\n\n${ASKED}\n`,
      '1 Ida Ferrow > Per Lund <Per Lund/Quay@Quay> cc Una Moss | 2016-05-02T09:12Z | Crane',
    ],
  ])('%s', async (_, text, expected) => {
    const { lines } = await readHandedOver({ 'page.txt': text });
    expect(lines.map((line) => line.split(' | ').slice(0, 3).join(' | '))).toEqual([expected]);
  });

  it.each([
    ['a memorandum', 'To      All staff\nFrom    Ida Ferrow\nDate    2 May 2016\nRe      The crane\n\nIt is bought.\n'],
    ['a letter that ends in an address', `Dear Per,\n\nthe crane is bought.\n\n${IDA}\nPier 4\n`],
  ])('takes no header from %s', async (_, text) => {
    expect((await readHandedOver({ 'page.dat': text })).lines).toEqual([]);
  });

  it('keeps the note that somebody wrote above a mail that he quotes', async () => {
    const note = `please read what she says\n\nFrom: ${IDA}\nTo: ${PER}\nDate: Monday, 2 May 2016 09:12\nSubject: Crane\n\n${ASKED}\n`;
    expect((await readHandedOver({ 'page.txt': note })).lines[0]).toBe('1 recovered');
  });
});

/** Texts in the charsets of the programs that wrote them: what Node cannot encode stands here as bytes. */
const hex = (text: string): Buffer => Buffer.from(text.replace(/\s/g, ''), 'hex');
const ascii = (text: string): Buffer => Buffer.from(text, 'latin1');

describe('printed texts in other charsets than UTF-8 are read by their labels', () => {
  it.each<[string, Buffer, string]>([
    [
      'Russian in Windows-1251',
      // От / Отправлено: 2 мая 2016 г. / Кому / Тема: Кран
      Buffer.concat([
        hex('cef2'),
        ascii(': ida@pier.example\r\n'),
        hex('cef2eff0e0e2ebe5edee'),
        ascii(': 2 '),
        hex('ece0ff'),
        ascii(' 2016 '),
        hex('e3'),
        ascii('. 9:12\r\n'),
        hex('caeeecf3'),
        ascii(': per@quay.example\r\n'),
        hex('d2e5ece0'),
        ascii(': '),
        hex('caf0e0ed'),
        ascii('\r\n\r\n'),
        hex('caf3efe8ec'),
        ascii('?\r\n'),
      ]),
      '1 <ida@pier.example> > <per@quay.example> | 2016-05-02T09:12Z | Кран',
    ],
    [
      'Chinese in GBK',
      // 发件人 / 发送时间: 2016年5月2日 / 收件人 / 主题: 吊车
      Buffer.concat([
        hex('b7a2bcfec8cb'),
        ascii(': ida@pier.example\r\n'),
        hex('b7a2cbcdcab1bce4'),
        ascii(': 2016'),
        hex('c4ea'),
        ascii('5'),
        hex('d4c2'),
        ascii('2'),
        hex('c8d5'),
        ascii(' 9:12\r\n'),
        hex('cad5bcfec8cb'),
        ascii(': per@quay.example\r\n'),
        hex('d6f7cce2'),
        ascii(': '),
        hex('b5f5b3b5'),
        ascii('\r\n\r\n'),
        hex('c2f2c2f0'),
        ascii('\r\n'),
      ]),
      '1 <ida@pier.example> > <per@quay.example> | 2016-05-02T09:12Z | 吊车',
    ],
    [
      'Japanese in Shift-JIS',
      // 差出人 / 送信日時: 2016年5月2日 / 宛先 / 件名: 契約
      Buffer.concat([
        hex('8db78f6f906c'),
        ascii(': ida@pier.example\r\n'),
        hex('919790 4d93fa8e9e'),
        ascii(': 2016'),
        hex('944e'),
        ascii('5'),
        hex('8c8e'),
        ascii('2'),
        hex('93fa'),
        ascii(' 9:12\r\n'),
        hex('88b690e6'),
        ascii(': per@quay.example\r\n'),
        hex('8c8f96bc'),
        ascii(': '),
        hex('8c5f96f1'),
        ascii('\r\n\r\n'),
        hex('8c5f96f1'),
        ascii('\r\n'),
      ]),
      '1 <ida@pier.example> > <per@quay.example> | 2016-05-02T09:12Z | 契約',
    ],
    [
      'Turkish, whose labels Western charsets have as well',
      Buffer.concat([
        ascii(
          'Kimden: ida@pier.example\r\nG\xf6nderildi: 2 May\xfds 2016 Pazartesi 09:12\r\nKime: per@quay.example\r\nKonu: \xdeahin\r\n\r\nOlur.\r\n',
        ),
      ]),
      '1 <ida@pier.example> > <per@quay.example> | 2016-05-02T09:12Z | Şahin',
    ],
    [
      'French stays Western',
      ascii(
        "De : ida@pier.example\r\nEnvoy\xe9 : lundi 2 mai 2016 09:12\r\n\xc0 : per@quay.example\r\nObjet : \xc9t\xe9\r\n\r\nD'accord.\r\n",
      ),
      '1 <ida@pier.example> > <per@quay.example> | 2016-05-02T09:12Z | Été',
    ],
  ])('%s', async (_, bytes, expected) => {
    const { lines } = await readHandedOver({ 'page.txt': bytes });
    expect(lines.map((line) => line.split(' | ').slice(0, 3).join(' | '))).toEqual([expected]);
  });
});
