import { readMessages } from '../../message/read-message.js';
import { type Chain, unrollChain } from '../../quote/unroll.js';
import { toJsonText } from '../../report/format/json-text.js';
import { writeChainView } from '../../report/post/chain-view.js';
import { readSources } from '../../source/read-sources.js';
import { CommandError, exitCode } from '../exit-code.js';
import { addOutputOption, withoutMark } from '../option/case-options.js';
import { openOutput, writeAll } from '../output.js';
import type { Command } from './command.js';

interface UnrollArguments {
  readonly file: string;
  readonly format: 'text' | 'json';
  readonly output?: string;
}

/** `rethread unroll`: the chain inside one message or printed text, oldest first. */
export const unrollCommand: Command<UnrollArguments> = {
  options: (yargs) =>
    addOutputOption(yargs)
      .positional('file', {
        type: 'string',
        describe: 'An .eml, a printed chain as text, or a mailbox; - is standard input',
      })
      .option('format', {
        choices: ['text', 'json'] as const,
        default: 'text' as const,
        describe: 'Form of the result',
      })
      .example('rethread unroll forwarded.eml', 'what was forwarded, oldest message first')
      .example('rethread unroll scan.txt --format json', 'a printed chain, for a program')
      .epilogue('Of a mailbox, every message that holds a chain is unrolled.'),
  run: async (args) => {
    const file = withoutMark(args.file);
    const output = openOutput(args.output, [file]);
    const reading = readSources([{ path: file }], { hash: false });
    const chains: { readonly name: string; readonly chain: Chain }[] = [];
    let messages = 0;
    for await (const batch of readMessages(reading, { bodies: true }))
      for (const message of batch) {
        messages++;
        const { source, offset } = message.origin;
        const chain = unrollChain(message);
        chains.push({ name: offset ? `${source} at byte ${offset}` : source, chain });
      }
    if (!messages) {
      const [problem] = reading.problems;
      throw new CommandError(exitCode.nothingRead, problem?.message ?? `${file}: no message in it`);
    }
    const shown = chains.length > 1 ? chains.filter(({ chain }) => chain.messages.length > 1) : chains;
    if (!shown.length) throw new CommandError(exitCode.notFound, `${file}: no message in it holds a chain`);
    await writeAll(output, args.format === 'json' ? jsonOf(shown) : textOf(shown, output.style));
    return exitCode.ok;
  },
};

function* jsonOf(chains: readonly { readonly name: string; readonly chain: Chain }[]): Generator<string> {
  for (const { name, chain } of chains) yield `${toJsonText({ source: name, ...chain })}\n`;
}

function* textOf(
  chains: readonly { readonly name: string; readonly chain: Chain }[],
  style: Parameters<typeof writeChainView>[2],
): Generator<string> {
  let separator = '';
  for (const { name, chain } of chains) {
    yield separator;
    yield* writeChainView(chain, name, style);
    separator = '\n';
  }
}
