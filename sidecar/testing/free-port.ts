import { createServer } from "node:net";

/** Below the range the kernel takes ports of outgoing connections from: those come and go in other tests at any time. */
const FIRST = 12_000;
const COUNT = 20_000;

const TRIES_MAX = 50;

/** Ports given out by this process, so that two members of one test never get the same. */
const given = new Set<number>();

/** A port of loopback nobody listens on at this moment. */
export async function freePort(): Promise<number> {
  for (let tries = 0; tries < TRIES_MAX; tries += 1) {
    const port = FIRST + Math.floor(Math.random() * COUNT);
    if (given.has(port)) continue;
    given.add(port);
    if (await isFree(port)) return port;
  }
  throw new Error(`no free port among ${TRIES_MAX} tried`);
}

function isFree(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const server = createServer();
    server.once("error", () => resolve(false));
    server.listen(port, "127.0.0.1", () => server.close(() => resolve(true)));
  });
}
