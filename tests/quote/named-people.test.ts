import { describe, expect, it } from 'vitest';
import { splitBody } from '../../src/quote/split-body.js';

const near = Date.UTC(2024, 2, 6, 9);
const NORA = { name: 'Nora Fell', address: 'nora@fell.example' };

const split = (body: string) => splitBody(body, { date: near });
const own = (body: string) => split(body).authored.split('\n').filter(Boolean);
const senders = (body: string) => split(body).embedded.map(({ header }) => header.from);
const dates = (body: string) =>
  split(body).embedded.map(({ header }) => header.date && new Date(header.date.local).toISOString().slice(0, 16));

describe('people that nobody quotes', () => {
  it('takes the author whom git names above a patch for no sender', () => {
    const patch = 'From: Bob Roe <bob@roe.example>\n\nKeep the boats dry.\n\nSigned-off-by: Bob Roe <bob@roe.example>';
    const body = `On Tue, Mar 5, 2024 at 2:22 PM Nora Fell <nora@fell.example> wrote:\n${patch.replaceAll(/^/gm, '> ')}\n\nFine.`;
    expect(senders(body)).toEqual([NORA]);
    expect(split(body).embedded[0]?.text).toContain('From: Bob Roe');
  });

  it.each([
    ['half of the day in German', 'Am 05.03.2024 2:22 nachm. schrieb Nora Fell <nora at fell.example>:\n> Hallo'],
    ['at sign in Spanish', '2024/3/5 14:22 Nora Fell <nora en fell.example>:\n> Hola'],
    ['at sign in Italian', '2024/3/5 14:22 Nora Fell <nora a fell.example>:\n> Ciao'],
  ])('does not name the %s', (_, body) => {
    expect(senders(body)).toEqual([NORA]);
    expect(dates(body)).toEqual(['2024-03-05T14:22']);
  });

  it('reads an attribution whose bytes were read as Latin letters', () => {
    // "在 24-3-5，Nora Fell<nora at fell.example> 写道：" in GBK.
    expect(senders('ÔÚ 24-3-5£¬Nora Fell<nora at fell.example> Ð´µÀ£º\n> Who pays?')).toEqual([NORA]);
  });

  it('reads one in an old Cyrillic charset', () => {
    // "5 марта 2024 г., 14:22, Nora Fell пишет:" in windows-1251.
    expect(senders('5 ìàðòà 2024 ã., 14:22, Nora Fell <nora@fell.example> ïèøåò:\n> Who pays?')).toEqual([NORA]);
  });
});

describe('lines of programs above a quotation', () => {
  it.each([
    [
      'by an address',
      'Excerpts from mail: 5-Mar-24 Re: Boats by nora@example.org',
      { name: '', address: 'nora@example.org' },
    ],
    [
      'by a name whose host is cut',
      'Excerpts from mail: 5-Mar-24 Re: Boats by Nora Fell@fell.exa',
      { name: 'Nora Fell', address: '' },
    ],
    [
      'without a mark between subject and author',
      'Excerpts from mail: 5-Mar-24 Re: Boats Nora\nFell@fell.exa. (1183)',
      null,
    ],
  ])('reads an excerpt line, %s', (_, line, from) => {
    const body = `${line}\n> Who pays?\n\nI do.`;
    expect(own(body)).toEqual(['I do.']);
    expect(senders(body)).toEqual([from]);
    expect(dates(body)).toEqual(['2024-03-05T00:00']);
  });

  it('reads the separator of a mailbox, and names no list software', () => {
    expect(senders('>From nora@fell.example Tue Mar  5 14:22:00 2024\n\n>Who pays?\n\nI do.')).toEqual([
      { name: '', address: NORA.address },
    ]);
    expect(senders('>From boats-request@fell.example Tue Mar  5 14:22:00 2024\n\n>Who pays?\n\nI do.')).toEqual([null]);
  });

  it('keeps a separator of a mailbox with the header below it', () => {
    const body =
      'Forwarded message:\nFrom boats-owner@fell.example Tue Mar  5 14:22:00 2024\nDate: Tue, 5 Mar 2024 14:22:00 +0000\nFrom: Nora Fell <nora@fell.example>\nTo: bob@roe.example\nSubject: Boats\n\nWho pays?';
    expect(senders(body)).toEqual([NORA]);
  });
});

