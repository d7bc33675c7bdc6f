import { useMemo, useState } from 'preact/hooks';
import type { PostDetail, ViewerChange } from '../../report/page/viewer-data.js';
import { everyTerm, parseQuery, type QueryTerm } from '../../report/search-query.js';
import { visibleLines, visibleText } from '../../text/visible-text.js';
import { useApp } from '../state/app-context.js';
import { counted } from '../state/format-text.js';
import { cutPieces } from '../state/text-pieces.js';

/** A run of the body that is shown or folded as one. */
interface Run {
  readonly kind: 'own' | 'quoted' | 'signature' | 'disclaimer';
  readonly parts: readonly RunPart[];
  readonly whose: string;
}

interface RunPart {
  readonly text: string;
  /** Where the text begins in the body. */
  readonly start: number;
  readonly depth: number;
  readonly head: boolean;
}

interface PostBodyProps {
  readonly detail: PostDetail;
  readonly unfolded: boolean;
  readonly changes: readonly ViewerChange[];
}

const LONG = 40_000;

/** The text of a post: what its author wrote, quotations folded, changes in them shown. */
export function PostBody({ detail, unfolded, changes }: PostBodyProps) {
  const { route } = useApp();
  const [whole, setWhole] = useState(false);
  const text = detail.text ?? '';
  const runs = useMemo(() => runsOf(detail), [detail]);
  const terms = useMemo(() => everyTerm(parseQuery(route.query)), [route.query]);
  if (!text.trim()) return <p class="no-text">No text.</p>;
  let room = whole ? Number.POSITIVE_INFINITY : LONG;
  const shown = runs.filter((run) => {
    const before = room;
    room -= run.parts.reduce((sum, part) => sum + part.text.length, 0);
    return before > 0;
  });
  return (
    <div class="body" dir="auto">
      {shown.map((run, at) => (
        <RunView key={at} run={run} unfolded={unfolded} changes={changes} terms={terms} cut={!whole} />
      ))}
      {text.length > LONG && !whole && (
        <button type="button" class="button small" onClick={() => setWhole(true)}>
          Show all {counted(text.length, 'character')}
        </button>
      )}
    </div>
  );
}

interface RunViewProps {
  readonly run: Run;
  readonly unfolded: boolean;
  readonly changes: readonly ViewerChange[];
  readonly terms: readonly QueryTerm[];
  readonly cut: boolean;
}

function RunView({ run, unfolded, changes, terms, cut }: RunViewProps) {
  const content = run.parts.map((part, at) => {
    const text = cut ? part.text.slice(0, LONG) : part.text;
    const pieces = cutPieces(text, terms, run.kind === 'quoted' ? changesWithin(part, changes) : []);
    return (
      <span key={at} class={`part depth-${Math.min(part.depth, 5)}${part.head ? ' part-head' : ''}`}>
        {pieces.map((piece, number) => {
          const shown = visibleLines(piece.text);
          if (piece.before !== null)
            return (
              <span key={number} class="change">
                {/* What was left out stood behind a space that is there no more. */}
                {!shown && /\S$/.test(pieces[number - 1]?.text ?? '') && ' '}
                {piece.before && <Told is="del" text={visibleText(piece.before)} unproduced={piece.unproduced} />}
                {shown && <Told is="ins" text={shown} />}
              </span>
            );
          return piece.hit ? <mark key={number}>{shown}</mark> : shown;
        })}
      </span>
    );
  });
  if (run.kind === 'own') return <div class="run own">{content}</div>;
  if (run.kind === 'signature') return <div class="run signature">{content}</div>;
  const lines = run.parts.reduce((sum, { text }) => sum + text.trim().split('\n').length, 0);
  const label = run.kind === 'disclaimer' ? 'Disclaimer' : `${counted(lines, 'line')} quoted`;
  const altered = run.kind === 'quoted' && changes.length > 0;
  const found = terms.some(
    (term) => term.field === null && !term.not && run.parts.some(({ text }) => text.toLowerCase().includes(term.text)),
  );
  return (
    <details class={`run ${run.kind}`} open={unfolded || altered || found}>
      <summary dir="ltr">
        {label}
        {run.whose && <span class="quiet"> of {visibleText(run.whose)}</span>}
        {altered && <span class="badge warn">altered</span>}
      </summary>
      <div class="folded">{content}</div>
      {altered && <Unplaced changes={changes} />}
    </details>
  );
}

