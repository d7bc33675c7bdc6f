import { useState } from 'preact/hooks';
import { visibleText } from '../text/visible-text.js';
import { useDecisions } from './state/app-context.js';
import { counted } from './state/format-text.js';

/** Says that decisions over links and people count when the case is built anew, and with which command. */
export function RelinkNote() {
  const decisions = useDecisions();
  const [told, setTold] = useState('');
  const links = decisions.all.filter(({ kind }) => kind === 'join' || kind === 'split' || kind === 'date').length;
  const people = decisions.exportPeople() !== null;
  if (!links && !people) return null;
  const line = `${decisions.buildLine ?? 'rethread build INPUTS -o NAME.case --decisions decisions.json'}${people ? ' --people people.json' : ''}`;
  const copy = () =>
    navigator.clipboard.writeText(line).then(
      () => setTold('Copied'),
      () => setTold('This browser does not allow copying: select the line'),
    );
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
      <p class="command">
        <code>{visibleText(line)}</code>{' '}
        <button type="button" class="button small" onClick={copy}>
          Copy
        </button>{' '}
        <span role="status">{told}</span>
      </p>
    </section>
  );
}
