import { existsSync } from 'node:fs';
import { userInfo } from 'node:os';
import { basename } from 'node:path';
import { buildCase } from '../../../case/build-case.js';
import { type CaseAbout, writeCase } from '../../../case/write-case.js';
import type { CaseEvent } from '../../../report/answer/report-file.js';
import { viewerBundle } from '../../../report/page/viewer-bundle.js';
import { type CaseAnswers, openAnswers } from '../../../server/case-answers.js';
import { keepInCase, keepInMemory, type ReviewKeeper } from '../../../server/review-keeper.js';
import { type Relinking, type RoomProgress, serveRoom } from '../../../server/room-server.js';
import { openDatabase } from '../../../source/database/sqlite-file.js';
import { CommandError, type ExitCode, exitCode } from '../../exit-code.js';
import { readProgress } from '../../grow/case-progress.js';
import { relinkCase } from '../../grow/relink-case.js';
import { openBrowser } from '../../open-browser.js';
import { buildLine } from '../../option/build-line.js';
import { addEventOption, caseEvents } from '../../option/case-events.js';
import { addCaseOptions, type CaseArguments, type CaseInput, caseInputs } from '../../option/case-options.js';
import { linkingOptions } from '../../option/linking-options.js';
import { aboutCase, caseAmong, openStored } from '../../stored-case.js';
import { tellTrouble } from '../../tell-trouble.js';
import type { Command } from '../command.js';

interface OpenArguments extends CaseArguments {
  readonly browser: boolean;
  readonly as?: string;
  readonly title?: string;
  readonly event?: readonly string[];
}

/** `rethread open CASE`: the case in the browser, served on this computer only, until Ctrl-C. */
export const openCommand: Command<OpenArguments> = {
  options: (yargs) =>
    addEventOption(addCaseOptions(yargs))
      .option('browser', { type: 'boolean', default: true, describe: '--no-browser: only print the address' })
      .option('as', { type: 'string', requiresArg: true, describe: 'NAME that your decisions and notes bear' })
      .option('title', { type: 'string', requiresArg: true, describe: 'Title of the page' })
      .example('rethread open quay4.case --as "Dana Quill"', 'read, search, decide; notes are kept in the case')
      .example('rethread open samples/case', 'without a case: notes last as long as the program')
      .epilogue('Nobody but this computer can reach it, and nobody on it without the address. Ctrl-C ends it.'),
  run: async (args): Promise<ExitCode> => {
    const inputs = caseInputs(args);
    const path = caseAmong(inputs);
    const absent = inputs.find((input) => input.path !== '-' && !existsSync(input.path));
    if (absent) throw new CommandError(exitCode.nothingRead, `${absent.path}: no such file or folder`);
    const events = caseEvents(args.event ?? []);
    const title = args.title ?? inputs.map((input) => basename(input.path)).join(', ');
    const review = path === null ? keepInMemory() : keepInCase(path);
    // From now on: who sees the address may end it.
    const ended = interrupted();
    // What is no case, or a damaged one, is told before anything is served.
    const built = path === null ? null : aboutOf(path);
    const asked =
      path === null ? readInputs(args, inputs, { title, events }) : askCase(path, review, { title, events });
    const room = await serveRoom({
      title,
      viewer: viewerBundle,
      author: args.as ?? userInfo().username,
      buildLine: built && buildLine(built, path!),
      relinking: path === null ? () => null : relinkingOf(path, review),
      answers: asked.answers,
      review,
      growing: () => (path === null ? null : readProgress(path)),
      now: () => new Date().toISOString(),
    });
    process.stdout.write(`${room.address}\n`);
    process.stderr.write(
      path === null
        ? 'rethread: Ctrl-C ends it; notes and decisions last until then (a case keeps them: rethread build)\n'
        : `rethread: Ctrl-C ends it; notes and decisions are kept in ${path}\n`,
    );
    const forget = args.browser ? openBrowser(room.address) : () => undefined;
    try {
      return await Promise.race([asked.failed, ended]);
    } finally {
      forget();
      await room.close();
      review.close();
    }
  },
};

function aboutOf(path: string, sealed = true): CaseAbout {
  const { database, about } = openStored(path, { sealed });
  database.close();
  return about;
}

/** A case that took the place of another was built with other decisions. */
function relinkingOf(path: string, review: ReviewKeeper): () => Relinking {
  let known: { readonly generation: string; readonly relinking: Relinking } | null = null;
  return () => {
    const generation = review.generation();
    if (known?.generation !== generation)
      known = { generation, relinking: relinkCase(path, aboutOf(path, false), review) };
    return known.relinking;
  };
}

/** What a room answers from, and what ends it where that cannot be read. */
interface Asked {
  answers(): CaseAnswers | RoomProgress;
  readonly failed: Promise<never>;
}

interface Told {
  readonly title: string;
  readonly events: readonly CaseEvent[];
}

/** A case is read again when another took its place. */
function askCase(path: string, { generation }: { generation(): string }, told: Told): Asked {
  let open: CaseAnswers | null = null;
  // Its bytes were held against their seal before: that takes as long as reading all of them.
  let sealed = generation();
  const answers = () => {
    const version = generation();
    if (open?.version !== version) {
      open?.close();
      open = openAnswers(openStored(path, { sealed: version !== sealed }).database, { ...told, version });
      sealed = version;
    }
    return open;
  };
  return { answers, failed: new Promise(() => undefined) };
}

function readInputs(args: OpenArguments, inputs: readonly CaseInput[], told: Told): Asked {
  let now: CaseAnswers | RoomProgress = { what: 'reading', part: null, messages: 0 };
  const read = async () => {
    const options = await linkingOptions(args);
    const built = await buildCase(
      {
        inputs,
        onProgress: ({ bytesRead, bytesTotal, messages }) => {
          const isRead = bytesTotal !== null && bytesRead >= bytesTotal;
          now = {
            what: isRead ? 'threading' : 'reading',
            part: bytesTotal ? bytesRead / bytesTotal : null,
            messages,
          };
        },
      },
      options,
    );
    tellTrouble(built.reconstruction, inputs, false);
    const database = openDatabase(':memory:');
    writeCase(database, built, aboutCase('', inputs, options));
    now = openAnswers(database, { ...told, version: 'memory' });
  };
  const failed = new Promise<never>((_, reject) => void read().catch(reject));
  return { answers: () => now, failed };
}

/** Waits for Ctrl-C, or for the terminal to go away. */
function interrupted(): Promise<ExitCode> {
  return new Promise((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(signal, () => resolve(exitCode.ok));
  });
}
