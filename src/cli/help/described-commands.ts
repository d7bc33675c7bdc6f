import yargs from 'yargs';
import type { CommandEntry } from '../command/command.js';

/** An option as the help tells it. */
export interface DescribedOption {
  /** Without dashes, the long one first: `output`, `o`. */
  readonly names: readonly string[];
  readonly describe: string;
  readonly choices: readonly string[];
  /** False where it stands alone: `--quiet`. */
  readonly takesValue: boolean;
  /** null where nothing is taken unless given. */
  readonly fallback: string | null;
}

/** A command as the help tells it. */
export interface DescribedCommand {
  readonly name: string;
  /** `<key> [inputs..]` */
  readonly inputs: string;
  readonly summary: string;
  readonly options: readonly DescribedOption[];
}

/** What yargs keeps of the options that were declared. */
interface DeclaredOptions {
  readonly key: Readonly<Record<string, unknown>>;
  readonly alias: Readonly<Record<string, readonly string[]>>;
  readonly boolean: readonly string[];
  readonly choices: Readonly<Record<string, readonly unknown[]>>;
  readonly default: Readonly<Record<string, unknown>>;
  readonly hiddenOptions: readonly string[];
}

interface Declared {
  getOptions(): DeclaredOptions;
  getGroups(): Readonly<Record<string, readonly string[]>>;
  getInternalMethods(): { getUsageInstance(): { getDescriptions(): Readonly<Record<string, string | undefined>> } };
}

/** Every command with its options, from the declarations that its own help is printed from. */
export async function describeCommands(commands: readonly CommandEntry[]): Promise<readonly DescribedCommand[]> {
  const described: DescribedCommand[] = [];
  for (const { name, inputs, summary, load } of commands) {
    const parser = yargs([]).version(false).help(false);
    const command = await load();
    command.options(parser);
    described.push({ name, inputs, summary, options: optionsOf(parser as unknown as Declared, inputs) });
  }
  return described;
}

function optionsOf(parser: Declared, inputs: string): readonly DescribedOption[] {
  const declared = parser.getOptions();
  const words = parser.getInternalMethods().getUsageInstance().getDescriptions();
  const positional = new Set(inputs.match(/\w+/g));
  const others = new Set(Object.values(declared.alias).flat());
  const names = Object.keys(declared.key).filter(
    (name) => !others.has(name) && !positional.has(name) && !declared.hiddenOptions.includes(name),
  );
  return names.map((name) => {
    const fallback = declared.default[name];
    return {
      names: [name, ...(declared.alias[name] ?? [])],
      describe: (words[name] ?? '').replace(/^__yargsString__:/, ''),
      choices: (declared.choices[name] ?? []).map(String),
      takesValue: !declared.boolean.includes(name),
      fallback: fallback === undefined || fallback === false || fallback === null ? null : String(fallback),
    };
  });
}
