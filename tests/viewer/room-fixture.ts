import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll } from 'vitest';
import { buildCase } from '../../src/case/build-case.js';
import { writeCase } from '../../src/case/write-case.js';
import type { Reconstruction } from '../../src/report/answer/reconstruction.js';
import { openAnswers } from '../../src/server/case-answers.js';
import { keepInCase, type ReviewKeeper } from '../../src/server/review-keeper.js';
import { type RunningRoom, serveRoom } from '../../src/server/room-server.js';
import { openDatabase } from '../../src/source/database/sqlite-file.js';
import { builtViewer } from '../html-fixture.js';

/** Options of a case that leave all as it is. */
export const OPTIONS = {
  map: {},
  dedupe: 'global',
  evidence: 'all',
  minConfidence: 0,
  people: null,
  decisions: null,
} as const;

/** Reading rooms of the tests of a block, closed after them. */
export function roomsOfTests() {
  const rooms: { readonly room: RunningRoom; readonly review: ReviewKeeper }[] = [];
  afterAll(async () => {
    for (const { room, review } of rooms) {
      await room.close();
      review.close();
    }
  });
  return {
    /** Builds a case. */
    async build(
      inputs: readonly { path: string; custodian?: string }[],
    ): Promise<{ path: string; reconstruction: Reconstruction }> {
      const path = join(mkdtempSync(join(tmpdir(), 'rethread-room-')), 'a.case');
      const database = openDatabase(path);
      const built = await buildCase({ inputs }, OPTIONS);
      writeCase(database, built, { ...{ program: '0', built: '', base: '', inputs: [] }, options: OPTIONS });
      database.close();
      return { path, reconstruction: built.reconstruction };
    },
    /** Serves a case to a reviewer of that name. */
    async serve(path: string, author: string): Promise<{ address: string; review: ReviewKeeper }> {
      const review = keepInCase(path);
      const version = review.generation();
      const answers = openAnswers(openDatabase(path, { readOnly: true }), { title: 'Quay 4', events: [], version });
      const room = await serveRoom({
        title: 'Quay 4',
        viewer: await builtViewer(),
        author,
        answers: () => answers,
        review,
        now: () => '2026-01-01T00:00:00Z',
        buildLine: null,
        relinking: () => null,
        growing: () => null,
      });
      rooms.push({ room, review });
      return { address: room.address, review };
    },
  };
}
