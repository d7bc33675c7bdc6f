import { describe, expect, it } from 'vitest';
import { splitBody } from '../../src/quote/split-body.js';

const near = Date.UTC(2024, 2, 6, 9);
const NORA = { name: 'Nora Fell', address: 'nora@fell.example' };

const split = (body: string) => splitBody(body, { date: near });
const own = (body: string) => split(body).authored.split('\n').filter(Boolean);
const senders = (body: string) => split(body).embedded.map(({ header }) => header.from);
const dates = (body: string) =>
  split(body).embedded.map(({ header }) => header.date && new Date(header.date.local).toISOString().slice(0, 16));

describe('lines that lost their marks', () => {
  const PARAGRAPHS: readonly (readonly [string, string])[] = [
    [
      'English',
      'The boats have to leave before the tide turns, and the crew would like\n> to know by Friday who comes along.',
    ],
    [
      'German',
      'Die Boote müssen vor der Ebbe auslaufen, und die Mannschaft möchte gern\n> bis Freitag wissen, wer mitkommt.',
    ],
    [
      'French',
      "Les bateaux doivent partir avant la marée, et l'équipage voudrait savoir\n> avant vendredi qui sera du voyage.",
    ],
    [
      'Spanish',
      'Los barcos deben salir antes de que baje la marea, y la tripulación quiere\n> saber antes del viernes quién viene.',
    ],
    [
      'set in by one blank',
      ' The boats have to leave before the tide turns, and the crew would like\n> to know by Friday who comes along.',
    ],
    ['Russian', 'Лодки должны выйти до отлива, и команда хотела бы узнать заранее, кто из\n> вас поедет с нами.'],
    [
      'Greek',
      'Οι βάρκες πρέπει να φύγουν πριν από την άμπωτη, και το πλήρωμα θέλει να\n> μάθει ως την Παρασκευή ποιος έρχεται.',
    ],
  ];

  it.each(PARAGRAPHS)('gives the first line of a paragraph the mark of the second: %s', (_, paragraph) => {
    const body = `Hi Nora,\n\n${paragraph}\n>\n\nI do.\n\nBob`;
    expect(own(body)).toEqual(['Hi Nora,', 'I do.', 'Bob']);
    expect(split(body).embedded[0]?.text).toBe(paragraph.replace('\n> ', '\n'));
  });

  it('gives a paragraph of one line its mark where the mail shows the fault', () => {
    const body = `${PARAGRAPHS[0]![1]}\n>\n\nI do.\n\nWho pays for the boats?\n>\n\nNobody does.`;
    expect(own(body)).toEqual(['I do.', 'Nobody does.']);
  });

  it('leaves such a line to the author where nothing shows the fault', () => {
    expect(own('> Who pays?\n\nI do.\n>\n\nBob')).toEqual(['I do.', '>', 'Bob']);
  });

  it('gives a first line inside a quotation the deeper mark', () => {
    const body =
      'Yes.\n\nOn Tue, Mar 5, 2024 at 2:22 PM Nora Fell <nora@fell.example> wrote:\n\n> 2024/3/5 Bob Roe <bob@roe.example>\n>\nHi Nora,\n>>\n>> Who pays for the boats?\n>\n> Bob does.';
    expect(own(body)).toEqual(['Yes.']);
    expect(senders(body)).toEqual([NORA, { name: 'Bob Roe', address: 'bob@roe.example' }]);
  });

  it('takes no line that begins with a word of notices for one', () => {
    const body =
      'Where shall I look, or change? The figures are\nconfidential so I cannot show them here.\n\nThanks in advance\nNora';
    expect(own(body)).toContain('confidential so I cannot show them here.');
  });

  it('leaves prompts that are set in otherwise than the quotation to the author', () => {
    const session =
      '  > library(boats)\n  > summary(fit <- boat(Days ~ Crew + (Days | Crew), days))\n  Linear fit of boats by the crews that row them\n  Formula: Days ~ Crew\n  > fit.more(fit)\n  [1] 3';
    const body = `>>>>> Ida Reed <ida@reed.example>\n>>>>>     on Sat, 2 Mar 2024 00:20:34 +0800 writes:\n\n    > I am looking for the share of the days that the crew itself explains,\n    > and the books give no interval.\n\nThat is not so:\n\n${session}\n\nNora`;
    expect(own(body)).toEqual(['That is not so:', ...session.split('\n'), 'Nora']);
  });

  it.each([
    [
      'a sentence that ends',
      'That is how it was decided when we met in the harbour last Thursday.\n> to know by Friday',
    ],
    ['a short line', 'So you want\n> to know by Friday'],
    ['a header label', 'Subject: the boats have to leave before the tide turns and the crew\n> waits for nobody'],
    ['a console', 'Number of observations: 39, number of groups: 6, and the residuals\n> anova(model)'],
    [
      'an arrow that a wrap broke',
      'This mends it by freeing the structure before it sets the net_device-\n>extension to nothing',
    ],
  ])('leaves %s to its author', (_, body) => {
    expect(own(`Hi,\n\n${body}`)[1]).toBe(body.split('\n')[0]);
  });
});

