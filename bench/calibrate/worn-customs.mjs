// Wears the customs of a list: the same mail as other people would have written it, so that weights do not rest on what the lists
// that are at hand happen to share. By author: reply marks go (or come, where an archive took them all away), attributions go or
// lose their dates, subjects change, quotations are left out.

const NO_HASHES = new Int32Array(0);

/** What authors do, and how often: each author draws one of each, with the chance that stands first. */
const LOST_MARKS = [
  [0.5, 0],
  [0.25, 0.6],
  [0.25, 1],
];
const LOST_ATTRIBUTIONS = [
  [0.55, 0],
  [0.2, 0.5],
  [0.25, 1],
];
const LOST_DATES = [
  [0.6, 0],
  [0.4, 1],
];
const CHANGED_SUBJECTS = [
  [0.55, 0],
  [0.3, 0.1],
  [0.15, 0.35],
];
const LEFT_OUT_QUOTATIONS = [
  [0.85, 0],
  [0.15, 0.8],
];

/** A copy of what `readAblated` gave, with other customs and without a share of its messages. */
export function wearCustoms(full, { seed = 11, lost = 0.3 } = {}) {
  const random = makeRandom(seed);
  const set = loseMessages(full, lost, random);
  const authors = new Map();
  const byId = new Map(set.posts.map(({ features }) => [features.messageId, features]));
  /** Message-ID -> the subject that took the place of its own. */
  const renamed = new Map();
  const order = [...set.posts.keys()].sort((a, b) => timeOf(set.posts[a]) - timeOf(set.posts[b]) || a - b);
  const posts = [...set.posts];
  for (const number of order) {
    const { features, ...rest } = set.posts[number];
    const row = set.truth.get(features.messageId);
    const isReply =
      row !== undefined && (row.parent !== null || row.dropped_ancestors.length > 0 || row.doubt === 'orphan');
    if (!authors.has(features.author)) authors.set(features.author, drawAuthor(random));
    const customs = authors.get(features.author);
    const worn = { ...features };
    if (isReply && features.subject.series === null) wearSubject(worn, row, customs, random, byId, renamed);
    if (isReply) wearQuotation(worn, customs, random);
    posts[number] = { ...rest, features: worn };
  }
  return { ...set, posts };
}

/** Leaves messages out; whoever answered them answers something that is not there. */
function loseMessages(set, share, random) {
  const lost = new Set(set.posts.filter(() => random() < share).map(({ features }) => features.messageId));
  const truth = new Map();
  for (const [id, row] of set.truth) {
    if (lost.has(id)) continue;
    const dropped = [...row.dropped_ancestors];
    let { parent } = row;
    for (let steps = 0; parent !== null && lost.has(parent) && steps < 1000; steps++) {
      dropped.push(parent);
      const above = set.truth.get(parent);
      // What the lost one answered was not there before: that stands between, too.
      if (above !== undefined) dropped.push(...above.dropped_ancestors);
      parent = above?.parent ?? null;
    }
    truth.set(id, { ...row, parent, dropped_ancestors: dropped });
  }
  return { ...set, truth, posts: set.posts.filter(({ features }) => !lost.has(features.messageId)) };
}

function wearSubject(worn, row, customs, random, byId, renamed) {
  const { subject } = worn;
  const parent = row.parent === null ? undefined : byId.get(row.parent);
  const taken = parent && parent.subject.loose === subject.loose ? renamed.get(parent.messageId) : undefined;
  let now = taken === undefined ? subject : { ...subject, ...taken };
  let marked = now.reply;
  if (random() < customs.lostMarks) marked = !marked;
  if (random() < customs.changedSubjects) {
    const words = drawWords(worn.words, random);
    const key = `worn ${words.join(' ')} ${Math.floor(random() * 1e9)}`;
    now = { ...now, base: key, key, loose: key, was: '', words };
    if (random() < 0.6) marked = false;
  }
  if (now.key !== subject.key) {
    const { base, key, loose, words } = now;
    renamed.set(worn.messageId, { base, key, loose, words, was: '' });
  }
  worn.subject = { ...now, reply: marked };
}

function wearQuotation(worn, customs, random) {
  if (random() < customs.leftOut) {
    worn.levels = [worn.levels[0], ...worn.levels.slice(1).map(() => NO_HASHES)];
    worn.headers = worn.headers.map(() => []);
    return;
  }
  if (random() < customs.lostAttributions) worn.headers = [[], [], ...worn.headers.slice(2)];
  else if (random() < customs.lostDates)
    worn.headers = worn.headers.map((level) => level.map((header) => ({ ...header, date: null })));
}

function drawAuthor(random) {
  return {
    lostMarks: draw(LOST_MARKS, random),
    lostAttributions: draw(LOST_ATTRIBUTIONS, random),
    lostDates: draw(LOST_DATES, random),
    changedSubjects: draw(CHANGED_SUBJECTS, random),
    leftOut: draw(LEFT_OUT_QUOTATIONS, random),
  };
}

function draw(choices, random) {
  let left = random();
  for (const [chance, value] of choices) {
    left -= chance;
    if (left < 0) return value;
  }
  return choices.at(-1)[1];
}

/** Up to four of the words that a message is written in, as the words of a new subject. */
function drawWords(words, random) {
  const drawn = new Set();
  for (let count = 0; count < 4 && words.length > 0; count++) drawn.add(words[Math.floor(random() * words.length)]);
  return Int32Array.from(drawn).sort();
}

function timeOf({ features }) {
  return Number.isNaN(features.time) ? 0 : features.time;
}

function makeRandom(seed) {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 4294967296;
  };
}
