// Deals an ablated list to custodians as a production does: the people who take part most, each with the mail that they sent, received or answered.
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';

/** Ids of the messages that an archived message answers. */
const answeredBy = ({ inReplyTo }) => inReplyTo;

/** Who took part in a message: its sender, its recipients, and who answered it; lower-case addresses. */
export function holdersByMessage(messages) {
  const holders = new Map();
  for (const message of messages.values()) holders.set(message.id, new Set([message.from.email, ...message.people]));
  for (const message of messages.values())
    for (const id of answeredBy(message)) holders.get(id)?.add(message.from.email);
  return holders;
}

/** The addresses that take part in most messages; lists and robots, which write little or nothing themselves, left out. */
export function chooseCustodians(messages, most) {
  const sent = new Map();
  for (const { from } of messages.values()) sent.set(from.email, (sent.get(from.email) ?? 0) + 1);
  return [...sent]
    .filter(([email]) => email.includes('@'))
    .sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1))
    .slice(0, most)
    .map(([email]) => email);
}

/**
 * Writes one mbox a custodian and one for the mail of nobody of them; gives them as inputs. A custodian's mail is what the headers
 * that are left show: sent by or to the person.
 */
export function dealMail(folder, custodians, messages, mail) {
  const { cutMbox, rawHeader, field, ids } = mail;
  const inbox = readFileSync(path.join(folder, 'input.mbox'));
  const files = new Map([...custodians, ''].map((custodian) => [custodian, []]));
  let start = 0;
  const cuts = [];
  for (let at = 0; at >= 0; at = inbox.indexOf('\nFrom ', at + 1)) cuts.push(at === 0 ? 0 : at + 1);
  cuts.push(inbox.length);
  for (const end of cuts.slice(1)) {
    const bytes = inbox.subarray(start, end);
    start = end;
    const [cut] = [...cutMbox(bytes)];
    if (!cut) continue;
    const id = ids(field(rawHeader(cut.bytes).fields, 'message-id'))[0];
    const message = messages.get(id);
    const people = message ? new Set([message.from.email, ...message.people]) : new Set();
    const holding = custodians.filter((custodian) => people.has(custodian));
    for (const custodian of holding.length ? holding : ['']) files.get(custodian).push(bytes);
  }
  const to = path.join(folder, 'custodians');
  mkdirSync(to, { recursive: true });
  return [...files].map(([custodian, parts], index) => {
    const file = path.join(to, `${index}.mbox`);
    writeFileSync(file, Buffer.concat(parts));
    return custodian === '' ? { path: file } : { path: file, custodian };
  });
}

/**
 * How the custodians named as expected compare with those who took part: rows, exactly right, named, named rightly, to be named. Who
 * quotes words of a message that nobody else wrote had it, whether or not a header says so: such a one is named rightly.
 */
export function compareHolders(pairs, holders, custodians, quotersOf) {
  const tally = { rows: 0, exact: 0, named: 0, right: 0, took: 0, due: 0 };
  const wrong = [];
  for (const { row, id } of pairs) {
    const due = custodians.filter((custodian) => holders.get(id).has(custodian));
    const named = row.detail.expectedHolders;
    const quoters = quotersOf(id);
    const took = named.filter((custodian) => due.includes(custodian)).length;
    const right = named.filter((custodian) => due.includes(custodian) || quoters.has(custodian)).length;
    tally.rows++;
    tally.named += named.length;
    tally.right += right;
    tally.took += took;
    tally.due += due.length;
    if (right === named.length && took === due.length) tally.exact++;
    else wrong.push({ id, due, named, row });
  }
  return { tally, wrong };
}
