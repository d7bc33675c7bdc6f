import { useState } from 'preact/hooks';
import { withField } from '../report/search-query.js';
import { visibleText } from '../text/visible-text.js';
import { RelinkNote } from './relink-note.js';
import { useApp, useDecisions } from './state/app-context.js';
import { type CaseData, nameOf } from './state/case-data.js';
import { conflictsAmong, type Decision } from './state/decisions.js';
import { counted, fullTime, withCommas, type ZoneChoice } from './state/format-text.js';
import { linkTo } from './state/route.js';
import { saveFile } from './state/save-file.js';

/** Entries that are shown; of thousands of marks nobody reads more. */
const SHOWN = 500;

/** All notes and marks, and the decisions file that carries them from one computer to another. */
export function NotesView() {
  const { data, zone } = useApp();
  const decisions = useDecisions();
  const [told, setTold] = useState('');
  const list = [...decisions.all].sort((a, b) => (a.time < b.time ? 1 : -1));
  const conflicts = conflictsAmong(decisions.all);
  const peopleFile = decisions.exportPeople();
  const save = () => saveFile('decisions.json', decisions.export());
  const load = async (file: File | undefined) => {
    if (!file) return;
    const count = decisions.import(await file.text());
    setTold(count === null ? `${file.name} is no decisions file` : `${counted(count, 'decision')} added`);
  };
  return (
    <div class="page">
      <h1>Notes and marks</h1>
      <p class="lead">They stay {decisions.place}.</p>
      {conflicts.length > 0 && (
        <section class="tile conflicts">
          <h2>Where reviewers differ</h2>
          <ul class="entries">
            {conflicts.map((group) => (
              <li key={`${group[0]!.kind} ${group[0]!.post}`}>
                <a href={linkTo('post', group[0]!.post)}>{postText(data, group[0]!.post, zone)}</a>
                {group.map((decision) => (
                  <p key={`${decision.id} ${decision.time}`}>
                    <b>{visibleText(decision.author)}</b>: {saying(data, decision, zone)}
                  </p>
                ))}
              </li>
            ))}
          </ul>
        </section>
      )}
      <RelinkNote />
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
        {peopleFile !== null && (
          <button type="button" class="button" onClick={() => saveFile('people.json', peopleFile)}>
            Save people file
          </button>
        )}
        <span role="status">{told}</span>
      </div>
      <MarkCounts />
      {list.length === 0 && <p class="empty">No notes yet: open a post and choose “Note or mark”.</p>}
      <ul class="entries">
        {list.slice(0, SHOWN).map((decision) => {
          return (
            <li key={`${decision.time} ${decision.post} ${decision.kind}`} data-row tabIndex={-1}>
              <p>
                <span class="badge marked">
                  {decision.kind === 'mark' ? visibleText(decision.reason) : decision.kind}
                </span>{' '}
                {decision.kind === 'mark' ? '' : visibleText(decision.reason)}
              </p>
              <p class="quiet">
                {decision.kind === 'same' ? (
                  <a href={linkTo('person', decision.post)}>
                    {visibleText(decision.post)} and {visibleText(decision.parent ?? '')}
                  </a>
                ) : decision.kind === 'search' ? (
                  <a href={linkTo('threads', '', decision.post)}>{visibleText(decision.post)}</a>
                ) : (
                  <a href={linkTo('post', decision.post)}>{postText(data, decision.post, zone)}</a>
                )}{' '}
                · {visibleText(decision.author) || 'somebody'}, {decision.time.slice(0, 16).replace('T', ' ')} UTC{' '}
                <button type="button" class="link" onClick={() => decisions.remove(decision)}>
                  Remove
                </button>
              </p>
            </li>
          );
        })}
        {list.length > SHOWN && (
          <li class="quiet">
            and {withCommas(list.length - SHOWN)} earlier ones: the decisions file holds all, mark:any finds the posts
          </li>
        )}
      </ul>
    </div>
  );
}

/** How many posts bear each mark, with the way to them. */
function MarkCounts() {
  const { marks } = useDecisions();
  const counts = new Map<string, number>();
  for (const set of marks.values())
    for (const name of new Set(set.map(({ reason }) => reason))) counts.set(name, (counts.get(name) ?? 0) + 1);
  if (!counts.size) return null;
  return (
    <p>
      Marked:{' '}
      {[...counts].map(([name, count], at) => (
        <span key={name}>
          {at > 0 && ', '}
          <a href={linkTo('threads', '', withField('', 'mark', name))}>
            {counted(count, 'post')} {visibleText(name)}
          </a>
        </span>
      ))}
    </p>
  );
}

/** Who wrote a post, and when. */
function postText(data: CaseData, key: string, zone: ZoneChoice): string {
  const post = data.postByKey.get(key);
  if (post === undefined) return visibleText(key);
  return `${visibleText(nameOf(data, data.index.posts.from[post]!))}, ${fullTime(data, post, zone)}`;
}

function saying(data: CaseData, { kind, reason, parent }: Decision, zone: ZoneChoice): string {
  const why = visibleText(reason);
  if (kind === 'mark') return why;
  return kind === 'join' ? `answers ${postText(data, parent ?? '', zone)} (${why})` : `${kind} (${why})`;
}