describe('attributions that a wrap tore', () => {
  it.each([
    [
      'its bracket opens above the address, the verb stands alone',
      '> >> On Tue, Mar 5, 2024 at 2:22 PM, Nora Fell <\n> nora@fell.example>\n> >> wrote:\n> >>>\n> >>> Hi,',
    ],
    [
      'its bracket closes between marks',
      '> >> On Tue, Mar 5, 2024 at 2:22 PM, Nora Fell <nora@fell.example\n> >\n> >> wrote:\n> >>>\n> >>> Hi,',
    ],
    ['in German', '>> Am Di., 5. März 2024 um 14:22 Uhr schrieb Nora Fell <\n>> nora@fell.example>:\n>>>\n>>> Hallo,'],
  ])('reads one where %s', (_, body) => {
    expect(senders(body)).toContainEqual(NORA);
    expect(dates(body)).toContain('2024-03-05T14:22');
  });

  it.each([
    ['on one line', '> From: Nora Fell <nora@fell.example> Sent: Tuesday, March 5, 2024 2:22 PM\n> >\n> > Hi,'],
    ['over two', '> From: Nora Fell <nora@fell.example> Sent: Tuesday, March\n> 5, 2024 2:22 PM\n> >\n> > Hi,'],
    ['in German', '> Von: Nora Fell <nora@fell.example> Gesendet: Dienstag, 5. März 2024 14:22\n> >\n> > Hallo,'],
    ['in French', '> De : Nora Fell <nora@fell.example> Envoyé : mardi 5 mars 2024 14:22\n> >\n> > Bonjour,'],
  ])('reads sender and time of a header on one line above marks, %s', (_, body) => {
    expect(senders(body)).toContainEqual(NORA);
    expect(dates(body)).toContain('2024-03-05T14:22');
  });
});

describe('quotations without marks that quote with marks', () => {
  const below = '\nHi Bob,\n\n> Who pays for the boats?\n\nThe club does.\n\nNora';
  const sentence = 'On 5 Mar 2024, at 14:22, Nora Fell <nora@fell.example<mailto:nora@fell.example>> wrote:';

  it.each([
    ['doubles the address', sentence, below.replace('Hi Bob', 'Well')],
    ['stands above a greeting of somebody else', 'On 5 Mar 2024, at 14:22, Nora Fell wrote:', below],
    [
      'the same in German',
      'Am 05.03.2024 um 14:22 schrieb Nora Fell <nora@fell.example>:',
      below.replace('Hi', 'Hallo'),
    ],
    [
      'the same in Norwegian',
      'Den 5. mars 2024 kl. 14:22 skrev Nora Fell <nora@fell.example>:',
      below.replace('Hi', 'Hei'),
    ],
    [
      'the same in Italian',
      'Il giorno mar 5 mar 2024 alle ore 14:22 Nora Fell <nora@fell.example> ha scritto:',
      below.replace('Hi', 'Ciao'),
    ],
  ])('belong to the person named where the attribution %s', (_, attribution, text) => {
    const body = `Thanks.\n\nBob\n\n${attribution}\n${text}`;
    expect(own(body)).toEqual(['Thanks.', 'Bob']);
    expect(split(body).embedded[0]?.text).toContain('The club does.');
    expect(split(body).embedded[1]?.depth).toBe(2);
  });

  it('stay the author’s where he greets the person he quotes', () => {
    expect(own(`Thanks.\n\n${'On 5 Mar 2024, at 14:22, Nora Fell wrote:'}\n${below.replace('Bob', 'Nora')}`)).toContain(
      'The club does.',
    );
  });
});

