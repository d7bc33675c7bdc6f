// Invented mailboxes that grow in one dimension: of n each is about n times as large as of 1, and in nothing else.

const WORDS =
  'tide quay wall crane ferry tender barge sluice harbour mark dredge permit invoice pilot mooring survey'.split(' ');

/** Numbers in [0, 1), the same on every run. */
function numbers(seed) {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 32;
  };
}

const DAY = 86_400_000;
const START = Date.UTC(2016, 2, 1, 9);

function text(next, words) {
  const made = Array.from({ length: words }, () => WORDS[Math.floor(next() * WORDS.length)] + Math.floor(next() * 90));
  return made.join(' ').replace(/(.{50,70}) /g, '$1\n');
}

function mail({
  number,
  from = `p${number % 40}@moor.example`,
  to = 'ada@fen.example',
  subject,
  body,
  time,
  more = '',
}) {
  const date = new Date(time ?? START + number * 600_000).toUTCString().replace('GMT', '+0000');
  return `From a@b Tue Mar  1 10:00:00 2016\nFrom: ${from}\nTo: ${to}\nDate: ${date}\nMessage-ID: <${number}@moor.example>\nSubject: ${subject ?? `Matter ${number}`}\n${more}\n${body}\n\n`;
}

const many = (count, make) => Array.from({ length: count }, (_, number) => make(number)).join('');
const quoted = (body) => body.replace(/^/gm, '> ');

/** Dimension → mailbox of a size. */
export const DIMENSIONS = {
  messages(n) {
    const next = numbers(1);
    const bodies = [];
    return many(500 * n, (number) => {
      const own = text(next, 40);
      bodies.push(own);
      const parent = number % 5 === 0 ? -1 : number - 1;
      const body = parent < 0 ? own : `${own}\n\nOn Tue, 1 Mar 2016, p${parent % 40} wrote:\n${quoted(bodies[parent])}`;
      return mail({ number, subject: `${parent < 0 ? '' : 'Re: '}Matter ${Math.floor(number / 5)}`, body });
    });
  },
  recipients(n) {
    const next = numbers(2);
    return many(150, (number) => {
      const to = Array.from({ length: 60 * n }, (_, at) => `Person ${at} Moor <r${at}@fen.example>`).join(',\n ');
      return mail({ number, to, body: text(next, 40) });
    });
  },
  'depth of a chain'(n) {
    const next = numbers(3);
    let last = '';
    return many(400 * n, (number) => {
      const own = text(next, 30);
      const body = number === 0 ? own : `${own}\n\nOn Tue, 1 Mar 2016, p${(number - 1) % 40} wrote:\n${quoted(last)}`;
      last = own;
      const more = number === 0 ? '' : `In-Reply-To: <${number - 1}@moor.example>\n`;
      return mail({ number, subject: 'Re: One matter', body, more });
    });
  },
  'ids in References'(n) {
    const next = numbers(4);
    return many(400, (number) => {
      const ids = Array.from({ length: 40 * n }, (_, at) => `<${(number * 7 + at) % 5000}.x@moor.example>`).join('\n ');
      return mail({ number, body: text(next, 40), more: `References: ${ids}\n` });
    });
  },
  'equal subjects'(n) {
    const next = numbers(5);
    return many(500 * n, (number) => mail({ number, subject: 'Re: Weekly report', body: text(next, 40) }));
  },
  'equal bodies'(n) {
    const body = text(numbers(6), 60);
    return many(500 * n, (number) => mail({ number, body }));
  },
  'equal minutes'(n) {
    const next = numbers(7);
    return many(500 * n, (number) => mail({ number, time: START, body: text(next, 40) }));
  },
  'robots that quote each other'(n) {
    const next = numbers(8);
    const bodies = [];
    return many(250 * n, (number) => {
      const own = `Alarm ${number}: ${text(next, 8)}`;
      bodies.push(own);
      const others = [1, 2, 3].filter((back) => number >= back).map((back) => quoted(bodies[number - back]));
      return mail({
        number,
        from: `robot${number % 3}@moor.example`,
        subject: 'Alarm',
        body: [own, ...others].join('\n\n'),
      });
    });
  },
  attachments(n) {
    const next = numbers(9);
    return many(150, (number) => {
      const parts = Array.from(
        { length: 10 * n },
        (_, at) =>
          `--b\nContent-Type: application/pdf; name="f${at}.pdf"\nContent-Disposition: attachment; filename="f${at}.pdf"\nContent-Transfer-Encoding: base64\n\n${Buffer.from(`${at % 50} ${'x'.repeat(300)}`).toString('base64')}\n`,
      ).join('');
      const body = `--b\nContent-Type: text/plain\n\n${text(next, 40)}\n${parts}--b--`;
      return mail({ number, body, more: 'MIME-Version: 1.0\nContent-Type: multipart/mixed; boundary=b\n' });
    });
  },
  names(n) {
    const next = numbers(10);
    return many(500 * n, (number) =>
      mail({
        number,
        from: `"Moor, ${WORDS[number % 16]} ${number}" <n${number}@fen.example>`,
        body: text(next, 40),
        time: START + (number % 400) * DAY,
      }),
    );
  },
};
