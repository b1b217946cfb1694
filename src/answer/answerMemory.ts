import { getHeapStatistics } from 'node:v8';
import type { Deadline } from '../engine/deadline';

/**
 * What a field of an answer takes in memory, about, until the answer is one text: some 110 were
 * measured, and as much again may not be collected yet.
 */
const BYTES_PER_FIELD = 200;
/** What answers may take of all memory that there is. */
const SHARE = 0.5;

interface PendingRoom {
  readonly room: Room;
  readonly fields: number;
  readonly go: () => void;
}

/**
 * How much of answers a process holds at a time, until they are sent: as many fields as it has
 * memory for, or what takes as much as they do. Whatever fits goes on at once, what does not waits
 * until others have left, within its deadline; what is larger than all there is waits until it is
 * alone.
 */
export class AnswerMemory {
  private held = 0;
  private readonly rooms = new Set<Room>();
  private readonly waiting: PendingRoom[] = [];
  /** Of those that waited for each other, the one that goes on whether or not there is room. */
  private first: Room | null = null;

  constructor(private readonly fields = (getHeapStatistics().heap_size_limit * SHARE) / BYTES_PER_FIELD) {}

  /** For what one request is answered with. It has to be left. */
  room(): Room {
    const keep = (bytes: number) => {
      const fields = Math.min(room.held, bytes / BYTES_PER_FIELD);
      this.held -= room.held - fields;
      room.held = fields;
      if (fields === 0) this.rooms.delete(room);
      if (this.first === room) this.first = null;
      this.next();
    };
    const room: Room = new Room((fields, deadline) => this.take(room, fields, deadline), keep);
    return room;
  }

  private async take(room: Room, fields: number, deadline: Deadline): Promise<void> {
    if (this.fits(room, fields)) return this.grant(room, fields);
    let waiting: PendingRoom | undefined;
    const granted = new Promise<void>((go) => this.waiting.push((waiting = { room, fields, go })));
    this.next();
    try {
      await deadline.hold(granted);
    } catch (error) {
      const index = this.waiting.indexOf(waiting!);
      if (index >= 0) this.waiting.splice(index, 1);
      this.next();
      throw error;
    }
  }

  private fits(room: Room, fields: number): boolean {
    return this.held + fields <= this.fields || this.held === room.held || room === this.first;
  }

  private grant(room: Room, fields: number): void {
    // Nobody waits for what is still done for a request that is over: it is thrown away at once.
    if (room.isLeft) return;
    room.held += fields;
    this.held += fields;
    if (fields > 0) this.rooms.add(room);
  }

  /** Lets those go on that have waited for room. */
  private next(): void {
    for (;;) {
      if (this.isStuck()) this.first = this.waiting.find(({ room }) => this.rooms.has(room))!.room;
      const index = this.waiting.findIndex(({ room, fields }) => this.fits(room, fields));
      if (index < 0) return;
      const [{ room, fields, go }] = this.waiting.splice(index, 1) as [PendingRoom];
      this.grant(room, fields);
      go();
    }
  }

  /** All that hold something wait for more: none would ever leave. */
  private isStuck(): boolean {
    const waiting = new Set(this.waiting.map(({ room }) => room));
    return this.rooms.size > 0 && [...this.rooms].every((room) => waiting.has(room));
  }
}

/** What one request holds of it. */
export class Room {
  /** Fields. */
  held = 0;
  isLeft = false;

  constructor(
    /** Waits until there is room for so many fields more. Errors: those of the deadline. */
    readonly take: (fields: number, deadline: Deadline) => Promise<void>,
    /** Keeps no more than a text of so many bytes: nothing but that is left of it. */
    readonly keep: (bytes: number) => void,
  ) {}

  /** Whatever is taken after that counts no more. */
  leave(): void {
    this.isLeft = true;
    this.keep(0);
  }
}
