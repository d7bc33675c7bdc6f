import { nameRewritings, undoRewritings } from './gateway/gateway-rewritings.js';
import { linksOf } from './gateway/rewritten-link.js';
import { MailText, plainText, relateTexts } from './same-mail-text.js';
import { makeSkeleton } from './text-skeleton.js';

/** In what two texts of one mail differ. */
export interface TextDifference {
  /** What it is, one phrase each: `a gateway's warning`, `a cut`, `more text: "..."`. */
  readonly phrases: readonly string[];
  /** True if what is known to change mail on its way explains all of it. */
  readonly isExplained: boolean;
}

const LONGEST_SHOWN = 80;

/** Says in what two texts of one mail differ: rewritings by name, a cut, words that one has more. */
export function describeTextDifference(first: string, second: string): TextDifference {
  const names = nameRewritings(first, second);
  const relation = relateTexts(new MailText(first), new MailText(second));
  if (relation === null) return { phrases: [...names, 'the words'], isExplained: false };
  const [shorter, longer] = relation.shorter === 0 ? [first, second] : [second, first];
  if (relation.at === 'equal') {
    const link = linkOnlyInOne(first, second);
    if (link !== null) return { phrases: [...names, `a link: "${link}"`], isExplained: false };
    return { phrases: names.length ? names : [describeSigns(first, second)], isExplained: true };
  }
  if (relation.at === 'start' && isCut(shorter, longer)) return { phrases: [...names, 'a cut'], isExplained: true };
  const more = [firstLineOnlyIn(longer, shorter), relation.at === 'overlap' ? firstLineOnlyIn(shorter, longer) : ''];
  return {
    phrases: [...names, ...more.filter(Boolean).map((line) => `more text: "${line}"`)],
    isExplained: more.every((line) => line === ''),
  };
}

/** True if a text ends as a program cuts it: with dots, or inside a line of the other. */
function isCut(shorter: string, longer: string): boolean {
  if (/(?:\u2026|\.{3}|\[(?:message|nachricht)? ?(?:clipped|truncated|gek[üu]rzt)\])\s{0,20}$/i.test(shorter))
    return true;
  const [part, whole] = [makeSkeleton(plainText(shorter)), makeSkeleton(plainText(longer))];
  return whole.letters.startsWith(part.letters) && !whole.lineStarts.has(part.letters.length);
}

function firstLineOnlyIn(text: string, other: string): string {
  const known = makeSkeleton(plainText(other)).letters;
  for (const line of plainText(text).split('\n')) {
    const { letters } = makeSkeleton(line);
    if (letters === '' || known.includes(letters)) continue;
    const bare = line.replace(/\s+/g, ' ').trim();
    return bare.length > LONGEST_SHOWN ? `${bare.slice(0, LONGEST_SHOWN).replace(/ \S*$/, '')} ...` : bare;
  }
  return '';
}

/** A link that leads where none of the other text's does; null where there is none, or a gateway hid the other's. */
function linkOnlyInOne(first: string, second: string): string | null {
  const [one, other] = [first, second].map((text) => linksOf(undoRewritings(text)));
  const all = [...one!, ...other!];
  if (all.some((link) => link.startsWith('opaque:'))) return null;
  const known = [new Set(one), new Set(other)] as const;
  return all.find((link) => known[0].has(link) !== known[1].has(link)) ?? null;
}

function describeSigns(first: string, second: string): string {
  const bare = (text: string) => text.replace(/[\s>]+/g, '');
  const folded = (text: string) => bare(text).toLowerCase().replaceAll('ß', 'ss');
  if (folded(first) === folded(second))
    return bare(first) === bare(second) ? 'marks of quotation' : "the letters' case";
  if (makeSkeleton(first).letters === makeSkeleton(second).letters) return 'signs';
  return makeSkeleton(plainText(first)).letters === makeSkeleton(plainText(second)).letters
    ? 'how links are written'
    : 'lost letters';
}
