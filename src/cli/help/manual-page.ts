import type { DescribedCommand, DescribedOption } from './described-commands.js';

/** What a manual page says beside the commands. */
export interface ManualText {
  readonly version: string;
  readonly summary: string;
  /** Paragraphs about inputs and exit codes, as `rethread --help` ends with. */
  readonly epilogue: string;
}

/** The manual page of the program, in the language of man(7), from the declarations that the help is printed from. */
export function manualPage(commands: readonly DescribedCommand[], { version, summary, epilogue }: ManualText): string {
  return [
    `.TH RETHREAD 1 "" "rethread ${roff(version)}" "User Commands"`,
    '.SH NAME',
    `rethread \\- ${roff(summary)}`,
    '.SH SYNOPSIS',
    '.B rethread',
    '.I COMMAND INPUT\\fR...',
    '.SH DESCRIPTION',
    ...epilogue.split('\n\n').flatMap((paragraph) => ['.PP', roff(paragraph.replace(/\n/g, ' '))]),
    '.SH COMMANDS',
    ...commands.flatMap(describe),
    '.SH SEE ALSO',
    'The guide and all other pages come with the package: docs/guide.md in its repository.',
    '',
  ].join('\n');
}

function describe({ name, inputs, summary, options }: DescribedCommand): readonly string[] {
  return [`.SS rethread ${roff(name)} ${roff(inputs)}`, roff(summary), ...options.flatMap(describeOption)];
}

function describeOption({ names, describe, choices, takesValue, fallback }: DescribedOption): readonly string[] {
  const flags = names.map((name) => `\\fB${roff(name.length === 1 ? `-${name}` : `--${name}`)}\\fR`).join(', ');
  const value = takesValue ? ` \\fI${choices.length > 0 ? roff(choices.join('|')) : 'VALUE'}\\fR` : '';
  const unless = fallback === null ? '' : ` (${roff(fallback)} unless given)`;
  return ['.TP', `${flags}${value}`, `${roff(describe)}${unless}`];
}

/** Text that roff prints as it stands: backslashes and dashes escaped, and no line that begins as a request does. */
const roff = (text: string): string =>
  text
    .replaceAll('\\', '\\e')
    .replaceAll('-', '\\-')
    .replace(/^(?=[.'])/gm, '\\&');
