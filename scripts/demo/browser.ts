/**
 * One person's browser for one application: a cookie, kept connections, a deadline. Counts every request, every change
 * of the session cookie, and whether a connection was cut. It judges nothing else.
 */
import { Agent, type IncomingHttpHeaders, request } from "node:http";
import type { Tally } from "./tally.ts";

/** A whole answer, or none because the connection was cut (or the balancer said that its own was). */
export type Reply =
  | {
      readonly kind: "answer";
      readonly status: number;
      readonly headers: IncomingHttpHeaders;
      readonly body: string;
      readonly location: string | null;
    }
  | { readonly kind: "cut"; readonly atMs: number; readonly why: string };

/** What is asked for. `base` replaces the balancer, to ask one server directly. */
export interface Visit {
  readonly method: "GET" | "POST";
  readonly path: string;
  readonly form?: Readonly<Record<string, string>>;
  readonly base?: string;
}

export interface BrowserOptions {
  readonly name: string;
  readonly base: string;
  readonly tally: Tally;
  /** Said to the balancer as X-Forwarded-For, so that the page counts as many addresses as there are people. */
  readonly address: string;
}

const DEADLINE_MS = 20_000;
const SESSION_COOKIE = "JSESSIONID";

export class Browser {
  readonly #base: string;
  readonly #tally: Tally;
  readonly #name: string;
  readonly #address: string;
  readonly #agent = new Agent({ keepAlive: true, maxSockets: 2 });
  #session: string | null = null;
  /** True around a sign-in, where the container changes the id on purpose, and after a sign-out. */
  mayChangeId = true;
  #ended = true;

  constructor(options: BrowserOptions) {
    this.#base = options.base;
    this.#tally = options.tally;
    this.#name = options.name;
    this.#address = options.address;
  }

  get sessionId(): string | null {
    return this.#session;
  }

  /** The user signed out: the cookie is still sent, as browsers do, and the next one is a new session. */
  sessionEnded(): void {
    this.#ended = true;
    this.mayChangeId = true;
  }

  close(): void {
    this.#agent.destroy();
  }

  send(visit: Visit): Promise<Reply> {
    this.#tally.requests++;
    const body = visit.form === undefined ? null : new URLSearchParams(visit.form).toString();
    const headers: Record<string, string | number> = {
      accept: "text/html,application/json",
      "x-forwarded-for": this.#address,
    };
    if (this.#session !== null) headers["cookie"] = `${SESSION_COOKIE}=${this.#session}`;
    if (body !== null) {
      headers["content-type"] = "application/x-www-form-urlencoded";
      headers["content-length"] = Buffer.byteLength(body);
    }
    const options = { agent: this.#agent, method: visit.method, headers, timeout: DEADLINE_MS };
    return new Promise((resolve) => {
      const cut = (why: string): void => resolve({ kind: "cut", atMs: performance.now(), why });
      const outgoing = request((visit.base ?? this.#base) + visit.path, options, (response) => {
        const chunks: Buffer[] = [];
        response.on("data", (chunk: Buffer) => chunks.push(chunk));
        response.on("error", (error) => cut(`${visit.path}: ${error.message} while reading`));
        response.on("end", () => {
          const text = Buffer.concat(chunks).toString("utf8");
          resolve(this.#received(visit, response.statusCode ?? 0, response.headers, text));
        });
      });
      outgoing.on("timeout", () => outgoing.destroy(new Error(`no answer within ${DEADLINE_MS} ms`)));
      outgoing.on("error", (error) => cut(`${visit.path}: ${error.message}`));
      outgoing.end(body ?? undefined);
    });
  }

  #received(visit: Visit, status: number, headers: IncomingHttpHeaders, body: string): Reply {
    const fromBalancer = [502, 503, 504].includes(status) && headers["x-shop-was"] === undefined;
    if (fromBalancer) {
      return { kind: "cut", atMs: performance.now(), why: `${visit.path}: the balancer answered ${status}` };
    }
    const server = String(headers["x-shop-was"] ?? headers["x-served-by"] ?? "?");
    this.#tally.answeredBy.set(server, (this.#tally.answeredBy.get(server) ?? 0) + 1);
    for (const line of headers["set-cookie"] ?? []) this.#cookie(line, visit);
    return { kind: "answer", status, headers, body, location: pathOf(headers.location) };
  }

  #cookie(line: string, visit: Visit): void {
    const found = /^JSESSIONID=([^;]*)/.exec(line)?.[1];
    if (found === undefined || found === this.#session) return;
    if (this.#ended) this.#tally.sessions++;
    else if (this.mayChangeId) this.#tally.idChangesAtLogin++;
    else {
      this.#tally.cookieChanges++;
      this.#tally.problem(`${this.#name}: ${visit.method} ${visit.path} changed the session cookie`);
    }
    this.#ended = false;
    this.#session = found;
  }
}

/** Servers redirect to absolute or relative places; the path is what counts. */
function pathOf(location: string | undefined): string | null {
  if (location === undefined) return null;
  const url = new URL(location, "http://127.0.0.1");
  return (url.pathname + url.search).replace(/;jsessionid=[^?]*/i, "");
}
