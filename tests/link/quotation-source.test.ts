import { describe, expect, it } from 'vitest';
import { gatherPosts } from '../../src/dedupe/gather-posts.js';
import { readCandidateSet } from '../../src/link/candidate/read-candidate-set.js';
import { makeScratch } from '../../src/link/candidate/score-texts.js';
import { pushShown, SHOWS } from '../../src/link/evidence/content-evidence.js';
import { observePair } from '../../src/link/evidence/observe-candidates.js';
import { buildArchive } from '../../src/link/feature/feature-index.js';
import { readFeatures } from '../../src/link/feature/read-features.js';
import { declareObservations, nameObservation, type ObservationTable } from '../../src/link/weights/observation.js';
import { messageFromObject } from '../../src/message/record/record-message.js';
import { splitMessage } from '../../src/quote/split-message.js';

interface Mail {
  readonly from: string;
  readonly date: string;
  readonly text: string;
  readonly subject?: string;
}

const ADA = 'Ada Moor <ada@moor.example>';
const BEN = 'Ben Tarn <ben@tarn.example>';
const CY = 'Cy Fell <cy@fell.example>';
const ask =
  'The pump in the lower mill loses pressure every night after ten. Has anybody opened the valve by the weir lately?';
const answer = 'I closed that valve on Monday when the miller asked for more water, and left the key in the chapel.';
const taken =
  'An embedded and charset-unspecified text was scrubbed...\nName: not available\nUrl: http://moor.example/attachment.pl';

const mark = (text: string) => text.replace(/^/gm, '> ');

/** What is seen of each mail as parent of the last one: observations of `table` without its name. */
function seen(table: string, ...mails: readonly Mail[]): readonly (readonly string[])[] {
  const messages = mails.map((mail, index) =>
    messageFromObject({ messageId: `<${index}@moor.example>`, subject: 'Pressure at the mill', ...mail }, index),
  );
  const posts = gatherPosts(messages, { dedupe: 'none' });
  const features = posts.map((post) => readFeatures(post, splitMessage(post.message)));
  const featureIndex = buildArchive(features);
  const self = posts.findIndex((post) => post.message.messageId === `${mails.length - 1}@moor.example`);
  const candidateSet = readCandidateSet(featureIndex, features[self]!, self, makeScratch(features.length));
  return mails.slice(0, -1).map((_, number) => {
    const index = candidateSet.pairs.findIndex(({ candidate }) => candidate.messageId === `${number}@moor.example`);
    if (index < 0) return [];
    const out: string[] = [];
    observePair(candidateSet, index, { push: (one, cell) => out.push(nameObservation(one, cell)) });
    return out.filter((name) => name.startsWith(`${table} / `)).map((name) => name.slice(table.length + 3));
  });
}

const at = (hour: number) => `2021-03-01T${String(hour).padStart(2, '0')}:00:00Z`;

