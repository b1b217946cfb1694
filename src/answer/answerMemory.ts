import { getHeapStatistics } from 'node:v8';
import type { Deadline } from '../engine/deadline';

/**
 * Approximate bytes of a field until the answer is one text. We measured about 110. Memory that is
 * not yet collected may double this.
 */
const BYTES_PER_FIELD = 200;
/** The share of the heap that answers may take. */
const SHARE = 0.5;

interface PendingRoom {
  readonly room: Room;
  readonly fields: number;
  readonly go: () => void;
}

/**
 * Limits the fields of answers that a process holds until it has sent them. An answer that fits
 * goes on at once. Others wait within their deadline until there is room. An answer larger than all
 * memory waits until it is alone.
 */
export class AnswerMemory {
  private held = 0;
  private readonly rooms = new Set<Room>();
  private readonly waiting: PendingRoom[] = [];
  /** Set if all answers wait for each other: this one goes on, with or without room. */
  private first: Room | null = null;

  constructor(private readonly fields = (getHeapStatistics().heap_size_limit * SHARE) / BYTES_PER_FIELD) {}

  /** The fields of all answers that are held now. */
  get heldFields(): number {
    return Math.round(this.held);
  }

  /** Returns the memory account of one request. The request must call `leave` when it is done. */
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
    // Nobody waits for the work of a request that has left: its result is discarded at once.
    if (room.isLeft) return;
    room.held += fields;
    this.held += fields;
    if (fields > 0) this.rooms.add(room);
  }

  /** Lets waiting answers go on if there is room. */
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

  /** Every answer that holds memory waits for more: none would ever leave. */
  private isStuck(): boolean {
    const waiting = new Set(this.waiting.map(({ room }) => room));
    return this.rooms.size > 0 && [...this.rooms].every((room) => waiting.has(room));
  }
}

/** The memory that one request holds. */
export class Room {
  /** In fields. */
  held = 0;
  isLeft = false;

  constructor(
    /** Waits until there is room for more fields. Errors: those of the deadline. */
    readonly take: (fields: number, deadline: Deadline) => Promise<void>,
    /** Keeps only a text of so many bytes: the fields themselves are gone. */
    readonly keep: (bytes: number) => void,
  ) {}

  /** Anything taken later no longer counts. */
  leave(): void {
    this.isLeft = true;
    this.keep(0);
  }
}
