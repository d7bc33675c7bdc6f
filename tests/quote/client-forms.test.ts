import { describe, expect, it } from 'vitest';
import { splitBody } from '../../src/quote/split-body.js';
import { AT, NORA, PIA, readLetters, WORDS } from './letters.js';

const date = Date.UTC(2024, 2, 6, 9);

const OUTER = 'On Wed, Mar 6, 2024 at 8:00 AM Ivo Reed <ivo@reed.example> wrote:';
const FORWARD = `From: ${NORA}\nDate: Tue, 5 Mar 2024 14:22:10 +0100\nSubject: Boat\nTo: ${PIA}\n\n${WORDS}`;

describe('the end of a message that was forwarded', () => {
  it.each([
    ['mutt', '----- Forwarded message from Nora Fell <nora@fell.example> -----', '----- End forwarded message -----'],
    ['RFC 934', '------- Forwarded Message', '------- End of Forwarded Message'],
    ['mailtool', '----- Begin Included Message -----', '----- End Included Message -----'],
    ['with its author', '----- Forwarded message -----', '----- End forwarded message from Nora Fell -----'],
    ['Russian', '-------- Пересылаемое сообщение --------', '-------- Конец пересылаемого сообщения --------'],
    ['Spanish', '----- Mensaje reenviado -----', '----- Fin del mensaje reenviado -----'],
  ])('gives the words below it back to who forwards: %s', (_, begin, end) => {
    const body = `See below.\n\n${begin}\n\n${FORWARD}\n\n${end}\n\nI rather not.\n\nPia\n`;
    const right = `Nora Fell | ${AT} | Boat | ${WORDS}`;
    expect(readLetters(body).map((text) => text.replace(/\n{2,}/g, '\n\n'))).toEqual([
      'See below.\n\nI rather not.\n\nPia',
      right,
    ]);
    const marked = `Yes.\n\n${OUTER}\n${body.replace(/^/gm, '> ')}`;
    const [own, outer, inner] = readLetters(marked);
    expect(own).toBe('Yes.');
    expect(outer).toMatch(/^Ivo Reed.*See below\.\s+I rather not\.\s+Pia$/s);
    expect(inner).toBe(right);
  });

  it('keeps the answer of a forwarded message that begins with a quotation', () => {
    const body = `------- Forwarded Message\n\nFrom: ${NORA}\nDate: Tue, 5 Mar 2024 14:22:10 +0100\nSubject: Boat\n\n> The oars?\n\nIn the shed.\n\n------- End of Forwarded Message\n`;
    expect(readLetters(body)).toEqual(['', `Nora Fell | ${AT} | Boat | In the shed.`, '- | - | - | The oars?']);
  });

  it('ends what the forwarded message quoted without marks as well, and is text where nothing was forwarded', () => {
    const old =
      '-----Original Message-----\nFrom: Ivo Reed\nSent: Tuesday, March 5, 2024 8:00 AM\nTo: Nora\nSubject: Oars\n\nOars?';
    const body = `See below.\n\n------- Forwarded Message\n\n${FORWARD}\n\n${old}\n\n------- End of Forwarded Message\n\nI rather not.\n`;
    expect(readLetters(body)[0]).toMatch(/^See below\.\s+I rather not\.$/);
    expect(readLetters(body)[2]).toBe('Ivo Reed | 2024-03-05T08:00 | Oars | Oars?');
    expect(readLetters('Yes.\n\n----- End forwarded message -----\n')).toEqual([
      'Yes.\n\n----- End forwarded message -----',
    ]);
  });
});

const twice = ['Yes.', 'Ivo Reed | 2024-03-06T08:00 | - | Me too.', `Nora Fell | ${AT} | - | Shall we row?`];
const once = (text: string, own = 'Yes.') => [own, `Nora Fell | ${AT} | - | ${text}`];
const ON = `On Tue, Mar 5, 2024 at 2:22 PM ${NORA} wrote:`;

