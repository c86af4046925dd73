import { createServer } from "node:net";

/** Ports given out by this process, so that two members of one test never get the same. */
const given = new Set<number>();

/** A port of 127.0.0.1 nobody uses at this moment. */
export function freePort(): Promise<number> {
  return new Promise((resolve) => {
    const server = createServer().listen(0, "127.0.0.1", () => {
      const address = server.address();
      const port = typeof address === "object" && address !== null ? address.port : 0;
      server.close(() => {
        if (given.has(port)) {
          resolve(freePort());
          return;
        }
        given.add(port);
        resolve(port);
      });
    });
  });
}
