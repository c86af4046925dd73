// Fetches a page over HTTP/2 in clear text, only as far as its head.
import { connect } from "node:http2";
import type { Browser } from "./browser.ts";

/** Sends the browser's cookies; returns the status once the head is here. */
export function http2Head(server: string, path: string, browser: Browser): Promise<number> {
  const cookies = [...browser.cookies].filter(([at]) => path.startsWith(at)).map(([, cookie]) => cookie);
  return new Promise((resolve, reject) => {
    const session = connect(server);
    session.on("error", reject);
    const request = session.request({ ":path": path, cookie: cookies.join("; ") });
    request.setTimeout(20_000, () => reject(new Error("no head")));
    request.on("error", reject);
    request.on("response", (headers) => resolve(headers[":status"] ?? 0));
    request.on("end", () => session.close());
    request.resume();
  });
}