describe('sentences that name nobody', () => {
  it.each([
    'We have been asked what was said yesterday:',
    'We have been asked what was said on 5 March 2024 at 14:22:',
    'Wir wurden gefragt, was am 5. März 2024 um 14:22 gesagt wurde:',
    'On nous a demandé ce qui a été écrit le 5 mars 2024 à 14:22 :',
    'Nos preguntaron qué se escribió el 5 de marzo de 2024 a las 14:22:',
    'Please note what the manual says:',
    'As the error message said:',
    'On 5 March 2024 the people in charge wrote:',
    'I agree with everything she says here. A few comments:',
    'Nora, on 5 March you wrote:',
    'He wrote earlier:',
    'Somebody said:',
    'The manual says:',
    'Section 4.2 of the standard says:',
    'As I wrote to Nora Fell:',
    "Nora Fell's lawyer wrote:",
    "On 5 March 2024 Nora Fell's office wrote:",
    'Nora Fell’s remailer writes:',
    'Er schreibt:',
    'Ich schrieb gestern:',
    'Hallo Nora,\n\nam 5. März 2024 um 14:22 hast du geschrieben:',
    'Die Anleitung schreibt:',
    'Vous avez écrit :',
    "J'ai écrit :",
    'Ella escribió:',
    'Io ho scritto:',
    'Ela escreveu:',
    'Hij schreef:',
    'Hon skrev:',
    'Han skrev:',
    'Minä kirjoitin:',
    'Ja napisałem:',
    'Já jsem napsal:',
    'Он пишет:',
    'Я написал:',
    'Ben yazdım:',
    '我写道：',
    '私は書きました:',
  ])('takes no words of a clause for a person: %s', (sentence) => {
    expect(senders(`Hi,\n\n${sentence}\n\n> Who pays?\n\nI do.`)).toEqual([null]);
  });

  it.each([
    ['On the boats mailing list, Nora Fell wrote...', 'Nora Fell'],
    ['Here is what Nora Fell wrote:', 'Nora Fell'],
    ['nora fell wrote:', 'nora fell'],
    ['Nora van der Fell wrote:', 'Nora van der Fell'],
    ['Nora Fell wrote, in part...', 'Nora Fell'],
    ['According to Nora Fell on Tue, Mar 05, 2024 at 02:22PM:', 'Nora Fell'],
    ['--- In boats@groups.example, "Nora Fell" <nora@...> wrote:', 'Nora Fell'],
    ['--- In boats@groups.example, Nora Fell\n<nora@f...> wrote:', 'Nora Fell'],
    ['will fell wrote:', 'will fell'],
    ['Yesterday Nora Fell wrote:', 'Nora Fell'],
    ['Two days ago Nora Fell wrote:', 'Nora Fell'],
    ['To which Nora Fell answered:', 'Nora Fell'],
    ['Nora Fell then replied:', 'Nora Fell'],
    ['Gestern schrieb Nora Fell:', 'Nora Fell'],
    ['Am Dienstag hat Nora Fell geschrieben:', 'Nora Fell'],
    ['Liebe Ida, am 05.03.2024 14:22 schrieb Nora Fell:', 'Nora Fell'],
    ['Hier Nora Fell a écrit :', 'Nora Fell'],
    ['Ayer Nora Fell escribió:', 'Nora Fell'],
    ['Ieri Nora Fell ha scritto:', 'Nora Fell'],
    ['Gisteren schreef Nora Fell:', 'Nora Fell'],
    ['Вчера Nora Fell написал:', 'Nora Fell'],
    ['Wczoraj Nora Fell napisał:', 'Nora Fell'],
    ['as Nora Fell wrote on 5 March 2024 at 14:22:', 'Nora Fell'],
    ['Ben wrote:', 'Ben'],
    ['Ty wrote:', 'Ty'],
    ['Han wrote:', 'Han'],
    ['maria del carmen fell wrote:', 'maria del carmen fell'],
    ["Le 5 mars 2024, Nora Fell s'est exprimée en ces termes :", 'Nora Fell'],
    ['In his last message, Nora Fell wrote:', 'Nora Fell'],
    ['Club member Nora Fell wrote:', 'Club member Nora Fell'],
    ['Nora via a-list at Example wrote:', 'Nora via a-list at Example'],
  ])('keeps the person where there is one: %s', (sentence, name) => {
    expect(senders(`Hi,\n\n${sentence}\n\n> Who pays?\n\nI do.`)).toEqual([{ name, address: '' }]);
  });
});

describe('names and addresses that archives and agents damage', () => {
  const senders = (body: string) =>
    splitBody(body, { date: Date.UTC(2024, 2, 6) }).embedded.map(({ header }) => header.from);

  it.each([
    [
      'From: <Fell>, Nora <nora@fell.example>\nDate: Tuesday, 5 March 2024 14:22\nTo: Ida\nSubject: Boat\n\nRow?',
      'Fell, Nora',
    ],
    ['From: <nora@fell.example>\nDate: Tuesday, 5 March 2024 14:22\nTo: Ida\nSubject: Boat\n\nRow?', ''],
    [
      'On 3/5/24, 2:22 PM, "Nora Fell" <office@pier.example on behalf of nora@fell.example> wrote:\n> Row?',
      'Nora Fell',
    ],
  ])('are read without what is none of them: %j', (body, name) => {
    expect(senders(body)).toEqual([{ name, address: 'nora@fell.example' }]);
  });

  it('names who quotes where the sentence stands above another one inside marks', () => {
    const body = '> ivo@reed.example said:\n>Nora Fell says:\n>> Shall we?\n>Yes.\nMe too.\n';
    expect(senders(body)).toEqual([
      { name: '', address: 'ivo@reed.example' },
      { name: 'Nora Fell', address: '' },
    ]);
  });

  it.each([
    '2024/03/05 14:22 CET [boats.names.Protocol (UDP)]\nTraceback (most recent call last):',
    '2024/03/05 14:22 est [-] Traceback:',
  ])('names nobody for a line of a log: %j', (line) => {
    expect(senders(`It says:\n\n${line}\n          File "boat.py",\nline 182, in row\n\nIda\n`)).toEqual([]);
  });

  it('does not take who comments on a bug for the author of what he quotes, but where somebody shows the comment', () => {
    const comment = '--- Comment #3 from Nora Fell <nora@fell.example> ---\n> The oars are too short.\n\nMended.\n';
    const notice = `https://bugs.pier.example/show_bug.cgi?id=12\n\n${comment}\n-- \nYou are receiving this mail because:\nYou are on the CC list for the bug.\n`;
    expect(senders(notice)).toEqual([null]);
    expect(senders(notice.replace(/^/gm, '> '))).toEqual([null, null]);
    expect(senders(`From the tracker:\n\n${comment}`)[0]).toEqual({ name: 'Nora Fell', address: 'nora@fell.example' });
  });
});
