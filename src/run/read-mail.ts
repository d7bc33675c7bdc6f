import { copyMessage } from '../message/copy-message.js';
import { MessagePieces } from '../message/enclosed/message-pieces.js';
import type { Message } from '../message/message.js';
import { readMessages } from '../message/read-message.js';
import { describeFault } from '../source/describe-fault.js';
import { recoverPath, slashed } from '../source/file-path.js';
import type { InputFile, SourceInput } from '../source/find-files.js';
import { type ReadSourcesOptions, readFound, readSources, type SourceReading } from '../source/read-sources.js';
import type { Origin, Problem, RawMessage, Source } from '../source/source.js';
import { joinPieces } from './join-pieces.js';
import { type ReadMail, readPrinted, withRefused } from './readings.js';

/** How much to read of each message. */
export interface ReadMailOptions extends ReadSourcesOptions {
  /** False reads headers alone and decodes no body; true unless given. */
  readonly bodies?: boolean;
  /** True, with headers alone, keeps rows instead of records: see `ReadOptions.rows`. For who prints a list and keeps nothing. */
  readonly rows?: boolean;
  /** False, with headers alone, for who asks for no recipients: saves a quarter of the memory; true unless given. */
  readonly recipients?: boolean;
  /** What is kept of each message once it was read; the message itself unless given. */
  readonly keep?: (message: Message) => Message;
}

/** Stages source and message: cuts the inputs into raw messages and reads each. A message that cannot be read is told of. */
export function readMail(inputs: readonly SourceInput[], options: ReadMailOptions): Promise<ReadMail> {
  const named = inputs.map(({ path }) => slashed(recoverPath(path)));
  return readAll((more) => readSources(inputs, { ...options, ...more }), new Set(named), options);
}

/** As `readMail`, of files that were found already and can be read without others: see `groupFiles`. */
export function readFoundMail(
  files: readonly InputFile[],
  options: Pick<ReadMailOptions, 'map' | 'hash'>,
): Promise<ReadMail> {
  const named = files.filter((file) => file.named).map(({ name }) => name);
  return readAll(() => readFound(files, options), new Set(named), options);
}

async function readAll(
  open: (more: Pick<ReadSourcesOptions, 'shareFile' | 'reuseBuffers'>) => SourceReading,
  named: ReadonlySet<string>,
  options: ReadMailOptions,
): Promise<ReadMail> {
  const { bodies = true, rows = false, recipients = true, map = {}, keep } = options;
  const beside = bodies ? null : (await import('../message/header/read-beside.js')).readBeside({ recipients });
  const shareFile = beside === null ? {} : { shareFile: beside.shareFile };
  const headers = beside === null ? {} : { headers: beside.headers };
  const reading = open({ ...shareFile, reuseBuffers: !bodies });
  const messages: Message[] = [];
  const refused: Problem[] = [];
  const notices: Problem[] = [];
  const pieces = new MessagePieces();
  const told = {
    onProblem: (problem: Problem) => refused.push(problem),
    onNotice: (problem: Problem) => notices.push(problem),
    onPiece: (raw: RawMessage, message: Message) => pieces.add(raw, message),
  };
  for await (const batch of readMessages(reading, { bodies, rows, map, ...headers, ...told }))
    for (const message of batch) {
      // Only a body can tell more: most runs that read headers alone have none, and no field is looked at for it.
      const read = message.body === null ? message : await readSound(message, refused);
      if (read !== null) messages.push(keep === undefined ? read : keep(read));
    }
  if (beside !== null) for (const message of beside.messages()) messages.push(rows ? message : copyMessage(message));
  const joined = pieces.isEmpty ? null : await joinPieces(messages, pieces, keep ?? ((message) => message));
  if (joined !== null) for (const problem of joined.refused) refused.push(problem);
  const mail = await leaveOutTexts(joined?.messages ?? messages, reading.sources, named, bodies);
  return { messages: mail.messages, ...withRefused(reading, [...refused, ...mail.refused], notices) };
}

async function readSound(message: Message, refused: Problem[]): Promise<Message | null> {
  try {
    return await readPrinted(message);
  } catch (error) {
    refused.push(describeFault('a message could not be read', message.origin, error));
    return null;
  }
}

/** Plain texts that hold no mail are refused; of the others the bodies go, once they have been looked at, where nobody asks for them. */
async function leaveOutTexts(
  messages: readonly Message[],
  sources: readonly Source[],
  named: ReadonlySet<string>,
  bodies: boolean,
): Promise<{ readonly messages: readonly Message[]; readonly refused: readonly Problem[] }> {
  const texts = new Set(sources.filter(({ format }) => format === 'text').map(({ name }) => name));
  if (texts.size === 0) return { messages, refused: [] };
  const { tellsNoMail } = await import('../quote/printed/printed-message.js');
  const kept: Message[] = [];
  const refused: Problem[] = [];
  for (const message of messages) {
    const { source } = message.origin;
    if (texts.has(source) && tellsNoMail(message)) refused.push(noMailProblem(message.origin, named.has(source)));
    else kept.push(bodies || message.body === null ? message : copyMessage(message, { body: null }));
  }
  return { messages: kept, refused };
}

/** An error where the user named the file, as any other file that is no mail. */
const noMailProblem = (origin: Origin, named: boolean): Problem => ({
  code: 'not-mail',
  severity: named ? 'error' : 'warning',
  message: `${origin.source}: text without a header, a date or a quoted message, left out`,
  origin,
});
