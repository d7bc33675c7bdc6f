/** Structures that cost a careless reader time or memory out of proportion, at a size that a seed chooses (up to some 300 kB). */
import { gzipSync } from 'node:zlib';

const HEAD = 'From: a@x.example\nDate: Mon, 3 Jan 2005 10:00:00 +0000\nMessage-ID: <1@x>\nSubject: s\n';
const From = 'From a@x.example Mon Jan  3 10:00:00 2005\n';

const SHAPES = {
  'open comments in an address': (n) => `From: ${'('.repeat(n)}\n\nx\n`,
  'quotation marks in an address list': (n) => `To: ${'"a, '.repeat(n)}\n\nx\n`,
  'groups in groups': (n) => `To: ${'g:'.repeat(n)}\n\nx\n`,
  'encoded words without end': (n) => `Subject: ${'=?utf-8?Q?'.repeat(n)}\n\nx\n`,
  'many references': (n) => `${HEAD}References: ${Array.from({ length: n }, (_, at) => `<${at}@x>`).join(' ')}\n\nx\n`,
  'parts in parts': (n) => {
    const depth = Math.min(n, 3000);
    let text = '';
    for (let at = 0; at < depth; at++) text += `Content-Type: multipart/mixed; boundary=b${at}\n\n--b${at}\n`;
    return `${HEAD}${text}\nx\n`;
  },
  'mails in mails': (n) => HEAD + `Content-Type: message/rfc822\n\n${HEAD}`.repeat(Math.min(n, 3000)),
  'one boundary, many parts': (n) => `${HEAD}Content-Type: multipart/mixed; boundary=b\n\n${'--b\n\nx\n'.repeat(n)}`,
  'marks without end': (n) => `${HEAD}\n${'>'.repeat(n)} x\n`,
  'a staircase of marks': (n) =>
    `${HEAD}\n${Array.from({ length: Math.min(n, 700) }, (_, at) => `${'>'.repeat(at)} line ${at}`).join('\n')}\n`,
  'attributions one below the other': (n) => `${HEAD}\n${'On 3 Jan 2005, Ada wrote:\n'.repeat(n)}`,
  'a line of attribution words': (n) => `${HEAD}\n${'On '.repeat(n)}wrote:\n`,
  'blocks one below the other': (n) => `${HEAD}\n${'From: A\nSent: Mon\nTo: B\nSubject: C\n\n'.repeat(n)}`,
  'labels without values': (n) => `${HEAD}\n${'From:\nTo:\n'.repeat(n)}`,
  'rules without end': (n) => `${HEAD}\n${'-'.repeat(n)}\n${'_'.repeat(n)}\n`,
  'quotes in quotes as HTML': (n) => `${HEAD}Content-Type: text/html\n\n${'<blockquote>'.repeat(n)}x`,
  'tables in tables': (n) => `${HEAD}Content-Type: text/html\n\n${'<table><tr><td>'.repeat(n)}x`,
  'open tags': (n) => `${HEAD}Content-Type: text/html\n\n${'<'.repeat(n)}${'<a b='.repeat(n)}`,
  'open comments as HTML': (n) => `${HEAD}Content-Type: text/html\n\n${'<!--'.repeat(n)}`,
  'references to characters': (n) => `${HEAD}Content-Type: text/html\n\n${'&lt'.repeat(n)}${'&#x'.repeat(n)}`,
  'an open JSON list': (n) => '['.repeat(n),
  'lists in an object': (n) => `[{"from":"a@x.example","body":${'['.repeat(n)}${']'.repeat(n)}}]`,
  'JSON objects in objects': (n) => `${'{"a":'.repeat(n)}1${'}'.repeat(n)}`,
  'quotation marks in a table': (n) => `From,Subject,Body\n${'"'.repeat(n)}`,
  'columns of a table': (n) => `From,Subject,Body${',x'.repeat(n)}\na,b,c${',x'.repeat(n)}\n`,
  'separators of an mbox': (n) => From.repeat(n),
  'one Message-ID for all': (n) => `${From}${HEAD}\nx\n\n`.repeat(Math.min(n, 800)),
  'ids in a ring': (n) => {
    const count = Math.min(n, 800);
    const one = (at) =>
      `${From}From: a@x.example\nMessage-ID: <${at}@x>\nIn-Reply-To: <${(at + 1) % count}@x>\n\nx${at}\n\n`;
    return Array.from({ length: count }, (_, at) => one(at)).join('');
  },
  'equal bodies, equal minutes': (n) =>
    Array.from(
      { length: Math.min(n, 500) },
      (_, at) =>
        `${From}From: a${at % 7}@x.example\nDate: Mon, 3 Jan 2005 10:00:00 +0000\nMessage-ID: <${at}@x>\nSubject: s\n\nthe tide at quay four will not reach the wall before Friday noon\n\n`,
    ).join(''),
  'shingles of few words': (n) =>
    Array.from({ length: Math.min(n, 300) }, (_, at) => {
      const words = Array.from({ length: 60 }, (_, word) => ['ab', 'cd', 'ef'][(at * word + (word >> 2)) % 3]).join(
        ' ',
      );
      return `${From}From: a${at % 3}@x.example\nMessage-ID: <${at}@x>\nSubject: s\n\n${words}\n> ${words}\n\n`;
    }).join(''),
  'a gzip bomb': (n) => gzipSync(Buffer.alloc(Math.min(n, 30_000) * 1000, 'a')),
  zeros: (n) => Buffer.alloc(n),
  'carriage returns': (n) => `${HEAD}\n${'\r'.repeat(n)}`,
  'combining marks': (n) => `Subject: z${'\u0336'.repeat(n)}\n\nz${'\u0336'.repeat(n)}\n`,
  'folded lines': (n) => `Subject: a${'\n b'.repeat(n)}\n\nx\n`,
  'parameters in pieces': (n) =>
    `${HEAD}Content-Type: application/x; ${Array.from({ length: n }, (_, at) => `name*${at}*=%41`).join('; ')}\n\nx\n`,
  'calendar lines': (n) =>
    `${HEAD}Content-Type: text/calendar; method=REQUEST\n\nBEGIN:VCALENDAR\nBEGIN:VEVENT\n${'ATTENDEE;CN="a":mailto:a@x.example\n'.repeat(n)}`,
  'delivery reports': (n) =>
    `${HEAD}Content-Type: multipart/report; boundary=b\n\n--b\nContent-Type: message/delivery-status\n\n${'Final-Recipient: rfc822;a@x.example\nAction: failed\n\n'.repeat(n)}`,
  'uuencoded files': (n) => `${HEAD}\n${'begin 644 a\n#86)C\n`\nend\n'.repeat(n)}`,
  'dashes and From': (n) => `${HEAD}\n${'-From x\n>From y\n'.repeat(n)}`,
};

export const HOSTILE_NAMES = Object.keys(SHAPES);

/** A hostile structure of a size. */
export function hostile(random) {
  const name = random.pick(HOSTILE_NAMES);
  const made = SHAPES[name](1 + random.below(20_000));
  return { how: name, bytes: Buffer.isBuffer(made) ? made : Buffer.from(made) };
}
