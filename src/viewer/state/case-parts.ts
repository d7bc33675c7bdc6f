import type { FirstScreen } from '../../report/page/case-glance.js';
import type { CompactIndex } from '../../report/page/compact-index.js';
import { COLUMN_NAMES, type IndexHead, unpackIndex } from '../../report/page/index-columns.js';
import type { PostDetail, ViewerFinding, ViewerIndex, ViewerPeople } from '../../report/page/viewer-data.js';
import { type BlockSource, blocksOfFolder, blocksOfPage, blocksOfRoom } from './block-source.js';
import { Blocks } from './blocks.js';
import { type CaseData, readCase } from './case-data.js';
import { compactIndex } from './compact-index.js';
import type { Room } from './room.js';
import { unpackBase64 } from './unpack.js';

/** What all views but the first need; read while the first is shown. */
export interface CaseParts {
  readonly data: CaseData;
  readonly details: Blocks<PostDetail>;
  readonly findings: Blocks<ViewerFinding>;
  /** Read when it is asked for first. */
  people(): Promise<ViewerPeople>;
}

/** What the page holds, or files beside it. */
export async function partsOfPage(): Promise<CaseParts> {
  const index = (await readPacked('index')) as ViewerIndex;
  const source = index.folder === null ? blocksOfPage : blocksOfFolder(index.folder);
  return partsOf(compactIndex(index), source, () => readPacked('people') as Promise<ViewerPeople>);
}

/** What the reading room answers: the index a column after the other, as bytes. */
export async function partsOfRoom(room: Room, { title, events, blockSizes }: FirstScreen): Promise<CaseParts> {
  const [head, ...columns] = await Promise.all([
    room.part<IndexHead>('index'),
    ...COLUMN_NAMES.map((name) => room.column(name)),
  ]);
  const byName = new Map(COLUMN_NAMES.map((name, at) => [name, columns[at]!]));
  const [posts, findings] = blockSizes!;
  const startsOf = (count: number, size: number) =>
    Array.from({ length: Math.ceil(count / size) }, (_, block) => block * size);
  const index = unpackIndex(
    { ...head, title, events, folder: null, blocks: [], findingBlocks: [] },
    (name) => byName.get(name)!,
  );
  const starts = {
    blocks: startsOf(index.posts.key.length, posts),
    findingBlocks: startsOf(index.findings.kind.length, findings),
  };
  return partsOf(
    { ...index, ...starts },
    blocksOfRoom(
      (number) => room.block(number),
      (findings) => room.findings(findings),
    ),
    () => room.part<ViewerPeople>('people'),
  );
}

function partsOf(index: CompactIndex, source: BlockSource, readPeople: () => Promise<ViewerPeople>): CaseParts {
  const { blocks, findingBlocks, posts, findings } = index;
  let people: Promise<ViewerPeople> | null = null;
  return {
    data: readCase(index),
    details: new Blocks(source, blocks, posts.key.length),
    findings: new Blocks(source, findingBlocks, findings.kind.length, blocks.length),
    people: () => {
      people ??= readPeople();
      return people;
    },
  };
}

/** Reads a JSON block of the page and lets go of its text; null where there is none. */
export function readBlock<T>(id: string): T | null {
  const element = document.getElementById(id);
  if (!element) return null;
  const value = JSON.parse(element.textContent ?? 'null') as T;
  element.remove();
  return value;
}

/** A block that is packed where the page is big. */
async function readPacked(id: string): Promise<unknown> {
  const block = readBlock<unknown>(id);
  return typeof block === 'string' ? unpackBase64(block) : block;
}
