import { connect } from "node:net";
import type { SeededRandom } from "../../scripts/demo/seeded-random.ts";

const CONNECTION_MS = 500;

/** Where a connection goes: a Unix socket, or a host's port. */
export type Door = { readonly path: string } | { readonly host: string; readonly port: number };

/** Writes bytes nobody agreed on to a door until it is shut or half a second has passed; never throws. */
export function garbage(door: Door, random: SeededRandom): Promise<void> {
  return new Promise((resolve) => {
    const socket = connect(door);
    const timer = setTimeout(() => socket.destroy(), CONNECTION_MS);
    socket.on("error", () => socket.destroy());
    socket.on("close", () => {
      clearTimeout(timer);
      resolve();
    });
    socket.on("connect", () => {
      // Half of the time a client's first words in HTTP/2, so that what follows is taken for frames.
      if (random.next() < 0.5) socket.write("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n");
      for (let n = 0; n < 8; n += 1) socket.write(frame(random));
    });
    socket.resume();
  });
}

/** A frame of HTTP/2 with a true length and a lying content, or plain noise. */
function frame(random: SeededRandom): Buffer {
  const body = Buffer.from(Array.from({ length: random.below(400) }, () => random.below(256)));
  if (random.next() < 0.3) return body;
  const head = Buffer.alloc(9);
  head.writeUIntBE(body.length, 0, 3);
  head[3] = random.below(12);
  head[4] = random.below(256);
  head.writeUInt32BE(random.below(8), 5);
  return Buffer.concat([head, body]);
}
