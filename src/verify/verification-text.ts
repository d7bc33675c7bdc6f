import { truncate } from '../report/format/display-text.js';
import { withCommas } from '../report/format/phrases.js';
import { paint, plainStyle, type TextStyle } from '../report/format/text-style.js';
import { makeVisible } from '../text/visible-text.js';
import type { Difference, Verification } from './verification.js';

/** Differences that are shown; more are counted. */
const SHOWN = 20;

/** The verification as text: what was checked, what does not hold, the verdict. */
export function* writeVerification(
  verification: Verification,
  style: TextStyle = plainStyle,
): Generator<string, void, undefined> {
  const { verified, checked, differences, notes, holds } = verification;
  yield `${paint(makeVisible(verified), 'bold', style)}\n`;
  for (const { kind, claims, wrong } of checked) {
    const held = `${withCommas(claims - wrong)} of ${withCommas(claims)} hold`;
    yield `  ${kind.padEnd(13)} ${wrong ? paint(held, 'red', style) : held}\n`;
  }
  for (const difference of differences.slice(0, SHOWN)) yield differenceText(difference, style);
  if (differences.length > SHOWN) yield `… and ${withCommas(differences.length - SHOWN)} more (--json lists them)\n`;
  for (const note of notes) yield `note: ${makeVisible(note)}\n`;
  yield `${paint(holds ? 'everything holds' : 'NOT EVERYTHING HOLDS', holds ? 'green' : 'red', style)}\n`;
}

function differenceText({ kind, about, at, claimed, found }: Difference, style: TextStyle): string {
  const where = at === '' ? '' : `, ${at}`;
  return [
    `${paint('does not hold', 'red', style)}: ${kind} ${makeVisible(about + where)}`,
    `    says  ${valueText(claimed, style)}`,
    `    is    ${valueText(found, style)}\n`,
  ].join('\n');
}

const valueText = (value: unknown, style: TextStyle): string =>
  value === undefined ? 'nothing' : truncate(makeVisible(JSON.stringify(value)), style.width - 10);
