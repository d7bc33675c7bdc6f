import { describe, expect, it } from 'vitest';
import { splitBody } from '../../src/quote/split-body.js';
import { AT, NORA, PIA, readLetters, WORDS } from './letters.js';

const MARKED = WORDS.replace(/^/gm, '> ');
const RULE = '-'.repeat(46);

describe('the comments of a ticket', () => {
  const older = 'Nora Fell | 2024-03-05T14:22 | - | Shall we row?';
  it.each([
    [
      'below rules',
      `##- Please type your reply above this line -##\n\n${RULE}\n\nPia Reed, Mar 6, 2024, 08:05 GMT+1\n\nYes.\n\n${RULE}\n\nNora Fell, Mar 5, 2024, 14:22 GMT+1\n\nShall we row?\n`,
    ],
    [
      'the date on a line of its own, as a page gives it',
      '##- Bitte geben Sie Ihre Antwort über dieser Zeile ein -##\n\nPia Reed (Reed Boats)\n\nMar 6, 2024, 08:05\n\nYes.\n\nNora Fell\n\nMar 5, 2024, 14:22\n\nShall we row?\n',
    ],
    [
      'of ServiceNow',
      'Comments:\n\n2024-03-06 08:05:10 CET - Pia Reed \tAdditional comments\nYes.\n\n2024-03-05 14:22:10 CET - Nora Fell\tWork notes\nShall we row?\n',
    ],
  ])('belong to their authors, but for the newest, which is the mail’s own: %s', (_, body) => {
    const [own, ...quoted] = readLetters(body);
    expect(own).toMatch(/Yes\.$/);
    expect(quoted).toEqual([older]);
  });

  it('stand beside one another', () => {
    const entry = (name: string, hour: number) => `${RULE}\n${name}, Mar 5, 2024, ${hour}:22\n\nText of ${name}.\n\n`;
    const { embedded } = splitBody(
      ['Eve Third', 'Ida Roe', 'Bo Reed'].map((name, at) => entry(name, 15 - at)).join(''),
    );
    expect(embedded.map(({ header, depth, quotedBy }) => [header.from?.name, depth, quotedBy])).toEqual([
      ['Ida Roe', 1, null],
      ['Bo Reed', 1, null],
    ]);
  });

  it('are none where a rule parts sections: their titles hold a figure or are one word', () => {
    const section = (title: string, day: number) => `${RULE}\n${title}, Mar ${day}, 2024, 14:22\n\nText.\n\n`;
    for (const [one, two] of [
      ['Version 2', 'Version 1'],
      ['Dinner', 'Lunch'],
    ] as const)
      expect(splitBody(section(one, 5) + section(two, 4)).embedded).toEqual([]);
  });

  it('are none where one stands alone, or the order is another', () => {
    const entry = (hour: number) => `${RULE}\nNora Fell, Mar 5, 2024, ${hour}:22\n\nText.\n\n`;
    expect(splitBody(entry(14)).embedded).toEqual([]);
    expect(splitBody(entry(14) + entry(15)).embedded).toEqual([]);
  });
});

describe('what a forge or a tracker sends', () => {
  it('quotes lines of a change above a remark, which are no prompts', () => {
    const body =
      'Nora requested changes.\n\n> -  row(oars)\n> +  row(oars, 2)\n\nWhy two?\n\n> @@ -1,2 +1,2 @@ sail() {\n\nAnd this.\n';
    expect(splitBody(body).authored).not.toContain('row(');
  });

  it('names its sender at the top, and nobody for what he quotes', () => {
    const body = `Nora Fell commented:\n\n\n> Shall we row?\n\nNo.\n\n-- \nReply to this email directly or view it on GitLab: https://gitlab.example/boats\n`;
    expect(readLetters(body)).toEqual(['Nora Fell commented:\n\n\n\nNo.', '- | - | - | Shall we row?']);
  });

  it('quotes between braces', () => {
    expect(readLetters('Nora commented.\n\n{quote}\nShall we row?\n{quote}\n\nNo.\n')).toEqual([
      'Nora commented.\n\n\nNo.',
      '- | - | - | Shall we row?',
    ]);
    expect(splitBody('Write {quote} around it.\n\n{quote}\nis never closed\n').embedded).toEqual([]);
  });

  it('names whom an object of Phabricator quotes', () => {
    expect(
      readLetters(`  In D12#34 <https://phab.example/D12#34>, @nora wrote:\n  \n  > Shall we row?\n\nNo.\n`),
    ).toEqual(['No.', 'nora | - | - | Shall we row?']);
  });
});

