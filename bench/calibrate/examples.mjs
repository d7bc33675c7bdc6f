// Turns an ablated list into examples of choice: for each child the candidates with what is seen of them, and the right one.

/** Labels and candidates that are no post. */
export const NO_PARENT = -1;
export const ABSENT_PARENT = -2;
/** The truth of a child whose headers are doubtful. */
export const UNTRUSTED = -3;

/**
 * Examples laid out flat: example -> options -> observations. `everything` adds the second question, what a parent that was not produced
 * answers in turn, for every child and not only where that is known: to be measured with, not to be learned from.
 */
export function makeExamples(set, product, { everything = false } = {}) {
  const posts = set.posts.map((post) => post.features);
  const featureIndex = product.buildArchive(posts);
  const scratch = product.makeScratch(posts.length);
  const numbers = new Map(posts.map((post, number) => [post.messageId, number]));
  const parentOf = (number) => {
    const row = set.truth.get(posts[number].messageId);
    return row?.parent ? (numbers.get(row.parent) ?? NO_PARENT) : NO_PARENT;
  };
  /** As headers show it: a parent that is not there has no number of a post. */
  const known = (number) => {
    if (!set.posts[number].hasHeader) return NO_PARENT;
    const parent = parentOf(number);
    return parent === NO_PARENT ? posts.length : parent;
  };
  const habits = product.readHabits(featureIndex, known);
  const customs = product.measureCustoms(featureIndex, scratch);
  const absentRate = product.measureAbsentRate(featureIndex, scratch, customs).lists;
  const { flat, addOption } = startExamples(set.name, product);
  const senders = [];
  const addExample = (candidateSet, label, share, row) => {
    candidateSet.pairs.forEach((pair, index) => {
      addOption(pair.post, (out) => product.observePair(candidateSet, index, out));
    });
    if (!candidateSet.absent)
      addOption(ABSENT_PARENT, (out) => {
        product.observeAbsentParent(candidateSet, out);
        product.observeAbsentCustoms(candidateSet, out);
        product.observeAbsentRate(candidateSet, absentRate, out);
      });
    addOption(NO_PARENT, (out) => {
      product.observeNoParent(candidateSet, out);
      product.observeNoParentCustoms(candidateSet, out);
      if (candidateSet.absent) product.observeAbsentRate(candidateSet, absentRate, out);
    });
    flat.starts.push(flat.options.length);
    flat.labels.push(label);
    flat.shares.push(share);
    flat.children.push(candidateSet.absent ? -1 : candidateSet.self);
    // A trusted truth: what to measure against.
    flat.truths.push(row !== undefined && row.doubt === undefined ? parentOf(candidateSet.self) : UNTRUSTED);
    senders.push(candidateSet.absent ? '' : numberedBy(candidateSet.child));
  };
  posts.forEach((post, number) => {
    const row = set.truth.get(post.messageId);
    if (!row || set.posts[number].hasHeader) return;
    const isAbsent = row.dropped_ancestors.length > 0 || row.doubt === 'orphan';
    // Messages whose truth is doubtful teach nothing; those whose parent was never on the list count half.
    const share = row.doubt === undefined ? 1 : row.doubt === 'orphan' ? 0.5 : 0;
    const also = habits.mates.parents(post).filter((mate) => mate !== number);
    const candidateSet = product.readCandidateSet(featureIndex, post, number, scratch, { habits, customs, also });
    // Direct mail has weights of its own.
    const taught = candidateSet.direct ? 0 : share;
    addExample(
      candidateSet,
      isAbsent ? ABSENT_PARENT : parentOf(number),
      isHeaderLost(candidateSet, row) ? 0 : taught,
      row,
    );
    if (!isAbsent && !everything) return;
    const heading = product.findTellingHeader(post);
    const author = product.findNumberedPost(featureIndex, post);
    const absent = product.readAbsentFeatures(post, heading, author);
    addExample(
      product.readCandidateSet(featureIndex, absent, number, scratch, { absent: true, customs }),
      parentOf(number),
      isAbsent ? share : 0,
    );
  });
  tameSenders(flat.shares, senders);
  return { ...flat, absentOdds: product.absentOdds(absentRate) };
}

/** Nothing yet, laid out flat, and what adds an option to it. */
export function startExamples(name, product) {
  const flat = {
    name,
    observations: [],
    optionStarts: [0],
    options: [],
    starts: [0],
    labels: [],
    shares: [],
    children: [],
    truths: [],
  };
  const addOption = (option, observe) => {
    observe(product.numbersInto(flat.observations));
    flat.optionStarts.push(flat.observations.length);
    flat.options.push(option);
  };
  return { flat, addOption };
}

/** The headers name no parent although the message quotes another's text at length: they were lost. */
function isHeaderLost(candidateSet, row) {
  if (row.parent || row.dropped_ancestors.length > 0) return false;
  return candidateSet.pairs.some((pair) => !pair.self && pair.share > 0.7 && pair.hits > 8);
}

function numberedBy(post) {
  const { series, reply } = post.subject;
  return series === null || reply || series.label.startsWith('bug') ? '' : post.author;
}

/** The habit of one sender of numbered posts must not become a law: his n posts count as the root of n. */
function tameSenders(shares, senders) {
  const counts = new Map();
  senders.forEach((sender, index) => {
    if (sender !== '' && shares[index] > 0) counts.set(sender, (counts.get(sender) ?? 0) + 1);
  });
  senders.forEach((sender, index) => {
    if (counts.has(sender)) shares[index] /= Math.sqrt(counts.get(sender));
  });
}