describe('sentences whose own marks stand inside a quotation', () => {
  it.each([
    ['GroupWise', '> >>> Nora Fell <nora@fell.example> 3/5/2024 2:22 PM >>>\n> Who pays?'],
    ['GroupWise in German', '> >>> "Nora Fell" <nora@fell.example> 05.03.2024 14:22 >>>\n> Who pays?'],
    ['GroupWise with a verb', '> >>> On 3/5/2024 at 2:22 PM, Nora Fell <nora@fell.example> wrote:\n> Who pays?'],
    ['Gnus', '> >>>>> On Tue, 05 Mar 2024 14:22:10 +0100, Nora Fell <nora@fell.example> said:\n>\n> > Who pays?'],
    ['a name below the date', '> 2024/3/5 Nora Fell <nora@fell.example>\n>\n> Hi Bob,\n>>\n>> Who pays?'],
  ])('name who is quoted: %s', (_, quotation) => {
    const { embedded } = split(`I do.\n\nBob Roe wrote:\n> Me too.\n>\n${quotation}\n`);
    expect(embedded[0]?.text).toBe('Me too.');
    expect(embedded.at(-1)?.header.from).toEqual(NORA);
    expect(embedded.at(-1)?.text).toMatch(/Who pays\?$/);
  });

  it('end on a line of their own', () => {
    const body = 'What?\n\n>>> "Nora Fell" <nora@fell.example> 03/05/24 02:22PM\n>>>\nWho pays?\n';
    expect(senders(body)).toEqual([NORA]);
    expect(dates(body)).toEqual(['2024-03-05T14:22']);
  });

  it('leave a quotation of the third level what it is', () => {
    const { embedded } = split(
      'Yes.\n\n> > > On 3/5/2024 at 2:22 PM, Nora Fell wrote:\n> > > > Who pays?\n> > > I do.\n> Good.\n',
    );
    expect(embedded.map(({ depth }) => depth)).toEqual(expect.arrayContaining([1, 3, 4]));
  });
});

describe('a single line that lost its mark between two of a paragraph', () => {
  it.each([
    [
      'that ends the sentence',
      '> I used the new version of the launcher with the other\npermission.\n> It loads the right one.',
    ],
    [
      'that goes on',
      '> report from which the quote was taken. I am writing a\ncomment to\n> the report that will be posted.',
    ],
  ])('belongs to the quotation, %s', (_, quotation) => {
    expect(own(`Hi,\n\nNora Fell wrote:\n${quotation}\n\nGood.`)).toEqual(['Hi,', 'Good.']);
  });

  it.each([
    ['a word alone', '> The related one is the logarithm of the whole series and so\n(log\n> (x)) is taken first.'],
    [
      'a capital letter',
      '> We have looked at the boats in the harbour of the town, and\nI\n> should like to have the red one.',
    ],
    [
      'the link at the end of a list’s footer',
      '> Who pays?\n> ______________________________________________\n> Boats at lists.example mailing list\n> PLEASE do read the guide of the club before you write to it!\nhttp://www.boats.example/posting-guide.html',
    ],
    [
      'half of a link',
      '> See the second chapter of it, the one about the oars <https://boats.example/a_\nlong_page.html>.\n> And more.',
    ],
  ])('is quoted where it is %s', (_, quotation) => {
    expect(own(`Hi,\n\nNora Fell wrote:\n${quotation}\n\nGood.`)).toEqual(['Hi,', 'Good.']);
  });

  it.each([
    [
      'a word that answers',
      '> The related one is the logarithm of the whole series and so I take it?\nYes\n> And the other?',
    ],
    [
      'a link that answers',
      '> Where can I find the guide of the club that you have told us about last week?\nhttp://www.boats.example/guide.html',
    ],
  ])('stays the author’s where it is %s', (_, quotation) => {
    expect(own(`Hi,\n\nNora Fell wrote:\n${quotation}\n\nGood.`)).toHaveLength(3);
  });

  it('stays the author’s where it answers', () => {
    expect(
      own('Nora Fell wrote:\n> I used the new version of the launcher. Does it run?\nyes.\n> And the old one?'),
    ).toEqual(['yes.']);
  });

  it('goes with the link that ends it', () => {
    const body =
      '>I would like to make things friendlier and to convert all of the lists\nto arrays, so I opened a new issue:\nhttps://example.org/boats/issues/2\n\nThanks.';
    expect(own(body)).toEqual(['Thanks.']);
  });
});

