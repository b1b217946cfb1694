/** The messages of a client up to the next answer. */
export interface Group {
  readonly kind: 'startup' | 'encryption' | 'messages' | 'terminate';
  readonly bytes: Buffer;
}

/**
 * The messages that end a group: Query, Sync, Flush, Password, FunctionCall, CopyDone, CopyFail.
 */
const LAST = new Set([...'QSHpFcf'].map((letter) => letter.charCodeAt(0)));
const TERMINATE = 'X'.charCodeAt(0);
/** A client that wants TLS or GSSAPI sends one of these in place of the protocol version. */
const ENCRYPTION = new Set([80877103, 80877104]);

/**
 * Splits the bytes of a client into whole groups of messages. PGlite needs whole groups: it cannot
 * wait for more bytes, and it treats the end of its input as a Sync message.
 */
export class Groups {
  private pieces: Buffer[] = [];
  private length = 0;
  /**
   * The number of bytes from which it makes sense to parse again. A large message arrives in many
   * pieces.
   */
  private wanted = 8;
  private started = false;
  private group: Buffer[] = [];

  /** Takes the next bytes and returns the groups they complete. */
  take(chunk: Buffer): readonly Group[] {
    this.pieces.push(chunk);
    this.length += chunk.length;
    if (this.length < this.wanted) return [];
    const groups: Group[] = [];
    let bytes = this.pieces.length === 1 ? chunk : Buffer.concat(this.pieces);
    for (;;) {
      const typed = this.started ? 1 : 0;
      this.wanted = typed + 4;
      if (bytes.length >= this.wanted) this.wanted = typed + bytes.readUInt32BE(typed);
      if (bytes.length < this.wanted) break;
      const group = this.add(bytes.subarray(0, this.wanted));
      if (group) groups.push(group);
      bytes = bytes.subarray(this.wanted);
    }
    this.pieces = [bytes];
    this.length = bytes.length;
    return groups;
  }

  private add(message: Buffer): Group | undefined {
    if (!this.started) {
      const encryption = ENCRYPTION.has(message.readUInt32BE(4));
      this.started = !encryption;
      return { kind: encryption ? 'encryption' : 'startup', bytes: message };
    }
    this.group.push(message);
    const type = message[0] ?? 0;
    if (type !== TERMINATE && !LAST.has(type)) return undefined;
    const bytes = this.group.length === 1 ? message : Buffer.concat(this.group);
    this.group = [];
    return { kind: type === TERMINATE ? 'terminate' : 'messages', bytes };
  }
}
