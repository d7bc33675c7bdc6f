import type { CommandEntry } from './command.js';

/** All commands, in the order that an analyst meets them. A new command is one file and one entry here. */
export const commands: readonly CommandEntry[] = [
  {
    name: 'report',
    inputs: '[inputs..]',
    summary: 'Write out the correspondence chains as an outline',
    load: async () => (await import('./report-command.js')).reportCommand,
  },
  {
    name: 'open',
    inputs: '[inputs..]',
    summary: 'Read a case in the browser: served on this computer only, decisions kept in the case',
    load: async () => (await import('./open-command.js')).openCommand,
  },
  {
    name: 'list',
    inputs: '[inputs..]',
    summary: 'One line a thread',
    load: async () => (await import('./list-command.js')).listCommand,
  },
  {
    name: 'chronology',
    inputs: '[inputs..]',
    summary: 'What happened in order: one post after the other, across all threads',
    load: async () => (await import('./chronology-command.js')).chronologyCommand,
  },
  {
    name: 'show',
    inputs: '<key> [inputs..]',
    summary: 'One thread or message in full, with bodies',
    load: async () => (await import('./show-command.js')).showCommand,
  },
  {
    name: 'explain',
    inputs: '<key> [inputs..]',
    summary: 'Why a message stands where it stands: evidence, weights, rejected candidates, bytes',
    load: async () => (await import('./explain-command.js')).explainCommand,
  },
  {
    name: 'export',
    inputs: '[inputs..]',
    summary: 'The thread table for other programs: jsonl, csv, or the messages as mbox',
    load: async () => (await import('./export-command.js')).exportCommand,
  },
  {
    name: 'check',
    inputs: '[inputs..]',
    summary: 'What was read, every problem, and the proof that all bytes are accounted for',
    load: async () => (await import('./check-command.js')).checkCommand,
  },
  {
    name: 'verify',
    inputs: '<output> [inputs..]',
    summary: 'Whether every claim of an output or a case still holds against its sources',
    load: async () => (await import('./verify-command.js')).verifyCommand,
  },
  {
    name: 'sources',
    inputs: '[inputs..]',
    summary: 'What was found: folders, archives and files, what each is, how much of it was read, whose it may be',
    load: async () => (await import('./sources-command.js')).sourcesCommand,
  },
  {
    name: 'unroll',
    inputs: '<file>',
    summary: 'The chain inside one message or printed text, oldest first',
    load: async () => (await import('./unroll-command.js')).unrollCommand,
  },
  {
    name: 'findings',
    inputs: '[inputs..]',
    summary: 'What to know: missing, altered, contradicted, differing, most severe first',
    load: async () => (await import('./findings-command.js')).findingsCommand,
  },
  {
    name: 'missing',
    inputs: '[inputs..]',
    summary: 'The request list: messages that were not produced, and who should hold them',
    load: async () => (await import('./missing-command.js')).missingCommand,
  },
  {
    name: 'inclusive',
    inputs: '[inputs..]',
    summary: 'The smallest set of messages to read: what no other message holds in full',
    load: async () => (await import('./inclusive-command.js')).inclusiveCommand,
  },
  {
    name: 'people',
    inputs: '[inputs..]',
    summary: 'Who is who, as a file to edit and hand back with --people',
    load: async () => (await import('./people-command.js')).peopleCommand,
  },
  {
    name: 'decide',
    inputs: '<file>',
    summary: "Note a reviewer's join, split or date in a decisions file, or take one back",
    load: async () => (await import('./decide-command.js')).decideCommand,
  },
  {
    name: 'between',
    inputs: '<a> <b> [inputs..]',
    summary: 'All that passed between two people, in order, with first contact and silences',
    load: async () => (await import('./between-command.js')).betweenCommand,
  },
  {
    name: 'path',
    inputs: '[inputs..]',
    summary: 'How the content of a message reached a person',
    load: async () => (await import('./path-command.js')).pathCommand,
  },
  {
    name: 'compare',
    inputs: '<first> <second>',
    summary: 'Two productions: only in one, only in the other, differing',
    load: async () => (await import('./compare-command.js')).compareCommand,
  },
  {
    name: 'build',
    inputs: '[inputs..]',
    summary: 'Read and link once, into a case file that answers every later question at once',
    load: async () => (await import('./build-command.js')).buildCommand,
  },
  {
    name: 'add',
    inputs: '<case> [inputs..]',
    summary: 'More mail into a case, or a source out of it; only what is new is read',
    load: async () => (await import('./add-command.js')).addCommand,
  },
  {
    name: 'changes',
    inputs: '<case>',
    summary: 'What the last addition to a case changed',
    load: async () => (await import('./changes-command.js')).changesCommand,
  },
  {
    name: 'search',
    inputs: '[inputs..]',
    summary: 'Posts that hold words: search CASE QUERY, ranked, with the words where they stand',
    load: async () => (await import('./search-command.js')).searchCommand,
  },
  {
    name: 'stage',
    inputs: '<name>',
    summary: 'One stage as a filter, rows in and rows out, for an engine that runs many',
    load: async () => (await import('../engine/stage-command.js')).stageCommand,
  },
];
