import { useState } from 'preact/hooks';
import { useDecisions } from '../state/app-context.js';
import { MARKS } from '../state/decisions.js';

/** Notes and marks of the reviewer on one post. */
export function PostNotes({ postKey }: { readonly postKey: string }) {
  const decisions = useDecisions();
  const [text, setText] = useState('');
  const mark = decisions.markOf(postKey);
  const notes = decisions.of(postKey).filter((decision) => decision.kind !== 'mark' || decision.reason !== mark);
  return (
    <div class="panel notes">
      <fieldset class="marks">
        <legend>Mark</legend>
        {['', ...MARKS].map((name) => (
          <label key={name}>
            <input
              type="radio"
              name={`mark-${postKey}`}
              checked={mark === name}
              onChange={() => decisions.mark(postKey, name || null)}
            />
            {name || 'none'}
          </label>
        ))}
      </fieldset>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          if (text.trim()) decisions.add({ kind: 'note', post: postKey, reason: text.trim() });
          setText('');
        }}
      >
        <label class="field wide">
          <span>Note</span>
          <textarea value={text} rows={2} onInput={(event) => setText(event.currentTarget.value)} />
        </label>
        <label class="field">
          <span>By</span>
          <input
            type="text"
            value={decisions.author}
            placeholder={decisions.name}
            onChange={(event) => {
              decisions.author = event.currentTarget.value;
            }}
          />
        </label>
        <button type="submit" class="button small">
          Keep note
        </button>
      </form>
      <ul class="note-list">
        {notes.map((note) => (
          <li key={`${note.time} ${note.reason}`}>
            <p>{note.kind === 'note' ? note.reason : `${note.kind}: ${note.reason}`}</p>
            <p class="quiet">
              {note.author || 'somebody'}, {note.time.slice(0, 16).replace('T', ' ')} UTC{' '}
              <button type="button" class="link" onClick={() => decisions.remove(note)}>
                Remove
              </button>
            </p>
          </li>
        ))}
      </ul>
    </div>
  );
}
