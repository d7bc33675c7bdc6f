import type { Mailbox } from '../../message/message.js';

/** Where a sender's value says for whom the message was handed in: offsets of the words between agent and author. */
export interface Behalf {
  readonly start: number;
  readonly end: number;
}

/**
 * Finds the words by which Outlook joins the Sender to the From, in its languages: `list-bounces@example.org On Behalf
 * Of Ann Doe`, `… im Auftrag von …`, `… 代表 …`. Null where there are none.
 *
 * QUIRK: some versions write no blank before them: `[mailto:list-bounces@example.org]On Behalf Of Ann Doe`.
 */
export function findBehalf(text: string): Behalf | null {
  const found = WORDS.exec(text);
  return found && { start: found.index, end: found.index + found[0].length };
}

/** The author's part of a sender's value; the first is kept where both are addresses of people, as mail programs show it. */
export function withoutAgent(sender: string): string {
  const behalf = findBehalf(sender) ?? findLostBehalf(sender);
  if (!behalf) return sender;
  const agent = sender.slice(0, behalf.start);
  const author = sender.slice(behalf.end);
  return !author.includes('@') || LISTS.test(agent) ? author : agent;
}

/**
 * A sentence without the agent of a list that stands in the name and in the address: `"boats-bounces@example.org on behalf of Ann Doe"
 * <boats-bounces@example.org on behalf of ann@example.org> wrote:` → `"Ann Doe" <ann@example.org> wrote:`. QUIRK: Outlook for Mac 2011.
 */
export function withoutAgents(sentence: string): string {
  if (sentence.indexOf('@') === sentence.lastIndexOf('@')) return sentence;
  const [named, addressed] = [
    findBehalf(sentence.slice(0, 400)),
    findBehalf(sentence.slice(sentence.lastIndexOf('<'))),
  ];
  const open = sentence.lastIndexOf('<');
  if (named && !addressed && open > named.end) return withoutAgentsAddress(sentence, named);
  if (addressed && open > 0 && !sentence.slice(open + addressed.end).includes('<') && (!named || open < named.start))
    return `${sentence.slice(0, open + 1)}${sentence.slice(open + addressed.end).trimStart()}`;
  if (!named || !addressed || open < named.end) return sentence;
  const quote = sentence.lastIndexOf('"', named.start);
  const from = quote >= 0 ? quote + 1 : Math.max(0, sentence.lastIndexOf(' ', named.start - 1) + 1);
  return `${sentence.slice(0, from)}${sentence.slice(named.end, open + 1).trimStart()}${sentence.slice(open + addressed.end).trimStart()}`;
}

/** `office@example.org on behalf of Ann Doe <ann@example.org>`: the address before the words is the agent's. */
function withoutAgentsAddress(sentence: string, { start, end }: Behalf): string {
  const agent = /[<[("]{0,2}(?:mailto:)?[^\s<>@"]{1,64}@[^\s<>@"]{3,80}[>\])"]{0,2}$/.exec(
    sentence.slice(Math.max(0, start - 160), start),
  );
  if (!agent) return sentence;
  const before = sentence.slice(0, start - agent[0].length);
  // Behind a name of the agent the words go on telling who is meant.
  return `${before}${sentence.slice(/[\p{L}"] ?$/u.test(before) ? start : end)}`;
}

/**
 * The author of `Office on behalf of Ann Doe <ann@example.org>`. Where the address is a list's (`Boats on behalf of Ann Doe <boats-bounces@…>`), his
 * own is not told.
 */
export function withoutAgentOf(author: Mailbox): Mailbox {
  const behalf = author.name.includes(' ') ? findBehalf(` ${author.name}`) : null;
  const name = behalf ? ` ${author.name}`.slice(behalf.end).trim() : '';
  return name === '' ? author : { name, address: LISTS.test(author.address) ? '' : author.address };
}

/** QUIRK: archives lose `代表` to question marks; behind a list's address they can be nothing else. */
function findLostBehalf(sender: string): Behalf | null {
  const lost = /[>\])] [?\ufffd]{2,8} (?=[\p{L}"'<])/u.exec(sender);
  return lost && LISTS.test(sender.slice(0, lost.index))
    ? { start: lost.index, end: lost.index + lost[0].length }
    : null;
}

const WORDS =
  /[\s\])>](?:on behalf of|im auftrag von|de la part de|au nom de|en nombre de|en nom de|per conto di|a nome di|namens|em nome de|p(?:å|[?\ufffd]{1,4}) vegne a[fv]|på uppdrag av|w imieniu|jménem|v mene|în numele|u ime|v imenu|adına|от имени|від імені|от името на|εκ μέρους|за сметка на|thay mặt cho|代表|代理|を代表して|نيابة عن|בשם|ในนามของ)(?=[\s"'<[]|$)/i;
const LISTS = /bounces|owner-|-owner|-request|-admin@|listserv/i;
