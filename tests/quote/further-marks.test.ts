import { describe, expect, it } from 'vitest';
import { splitBody } from '../../src/quote/split-body.js';
import { AT, NORA, readLetters, WORDS } from './letters.js';

const MARKED = WORDS.replace(/^/gm, '> ');
const OUTER = 'On Wed, Mar 6, 2024 at 8:00 AM Ivo Reed <ivo@reed.example> wrote:';
const answered = (head: string, quoted = MARKED) => readLetters(`Yes.\n\n${head}\n\n${quoted}\n`);
const nora = (subject = '-', text = WORDS, at = AT) => ['Yes.', `Nora Fell | ${at} | ${subject} | ${text}`];

describe('words that frame a quotation', () => {
  it.each([
    ['--- begin quote from Nora Fell ---', '--- end quote ---', 'Nora Fell'],
    ['-------Begin Quote-------', '--------End Quote--------', '-'],
  ])('end it: %s', (begin, end, name) => {
    expect(readLetters(`He says:\n\n${begin}\nShall we row?\n${end}\n\nYes.\n`)).toEqual([
      'He says:\n\n\nYes.',
      `${name} | - | - | Shall we row?`,
    ]);
  });
});

describe('tags of forums', () => {
  it.each([
    [
      'on lines of their own',
      '[quote="Nora Fell"]\nShall we row?\n[/quote]\nYes.\n',
      ['Yes.', 'Nora Fell | - | - | Shall we row?'],
    ],
    [
      'beside the text',
      '[quote=Nora Fell;1234]Shall we row?[/quote]\nYes.\n',
      ['Yes.', 'Nora Fell | - | - | Shall we row?'],
    ],
    [
      'of phpBB',
      '[quote="Nora Fell" post_id=12 time=1709648520]\nShall we row?\n[/quote]\nYes.\n',
      ['Yes.', 'Nora Fell | - | - | Shall we row?'],
    ],
    ['without a name', '[quote]\nShall we row?\n[/quote]\nYes.\n', ['Yes.', '- | - | - | Shall we row?']],
    [
      'between answers',
      '[quote="Nora Fell"]Row?[/quote]\nYes.\n[quote="Nora Fell"]At noon?[/quote]\nNo.\n',
      ['Yes.\nNo.', 'Nora Fell | - | - | Row?', 'Nora Fell | - | - | At noon?'],
    ],
    [
      'nested',
      '[quote="Ivo Reed"][quote="Nora Fell"]Shall we row?[/quote]\nMe too.[/quote]\nYes.\n',
      ['Yes.', 'Ivo Reed | - | - | Me too.', 'Nora Fell | - | - | Shall we row?'],
    ],
  ])('quote: %s', (_, body, right) => {
    expect(readLetters(body)).toEqual(right);
  });

  it.each([
    'Write [quote] before and [/quote] behind his words.\n\nPia\n',
    'The tag\n[quote="x"]\nis never closed.\n\nPia\n',
    '[/quote]\nstands alone.\n',
  ])('that are talked about stay text: %j', (body) => {
    expect(splitBody(body).embedded).toEqual([]);
  });

  it('keep every character of the text, whatever stands around them', () => {
    const body = 'a[quote=b]c[/quote]\n[quote]d[/quote]\n> [quote]e[/quote]\n[quote][quote]f[/quote][/quote]';
    const { segments } = splitBody(body);
    expect(segments.map(({ start, end }) => body.slice(start, end)).join('')).toBe(body);
  });
});

describe('other signs inside quote marks', () => {
  const told = `${OUTER}\n\n> Me too.\n>\n> On Tue, Mar 5, 2024 at 2:22 PM Nora Fell wrote:\n`;
  it.each(['|', ':', '}'])('quote the person named above them, and what stands between is the answer: %s', (sign) => {
    const body = `${told}> ${sign} Shall we row on the river or on the lake?\n> ${sign}\n> ${sign} Nora\n>\n> On the lake.\n>\n> ${sign} At noon?\n`;
    expect(readLetters(`Yes.\n\n${body}`)).toEqual([
      'Yes.',
      'Ivo Reed | 2024-03-06T08:00 | - | Me too.\n\nOn the lake.',
      `Nora Fell | ${AT} | - | Shall we row on the river or on the lake?\n\nNora\n\n\nAt noon?`,
    ]);
  });

  it('are a table where lines end in them', () => {
    const body = `Yes.\n\n${OUTER}\n\n> See what Nora wrote:\n> | we row on | the lake |\n> | they row on | the river |\n`;
    expect(splitBody(body).embedded.map(({ depth }) => depth)).toEqual([1]);
  });
});