describe('a sentence that names its reader', () => {
  it.each([
    ['German', 'am Dienstag, 5. März 2024 um 14:22 schrieben Sie:'],
    ['German to a friend', 'Am Tue, 5 Mar 2024 14:22:10 +0100 schriebst du:'],
    ['Hungarian', '2024. március 5., 14:22:10, írtad:'],
    ['Hungarian without its accent', '2024. march 5., 14:22:10, ?rtad:'],
    ['Russian', 'Вы писали 5 марта 2024 г., 14:22:10:'],
    ['Ukrainian', 'Ви писали 5 березня 2024 р., 14:22:10:'],
    ['French', 'Le mardi 5 mars 2024 à 14:22:10, vous écriviez :'],
    ['Polish', 'W Twoim liście datowanym 5 marca 2024 (14:22:10) można przeczytać:'],
    ['Italian', 'martedì 5 marzo 2024, 14:22:10, hai scritto:'],
    ['Spanish', 'El martes, 5 de marzo de 2024, 14:22:10, escribiste:'],
    ['Czech', 'úterý 5. března 2024, 14:22:10, napsal jste:'],
  ])('names nobody else: %s', (_, line) =>
    expect(readLetters(`${line}\n\nNF> Shall we row?\nNF> At noon?\n\nYes.\n`)).toEqual([
      'Yes.',
      `- | ${AT} | - | Shall we row?\nAt noon?`,
    ]),
  );
});

