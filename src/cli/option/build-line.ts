import type { CaseAbout } from '../../case/write-case.js';

/** What a reader must type to build a case anew by decisions: `rethread build mail/ -o quay4.case --decisions decisions.json`. */
export function buildLine({ inputs, options }: Pick<CaseAbout, 'inputs' | 'options'>, path: string): string {
  return ['rethread', 'build', ...buildWords({ inputs, options }), '-o', path, '--decisions', 'decisions.json']
    .map(quoted)
    .join(' ');
}

/** The inputs and options that a case was built with, as words of a command. */
export function buildWords({ inputs, options }: Pick<CaseAbout, 'inputs' | 'options'>): readonly string[] {
  const { map, dedupe, evidence, minConfidence } = options;
  return [
    ...inputs.flatMap((input) =>
      input.custodian === null ? [input.path] : ['--custodian', `${input.custodian}=${input.path}`],
    ),
    ...Object.entries(map).flatMap(([field, name]) => ['--map', `${field}=${name}`]),
    ...(dedupe === 'global' ? [] : ['--dedupe', dedupe]),
    ...(evidence === 'all' ? [] : ['--evidence', evidence]),
    ...(minConfidence > 0 ? ['--min-confidence', String(minConfidence)] : []),
  ];
}

/** A word as a shell reads it. */
const quoted = (word: string): string => (/^[\w@%+=:,./-]+$/.test(word) ? word : `'${word.replaceAll("'", "'\\''")}'`);