it('takes a call that a wrap parted from its output for no quotation', () => {
  const session =
    '> library(boats)\n> n <- 5000\n> row.time(xx <- predict(fit(resid(glm(y~x, binomial))~x),\nwhere="data",\n+    se=TRUE), first=TRUE)\n[1] 0.79\n> plot(x, cbind(xx$fit), pch=20)';
  const body = `Nora Fell wrote:\n> Who pays for the boats of the club?\n\nTry this.\n\n${session}\n\nBob`;
  expect(split(body).embedded.map(({ text }) => text)).toEqual(['Who pays for the boats of the club?']);
});

it('takes the lines that a build robot points at for no quotation', () => {
  const body =
    'Hi,\n\nnew ones are prefixed by >>:\n\n>> drivers/boats.c:46:10: fatal error: tide.h: no such file\n   46 | #include <tide.h>';
  expect(split(body).embedded).toEqual([]);
});

describe('neighbours of known forms', () => {
  const text = 'Who pays?\n\nNora';
  it.each([
    [
      'Zoho in German without its colon',
      `Am Di, 05 März 2024 14:22:10 +0100 schrieb Nora Fell <nora@fell.example>\n\n${text}`,
    ],
    [
      'Samsung in Korean',
      `-------- 원본 이메일 --------\n발신: Nora Fell <nora@fell.example>\n날짜: 05.03.2024 14:22\n받은사람: Bob Roe <bob@roe.example>\n제목: Boats\n\n${text}`,
    ],
    [
      'Samsung in Ukrainian',
      `-------- Вихідне повідомлення --------\nВід: Nora Fell <nora@fell.example>\nДата: 05.03.2024 14:22\nКому: Bob Roe <bob@roe.example>\nТема: Boats\n\n${text}`,
    ],
    [
      'NetEase’s table in Chinese',
      `---- 回复的原邮件 ----\n| 发件人 | Nora Fell<nora@fell.example> |\n| 发送日期 | 2024年03月05日 14:22 |\n| 收件人 | Bob<bob@roe.example> |\n| 主题 | Boats |\n${text}`,
    ],
  ])('reads %s', (_, quotation) => {
    const body = `I do.\n\nBob\n\n${quotation}`;
    expect(own(body)).toEqual(['I do.', 'Bob']);
    expect(senders(body)).toEqual([NORA]);
    expect(dates(body)).toEqual(['2024-03-05T14:22']);
  });

  it('reads the name behind a hidden address, not the day before the date', () => {
    const body = 'Am Di., 5. März 2024 um 14:22 Uhr schrieb Nora Fell <***@***.***>:\n\n> Wer zahlt?';
    expect(senders(body)).toEqual([{ name: 'Nora Fell', address: '' }]);
  });

  it('reads a Chinese attribution whose bracket closes behind a mark', () => {
    const body = `I do.\n\n> Nora Fell <nora@fell.example\n> > 于2024年3月5日周二 14:22写道：\n>\n>> ${text.replaceAll('\n', '\n>> ')}`;
    expect(senders(body)).toContainEqual(NORA);
  });

  it.each([
    [
      'payment details in French',
      'Merci de payer.\n\nDe : Exemple SA, compte 12345\nÀ : Modèle SA, compte 67890\nDate : 5 mars 2024\nObjet : Facture 17\n\nMerci',
    ],
    ['a shell', 'It prints:\n\n> ls -l\ntotal 0\n> cat x\ncat: x: No such file\n\nBob'],
    ['a comparison of two lines', 'The diff:\n\n< old line of text\n---\n> new line of text\n\nBob'],
  ])('takes %s for no quotation', (_, body) => {
    expect(split(body).embedded).toEqual([]);
  });
});