describe('an attribution', () => {
  const yes = (head: string, quoted = MARKED) => readLetters(`Yes.\n\n${head}\n\n${quoted}\n`);
  it.each([
    ['in English', 'On 5 March 2024 at 14:22:'],
    ['in German', 'Am 05.03.2024 um 14:22 Uhr:'],
    ['in Dutch', 'Op 05-03-2024 om 14:22:'],
    ['of MH', 'Your message of "Tue, 05 Mar 2024 14:22:10 +0100."\n             <1@fell.example>'],
  ])('may tell the time alone: %s', (_, head) => {
    expect(yes(head)).toEqual(['Yes.', `- | ${AT} | - | ${WORDS}`]);
  });

  it.each([
    [
      'an office',
      'On Tue, Mar 5, 2024 at 2:22 PM Office on behalf of Nora Fell <nora@fell.example> wrote:',
      'nora@fell.example',
    ],
    [
      'its address',
      'On Tue, Mar 5, 2024 at 2:22 PM, office@fell.example on behalf of Nora Fell <nora@fell.example> wrote:',
      'nora@fell.example',
    ],
    [
      'a list, whose address is not the author’s',
      'On Tue, Mar 5, 2024 at 2:22 PM Boats on behalf of Nora Fell <boats-bounces@lists.example> wrote:',
      '',
    ],
    [
      'a link for the address',
      'On Tue, Mar 5, 2024 at 2:22 PM, <Nora Fell (mailto:nora@fell.example)> wrote:',
      'nora@fell.example',
    ],
    ['a clock in words', 'On 5 March 2024 at 12 noon Nora Fell <nora@fell.example> wrote:', 'nora@fell.example'],
    [
      'initials behind the date',
      'On Tue, 05 Mar 2024 14:22:10 +0100, "NF" == Nora Fell <nora@fell.example> writes:',
      'nora@fell.example',
    ],
    ['a case of Georgian', 'სამ, 5 მარ. 2024, 14:22-ზე Nora Fell <nora@fell.example> წერდა:', 'nora@fell.example'],
  ])('names the author without the words around: %s', (_, head, address) => {
    expect(splitBody(`Yes.\n\n${head}\n\n${MARKED}\n`).embedded[0]?.header.from).toEqual({
      name: 'Nora Fell',
      address,
    });
  });

  it('is the second of two that share a line, and of one who quotes another that other', () => {
    const outer = 'On Tue, Mar 5, 2024 at 9:13 PM, Ivo Reed wrote:';
    const both = '> On 3/5/24, Pia Reed <pia@reed.example> wrote: On Mar\n> 5, 2024, at 2:22 PM, Nora Fell wrote:';
    expect(readLetters(`${outer}\n${both}\n> > Shall we row?\n>\n> I do.\n\nYes.\n`)).toEqual([
      'Yes.',
      'Ivo Reed | 2024-03-05T21:13 | - | I do.',
      `Nora Fell | ${AT} | - | Shall we row?`,
    ]);
    expect(yes('Ivo Reed quoted Nora who wrote, in part:')[1]).toBe(`Nora | - | - | ${WORDS}`);
  });

  it('stands above two marks where it lost its own', () => {
    const inner = 'On Mon, Mar 4, 2024 at 6:08 PM, Ivo Reed <ivo@reed.example> wrote:';
    const body = `On Tue, Mar 5, 2024 at 2:22 PM ${NORA} wrote:\n\n> Shall we row?\n\nYes, at noon.\n\n${inner}\n\n>> Are the oars still there?\n>>\n>> Ivo\n>\n> Nora\n`;
    expect(readLetters(body)).toEqual([
      'Yes, at noon.',
      `Nora Fell | ${AT} | - | Shall we row?\nNora`,
      'Ivo Reed | 2024-03-04T18:08 | - | Are the oars still there?\n\nIvo',
    ]);
  });

  it('ends where the text goes on behind it', () => {
    const head = 'On Tue, Mar 5, 2024 at 2:22 PM, Nora Fell<nora@fell.example> wrote:';
    const right = ['Yes.', `Nora Fell | ${AT} | - | Shall we row?\nNora`];
    expect(readLetters(`Yes.\n \n  ${head}   Shall we row?\nNora  \n`)).toEqual(right);
    expect(readLetters(`Yes.\n\n${head.replace(' PM,', ' PM,\n')} Shall we row?\nNora\n`)).toEqual(right);
    for (const own of [`${head} "Shall we row?" and I agree.`, `${head.replace('wrote', 'logged in')} ok`])
      expect(splitBody(`See:\n\n${own}\n`).embedded).toEqual([]);
  });

  it('is a starred name at the top, where a list has none', () => {
    expect(readLetters(`* Nora Fell\n\n${MARKED}\n\nYes.\n`)).toEqual(['Yes.', `Nora Fell | - | - | ${WORDS}`]);
    expect(readLetters(`My points:\n\n* Oak Boats\n\n${MARKED}\n`)[1]).toMatch(/^- \|/);
  });
});

it('reads a separator whose dashes a wrap tore off as one with its header', () => {
  const block = `From: ${NORA}\nDate: Tue, Mar 5, 2024 at 2:22 PM\nSubject: Boat\nTo: ${PIA}`;
  const right = ['See.', `Nora Fell | ${AT} | Boat | ${WORDS}`];
  expect(readLetters(`See.\n\n---------- Forwarded message \n---------\n${block}\n\n${WORDS}\n`)).toEqual(right);
});

