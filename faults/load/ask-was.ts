import { Agent, type IncomingHttpHeaders, request } from "node:http";

/** What a WAS said. */
export interface Answer {
  readonly status: number;
  /** Lines `key=value` of the ledger. */
  readonly values: Readonly<Record<string, string>>;
  /** Session cookie set by the answer; empty when none was. */
  readonly cookie: string;
}

/** refused: nobody listened, so nothing was done. lost: it may have been done. */
export type Failure = "refused" | "lost";

/** A second of session work, a JVM that starts its compiler, and two busy cores. */
const DEADLINE_MS = 8_000;

/** One client's connections. */
export class AskWas {
  readonly #agent = new Agent({ keepAlive: true, maxSockets: 4 });

  /** Sends one request of the ledger; never throws. */
  get(
    port: number,
    query: Readonly<Record<string, string>>,
    cookie: string,
    deadlineMs = DEADLINE_MS,
  ): Promise<Answer | Failure> {
    const path = `/ledger/s?${new URLSearchParams(query)}`;
    const headers = cookie === "" ? {} : { cookie: `JSESSIONID=${cookie}` };
    return new Promise((resolve) => {
      const sent = request({ host: "127.0.0.1", port, path, headers, agent: this.#agent }, (response) => {
        let text = "";
        response.setEncoding("utf8");
        response.on("data", (part: string) => {
          text += part;
        });
        response.on("error", () => resolve("lost"));
        response.on("aborted", () => resolve("lost"));
        response.on("end", () => {
          clearTimeout(timer);
          const values = parse(text);
          // Cut off in the middle: what it did not say is not known.
          if (response.statusCode === 200 && values["whole"] !== "true") resolve("lost");
          else resolve({ status: response.statusCode ?? 0, values, cookie: newCookie(response.headers) });
        });
      });
      const timer = setTimeout(() => sent.destroy(new Error("deadline")), deadlineMs);
      sent.on("error", (cause: NodeJS.ErrnoException) => {
        clearTimeout(timer);
        resolve(cause.code === "ECONNREFUSED" ? "refused" : "lost");
      });
      sent.end();
    });
  }

  close(): void {
    this.#agent.destroy();
  }
}

function parse(text: string): Record<string, string> {
  const values: Record<string, string> = {};
  for (const line of text.split("\n")) {
    const at = line.indexOf("=");
    if (at > 0) values[line.slice(0, at)] = line.slice(at + 1).trim();
  }
  return values;
}

function newCookie(headers: IncomingHttpHeaders): string {
  const line = headers["set-cookie"]?.find((each) => each.startsWith("JSESSIONID="));
  return line?.slice("JSESSIONID=".length).split(";")[0] ?? "";
}