describe('lines of forums and of mail on the web', () => {
  it.each([
    ['SMF', 'Quote from: Nora Fell on March 05, 2024, 02:22:00 PM', AT],
    ['trn', 'According to Nora Fell:', '-'],
    ['trn with an address', 'According to nora@fell.example (Nora Fell):', '-'],
    ['GitLab', 'Nora Fell commented:', '-'],
    ['a question', 'Nora Fell asked:', '-'],
    ['an answer', 'Nora Fell replied:', '-'],
    ['a number of a footnote', 'On Tue, Mar 5, 2024 at 2:22 PM [1]Nora Fell <nora@fell.example> wrote:', AT],
    [
      'Usenet in French',
      '"Nora Fell" <nora@fell.example> a écrit dans le message de news:\nue1f2$3k@fell.example...',
      '-',
    ],
    ['Entourage in German', 'Am 05.03.2024 14:22 Uhr schrieb "Nora Fell" unter <nora@fell.example>:', AT],
    [
      'Outlook for Mac, with the agent of a list',
      'On 05/03/2024 14:22, "boats-bounces@lists.example on behalf of Nora Fell" <boats-bounces@lists.example on behalf of nora@fell.example> wrote:',
      AT,
    ],
    [
      'Outlook for Mac in German',
      'Am 05.03.24, 14:22 schrieb "boats-bounces@lists.example im Auftrag von Nora Fell" <boats-bounces@lists.example im Auftrag von nora@fell.example>:',
      AT,
    ],
    [
      'GroupWise, wrapped',
      '>>> On 3/5/2024 at 2:22 PM, in message <65E71.AB12@fell.example>, Nora\nFell <nora@fell.example> wrote:',
      AT,
    ],
    ['MesNews in French', "Nora Fell a émis l'idée suivante :", '-'],
    ['MesNews in French, with a clause before the name', 'Il se trouve que Nora Fell a formulé :', '-'],
    ['MesNews in French, of a message before', 'Dans son message précédent, Nora Fell a écrit :', '-'],
    ['MesNews in English', 'Nora Fell presented the following explanation :', '-'],
    ['MesNews in German', 'Nora Fell formulierte am Dienstag :', '-'],
    ['a clause before the name', 'After some thinking Nora Fell wrote:', '-'],
    ['a word before the name', 'As Nora Fell wrote:', '-'],
    ['a frame of dashes', '+-- On Tue, 5 Mar 2024 at 14:22, Nora Fell wrote --+', AT],
    ['SquirrelMail', '<quote who="Nora Fell">', '-'],
    ['a quotation that begins', 'begin  Nora Fell  quotation:', '-'],
    ['bold', `*On Tue, Mar 5, 2024 at 2:22 PM ${NORA} wrote:*`, AT],
    ['an address that Google Groups cut', 'On Mar 5, 2:22 pm, Nora Fell <n...@fell.example> wrote:', AT],
    ['Evolution in Polish', 'Dnia 2024-03-05, wto o godzinie 14:22 +0100, Nora Fell pisze:', AT],
    ['Evolution in Czech', 'Nora Fell píše v Út 05. 03. 2024 v 14:22 +0100:', AT],
    ['Apple Mail in Slovak', `Dňa 5. 3. 2024, o 14:22, užívateľ ${NORA} napísal:`, AT],
    ['Apple Mail in Croatian', `Dana 5. ožu 2024. u 14:22, osoba ${NORA} je napisala:`, AT],
    [
      'Gmail in Estonian',
      'Kontakt Nora Fell (<nora@fell.example>) kirjutas kuupäeval T, 5. märts 2024 kell 14:22:',
      AT,
    ],
    ['Gmail in Gujarati', `5 માર્ચ, 2024 ના રોજ 02:22 PM પર, ${NORA} એ લખ્યું:`, AT],
    ['Gmail in Telugu', `5 మార్చి 2024, మంగళ తేదీన 2:22 PM కు ${NORA} ఇలా రాసారు:`, AT],
    ['Gmail in Punjabi', `ਮੰਗਲ, 5 ਮਾਰਚ, 2024 ਨੂੰ ਬਾਅਦ ਦੁਪਹਿਰ 2:22 ਵਜੇ ${NORA} ਨੇ ਲਿਖਿਆ:`, AT],
    ['Gmail in Amharic', `ማክሰ 5 ማርች 2024 ላይ 2:22 ከሰዓት ላይ ${NORA} ጽፏል፦`, AT],
    ['Gmail in Mongolian', `2024 оны 3-р сарын 5, Мяг 14:22 цагт ${NORA} бичсэн:`, AT],
    ['a language that is not known', `၂၀၂၄ မတ် ၅ အင်္ဂါ ၁၄:၂၂ Nora Fell <nora@fell.example> ကရေးသားခဲ့သည်:`, '-'],
    ['vBulletin', 'Originally Posted by Nora Fell', '-'],
    ['vBulletin by mail', 'Nora Fell;123456 Wrote: ', '-'],
    ['phpBB', 'Nora Fell wrote: ↑Tue Mar 05, 2024 2:22 pm', AT],
    ['Nabble', 'Nora Fell [via Boats] <[hidden email]> wrote:', '-'],
    ['Yahoo Groups', '--- In boats@yahoogroups.com, "Nora Fell" <nora@...> wrote:', '-'],
    ['Nextcloud', '"Nora Fell" nora@fell.example – March 5, 2024 2:22 PM', AT],
    ['mutt', '* Nora Fell <nora@fell.example> [2024-03-05 14:22:00 +0000]:', AT],
    ['Gmail in Bulgarian', `На вт, 5.03.2024 г. в 14:22 ч. ${NORA} написа:`, AT],
    ['Gmail in Bengali', `মঙ্গল, ৫ মার্চ, ২০২৪ তারিখে ২:২২ PM টায় এ তে, ${NORA} লিখেছেন:`, AT],
    ['Gmail in Tamil', `செவ்., 5 மார்., 2024 அன்று பிற்பகல் 2:22 மணிக்கு, ${NORA} எழுதியது:`, AT],
    ['Gmail in Marathi', `मंगळ, ५ मार्च, २०२४ रोजी दु. २:२२ वाजता ${NORA} ने लिहिले:`, AT],
    ['Gmail in Urdu', `بتاریخ منگل، 5 مارچ، 2024 کو 2:22 PM پر ${NORA} نے تحریر کیا:`, AT],
    ['Gmail in Filipino', `Noong Mar, Mar 5, 2024 nang 2:22 PM, sinulat ni ${NORA} ang:`, AT],
  ])('%s', (_, line, at) =>
    expect(readLetters(`Yes.\n\n${line}\n> Shall we row?\n`)).toEqual([
      'Yes.',
      `Nora Fell | ${at} | - | Shall we row?`,
    ]),
  );

  it('closes a header with a rule or its own separator', () => {
    const labels = `From: ${NORA}\nTo: ${PIA}\nDate: Tue, 05 Mar 2024 14:22:00 +0000\nSubject: Boat`;
    for (const [above, below] of [
      ['============ Forwarded message ============', '============ Forwarded message ============'],
      ['-----"Nora Fell" <nora@fell.example> wrote: -----\n\n=======================', '======================='],
    ])
      expect(readLetters(`Yes.\n\n${above}\n${labels}\n${below}\n\n${WORDS}\n`)[1]).toBe(
        `Nora Fell | ${AT} | Boat | ${WORDS}`,
      );
  });
});

