/**
 * A closed-loop HTTP client for benchmarks: `workers` keep-alive connections, each sends the next request when the
 * answer to the last is there. Raw sockets: on two cores a comfortable client would be most of what is measured.
 */
import { connect, type Socket } from "node:net";

/** One answer: status, body, and the session cookie when the server set one. */
export interface LoopAnswer {
  readonly status: number;
  readonly body: string;
  readonly setCookie: string | null;
  /** All cookies of the answer, name=value each. */
  readonly setCookies: readonly string[];
  /** The server ends the connection after this answer. */
  readonly closes: boolean;
}

/** What one worker does next: the request line's path, the port to send it to, and what to do with the answer. */
export interface LoopStep {
  readonly port: number;
  readonly path: string;
  /** Id of the session, or all cookies: name=value; name=value. */
  readonly cookie: string | null;
  readonly done: (answer: LoopAnswer) => void;
}

/** Runs `workers` loops until `untilMs` (epoch) and gives the latency of every answer in microseconds. */
export async function closedLoop(
  workers: number,
  untilMs: number,
  next: (worker: number) => LoopStep,
): Promise<Float64Array> {
  const latencies: number[] = [];
  await Promise.all(Array.from({ length: workers }, (_, worker) => loop(worker, untilMs, next, latencies)));
  return Float64Array.from(latencies).sort();
}

async function loop(
  worker: number,
  untilMs: number,
  next: (worker: number) => LoopStep,
  latencies: number[],
): Promise<void> {
  const connections = new Map<number, Connection>();
  while (Date.now() < untilMs) {
    const step = next(worker);
    let connection = connections.get(step.port);
    if (connection === undefined) {
      connection = await Connection.open(step.port);
      connections.set(step.port, connection);
    }
    const start = performance.now();
    const answer = await connection.request(step.path, step.cookie);
    latencies.push((performance.now() - start) * 1000);
    if (answer.closes) {
      connection.close();
      connections.delete(step.port);
    }
    step.done(answer);
  }
  for (const connection of connections.values()) {
    connection.close();
  }
}

/** One keep-alive connection; answers must carry Content-Length or be chunked. */
class Connection {
  readonly #socket: Socket;
  readonly #port: number;
  #text = "";
  #resolve: ((answer: LoopAnswer) => void) | null = null;
  #reject: ((cause: Error) => void) | null = null;

  private constructor(socket: Socket, port: number) {
    this.#socket = socket;
    this.#port = port;
    socket.setEncoding("latin1");
    socket.on("data", (piece: string) => this.#take(piece));
    socket.on("close", () => this.#reject?.(new Error(`connection to ${port} closed`)));
    socket.on("error", (cause) => this.#reject?.(cause));
  }

  static open(port: number): Promise<Connection> {
    return new Promise((resolve, reject) => {
      const socket = connect({ port, host: "127.0.0.1", noDelay: true });
      socket.once("connect", () => resolve(new Connection(socket, port)));
      socket.once("error", reject);
    });
  }

  request(path: string, cookie: string | null): Promise<LoopAnswer> {
    return new Promise((resolve, reject) => {
      this.#resolve = resolve;
      this.#reject = reject;
      const pairs = cookie === null || cookie.includes("=") ? cookie : `JSESSIONID=${cookie}`;
      const cookieLine = pairs === null ? "" : `Cookie: ${pairs}\r\n`;
      this.#socket.write(`GET ${path} HTTP/1.1\r\nHost: 127.0.0.1:${this.#port}\r\n${cookieLine}\r\n`);
    });
  }

  close(): void {
    this.#reject = null;
    this.#socket.destroy();
  }

  #take(piece: string): void {
    this.#text += piece;
    const headEnd = this.#text.indexOf("\r\n\r\n");
    if (headEnd < 0) {
      return;
    }
    const head = this.#text.slice(0, headEnd);
    const body = bodyOf(head, this.#text.slice(headEnd + 4));
    if (body === null) {
      return;
    }
    this.#text = "";
    const setCookies = [...head.matchAll(/\r\nset-cookie: ([^;\r]+)/gi)].map((match) => match[1] as string);
    const setCookie = setCookies.find((pair) => pair.startsWith("JSESSIONID="));
    const resolve = this.#resolve;
    this.#resolve = null;
    resolve?.({
      status: Number(head.slice(9, 12)),
      body,
      setCookie: setCookie?.slice("JSESSIONID=".length) ?? null,
      setCookies,
      closes: /\r\nconnection: close/i.test(head),
    });
  }
}

/** The whole body, or null while some of it is still on its way. */
function bodyOf(head: string, rest: string): string | null {
  const length = /\r\ncontent-length: (\d+)/i.exec(head);
  if (length) {
    return rest.length >= Number(length[1]) ? rest.slice(0, Number(length[1])) : null;
  }
  if (!rest.endsWith("0\r\n\r\n")) {
    return null;
  }
  return rest.replace(/(^|\r\n)[0-9a-f]+\r\n/gi, "");
}
