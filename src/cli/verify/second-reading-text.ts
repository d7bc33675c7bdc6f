import { truncate, wrapText } from '../../report/format/display-text.js';
import { countOf, withCommas } from '../../report/format/phrases.js';
import { paint, type TextStyle } from '../../report/format/text-style.js';
import { placeOf } from '../../report/post/explanation.js';
import { makeVisible } from '../../text/visible-text.js';
import type { SecondReaderReport } from './second-reader.js';

/** Differences that are shown in full; more are counted. */
const SHOWN = 20;

/** What two readers read differently, as text: counts by reason, then what nothing explains, with the bytes. */
export function* writeSecondReading(report: SecondReaderReport, style: TextStyle): Generator<string, void, undefined> {
  const { messages, passedOver, kinds, differences, faults } = report;
  yield `${countOf(messages, 'message')} read by rethread and by mailparser\n`;
  if (passedOver) yield `${countOf(passedOver, 'message')} without bytes of their own passed over\n`;
  if (kinds.length > 0) yield `\n   count  field        right       because\n`;
  for (const { field, because, right, count } of kinds)
    for (const [at, line] of wrapText(because ?? 'NOT EXPLAINED', style.width - 36).entries())
      yield at === 0
        ? `${withCommas(count).padStart(8)}  ${field.padEnd(13)}${(right ?? '?').padEnd(12)}${line}\n`
        : `${' '.repeat(35)}${line}\n`;
  const open = differences.filter(({ because }) => because === null);
  const value = (text: unknown) => truncate(makeVisible(JSON.stringify(text) ?? 'nothing'), style.width - 12);
  for (const { field, ours, theirs, origin } of open.slice(0, SHOWN)) {
    yield `${paint(field, 'bold', style)}  ${placeOf(origin)}\n`;
    yield `    rethread    ${value(ours)}\n    mailparser  ${value(theirs)}\n`;
  }
  if (open.length > SHOWN) yield `… and ${withCommas(open.length - SHOWN)} more (--json lists them)\n`;
  for (const { message, fault } of faults) yield `mailparser: ${makeVisible(fault)}: ${placeOf(message)}\n`;
}