interface ToldProps {
  readonly is: 'del' | 'ins';
  readonly text: string;
  readonly unproduced?: boolean | undefined;
}

/** One side of a change; a screen reader, which does not tell a stroke, says which. */
function Told({ is: Tag, text, unproduced = false }: ToldProps) {
  const before = unproduced ? 'in another quotation' : 'in the original';
  return (
    <>
      <span class="hidden">{Tag === 'del' ? ` [${before}: ` : ' [as quoted: '}</span>
      <Tag>{text}</Tag>
      <span class="hidden">] </span>
    </>
  );
}

/** Changes that cannot be shown at their place: in the heading of the quotation, or where its words stand twice. */
function Unplaced({ changes }: { readonly changes: readonly ViewerChange[] }) {
  const shown = changes.filter(({ at, kind }) => at === undefined || kind === 'attribution');
  if (!shown.length) return null;
  return (
    <p class="unplaced">
      Otherwise than in {shown.every(({ unproduced }) => unproduced) ? 'another quotation' : 'the original'}:{' '}
      {shown.map(({ kind, before, after, unproduced }) => (
        <span key={`${before} ${after}`} class="change">
          {before && <Told is="del" text={visibleText(before)} unproduced={unproduced} />}
          {after ? <Told is="ins" text={visibleText(after)} /> : ` left out`}
          <span class="quiet"> ({kind})</span>{' '}
        </span>
      ))}
    </p>
  );
}

/** The changes that stand in a part, counted from its beginning; those of unknown place stay as they are. */
function changesWithin({ text, start }: RunPart, changes: readonly ViewerChange[]): readonly ViewerChange[] {
  return changes.flatMap((change) => {
    if (change.at === undefined) return [change];
    const at = change.at - start;
    return at >= 0 && at + change.after.length <= text.length && at < text.length ? [{ ...change, at }] : [];
  });
}

function runsOf({ text = '', segments, quoted = [] }: PostDetail): readonly Run[] {
  if (!segments)
    return [{ kind: 'own', parts: [{ text: text.trimEnd(), start: 0, depth: 0, head: false }], whose: '' }];
  const runs: { kind: Run['kind']; parts: { -readonly [K in keyof RunPart]: RunPart[K] }[]; whose: string }[] = [];
  let start = 0;
  for (const [kind, end, depth, embedded] of segments) {
    const part = { text: text.slice(start, end), start, depth, head: kind === 't' || kind === 'h' };
    start = end;
    const as =
      depth > 0 || kind === 'q' || kind === 't' || kind === 'h'
        ? 'quoted'
        : kind === 's'
          ? 'signature'
          : kind === 'd'
            ? 'disclaimer'
            : 'own';
    const last = runs.at(-1);
    const blank = !part.text.trim();
    if (last && (last.kind === as || blank)) last.parts.push(part);
    else runs.push({ kind: as, parts: [part], whose: '' });
    const run = runs.at(-1)!;
    if (run.kind === 'quoted' && !run.whose && embedded >= 0) run.whose = quoted[embedded] ?? '';
  }
  for (const run of runs) {
    const [first] = run.parts;
    const length = first!.text.length;
    first!.text = first!.text.replace(/^\n+/, '');
    first!.start += length - first!.text.length;
    run.parts.at(-1)!.text = run.parts.at(-1)!.text.trimEnd();
  }
  return runs.filter((run) => run.parts.some(({ text }) => text.trim()));
}
