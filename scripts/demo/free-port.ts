/** Finds a free TCP port on 127.0.0.1: the preferred one, else one the system picks. Never the same twice in one run. */
import { createServer } from "node:net";

const given = new Set<number>();

export async function freePort(preferred = 0): Promise<number> {
  if (preferred !== 0 && !given.has(preferred) && (await tryPort(preferred)) === preferred) {
    given.add(preferred);
    return preferred;
  }
  for (;;) {
    const port = await tryPort(0);
    if (port !== null && !given.has(port)) {
      given.add(port);
      return port;
    }
  }
}

function tryPort(port: number): Promise<number | null> {
  return new Promise((resolve) => {
    const probe = createServer();
    probe.once("error", () => resolve(null));
    probe.listen({ port, host: "127.0.0.1", exclusive: true }, () => {
      const address = probe.address();
      const found = address !== null && typeof address === "object" ? address.port : null;
      probe.close(() => resolve(found));
    });
  });
}
