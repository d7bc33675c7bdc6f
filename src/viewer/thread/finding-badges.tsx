import { useState } from 'preact/hooks';
import type { ToldFinding } from '../../report/page/viewer-data.js';
import { visibleText } from '../../text/visible-text.js';
import { useApp } from '../state/app-context.js';
import { kindName, kindOf } from '../state/finding-kinds.js';
import { linkTo } from '../state/route.js';

/** What findings say of a post, a badge a finding; several of one name are one badge, which opens to the sentences of all. */
export function FindingBadges({ findings }: { readonly findings: readonly ToldFinding[] }) {
  const { data } = useApp();
  const [open, setOpen] = useState('');
  const groups = new Map<string, ToldFinding[]>();
  for (const finding of findings) {
    const { otherLabel } = kindOf(data, finding);
    const label = finding.first ? kindName(data, finding) : (otherLabel ?? kindName(data, finding));
    const alike = groups.get(label);
    if (alike) alike.push(finding);
    else groups.set(label, [finding]);
  }
  const opened = groups.get(open);
  return (
    <>
      {[...groups].map(([label, [first, ...others]]) =>
        others.length === 0 ? (
          <a
            key={label}
            class={`badge ${severityClass(first!)}`}
            href={linkTo('finding', first!.key)}
            title={visibleText(first!.summary)}
          >
            {label}
          </a>
        ) : (
          <button
            key={label}
            type="button"
            class={`badge ${severityClass(first!)}`}
            aria-expanded={open === label}
            onClick={() => setOpen(open === label ? '' : label)}
          >
            {label} ×{others.length + 1}
          </button>
        ),
      )}
      {opened && (
        <ul class="badge-findings">
          {opened.map(({ key, summary }) => (
            <li key={key}>
              <a href={linkTo('finding', key)}>{visibleText(summary)}</a>
            </li>
          ))}
        </ul>
      )}
    </>
  );
}

function severityClass({ severity }: ToldFinding): string {
  return severity === 'warning' ? 'warn' : severity === 'notice' ? 'notice' : 'plain';
}
