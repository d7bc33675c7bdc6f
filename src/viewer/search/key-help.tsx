import { useEffect, useRef } from 'preact/hooks';
import { KEYS } from '../state/keys.js';

const FIELDS: readonly (readonly [example: string, means: string])[] = [
  ['lant', 'words that begin so, in subjects, names and texts'],
  ['"lantern room"', 'these words as they stand'],
  ['from:holt to:quill', 'sender, recipient; person: either'],
  ['subject:invoice', 'in the subject'],
  ['after:2019-05 before:2019-06-15', 'days, months or years (UTC), inclusive'],
  ['custodian:quill', 'produced by, or the custodian that a load file names'],
  ['bates:M001..M044', 'Bates numbers of the document or its family: one, its beginning, or a range'],
  ['folder:sent', 'in the path of the folder, or a label'],
  ['kind:recovered', 'produced, recovered, missing; draft, automatic'],
  ['finding:altered', 'with such a finding; finding:any'],
  ['confidence:<0.8', 'links that are less sure'],
  ['has:attachment', 'with attachments; has:copies'],
  ['mark:relevant', 'with your mark; mark:any'],
  ['-lunch', 'without'],
  ['lantern OR lamp', 'one of them is enough'],
];

/** What the keys do and what can be searched. */
export function KeyHelp({ close }: { close(): void }) {
  const dialog = useRef<HTMLDialogElement>(null);
  useEffect(() => dialog.current?.showModal(), []);
  return (
    <dialog ref={dialog} class="help" aria-labelledby="help-title" onClose={close}>
      {/* What has the focus is in sight: below all else it would open the help at its end. */}
      <header class="help-head">
        <h2 id="help-title">Keys and searching</h2>
        <button type="button" class="button small" onClick={close}>
          Close
        </button>
      </header>
      <dl class="pairs">
        {KEYS.map(([key, does]) => (
          <div key={key}>
            <dt>
              <kbd>{key}</kbd>
            </dt>
            <dd>{does}</dd>
          </div>
        ))}
      </dl>
      <h3>In the search field</h3>
      <dl class="pairs">
        {FIELDS.map(([example, means]) => (
          <div key={example}>
            <dt>
              <code>{example}</code>
            </dt>
            <dd>{means}</dd>
          </div>
        ))}
      </dl>
    </dialog>
  );
}