describe('rarer signs directly below an attribution', () => {
  it.each([
    ['»', '» ', 'Nora Fell a écrit :'],
    ['›', '› ', 'Nora Fell schrieb:'],
    ['%', '% ', 'Nora Fell writes:'],
    ['=', '= ', 'Nora Fell writes:'],
  ])('quote: %s', (_, sign, head) => {
    const body = `${head}\n\n${sign}Shall we row?\n${sign}Nora\n\nYes.\n`;
    expect(readLetters(body).map((text) => text.replace(/2024-03-05\S+/, '-'))).toEqual([
      'Yes.',
      'Nora Fell | - | - | Shall we row?\nNora',
    ]);
  });

  it.each(['% of boats\n% of oars', '= 2 boats\n= 3 oars', '|one|\n|two|'])('are text elsewhere: %s', (text) => {
    for (const above of ['Look at this:', 'The compiler says:', 'As Fell says:'])
      expect(splitBody(`${above}\n\n${text}\n\nYes.\n`).segments.filter(({ kind }) => kind === 'quoted')).toEqual([]);
  });
});

describe('a header whose labels stand on one line', () => {
  it.each([
    ['in English', `From: ${NORA} Sent: Tuesday, March 5, 2024 2:22 PM To: Pia Reed Subject: Boat`],
    ['without an address', 'From: Nora Fell Sent: Tuesday, March 5, 2024 2:22 PM To: Pia Reed Cc: Ivo Subject: Boat'],
    ['that wraps', `From: ${NORA} Sent: Tuesday, March 5, 2024 2:22\nPM To: Pia Reed Subject: Boat`],
    ['in German', `Von: ${NORA} Gesendet: Dienstag, 5. März 2024 14:22 An: Pia Reed Betreff: Boat`],
    ['in French', `De : ${NORA} Envoyé : mardi 5 mars 2024 14:22 À : Pia Reed Objet : Boat`],
    ['in Spanish', `De: ${NORA} Enviado el: martes, 5 de marzo de 2024 14:22 Para: Pia Reed Asunto: Boat`],
  ])('is read: %s', (_, head) => {
    expect(answered(head, WORDS)).toEqual(nora('Boat'));
  });

  it('is told from a sentence and from a form', () => {
    for (const line of [
      'From: your name, Sent: today, Subject: what you want',
      'From: Kiel To: Lund Date: 5 March 2024 Subject: Oars',
    ])
      expect(splitBody(`Fill in:\n\n${line}\n\nPia\n`).embedded).toEqual([]);
  });

  it('is read where the whole mail has lost its lines', () => {
    const body = `Yes. -----Original Message----- From: ${NORA} Sent: Tuesday, March 5, 2024 2:22 PM To: Pia Reed Subject: Boat Shall we row? Nora`;
    expect(readLetters(body)).toEqual(['Yes.', `Nora Fell | ${AT} | - | Boat Shall we row? Nora`]);
  });
});

it('reads labels that a tab parts from their values', () => {
  const head = `From\t${NORA}\nDate\tTuesday, March 5, 2024 2:22 PM\nTo\tPia Reed\nSubject\tBoat`;
  expect(answered(head, WORDS)).toEqual(nora('Boat'));
  expect(splitBody('From\tKiel\nTo\tLund\nDate\t5 March 2024\nSubject\tOars\n').embedded).toEqual([]);
});

it.each([
  [
    'wrapped before its double',
    'On Mar 5, 2024, at 2:22 PM, Nora Fell <nora@fell.example <mailto:\nnora@fell.example>> wrote:',
  ],
  [
    'wrapped before the last bracket',
    'On Tue, Mar 5, 2024 at 2:22 PM Nora Fell <nora@fell.example <mailto:nora@fell.example>\n> wrote:',
  ],
  [
    'as a link of a page',
    'On Tue, Mar 5, 2024 at 2:22 PM Nora Fell <<a href="mailto:nora@fell.example">nora@fell.example</a>> wrote:',
  ],
  ['damaged twice', 'Am Di., 5. MÃƒÂ¤rz 2024 um 14:22 Uhr schrieb Nora Fell <nora@fell.example>:'],
  ['whose narrow blank was damaged twice', 'On Tue, Mar 5, 2024 at 2:22Ã¢â‚¬Â¯PM Nora Fell <nora@fell.example> wrote:'],
])('reads an attribution: %s', (_, head) => {
  expect(answered(head)).toEqual(nora());
});

