import { readFileSync, statSync } from 'node:fs';
import { dirname, extname, join } from 'node:path';
import { plainStyle } from '../../report/format/text-style.js';
import type { Manifest, OutputOptions } from '../../report/manifest.js';
import { reconstructAndExplain } from '../../run/reconstruct.js';
import type { SourceInput } from '../../source/find-files.js';
import type { Origin, Source } from '../../source/source.js';
import { checkPlaces, checkQuotedWords, type Excerpt, quotedPlaces } from '../../verify/check-places.js';
import { compareOutputs } from '../../verify/compare-outputs.js';
import { compareSources } from '../../verify/compare-sources.js';
import { type ClaimForm, pageBlocks, placesIn } from '../../verify/read-claims.js';
import { parseManifest } from '../../verify/read-manifest.js';
import { startTally, type Verification } from '../../verify/verification.js';
import { readExcerpts } from '../excerpts.js';
import { CommandError, exitCode } from '../exit-code.js';
import { type CaseArguments, caseInputs } from '../option/case-options.js';
import { linkingOptions } from '../option/linking-options.js';
import { showOutput } from '../show-output.js';
import { manifestFor, manifestPath } from '../write-manifest.js';
import { placeInputs } from './output-inputs.js';

/** An output, and what tells how it was made. */
interface ReadOutput {
  /** The file, or the folder of a report that is several files. */
  readonly path: string;
  readonly text: string;
  readonly asked: OutputOptions;
  /** null where nothing tells: the options of the command line are taken. */
  readonly manifest: Manifest | null;
  /** True where the manifest is a file of its own. */
  readonly beside: boolean;
}

/** Makes an output again from its sources, with the options of its manifest, and holds every claim against that. */
export async function verifyOutput(path: string, args: CaseArguments): Promise<Verification> {
  const output = readOutput(path);
  const { manifest, asked } = output;
  const reading = manifest?.reading ?? { ...(await linkingOptions(args)), headersOnly: false };
  const dumps = args.inputs ?? [];
  const inputs: readonly SourceInput[] = manifest ? placeInputs(manifest.inputs, dumps) : caseInputs(args);
  const { people, decisions, headersOnly, ...linking } = reading;
  const read = await reconstructAndExplain(inputs, {
    ...linking,
    ...{ bodies: !headersOnly, rows: headersOnly, hash: true, findings: asked.command !== 'export', whoIsWho: true },
    ...(people ? { people } : {}),
    ...(decisions ? { decisions } : {}),
  });
  const { problems } = read.reconstruction;
  if (!read.reconstruction.sources.length)
    throw new CommandError(exitCode.nothingRead, problems[0]?.message ?? `${path}: none of its sources is here`);
  const tally = startTally();
  const { sources, findings } = read.reconstruction;
  if (manifest) compareSources(manifest.sources, sources, tally);
  else
    tally.note(
      'no manifest: that the sources are the same was not checked, and the options of this command were taken',
    );
  const made = { inputs: manifest?.inputs ?? caseInputs(args), reading };
  const remade = manifestFor({ ...read, made }, asked);
  const sameProgram = manifest === null || manifest.program === remade.program;
  if (!sameProgram)
    tally.note(
      `made by version ${manifest.program}, verified by ${remade.program}: what another version decides otherwise differs`,
    );
  const today = sameProgram ? remade : { ...remade, program: manifest.program };
  const kept = manifest === null || output.beside ? {} : { manifest: today };
  for (const { path: part, chunks } of showOutput(read, asked, { style: plainStyle, ...kept })) {
    const place = placeOf(path, part);
    const claimed = place === path ? output.text : textOf(place);
    if (claimed === null) {
      tally.differ({ kind: 'bytes', about: place, at: '', claimed: undefined, found: 'a file of this output' });
      continue;
    }
    const form = formOf(asked, part);
    compareOutputs({ name: place, form, claimed, found: [...chunks].join('') }, sameProgram, tally);
    checkPlaces(placesIn(claimed, form), sources, tally);
  }
  if (output.beside) {
    const written = JSON.stringify(today);
    const text = JSON.stringify(manifest);
    compareOutputs({ name: 'manifest', form: 'lines', claimed: text, found: written }, true, tally);
  }
  checkQuotedWords(findings, await quotedBytes(quotedPlaces(findings), inputs, sources), tally);
  return tally.result(path);
}

/** Where the sources of an output lie; null where the path is no output with a manifest. */
export function outputSources(path: string, dumps: readonly string[]): readonly SourceInput[] | null {
  const text = isFolder(path) ? null : textOf(path);
  const written = text === null ? null : (keptManifest(text) ?? textOf(manifestPath(path, '')));
  const manifest = written === null ? null : readManifest(written);
  return manifest === null || typeof manifest === 'string' ? null : placeInputs(manifest.inputs, dumps);
}

