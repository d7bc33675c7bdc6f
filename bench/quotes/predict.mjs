// Splits messages with the built package and prints neutral predictions, one JSON line a message.
// node bench/quotes/predict.mjs MESSAGES.jsonl [--module FILE] > predictions.jsonl
// Webis annotates a marked quotation as one span: headers inside its marks are no gold there and are left out; --all keeps them.
// A message line is {id, body, message: {subject, from, date}}; offsets are UTF-16 units of body.
import { readFileSync } from 'node:fs';
import { pathToFileURL } from 'node:url';
import { printHelp } from '../print-help.mjs';

printHelp(import.meta.url);

const args = process.argv.slice(2);
const allAt = args.indexOf('--all');
const all = allAt >= 0 && args.splice(allAt, 1).length > 0;
const moduleAt = args.indexOf('--module');
const module =
  moduleAt >= 0
    ? pathToFileURL(args.splice(moduleAt, 2)[1])
    : new URL('../../dist/quote/split-body.js', import.meta.url);
const { splitBody } = await import(module);
const { parseSubject } = await import(new URL('../message/header/subject.js', module));

/** Local clock as written, with its zone where that is known: `2021-10-27T09:31+02:00`. */
function dateOf(date) {
  if (!date) return null;
  const local = new Date(date.local).toISOString();
  if (date.precision === 'day') return local.slice(0, 10);
  const minutes = Math.abs(date.offset ?? 0);
  const zone =
    date.offset === null
      ? ''
      : `${date.offset < 0 ? '-' : '+'}${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`;
  return local.slice(0, 19) + zone;
}

/** True where quote marks stand before an offset on its line. */
const isMarked = (body, offset) => body.slice(body.lastIndexOf('\n', offset - 1) + 1, offset + 1).includes('>');

for (const line of readFileSync(args[0], 'utf8').split('\n')) {
  if (!line.trim()) continue;
  const { id, body, message } = JSON.parse(line);
  const date = Date.parse(message?.date ?? '');
  const started = performance.now();
  const { segments, embedded } = splitBody(body, {
    subject: message?.subject ?? null,
    date: Number.isNaN(date) ? null : date,
  });
  const ms = performance.now() - started;
  const subject = message?.subject ?? '';
  const about = subject ? parseSubject(subject) : null;
  const prediction = {
    id,
    segments,
    embedded: embedded
      .filter((one) => all || !id.startsWith('webis') || !isMarked(body, one.header.start))
      .map((one, index) => ({
        start: one.ranges[0]?.start ?? one.header.end,
        end: one.ranges.at(-1)?.end ?? one.header.end,
        headerStart: one.header.start,
        headerEnd: one.header.end,
        from: one.header.from,
        to: one.header.to,
        cc: one.header.cc,
        date: dateOf(one.header.date),
        rawDate: one.header.date?.raw ?? null,
        // An attribution gives no subject: a forward's own subject without its mark stands in, as a mail program shows it.
        subject: one.header.subject ?? (about?.forward && index === 0 ? about.base : null),
        text: one.text,
        // A block that neither separator nor subject calls a reply is taken for a forward, as mail programs show it.
        kind: one.header.action ?? (one.header.style === 'block' && index === 0 ? 'forward' : 'reply'),
      })),
    ms,
  };
  process.stdout.write(`${JSON.stringify(prediction)}\n`);
}