it('takes question marks for blanks that an export lost where two values begin with them', () => {
  const lost = `From: ? Nora Fell? \nSent:?? Tuesday, March 5, 2024 2:22 PM \nTo:???? Pia Reed \nSubject:??????? Boat`;
  expect(readLetters(`Yes.\n\n${lost}\n\n${WORDS}\n`)).toEqual(['Yes.', `Nora Fell | ${AT} | Boat | ${WORDS}`]);
  const asked = `From: Nora Fell\nSent: Tuesday, March 5, 2024 2:22 PM\nTo: Pia Reed\nSubject: ? boat`;
  expect(readLetters(`Yes.\n\n${asked}\n\n${WORDS}\n`)[1]).toBe(`Nora Fell | ${AT} | ? boat | ${WORDS}`);
});

it('reads a pasted header below the one line of its program', () => {
  const header = `X-Sender: nora@fell.example\nDate: Tue, 05 Mar 2024 14:22:10 +0100\nTo: pia@reed.example\nFrom: ${NORA}\nSubject: Boat\n\n${WORDS}`;
  expect(readLetters(`${header.replace(/^/gm, '>')}\n\nYes.\n`)).toEqual([
    'Yes.',
    `Nora Fell | ${AT} | Boat | ${WORDS}`,
  ]);
});

it('reads a header that a program drew as a table of bars', () => {
  const table = `| From:    | ${NORA}   |\n| Sent:    | Tuesday, March 5, 2024 2:22 PM  |\n| To:      | Pia Reed |\n| Subject: | Boat  |`;
  expect(readLetters(`Yes.\n\n${table}\n\n${WORDS}\n`)).toEqual(['Yes.', `Nora Fell | ${AT} | Boat | ${WORDS}`]);
});

describe('answers inside an unmarked quotation', () => {
  const block = `From: ${NORA}\nSent: Tuesday, March 5, 2024 2:22 PM\nTo: ${PIA}\nSubject: Boat`;
  const text =
    'Shall we row?\n[PR] Yes, at noon, from the pier of the old harbour to the far side of\nthe bay.\n\nWho pays?\n[PR] I do.\n';
  it('are the author’s where he says above how they are marked', () => {
    expect(readLetters(`My answers are inline under [PR].\n\n${block}\n\n${text}`)).toEqual([
      'My answers are inline under [PR].\n\n[PR] Yes, at noon, from the pier of the old harbour to the far side of\nthe bay.\n[PR] I do.',
      `Nora Fell | ${AT} | Boat | Shall we row?\n\nWho pays?`,
    ]);
  });
  it('stay where nothing says so', () => {
    expect(readLetters(`[PR] is our new sign.\n\n${block}\n\n${text}`)[0]).toBe('[PR] is our new sign.');
  });
});

it.each([
  ['Outlook in German', 'Holen Sie sich Outlook für Android<https://aka.ms/AAb9ysg>'],
  ['Outlook in Italian', 'Ottieni Outlook per iOS<https://aka.ms/o0ukef>'],
  ['Yahoo in German', 'Von Yahoo Mail auf Android gesendet'],
  ['Yahoo in French', 'Envoyé à partir de Yahoo Mail sur Android'],
  ['a firm and a device', 'Sent from my Verizon, Samsung Galaxy smartphone'],
  ['two lines', 'Sent via the Samsung Galaxy S21 5G, an AT&T 5G smartphone\nGet Outlook for Android'],
  ['another program', '\u2063Get BlueMail for Android \u200b'],
  ['a device in Chinese', '发自我的小米手机'],
])('takes the tail of a phone for no words of its author: %s', (_, tail) => {
  const block = `From: ${NORA}\nSent: Tuesday, March 5, 2024 2:22 PM\nTo: ${PIA}\nSubject: Boat`;
  expect(readLetters(`Yes.\n\n${tail}\n________________________________\n${block}\n\n${WORDS}\n`)[0]).toBe('Yes.');
});

it.each([
  [
    'German',
    'Von',
    'Gesendet',
    'Dienstag, 5. März 2024 14:22',
    'An',
    'Betreff',
    'Priorität: Hoch\nVertraulichkeit: Privat',
  ],
  [
    'Dutch',
    'Van',
    'Verzonden',
    'dinsdag 5 maart 2024 14:22',
    'Aan',
    'Onderwerp',
    'Urgentie: Hoog\nGevoeligheid: Privé',
  ],
  ['Polish', 'Od', 'Wysłano', 'wtorek, 5 marca 2024 14:22', 'Do', 'Temat', 'Ważność: Wysoka'],
  ['French', 'De', 'Envoyé', 'mardi 5 mars 2024 14:22', 'À', 'Objet', 'Priorité : Haute\nConfidentialité : Privé'],
])('keeps what a header tells of weight and secrecy out of the text: %s', (_, from, sent, at, to, subject, more) => {
  const block = `${from}: ${NORA}\n${sent}: ${at}\n${to}: ${PIA}\n${subject}: Boat\n${more}`;
  expect(readLetters(`Yes.\n\n${block}\n\n${WORDS}\n`)).toEqual(['Yes.', `Nora Fell | ${AT} | Boat | ${WORDS}`]);
});