/** Forms that are made again; the others copy messages, or rows of a load file. */
const REMADE: Readonly<Record<OutputOptions['command'], readonly string[] | null>> = {
  report: null,
  findings: null,
  export: ['jsonl', 'csv'],
};

function readOutput(path: string): ReadOutput {
  const folder = isFolder(path);
  const page = folder ? textOf(join(path, 'index.html')) : null;
  const text = folder ? (page ?? '') : textOf(path);
  if (text === null)
    throw new CommandError(exitCode.nothingRead, `${path}: cannot be read. Name an output of rethread, or a case`);
  const kept = keptManifest(text);
  const written = kept ?? textOf(folder ? join(path, 'manifest.json') : manifestPath(path, ''));
  if (written === null) return { path, text, asked: guessOutput(path, text), manifest: null, beside: false };
  const manifest = readManifest(written);
  if (typeof manifest === 'string')
    throw new CommandError(exitCode.notHeld, `${path}: its manifest cannot be read (${manifest}): it was changed`);
  const forms = REMADE[manifest.output.command];
  if (forms !== null && !forms.includes(manifest.output.format))
    throw new CommandError(
      exitCode.usage,
      `${path}: --format ${manifest.output.format} copies what was produced and is not verified; verify an export as jsonl`,
    );
  return { path, text, asked: manifest.output, manifest, beside: kept === null };
}

function readManifest(text: string): Manifest | string {
  try {
    return parseManifest(JSON.parse(text));
  } catch (error) {
    return (error as Error).message;
  }
}

/** The manifest that a report as JSON or a page keeps in itself, as text. */
function keptManifest(text: string): string | null {
  if (text.startsWith('<!doctype html>')) return pageBlocks(text).find(([id]) => id === 'manifest')?.[1] ?? null;
  if (!text.startsWith('{"format":"rethread-report"')) return null;
  try {
    const { manifest } = JSON.parse(text) as { manifest?: unknown };
    return manifest === undefined ? null : JSON.stringify(manifest);
  } catch (error) {
    throw new CommandError(
      exitCode.notHeld,
      `a report that is no JSON any more (${(error as Error).message}): it was changed`,
    );
  }
}

/** What an output without a manifest is, by how it begins. */
function guessOutput(path: string, text: string): OutputOptions {
  if (text.startsWith('{"format":"rethread-report"')) return { command: 'report', format: 'json' };
  if (/^\{"key":"[^"]*","kind":"(?:produced|recovered|missing)"/.test(text))
    return { command: 'export', format: 'jsonl' };
  if (/^\{"key":"[^"]*","kind":"[\w-]+","severity"/.test(text)) return { command: 'findings', format: 'jsonl' };
  throw new CommandError(
    exitCode.usage,
    `${path}: no manifest is with it, and it is neither a thread table, findings as jsonl, a report as JSON nor a case. Write it with -o`,
  );
}

function formOf({ command, format }: OutputOptions, part: string): ClaimForm {
  if (format === 'html') return part.includes('/') ? 'page-part' : 'page';
  if (format === 'json') return 'report';
  if (format === 'jsonl') return command === 'export' ? 'thread-table' : 'findings';
  return 'lines';
}

/** Where a file of an output stands: as `writeFiles` puts it. */
function placeOf(path: string, part: string): string {
  if (part === '') return path;
  if (isFolder(path) || extname(path) === '') return join(path, part);
  return part.includes('/') ? join(dirname(path), part) : path;
}

function isFolder(path: string): boolean {
  try {
    return statSync(path).isDirectory();
  } catch {
    return false;
  }
}

function textOf(path: string): string | null {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return null;
  }
}

/** Reads bytes at places from where the inputs lie now. */
async function quotedBytes(
  places: readonly Origin[],
  inputs: readonly SourceInput[],
  sources: readonly Source[],
): Promise<Excerpt> {
  const now = (name: string): string => {
    for (const { path, name: known = path } of inputs) {
      const base = known.replace(/\/+$/, '');
      if (name === base) return path;
      if (name.startsWith(`${base}/`)) return path.replace(/\/+$/, '') + name.slice(base.length);
    }
    return name;
  };
  const moved = (origin: Origin): Origin => ({ ...origin, source: now(origin.source) });
  const read = await readExcerpts(
    places.map(moved),
    sources.map((source) => ({ ...source, name: now(source.name) })),
  );
  return (origin) => read(moved(origin));
}
