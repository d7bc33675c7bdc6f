import Graph from 'graphology';
import gexf from 'graphology-gexf';
import graphml from 'graphology-graphml';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Reconstruction } from '../../src/report/answer/reconstruction.js';
import { noFilter } from '../../src/report/answer/thread-filter.js';
import { type CaseFormat, type CaseViewOptions, caseViews } from '../../src/report/case-views.js';
import { correspondenceGraph, replyGraph } from '../../src/report/graph/graph.js';
import { writeDot } from '../../src/report/graph/graph-dot.js';
import { writeGexf } from '../../src/report/graph/graph-gexf.js';
import { writeGraphml } from '../../src/report/graph/graph-graphml.js';
import { writeTables } from '../../src/report/table/tables.js';
import { reconstruct } from '../../src/run/reconstruct.js';
import { builtViewer } from '../html-fixture.js';
import { folderOf, mbox } from '../report-fixture.js';

const OPTIONS: CaseViewOptions = {
  filter: noFilter,
  title: 'Quay <4> "&"',
  events: [{ date: '2019-05-14', label: 'Lantern & <Room>' }],
  folder: 'data',
};
const INPUTS = [
  { path: 'samples/case/holt.mbox', custodian: 'Holt' },
  { path: 'samples/case/tarrant.json', custodian: 'Tarrant' },
  { path: 'samples/case/quill', custodian: 'Quill' },
];
const text = (chunks: Iterable<string>) => [...chunks].join('');

let sample: Reconstruction;
let hostile: Reconstruction;
beforeAll(async () => {
  sample = await reconstruct(INPUTS);
  const nasty = '=1+1";]]><b>\u202e\\ & \u0007 +cmd\t,\u2028é';
  const path = folderOf({
    'nasty.mbox': mbox([
      { id: 'a@x', subject: nasty, from: `"${nasty.replace(/["\\]/g, '\\$&')}" <ada@moor.example>`, body: nasty },
      { id: 'b@x', answers: 'a@x', subject: '@SUM(A1)', from: 'Bo <bo@stern.example>', to: 'Ada <ada@moor.example>' },
    ]),
  });
  hostile = await reconstruct([{ path }]);
});

describe('graphs', () => {
  it.each(['people', 'replies'] as const)('are read by graphology with the right counts: %s', (kind) => {
    const build = kind === 'people' ? correspondenceGraph : replyGraph;
    for (const reconstruction of [sample, hostile]) {
      const graph = build(reconstruction, OPTIONS);
      expect(graph.nodes.length).toBeGreaterThan(1);
      expect(new Set(graph.nodes.map(({ id }) => id)).size).toBe(graph.nodes.length);
      for (const read of [
        graphml.parse(Graph, text(writeGraphml(graph)), { addMissingNodes: false }),
        gexf.parse(Graph, text(writeGexf(graph))),
      ]) {
        expect(read.order).toBe(graph.nodes.length);
        expect(read.size).toBe(graph.edges.length);
        expect(read.type).toBe('directed');
        for (const { source, target, weight } of graph.edges.slice(0, 20))
          expect(Number(read.getEdgeAttribute(read.edge(source, target), 'weight'))).toBe(weight);
      }
    }
  });

  it('count every post and every link once', () => {
    const graph = replyGraph(sample, OPTIONS);
    expect(graph.nodes.length).toBe(sample.posts.length);
    expect(graph.edges.length).toBe(sample.links.children.length);
    const people = correspondenceGraph(sample, OPTIONS);
    const senders = sample.posts.filter((post) => post.kind === 'produced' && post.message.from).length;
    const sent = people.nodes.reduce((sum, { values }) => sum + Number(values[0]), 0);
    expect(sent).toBeGreaterThanOrEqual(senders);
  });

  it('quote what DOT would read as its own', () => {
    const dot = text(writeDot(correspondenceGraph(hostile, OPTIONS)));
    for (const line of dot.split('\n').slice(3, -2)) expect(line).toMatch(/^ {2}"(?:[^"\\]|\\.)*"/);
    // biome-ignore lint/suspicious/noControlCharactersInRegex: that none is left is the rule
    expect(dot).not.toMatch(/[\u202e\u0007\u2028]/);
  });
});

describe('tables', () => {
  it('read back as they were, formulas with an apostrophe before them, the mark of UTF-8 first', () => {
    for (const reconstruction of [sample, hostile]) {
      const files = [...writeTables(reconstruction, OPTIONS)];
      expect(files.map(({ path }) => path)).toEqual([
        'posts.csv',
        'links.csv',
        'threads.csv',
        'people.csv',
        'findings.csv',
      ]);
      for (const { content } of files) {
        expect(content.charCodeAt(0)).toBe(0xfeff);
        const [head, ...rows] = readCsv(content.slice(1));
        for (const row of rows) expect(row).toHaveLength(head!.length);
        for (const cell of rows.flat()) if (Number.isNaN(Number(cell))) expect(cell).not.toMatch(/^[=+\-@\t\r]/);
      }
      const count = (path: string) => readCsv(files.find((file) => file.path === path)!.content).length - 1;
      expect(count('posts.csv')).toBe(reconstruction.posts.length);
      expect(count('threads.csv')).toBe(reconstruction.threads.length);
      expect(count('findings.csv')).toBe(reconstruction.findings.length);
    }
    const threads = readCsv([...writeTables(hostile, OPTIONS)][2]!.content);
    expect(threads[1]![1]).toMatch(/^'=1\+1";]]><b>/);
  });
});

describe('every view of the case', () => {
  it.each(Object.keys(caseViews) as CaseFormat[])('gives the same bytes on two runs: %s', async (format) => {
    const viewer = await builtViewer();
    const again = await reconstruct([...INPUTS].reverse());
    const write = (reconstruction: Reconstruction) => [
      ...caseViews[format](reconstruction, { ...OPTIONS, viewer } as CaseViewOptions),
    ];
    expect(write(again)).toEqual(write(sample));
  });
});

/** A plain reader of RFC 4180, written apart from the writer. */
function readCsv(content: string): string[][] {
  const rows: string[][] = [];
  let row: string[] = [];
  let cell = '';
  for (let at = 0; at < content.length; at++) {
    const unit = content[at]!;
    if (unit === '"') {
      for (at++; ; at++) {
        if (content[at] === '"' && content[at + 1] !== '"') break;
        if (content[at] === '"') at++;
        cell += content[at];
      }
    } else if (unit === ',') {
      row.push(cell);
      cell = '';
    } else if (unit === '\r' && content[at + 1] === '\n') {
      rows.push([...row, cell]);
      row = [];
      cell = '';
      at++;
    } else cell += unit;
  }
  return rows;
}
