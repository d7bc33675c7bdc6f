/** A message of an invented list. */
export interface ListMail {
  readonly from: string;
  readonly to?: string;
  readonly subject: string;
  readonly text: string;
  readonly date?: string;
}

export const LIST = 'harbour@lists.example';
export const person = (number: number) => `Person${number} <p${number}@quay.example>`;
/** Forty words that no other number shares. */
export const words = (number: number) => Array.from({ length: 40 }, (_, word) => `w${number}x${word}`).join(' ');
const quote = (text: string) => text.replace(/^/gm, '> ');

/** Questions by ten people, each answered by the next person: person 0 writes neither a reply mark nor an attribution. */
export function conversations(
  to: (writer: number) => string | undefined,
  { areKept = true, count = 30, areQuoted = true } = {},
): readonly ListMail[] {
  const mails: ListMail[] = [];
  for (let number = 0; number < count; number++) {
    const asking = number % 10;
    const answering = (number + 1) % 10;
    const isBare = answering === 0;
    const quotation = `${isBare ? '' : `On 1 Mar 2021 00:00 Person${asking} wrote:\n`}${quote(words(number))}\n\n`;
    const text = `${areQuoted ? quotation : ''}${words(1000 + number)}`;
    const told = to(asking);
    const address = told === undefined ? {} : { to: told };
    if (areKept) mails.push({ from: person(asking), subject: `Berth ${number}`, text: words(number), ...address });
    mails.push({ from: person(answering), subject: `${isBare ? '' : 'Re: '}Berth ${number}`, text, ...address });
  }
  return mails;
}

const SELDOM: readonly (readonly [from: string, date: string, subject: string, text?: string])[] = [
  ['Nils Oke <nils@oke.example>', '2015-01-03', '[PATCH 1/9] Sluice: count the boards', 'The boards are counted.'],
  ['Nils Oke <nils@dike.example>', '2016-07-01', '[PATCH 2/9] Sluice: oil the hinges', 'The hinges are oiled.'],
  [
    'Ada Ferro <ada@dike.example>',
    '2016-07-01',
    'Re: [PATCH 3/9] Sluice: paint',
    'On 1 Jul 2016 Nils Oke wrote:\n> Grey.',
  ],
  ['Jenkins <ci@dike.example>', '2016-01-05', 'Build failed in Jenkins: sluice #41'],
  ['Jenkins <ci@dike.example>', '2016-09-05', 'Jenkins build is back to normal : sluice #42'],
  ['Bugs <bugs@dike.example>', '2016-02-01', '[Bug 7] New: The gate sticks'],
  ['Bugs <bugs@dike.example>', '2016-08-01', '[Bug 9] The gate rattles'],
];

/** What only some lists have: an answer to a patch that is not there, notices about builds, a bug without the notice that opened it. */
export const seldomMail: readonly ListMail[] = SELDOM.map(([from, date, subject, text = 'See the page.']) => ({
  ...{ from, date, subject, text, to: LIST },
}));

/** As records: each has an id, and those without a date are sent one after another. */
export const recordsOf = (mails: readonly ListMail[]): readonly (ListMail & { readonly messageId: string })[] =>
  mails.map((mail, index) => ({
    ...{ messageId: `<${index}@quay.example>`, date: new Date(Date.UTC(2021, 2, 1, index)).toISOString() },
    ...mail,
  }));