describe('a digest of a list', () => {
  const message = (number: number, name: string) =>
    `------------------------------\n\nMessage: ${number}\nDate: Tue, ${number} Mar 2024 14:22:10 +0100\nFrom: ${name} <${name.toLowerCase()}@fell.example>\nTo: boats@lists.example\nSubject: Boat\n\nText of ${name}.\n\n> quoted by ${name}\n\n`;
  const digest = `Topics:\n\n   1. Boat\n\n${['Nora', 'Pia', 'Ivo'].map((name, at) => message(at + 1, name)).join('')}`;

  it.each([
    ['as it is sent', digest, 1],
    ['that somebody quotes', `Yes.\n\n${OUTER}\n\n${digest.replace(/^/gm, '> ')}`, 2],
    ['of Mailman 2.0', digest.replaceAll('-'.repeat(30), '--__--__--'), 1],
  ])('holds messages beside one another: %s', (_, body, depth) => {
    const { embedded } = splitBody(body, { date });
    const named = embedded.filter(({ header }) => header.subject === 'Boat');
    expect(named.map(({ header, text }) => [header.from?.name, text.trim()])).toEqual([
      ['Nora', 'Text of Nora.'],
      ['Pia', 'Text of Pia.'],
      ['Ivo', 'Text of Ivo.'],
    ]);
    expect(named.map((one) => one.depth)).toEqual([depth, depth, depth]);
    expect(new Set(named.map(({ quotedBy }) => quotedBy)).size).toBe(1);
  });
});

describe('a separator without a header below it', () => {
  it('names whom its words name', () => {
    expect(readLetters(`Yes.\n\n>===== Original Message From ${NORA} =====\n>Shall we row?\n`)).toEqual([
      'Yes.',
      'Nora Fell | - | - | Shall we row?',
    ]);
  });

  it('leaves the notice of a server below the quotation to the message', () => {
    const block = `----- Original Message -----\nFrom: ${NORA}\nTo: ${PIA}\nSent: Tuesday, March 5, 2024 2:22 PM\nSubject: Boat`;
    expect(
      readLetters(`Yes.\n\n${block}\n\n\n> Shall we row?\n>\n\n\nDisclaimer: http://www.reed.example/notice.htm\n`)[1],
    ).toBe(`Nora Fell | ${AT} | Boat | Shall we row?`);
  });

  it('stands above the line of a mailbox', () => {
    expect(
      readLetters(
        `See.\n\n--- Forwarded mail from ${NORA}\n\n>From boats-owner@lists.example Tue Mar  5 14:22:10 2024\nDate: Tue, 5 Mar 2024 14:22:10 +0100\nFrom: ${NORA}\nTo: ${PIA}\nSubject: Boat\n\n${WORDS}\n`,
      ),
    ).toEqual(['See.', `Nora Fell | ${AT} | Boat | ${WORDS}`]);
  });
});

