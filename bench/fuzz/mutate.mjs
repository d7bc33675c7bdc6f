/** What real and made mail is damaged with. */
const SCRAPS = [
  '\n\n',
  '\r',
  '\0',
  '\u001b[2J',
  '\u009b31m',
  '=?utf-8?Q?=1B[2J?=',
  'From a@x.example Mon Jan  3 10:00:00 2005\n',
  '-----Original Message-----\nFrom: Ada\nSent: y\nTo: z\nSubject: w\n',
  'Content-Type: multipart/mixed; boundary="x"\n',
  'Content-Type: text/html\n',
  'Content-Transfer-Encoding: base64\n',
  'Content-Type: text/plain; charset=utf-16\n',
  'Content-Length: 50\n',
  'Message-ID: <>\n',
  'Date: 99 Foo 99999\n',
  '"',
  '\\ud800',
  '{',
  ']',
  ',',
  ';',
  '\u00fe',
  '\u0014',
  '<blockquote>',
  '> ',
  '>>>> ',
  '\ufeff',
  'On 3 Jan 2005, Ada wrote:\n',
  'z\u0336'.repeat(500),
  '--',
  '=\n',
  '&#',
  'constructor',
  '__proto__',
];
const NUMBERS = [0, 1, 0x7f, 0x80, 0xff];

/** Some bytes flipped, deleted, doubled, exchanged, overwritten, cut off, put in between, or spliced with another file's. */
export function mutate(bytes, other, random) {
  let result = Buffer.from(bytes);
  for (let count = 1 + random.below(8); count > 0; count--) {
    const at = random.below(result.length + 1);
    const end = Math.min(result.length, at + Math.floor(random.next() ** 4 * 4000));
    const put = (...middle) => Buffer.concat([result.subarray(0, at), ...middle, result.subarray(end)]);
    const stretch = result.subarray(at, end);
    const scrap = Buffer.from(random.pick(SCRAPS), random.chance(0.5) ? 'latin1' : 'utf8');
    const from = random.below(other.length + 1);
    const changes = [
      () => put(),
      () => put(stretch, stretch),
      () => put(Buffer.alloc(stretch.length, random.pick(NUMBERS))),
      () => result.subarray(0, Math.max(at, 60)),
      () => put(scrap, stretch),
      () => put(other.subarray(from, from + random.below(3000)), stretch),
      () => {
        const flipped = Buffer.from(result);
        for (let flips = 1 + random.below(6); flips > 0; flips--)
          if (flipped.length) flipped[random.below(flipped.length)] ^= 1 << random.below(8);
        return flipped;
      },
      () => {
        const line = result.indexOf(10, at) + 1;
        return Buffer.concat([result.subarray(0, line), scrap, result.subarray(line)]);
      },
    ];
    result = random.pick(changes)();
    if (result.length > 400_000) result = result.subarray(0, 400_000);
  }
  return result;
}