it.each([
  'Nora Fell continues:',
  'Nora Fell went on:',
  'Nora Fell goes on to say:',
  'Nora Fell adds:',
  'Nora Fell ergänzt:',
  'Nora Fell ajoute :',
  'Nora Fell añadió:',
])('reads a sentence that goes on with a quotation: %s', (head) => {
  expect(answered(head)).toEqual(nora('-', WORDS, '-'));
});

it('names a sender without what was withheld of him', () => {
  const head = 'From: Nora Fell (b)(6), (b)(7)(C)\nSent: Tuesday, March 5, 2024 2:22 PM\nTo: Pia Reed\nSubject: Boat';
  expect(answered(head, WORDS)).toEqual(nora('Boat'));
});

describe('marks that quote nobody', () => {
  it.each([
    [
      'the last sign of two changes that meet',
      '<<<<<<< HEAD\noars = 2\n=======\noars = 4\n>>>>>>> branch\n\nWhat now?\n',
    ],
    ['lines that a patch keeps', '@@ -1,4 +1,4 @@\n <div\n-  class="a"\n+  class="b"\n >\n text of the page\n'],
    [
      'a note of a call',
      'Telefonnotiz\n\nVon: Frau Fell\nAn: Herrn Reed\nDatum: 05.03.2024\nUhrzeit: 14:22\nBetreff: Ruder\n\nBitte um Rückruf.\n',
    ],
    ['a memorandum', 'Aktennotiz\n\nvon: Reed\nan: alle\nDatum: 05.03.2024\nBetreff: Bootshaus\n\nEs bleibt zu.\n'],
  ])('%s', (_, body) => {
    expect(splitBody(`Look:\n\n${body}`).embedded).toEqual([]);
  });

  it('lines that a quoted patch keeps', () => {
    const patch = '> @@ -1,4 +1,4 @@\n>  <div\n> -  class="a"\n> +  class="b"\n>  >\n>  text of the page\n';
    expect(splitBody(`Good.\n\n${OUTER}\n> See below.\n${patch}`).embedded.map(({ depth }) => depth)).toEqual([1]);
  });

  it('a prompt without output, where another one set in as far shows its own', () => {
    const body = `${OUTER}\n> Shall we row on the river tomorrow or the day after?\n\nTry this:\n\n  > x <- c(1, 2)\n  > x\n  [1] 1 2\n\nand then:\n\n  > plot(x, type = "l")\n\nNora\n`;
    expect(splitBody(body).authored).toContain('plot(x');
  });
});

it.each([
  ['that joins another', 'And nora@fell.example replies:', '- | nora@fell.example'],
  ['in italics', `_On Tue, Mar 5, 2024 at 2:22 PM ${NORA} wrote:_`, 'Nora Fell | nora@fell.example'],
  ['between five dashes', `----- On Tue, Mar 5, 2024 at 2:22 PM ${NORA} wrote -----`, 'Nora Fell | nora@fell.example'],
])('reads a sentence %s', (_, head, right) => {
  const [first] = splitBody(`Yes.\n\n${head}\n\n${MARKED}\n`).embedded;
  expect(`${first?.header.from?.name || '-'} | ${first?.header.from?.address}`).toBe(right);
});

it('reads a separator that a wrap tore, and the time that a block tells where its attribution tells the day', () => {
  const block = `From: ${NORA}\nSent: Tuesday, March 5, 2024 2:22 PM\nTo: Pia Reed\nSubject: Boat`;
  expect(answered(`-----Original\nMessage-----\n${block}`, WORDS)).toEqual(nora('Boat'));
  expect(answered(`--- On Tue, 3/5/24, Nora Fell <nora@fell.example> wrote:\n\n${block}`, WORDS)).toEqual(nora('Boat'));
});

it.each([
  ['a payment', 'From: Reed Ltd\nTo: Fell AG\nDate: 5 March 2024 14:22\nAmount: 1,200.00\nSubject: Invoice 17'],
  ['a transfer', 'From: Pia Reed\nTo: nora (nora@fell.example)\nAmount: $200.00\nDate: March 5, 2024'],
  ['a ticket', 'Ticket: 1234\nFrom: Website\nDate: 2024-03-05 14:22\nSubject: Oars\nStatus: open'],
  ['pages', 'From: page 3\nTo: page 7\nSubject: Physics\nDate: 5 March 2024, 14:22'],
  [
    'what a browser asks',
    'GET /oars HTTP/1.1\nHost: boats.example\nFrom: pia@reed.example\nDate: Tue, 05 Mar 2024 14:22:10 GMT',
  ],
  ['a console', 'PS C:\\boats> Get-Item oars\n>> | Select Name'],
  ['a face', '>_<'],
])('takes %s for nobody’s message', (_, text) => {
  expect(splitBody(`Hello,\n\n${text}\n\nPia\n`).embedded).toEqual([]);
});