describe('where a quotation can come from', () => {
  it('sees text that stands unmarked above the quotation that both share', () => {
    const [question, middle] = seen(
      'unmarked above what it quotes',
      { from: ADA, date: at(9), text: ask },
      { from: BEN, date: at(10), text: `${answer}\n\nAda Moor wrote:\n${mark(ask)}` },
      { from: CY, date: at(11), text: `So I went there.\n\n${answer}\n\nAda Moor wrote:\n${mark(ask)}` },
    );
    expect(question).toEqual([]);
    expect(middle).toEqual(['9-30 / >=0.9 / other author']);
  });

  it('knows what lost its body, and that nobody whom the heading names wrote the quotation', () => {
    const rows = seen(
      'its body was taken away',
      { from: ADA, date: at(9), text: taken },
      { from: BEN, date: at(10), text: answer },
      { from: CY, date: at(11), text: `Nobody.\n\nAda Moor wrote:\n${mark(ask)}` },
    );
    expect(rows).toEqual([['yes / none / full / before'], ['no / none / contradicts / last']]);
  });

  it('tells who wrote before the deeper quotation from who wrote after it', () => {
    const rows = seen(
      'after who wrote the deeper quotation',
      { from: CY, date: at(8), text: 'The wheel stands still.' },
      { from: ADA, date: at(9), text: ask },
      { from: BEN, date: at(10), text: taken },
      {
        from: CY,
        date: at(11),
        text: `Good.\n\nBen Tarn wrote:\n${mark(`${answer}\n\nAda Moor wrote:\n${mark(ask)}`)}`,
      },
    );
    expect(rows).toEqual([['no / not'], ['it did / not'], ['yes / taken away']]);
  });

  it('doubts a message that is younger than the first quotation of the same', () => {
    const rows = seen(
      'the same was quoted before it was sent',
      { from: ADA, date: at(8), text: taken },
      { from: BEN, date: at(9), text: `No.\n\nAda Moor wrote:\n${mark(ask)}` },
      { from: ADA, date: at(10), text: taken },
      { from: CY, date: at(11), text: `Yes.\n\nAda Moor wrote:\n${mark(ask)}` },
    );
    expect(rows).toEqual([['no / taken away'], ['no / not'], ['yes / taken away']]);
  });

  it('tells the first of two sendings from the later', () => {
    const rows = seen(
      'sent twice',
      { from: ADA, date: at(8), text: ask },
      { from: ADA, date: at(9), text: ask },
      { from: BEN, date: at(10), text: answer },
      { from: CY, date: at(11), text: `Yes.\n\n${mark(ask)}` },
    );
    expect(rows.map(([row]) => row!.split(' / ')[0])).toEqual(['first', 'later', 'no']);
  });

  it('sees a quotation of a message that bears another subject', () => {
    const [question, other] = seen(
      'quoted under another subject',
      { from: ADA, date: at(8), text: ask },
      { from: BEN, date: at(9), text: answer },
      { from: CY, date: at(11), subject: 'Holidays', text: `Yes.\n\n${mark(ask)}` },
    );
    expect(question).toEqual(['>=0.7 / 9-21 / none bears the subject']);
    expect(other).toEqual([]);
  });
});

describe('a message that quotes nothing', () => {
  it.each([
    ['Could you send the key?', 'once'],
    ['Where? And when?', 'more'],
    ['The K?ln office called, see http://moor.example/?a=b', 'no'],
  ])('%s asks: %s', (text, asks) => {
    const [row] = seen('it asks', { from: ADA, date: at(8), text }, { from: BEN, date: at(9), text: 'Tomorrow.' });
    expect(row!.map((name) => name.split(' / ')[0])).toEqual([asks]);
  });

  it.each([
    ['Thanks, that was it.', 'yes'],
    ['Vielen Dank, es geht wieder.', 'yes'],
    ['It works.', 'no'],
  ])('%s thanks: %s', (text, thanks) => {
    const rows = seen(
      'thanks',
      { from: ADA, date: at(8), text: ask },
      {
        from: BEN,
        date: at(9),
        text: `${answer}\n\nOn Mon, 1 Mar 2021 at 08:00, Ada Moor <ada@moor.example> wrote:\n${mark(ask)}`,
      },
      { from: ADA, date: at(10), text },
    );
    expect(rows).toEqual([[`${thanks} / its own / by the opener`], [`${thanks} / answers it / by the opener`]]);
  });

  it('is like a message whose body was taken away, which has cells of its own beside', () => {
    const out: number[] = [];
    const sink = { push: (_: ObservationTable, cell: number) => out.push(cell) };
    const table = declareObservations('prior', 'of a test', ['a', 'b'], SHOWS);
    pushShown(sink, table, 0, SHOWS.indexOf('taken away'));
    pushShown(sink, table, SHOWS.length, SHOWS.indexOf('bare'));
    expect(out).toEqual([4, 0, 5]);
  });
});
