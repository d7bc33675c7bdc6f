import type { DescribedCommand, DescribedOption } from './described-commands.js';

/** Shells that a script is there for. */
export const SHELLS = ['bash', 'zsh', 'fish'] as const;
export type Shell = (typeof SHELLS)[number];

/**
 * A script that completes commands, options and the words that an option chooses among; files where nothing else fits. It holds them
 * all, so that the program is not started for a key press.
 */
export function completionScript(shell: Shell, commands: readonly DescribedCommand[]): string {
  switch (shell) {
    case 'bash':
      return bashScript(commands);
    case 'zsh':
      return `#compdef rethread\nautoload -U +X bashcompinit && bashcompinit\n${bashScript(commands)}`;
    case 'fish':
      return fishScript(commands);
  }
}

const written = (name: string): string => (name.length === 1 ? `-${name}` : `--${name}`);
const flagsOf = ({ options }: DescribedCommand): string =>
  [...options.flatMap(({ names }) => names.map(written)), '--help'].join(' ');

function bashScript(commands: readonly DescribedCommand[]): string {
  const values = commands.flatMap(({ name, options }) =>
    options
      .filter(({ choices }) => choices.length > 0)
      .flatMap(({ names, choices }) =>
        names.map((option) => `      ${name}:${written(option)}) words="${choices.join(' ')}" ;;`),
      ),
  );
  const flags = commands.map((command) => `        ${command.name}) words="${flagsOf(command)}" ;;`);
  return `# Completion of rethread for bash: rethread completion bash > ~/.local/share/bash-completion/completions/rethread
_rethread() {
  local current="\${COMP_WORDS[COMP_CWORD]}" before="\${COMP_WORDS[COMP_CWORD-1]}" command="\${COMP_WORDS[1]}" words=""
  COMPREPLY=()
  if [ "$COMP_CWORD" -eq 1 ]; then
    words="${commands.map(({ name }) => name).join(' ')} --help --version"
  else
    case "$command:$before" in
${values.join('\n')}
    esac
    if [ -z "$words" ] && [ "\${current#-}" != "$current" ]; then
      case "$command" in
${flags.join('\n')}
      esac
    fi
  fi
  if [ -n "$words" ]; then COMPREPLY=($(compgen -W "$words" -- "$current")); fi
}
complete -o default -F _rethread rethread
`;
}

function fishScript(commands: readonly DescribedCommand[]): string {
  const quote = (text: string) => `'${text.replaceAll('\\', '\\\\').replaceAll("'", "\\'")}'`;
  const named = commands.map(
    ({ name, summary }) => `complete -c rethread -n __fish_use_subcommand -f -a ${name} -d ${quote(summary)}`,
  );
  const option = (command: string, { names, describe, choices, takesValue }: DescribedOption) => {
    const flags = names.map((name) => (name.length === 1 ? `-s ${name}` : `-l ${name}`)).join(' ');
    const value = choices.length > 0 ? ` -x -a ${quote(choices.join(' '))}` : takesValue ? ' -r' : '';
    return `complete -c rethread -n '__fish_seen_subcommand_from ${command}' ${flags}${value} -d ${quote(describe)}`;
  };
  const options = commands.flatMap(({ name, options }) => options.map((one) => option(name, one)));
  return `# Completion of rethread for fish: rethread completion fish > ~/.config/fish/completions/rethread.fish\n${[...named, ...options].join('\n')}\n`;
}
