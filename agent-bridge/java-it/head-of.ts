// Fetches a page only as far as its head: resolves as soon as the first bytes of the answer are here.
import { connect } from "node:net";
import type { Browser } from "./browser.ts";

/** Sends the browser's cookies; the connection is closed once the head is here. */
export function headOf(server: string, path: string, browser: Browser): Promise<string> {
  const { hostname, port } = new URL(server);
  const cookies = [...browser.cookies].filter(([at]) => path.startsWith(at)).map(([, cookie]) => cookie);
  return new Promise((resolve, reject) => {
    const socket = connect(Number(port), hostname, () => {
      socket.write(`GET ${path} HTTP/1.1\r\nHost: ${hostname}\r\nCookie: ${cookies.join("; ")}\r\n\r\n`);
    });
    let head = "";
    socket.on("data", (bytes) => {
      head += bytes.toString("latin1");
      if (head.includes("\r\n\r\n")) resolve(head);
    });
    socket.on("error", reject);
    socket.setTimeout(20_000, () => socket.destroy(new Error("no head")));
  });
}