it('takes a signature that quotes somebody for a signature', () => {
  const tagline = '-- \n> Does anyone sell oars by themselves?\nNo, only with a boat.\n\t-- Ivo Reed in news.boats\n';
  expect(readLetters(`Yes.\n\nPia\n\n${tagline}`)).toEqual(['Yes.\n\nPia']);
  expect(readLetters(`Yes.\n\n${OUTER}\n> Me too.\n\n${tagline}`)).toEqual([
    'Yes.',
    'Ivo Reed | 2024-03-06T08:00 | - | Me too.',
  ]);
});

it('quotes the rest of a paragraph that lost its marks above an answer that is set in', () => {
  const body = `>It would be great if she were able to join the boats of our club\nworkgroup. It is every other day at ten in the morning. We use\nthese days to row. Where are you?\n  I am on the lake.\n`;
  expect(splitBody(`Hi,\n\n${body}`).authored.trim()).toBe('Hi,\n\n  I am on the lake.');
});

it('reads a name in letters of an older charset, left as they were encoded', () => {
  expect(splitBody(`Fr=E9d=E9ric Fell wrote:\n${MARKED}\n`).embedded[0]?.header.from?.name).toBe('Frédéric Fell');
});

it('keeps a header whose mail begins with a sum, and tags behind marks, whole', () => {
  const block = 'From: Nora Fell\nSent: Tuesday, March 5, 2024 2:22 PM\nTo: Pia Reed\nSubject: Boat';
  expect(answered(block, 'Total: 12 EUR\n\nNora')).toEqual(nora('Boat', 'Total: 12 EUR\n\nNora'));
  const inner = '> [quote="Ivo Reed"]Me too.[/quote]\n> Shall we row?';
  expect(readLetters(`${OUTER}\n${inner}\n\nYes.\n`)[0]).toBe('Yes.');
});

describe('what a wrap left without its marks', () => {
  it('belongs to the lines around it where all of them are in capitals', () => {
    const body =
      'Yes.\n\nOn Tue, Mar 5, 2024 at 2:22 PM Nora Fell <nora@fell.example> wrote:\n> > WE HAVE TO LEAVE BEFORE THE TIDE TURNS, AND THE CREW OF IVO NOW WANTS A\n> BIG BOAT\n> > AND OARS.\n> No.\n';
    expect(splitBody(body).embedded.map(({ text }) => text.trim())).toEqual([
      'No.',
      'WE HAVE TO LEAVE BEFORE THE TIDE TURNS, AND THE CREW OF IVO NOW WANTS A\nBIG BOAT\nAND OARS.',
    ]);
  });

  it('is quoted where it is the link of a list’s footer below a mark before nothing', () => {
    const link = 'http://pier.example/cgi-bin/mailman/listinfo/boats';
    const body = (last: string) =>
      `On Tue, Mar 5, 2024 at 2:22 PM Nora Fell <nora@fell.example> wrote:\n> Row?\n> _______________________________________________\n> Boats mailing list\n> Boats@pier.example\n>\n${last}\nYes.\n`;
    expect(splitBody(body(link)).authored.trim()).toBe('Yes.');
    expect(splitBody(body('http://pier.example/boats')).authored.trim()).toBe('http://pier.example/boats\nYes.');
  });

  it.each([
    ['one word', 'clicking\n'],
    ['a word of each wrap', 'clicking\n> on\n'],
    ['a word behind a mark of quotation', '"clicking\n'],
  ])('is a word of the sentence that it stands in: %s', (_, words) => {
    const body = `FYI\n\nOn Tue, Mar 5, 2024 at 2:22 PM Nora Fell <nora@fell.example> wrote:\n> > The pier gives a boat to all who ask for one, and that is done just by\n${words}> > here, so please ask for one too.\n`;
    expect(splitBody(body).authored.trim()).toBe('FYI');
    expect(splitBody(body).embedded.at(-1)?.text.split('\n').length).toBe(words.split('\n').length + 1);
  });

  it('leaves an answer of one word to its author', () => {
    const line = 'Shall we row across the bay on Sunday, or is it too early in the year?';
    const body = `On Tue, Mar 5, 2024 at 2:22 PM Nora Fell <nora@fell.example> wrote:\n> ${line}\nSunday\n> ${line}\nEarly\n`;
    expect(splitBody(body).authored).toBe('Sunday\nEarly\n');
  });
});
