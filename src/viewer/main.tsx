import { render } from 'preact';
import { App } from './app.js';
import { Opening } from './opening.js';
import { type CaseParts, partsOfPage, readBlock, readCase } from './state/case-data.js';
import { type DecisionKeeper, DecisionStore, keepInBrowser } from './state/decisions.js';
import { DetailBlocks } from './state/detail-blocks.js';
import { Room, type RoomTold } from './state/room.js';
import './style/theme.css';
import './style/base.css';
import './style/frame.css';
import './style/lists.css';
import './style/thread.css';
import './style/card.css';
import './style/panel.css';
import './style/plots.css';
import './style/chronology.css';
import './style/print.css';

const box = document.getElementById('app')!;
const told = readBlock<RoomTold>('room');
if (told) void openRoom(new Room(told));
else start(partsOfPage(), null);

async function openRoom(room: Room): Promise<void> {
  try {
    const parts = await room.open((progress) => render(<Opening progress={progress} failure="" />, box));
    start(parts, room);
  } catch (error) {
    render(<Opening progress={null} failure={(error as Error).message} />, box);
  }
}

function start(parts: CaseParts, room: Room | null): void {
  const data = readCase(parts);
  const { index } = data;
  const name = `${index.title} ${index.threads.key[0] ?? ''} ${data.postCount}`;
  const keeper: DecisionKeeper = room ? room.keeper() : keepInBrowser(name);
  const blocks = new DetailBlocks(index, room ? (number) => room.block(number) : null);
  render(<App base={data} blocks={blocks} decisions={new DecisionStore(keeper)} room={room} />, box);
}
