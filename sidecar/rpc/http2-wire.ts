/** Numbers and small frames of HTTP/2 (RFC 9113), as far as a gRPC stream needs them. */
export const http2Wire = {
  preface: Buffer.from("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n", "latin1"),
  headBytes: 9,

  data: 0,
  headers: 1,
  priority: 2,
  reset: 3,
  settings: 4,
  pushPromise: 5,
  ping: 6,
  goAway: 7,
  windowUpdate: 8,
  continuation: 9,

  endStream: 0x1,
  ack: 0x1,
  endHeaders: 0x4,
  padded: 0x8,
  hasPriority: 0x20,

  enablePush: 2,
  streamsMax: 3,
  initialWindow: 4,
  frameBytes: 5,

  noError: 0,
  protocolError: 1,
  refused: 7,
  cancel: 8,

  /** What every side takes before it says otherwise; ours stays there. */
  frameBytesMax: 16_384,
  windowBytes: 65_535,
  windowBytesMax: 0x7fff_ffff,

  /** Writes the head of a frame; gives where it ends. */
  head(into: Buffer, at: number, length: number, type: number, flags: number, stream: number): number {
    into[at] = length >>> 16;
    into[at + 1] = length >>> 8;
    into[at + 2] = length;
    into[at + 3] = type;
    into[at + 4] = flags;
    into.writeUInt32BE(stream, at + 5);
    return at + 9;
  },

  frame(type: number, flags: number, stream: number, body: Uint8Array): Buffer {
    const frame = Buffer.allocUnsafe(9 + body.length);
    frame.set(body, http2Wire.head(frame, 0, body.length, type, flags, stream));
    return frame;
  },

  /** A frame whose body is one number. */
  number(type: number, stream: number, value: number): Buffer {
    const body = Buffer.allocUnsafe(4);
    body.writeUInt32BE(value);
    return http2Wire.frame(type, 0, stream, body);
  },

  settingsOf(settings: readonly (readonly [name: number, value: number])[]): Buffer {
    const body = Buffer.allocUnsafe(settings.length * 6);
    for (const [index, [name, value]] of settings.entries()) {
      body.writeUInt16BE(name, index * 6);
      body.writeUInt32BE(value, index * 6 + 2);
    }
    return http2Wire.frame(http2Wire.settings, 0, 0, body);
  },

  /** Headers as literals that nobody keeps: a token must not end in a table, and there is one block a stream. */
  headersOf(stream: number, flags: number, fields: readonly (readonly [string, string])[]): Buffer {
    const parts = fields.flatMap(([name, value]) => [Buffer.from([0x10]), text(name), text(value)]);
    return http2Wire.frame(http2Wire.headers, flags | http2Wire.endHeaders, stream, Buffer.concat(parts));
  },
};

function text(value: string): Buffer {
  const bytes = Buffer.from(value, "utf8");
  const { length } = bytes;
  if (length < 127) return Buffer.concat([Buffer.from([length]), bytes]);
  const head = [127];
  let rest = length - 127;
  for (; rest > 127; rest >>>= 7) head.push((rest & 0x7f) | 0x80);
  head.push(rest);
  return Buffer.concat([Buffer.from(head), bytes]);
}
