import { render } from 'preact';
import type { FirstScreen } from '../report/page/case-glance.js';
import { App } from './app.js';
import { Opening } from './opening.js';
import { type CaseParts, partsOfPage, partsOfRoom, readBlock } from './state/case-parts.js';
import { type DecisionKeeper, DecisionStore, keepInBrowser } from './state/decisions.js';
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
else {
  const first = readBlock<FirstScreen>('first')!;
  const name = `${first.title} ${first.glance.threads} ${first.glance.produced + first.glance.recovered + first.glance.missing}`;
  start(first, partsOfPage(), keepInBrowser(name), null);
}

async function openRoom(room: Room): Promise<void> {
  try {
    const first = await room.open((progress) => render(<Opening progress={progress} failure="" />, box));
    start(first, partsOfRoom(room, first), room.keeper(), room);
  } catch (error) {
    render(<Opening progress={null} failure={(error as Error).message} />, box);
  }
}

function start(first: FirstScreen, parts: Promise<CaseParts>, keeper: DecisionKeeper, room: Room | null): void {
  render(<App first={first} parts={parts} decisions={new DecisionStore(keeper)} room={room} />, box);
}
