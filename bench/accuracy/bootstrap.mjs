// An interval for an accuracy that respects that the messages of a thread stand or fall together.

/** 95 % interval of the share of right messages, by drawing whole threads with replacement. */
export function bootstrapInterval(rows, draws = 400) {
  const threads = new Map();
  for (const row of rows) {
    const thread = threads.get(row.thread) ?? { right: 0, size: 0 };
    thread.size++;
    if (row.right) thread.right++;
    threads.set(row.thread, thread);
  }
  const list = [...threads.values()];
  let state = 1;
  const random = () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 4294967296;
  };
  const shares = Array.from({ length: draws }, () => {
    let right = 0;
    let size = 0;
    for (let drawn = 0; drawn < list.length; drawn++) {
      const thread = list[Math.floor(random() * list.length)];
      right += thread.right;
      size += thread.size;
    }
    return right / size;
  }).sort((a, b) => a - b);
  return [shares[Math.floor(draws * 0.025)], shares[Math.floor(draws * 0.975)]];
}
