import { useState } from 'preact/hooks';
import { visibleText } from '../text/visible-text.js';
import { useDecisions } from './state/app-context.js';
import type { Relinking } from './state/decisions.js';
import { counted } from './state/format-text.js';
import { linkTo } from './state/route.js';

/** Says that decisions over links and people count when the case is built anew; in a room with a button that does it, else with the command. */
export function RelinkNote() {
  const decisions = useDecisions();
  const { relinking } = decisions;
  const people = decisions.exportPeople() !== null;
  if (relinking) return <RelinkHere relinking={relinking} />;
  const links = decisions.all.filter(({ kind }) => kind === 'join' || kind === 'split' || kind === 'date').length;
  if (!links && !people) return null;
  return (
    <section class="tile relink">
      <h2>To link by what was decided</h2>
      <p>
        {links > 0 &&
          `${counted(links, 'decision')} over links and dates ${links === 1 ? 'changes' : 'change'} no thread yet. `}
        {people && 'People who were joined are one on these pages; findings and threads were made before. '}
        Save the decisions file{people ? ' and the people file' : ''} below, then build the case anew; notes and
        decisions stay in it:
      </p>
      <Command line={`${LINE}${people ? ' --people people.json' : ''}`} />
    </section>
  );
}

const LINE = 'rethread build INPUTS -o NAME.case --decisions decisions.json';

function Command({ line }: { readonly line: string }) {
  const [told, setTold] = useState('');
  const copy = () =>
    navigator.clipboard.writeText(line).then(
      () => setTold('Copied'),
      () => setTold('This browser does not allow copying: select the line'),
    );
  return (
    <p class="command">
      <code>{visibleText(line)}</code>{' '}
      <button type="button" class="button small" onClick={copy}>
        Copy
      </button>{' '}
      <span role="status">{told}</span>
    </p>
  );
}

function RelinkHere({ relinking: { pending, isRunning, failure } }: { readonly relinking: Relinking }) {
  const decisions = useDecisions();
  if (!pending.length && !isRunning && failure === null) return null;
  return (
    <section class="tile relink">
      <h2>To link by what was decided</h2>
      {pending.length > 0 && (
        <p>
          What was decided about {counted(pending.length, 'post or person', 'posts and people')} counts in no thread,
          date or finding yet: these are as they were when the case was built.
        </p>
      )}
      {failure !== null && <p class="warn-text">The case could not be built anew: {visibleText(failure)}</p>}
      <p>
        <button type="button" class="button" disabled={isRunning} onClick={() => void decisions.relink()}>
          {isRunning ? 'Linking anew …' : 'Link the case anew'}
        </button>{' '}
        <span role="status" class="quiet">
          {isRunning
            ? 'You can go on reading and deciding; the new case is offered when it is there.'
            : 'Reads the inputs again and takes as long as building did. Notes and decisions stay.'}
        </span>
      </p>
      {failure !== null && decisions.buildLine && <Command line={decisions.buildLine} />}
    </section>
  );
}

/** Says of a thread that something decided about its posts does not count in it yet. */
export function UnlinkedNote({ holds }: { holds(post: string): boolean }) {
  const decisions = useDecisions();
  const { relinking, all } = decisions;
  const waiting = new Set(
    relinking?.pending ?? all.flatMap(({ kind, post }) => (/^(join|split|date)$/.test(kind) ? [post] : [])),
  );
  const count = [...waiting].filter(holds).length;
  if (!count) return null;
  return (
    <p class="unlinked" role="note">
      Not linked anew yet: what was decided about {counted(count, 'post')} of this thread is not in what you see.{' '}
      <a href={linkTo('notes')}>Link the case anew</a>
    </p>
  );
}