describe('marks that a wrap took or left', () => {
  it.each([
    [
      'a bracket alone closes the address',
      `Yes.\n\n${OUTER}\n\n> Me too.\n>\n> On Tue, Mar 5, 2024 at 2:22 PM Nora Fell <nora@fell.example\n> >\n> wrote:\n>\n> > Shall we row?\n`,
      twice,
    ],
    [
      'the address has fewer marks',
      `Yes.\n\n${OUTER}\n\n> Me too.\n>\n>> On Tue, Mar 5, 2024 at 2:22 PM Nora Fell\n> <nora@fell.example>\n>> wrote:\n>>\n>>> Shall we row?\n`,
      twice,
    ],
    [
      'the rest has no marks, in German',
      `Yes.\n\n${OUTER}\n\n> Me too.\n>\n> Am Di., 5. März 2024 um 14:22 Uhr schrieb Nora Fell\n<nora@fell.example>:\n>\n> > Shall we row?\n`,
      twice,
    ],
    [
      'the rest has no marks, in Russian',
      `Yes.\n\n${OUTER}\n\n> Me too.\n>\n> вт, 5 мар. 2024 г. в 14:22, Nora Fell <\nnora@fell.example>:\n>\n> > Shall we row?\n`,
      twice,
    ],
    [
      'three lines of a quotation of which the last two lost theirs',
      `Yes.\n\n${ON}\n\n> Shall we row on Thursday from the pier of the old harbour to the far\nside of the bay, or would you rather go up the river to the place with the\nbridge where we were last year?\n>\n> Nora\n`,
      once(
        'Shall we row on Thursday from the pier of the old harbour to the far\nside of the bay, or would you rather go up the river to the place with the\nbridge where we were last year?\n\nNora',
      ),
    ],
    [
      'the last line, in German',
      `Yes.\n\n${ON}\n\n> Wollen wir am Donnerstag vom Steg des alten Hafens bis zur anderen Seite der\nbreiten Bucht rudern?\n`,
      once('Wollen wir am Donnerstag vom Steg des alten Hafens bis zur anderen Seite der\nbreiten Bucht rudern?'),
    ],
    [
      'a line in the middle, in Russian',
      `Yes.\n\n${ON}\n\n> Поедем ли мы в четверг от причала старой гавани на другую сторону этого\nширокого залива?\n> Нора\n`,
      once('Поедем ли мы в четверг от причала старой гавани на другую сторону этого\nширокого залива?\nНора'),
    ],
    [
      'an answer that begins anew stays the author’s',
      `${ON}\n> Shall we row on Thursday from the pier of the old harbour to the far side?\nYes, let us do that.\n`,
      once('Shall we row on Thursday from the pier of the old harbour to the far side?', 'Yes, let us do that.'),
    ],
    [
      'author and attribution share a line',
      `Yes.\n\nPia ${ON}\n> Shall we row?\n`,
      once('Shall we row?', 'Yes.\n\nPia'),
    ],
    [
      'author and attribution share a line, in French',
      `Oui. Le mar. 5 mars 2024 à 14:22, ${NORA} a écrit :\n> Shall we row?\n`,
      once('Shall we row?', 'Oui.'),
    ],
    [
      'a first line that is set in marks nothing',
      `Yes.\n\nPia\n\n${ON}\n\n        Shall we row?\n\nNora\n`,
      once(WORDS, 'Yes.\n\nPia'),
    ],
    [
      'undecoded text',
      `Yes.\n\nOn Tue, Mar 5, 2024 at 2:22=E2=80=AFPM Nora Fell <nora@fe=\nll.example> wrote:\n\n> Shall we row?\n`,
      once('Shall we row?'),
    ],
    [
      'a hidden address',
      `Yes.\n\nOn Tue, Mar 5, 2024 at 2:22 PM Nora Fell ***@***.***> wrote:\n\n> Shall we row?\n`,
      once('Shall we row?'),
    ],
    ['no colon', `Yes.\n\nOn Tue, 05 Mar 2024 14:22:10 +0100 ${NORA} wrote\n\nShall we row?\n`, once('Shall we row?')],
    [
      'one line behind Supercite’s initials',
      '>>>>> "NF" == Nora Fell <nora@fell.example> writes:\n\nNF> Shall we row?\n\nYes, I wrote it down.\n',
      ['Yes, I wrote it down.', 'Nora Fell | - | - | Shall we row?'],
    ],
    [
      'no name',
      'Yes.\n\nAt 02:22 PM 3/5/2024 +0100, you wrote:\nShall we row?\n',
      ['Yes.', `- | ${AT} | - | Shall we row?`],
    ],
  ])('%s', (_, body, right) => expect(readLetters(body)).toEqual(right));
});
