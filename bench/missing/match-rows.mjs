// Which message of the whole archive each row of the request list is.
import { runsOf } from './archive-truth.mjs';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

/** True if a written time is that of the message: in its zone, else by the clock of its author, of one who quotes it, or UTC. */
function isSameMoment({ local, offset }, message, quoters) {
  const near = (time) => Math.abs(time - local) <= 2 * MINUTE;
  if (offset !== null) return near(message.time + offset * MINUTE);
  if (near(message.time) || near(message.wall)) return true;
  return quoters.some(({ time, wall }) => [-HOUR, 0, HOUR].some((summer) => near(message.time + wall - time + summer)));
}

/** QUIRK: pipermail of some years garbles senders: `j@doe m@ili@g off moor@exa`. */
const isGarbled = ({ name, email }) => (`${name} ${email}`.match(/@/g)?.length ?? 0) > 2;
/** Runs of words below which a text does not tell that nobody of the archive wrote it. */
const LEAST_RUNS = 3;
/** Share of its runs of words that others may have written: a greeting, a line that it quotes. */
const MOST_OWNED = 0.1;

const nameWords = (text) => new Set(text.toLowerCase().match(/\p{L}{2,}/gu) ?? []);

export function isSamePerson(mailbox, from) {
  if (mailbox.address && mailbox.address.toLowerCase() === from.email) return true;
  const words = nameWords(mailbox.name || mailbox.address.split('@')[0]);
  const known = nameWords(`${from.name} ${from.email.split('@')[0]}`);
  return [...words].some((word) => (word.length > 2 || /[^a-z]/.test(word)) && known.has(word));
}

/** Of several messages, as of a series of patches that was sent in one minute, the one that wrote most of a text; else the first. */
function mostAlike(messages, text) {
  if (messages.length < 2) return messages[0];
  const runs = new Set(runsOf(text));
  const shares = messages.map(({ own }) => runsOf(own).filter((run) => runs.has(run)).length);
  return messages[shares.indexOf(Math.max(...shares))];
}

export class RowMatcher {
  constructor(messages, ownerOf) {
    this.messages = messages;
    this.ownerOf = ownerOf;
    this.byHour = new Map();
    for (const message of messages.values()) {
      if (message.time === null) continue;
      const hour = Math.floor(message.time / HOUR);
      const list = this.byHour.get(hour);
      if (list) list.push(message);
      else this.byHour.set(hour, [message]);
    }
  }

  /** True if sender and day do not speak against it. */
  canBe({ from, local }, message) {
    if (from !== null && !isGarbled(message.from) && !isSamePerson(from, message.from)) return false;
    return local === null || message.time === null || Math.abs(message.time - local) <= 26 * HOUR;
  }

  /** Ids of the messages whose words the row holds, where its sender is theirs. */
  covered(row) {
    const counts = new Map();
    for (const run of new Set(runsOf(row.text ?? ''))) {
      const owner = this.ownerOf.get(run);
      if (owner) counts.set(owner, (counts.get(owner) ?? 0) + 1);
    }
    return [...counts.keys()].filter((id) => this.canBe(row, this.messages.get(id)));
  }

  /** True if the row holds words that no message of the archive wrote: a message that was never on the list. */
  isForeign(row) {
    const runs = [...new Set(runsOf(row.text ?? ''))];
    return runs.length >= LEAST_RUNS && runs.filter((run) => this.ownerOf.has(run)).length <= MOST_OWNED * runs.length;
  }

  /** `{id, by}`: the message that the row tells of; null if the archive holds none like it. */
  match(row) {
    if (row.messageId !== null && this.messages.has(row.messageId)) return { id: row.messageId, by: 'id' };
    if (row.text !== null) {
      const counts = new Map();
      let known = 0;
      for (const run of new Set(runsOf(row.text))) {
        const owner = this.ownerOf.get(run);
        if (!owner) continue;
        known++;
        counts.set(owner, (counts.get(owner) ?? 0) + 1);
      }
      const [best] = [...counts].sort((a, b) => b[1] - a[1]);
      if (best && best[1] * 2 > known && this.canBe(row, this.messages.get(best[0])))
        return { id: best[0], by: 'text' };
    }
    if (row.from !== null && row.local !== null) {
      const hour = Math.floor(row.local / HOUR);
      const quoters = row.citedBy.map((id) => this.messages.get(id)).filter((one) => one?.time);
      const sameMinute = [];
      for (let at = hour - 15; at <= hour + 15; at++)
        for (const message of this.byHour.get(at) ?? [])
          if (isSameMoment(row, message, quoters) && isSamePerson(row.from, message.from)) sameMinute.push(message);
      const message = mostAlike(sameMinute, row.text ?? '');
      if (message) return { id: message.id, by: 'date' };
    }
    for (const citing of row.citedBy) {
      const child = this.messages.get(citing);
      const parent =
        child && [...child.inReplyTo, ...child.references.slice().reverse()].find((id) => this.messages.has(id));
      if (parent && row.from !== null && isSamePerson(row.from, this.messages.get(parent).from))
        return { id: parent, by: 'parent' };
    }
    if (row.threadIndex !== null)
      for (const message of this.messages.values())
        if (message.threadIndex === row.threadIndex) return { id: message.id, by: 'thread-index' };
    return null;
  }
}
