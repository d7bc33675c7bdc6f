import { useState } from 'preact/hooks';
import { visibleText } from '../text/visible-text.js';
import { useApp, useDecisions } from './state/app-context.js';
import { nameOf } from './state/case-data.js';
import { counted, fullTime } from './state/format-text.js';
import { linkTo } from './state/route.js';

/** All notes and marks, and the decisions file that carries them from one computer to another. */
export function NotesView() {
  const { data, zone } = useApp();
  const decisions = useDecisions();
  const [told, setTold] = useState('');
  const list = [...decisions.all].sort((a, b) => (a.time < b.time ? 1 : -1));
  const save = () => {
    const link = document.createElement('a');
    const address = URL.createObjectURL(new Blob([decisions.export()], { type: 'application/json' }));
    link.href = address;
    link.download = 'decisions.json';
    link.click();
    setTimeout(() => URL.revokeObjectURL(address), 10_000);
  };
  const load = async (file: File | undefined) => {
    if (!file) return;
    const count = decisions.import(await file.text());
    setTold(count === null ? `${file.name} is no decisions file` : `${counted(count, 'decision')} added`);
  };
  return (
    <div class="page">
      <h1>Notes and marks</h1>
      <p class="lead">
        They stay in this browser. Save them as a decisions file to keep them, to hand them on, or to let rethread use
        them.
      </p>
      <div class="actions">
        <button type="button" class="button" onClick={save} disabled={!list.length}>
          Save decisions file
        </button>
        <label class="button file">
          Open decisions file
          <input
            type="file"
            accept=".json,application/json"
            class="hidden"
            onChange={(event) => load(event.currentTarget.files?.[0])}
          />
        </label>
        <span role="status">{told}</span>
      </div>
      {list.length === 0 && <p class="empty">No notes yet: open a post and choose “Note or mark”.</p>}
      <ul class="entries">
        {list.map((decision) => {
          const post = data.postByKey.get(decision.post);
          return (
            <li key={`${decision.time} ${decision.post} ${decision.kind}`} data-row tabIndex={-1}>
              <p>
                <span class="badge marked">{decision.kind === 'mark' ? decision.reason : decision.kind}</span>{' '}
                {decision.kind === 'mark' ? '' : visibleText(decision.reason)}
              </p>
              <p class="quiet">
                <a href={linkTo('post', decision.post)}>
                  {post === undefined
                    ? decision.post
                    : `${visibleText(nameOf(data, data.index.posts.from[post]!))}, ${fullTime(data, post, zone)}`}
                </a>{' '}
                · {visibleText(decision.author) || 'somebody'}, {decision.time.slice(0, 16).replace('T', ' ')} UTC{' '}
                <button type="button" class="link" onClick={() => decisions.remove(decision)}>
                  Remove
                </button>
              </p>
            </li>
          );
        })}
      </ul>
    </div>
  );
}
