import type { Command, CommandEntry } from '../command/command.js';
import { exitCode } from '../exit-code.js';
import { standardOutput } from '../output.js';
import { completionScript, SHELLS, type Shell } from './completion-scripts.js';
import { describeCommands } from './described-commands.js';

interface CompletionArguments {
  readonly shell: Shell;
}

/** `rethread completion bash`: prints what a shell needs to complete command lines. */
export const completionOf = (commands: readonly CommandEntry[]): Command<CompletionArguments> => ({
  options: (yargs) =>
    yargs
      .positional('shell', { choices: SHELLS, demandOption: true, describe: 'Which shell' })
      .example('source <(rethread completion bash)', 'in this shell, until it ends')
      .example(
        'rethread completion bash > ~/.local/share/bash-completion/completions/rethread',
        'in every bash from now on',
      )
      .example('rethread completion fish > ~/.config/fish/completions/rethread.fish', 'in every fish'),
  run: async ({ shell }) => {
    const output = standardOutput();
    await output.write(completionScript(shell, await describeCommands(commands)));
    await output.end();
    return exitCode.ok;
  },
});
