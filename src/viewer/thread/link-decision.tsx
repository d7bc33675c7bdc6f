import { useState } from 'preact/hooks';
import { useDecisions } from '../state/app-context.js';
import { linkTo } from '../state/route.js';

interface LinkDecisionProps {
  readonly post: string;
  /** Key of the post that it would answer; null = it answers none that was chosen. */
  readonly parent: string | null;
  readonly label: string;
}

/** Lets the reviewer overrule a link, with a reason; it counts when rethread reads the decisions file. */
export function LinkDecision({ post, parent, label }: LinkDecisionProps) {
  const decisions = useDecisions();
  const [open, setOpen] = useState(false);
  const [reason, setReason] = useState('');
  const kind = parent === null ? 'split' : 'join';
  const taken = decisions.of(post).find((decision) => decision.kind === kind && (decision.parent ?? null) === parent);
  if (taken)
    return (
      <p class="decided">
        <span class="badge marked">{kind}</span> decided by {taken.author}: {taken.reason}{' '}
        <button type="button" class="link" onClick={() => decisions.remove(taken)}>
          Take back
        </button>{' '}
        <span class="quiet">
          The thread stays as it is until the case is built anew with it: <a href={linkTo('notes')}>how</a>
        </span>
      </p>
    );
  if (!open)
    return (
      <button type="button" class="button small" onClick={() => setOpen(true)}>
        {label}
      </button>
    );
  return (
    <form
      class="decide"
      onSubmit={(event) => {
        event.preventDefault();
        if (!reason.trim()) return;
        decisions.add({ kind, post, ...(parent === null ? {} : { parent }), reason: reason.trim() });
      }}
    >
      <label class="field wide">
        <span>{label}: why?</span>
        <input type="text" value={reason} onInput={(event) => setReason(event.currentTarget.value)} />
      </label>
      <button type="submit" class="button small" disabled={!reason.trim()}>
        Decide
      </button>
    </form>
  );
}
