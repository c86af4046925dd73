/** One Tomcat with the agent, the receiver it reports to and another server it can call: what the trace cases run on. */
import { strict as assert } from "node:assert";
import { type Agent, createServer, get, type IncomingHttpHeaders, type Server } from "node:http";
import { type AddressInfo, connect } from "node:net";
import { join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { buildAgent } from "../../scripts/build-agent.ts";
import type { TransactionRow } from "../../sidecar/telemetry/transaction-row.ts";
import { fetchTomcat } from "./fetch-tomcat.ts";
import { startTomcat, type TomcatProcess } from "./start-tomcat.ts";
import { TraceReceiver } from "./trace-receiver.ts";
import { traceWar } from "./trace-war.ts";

/** An HTTP answer. */
export interface Answer {
  readonly status: number;
  readonly body: string;
}

export class TraceServer {
  readonly version: string;
  readonly receiver: TraceReceiver;
  /** Headers of the requests that came to the other server. */
  readonly heard: IncomingHttpHeaders[] = [];
  readonly #work: string;
  readonly #javaHome: string | undefined;
  #tomcat: TomcatProcess | null = null;
  #other: Server | null = null;
  #otherUrl = "";

  constructor(version: string, javaHome: string | undefined, work: string) {
    this.version = version;
    this.#javaHome = javaHome;
    this.#work = work;
    this.receiver = new TraceReceiver(join(work, `run-${version}`));
  }

  get tomcat(): TomcatProcess {
    assert.ok(this.#tomcat);
    return this.#tomcat;
  }

  get otherUrl(): string {
    return this.#otherUrl;
  }

  async start(): Promise<void> {
    const { receiver } = this;
    receiver.control = { userCookie: "uid", trustedProxies: ["127.0.0.0/8"] };
    await receiver.start();
    await this.#startOther();
    this.#tomcat = await startTomcat({
      home: await fetchTomcat(this.version),
      base: join(this.#work, `base-${this.version}`),
      agentJar: await buildAgent(),
      agentArgs: `run=${receiver.runDir},was=trace-${this.version}`,
      wars: [{ path: traceWar(join(this.#work, "war")), contextPath: "/probe" }],
      readyPath: "/probe/static.txt",
      ...(this.#javaHome === undefined ? {} : { javaHome: this.#javaHome }),
    });
    // Those that asked whether it had started; then nothing more of them comes.
    await receiver.until("the first requests", () => receiver.rows.length > 0);
    await delay(500);
  }

  async stop(): Promise<void> {
    this.#tomcat?.kill("SIGKILL");
    await this.#tomcat?.stopped;
    this.receiver.stop();
    this.#other?.close();
  }

  /** One request, and the one transaction that comes of it. */
  async one(path: string, headers: Record<string, string> = {}): Promise<[Answer, TransactionRow]> {
    const { rows } = this.receiver;
    const from = rows.length;
    const answer = await this.ask(this.tomcat.url + path, headers);
    await this.receiver.until(`the transaction of ${path}`, () => rows.length > from);
    await delay(250);
    assert.equal(rows.length, from + 1, `one transaction for ${path}`);
    return [answer, rows[from] as TransactionRow];
  }

  ask(url: string, headers: Record<string, string> = {}, agent?: Agent): Promise<Answer> {
    return new Promise((resolve, reject) => {
      const message = get(url, { headers, agent: agent ?? false, timeout: 20_000 }, (response) => {
        let body = "";
        response.setEncoding("utf8");
        response.on("data", (part: string) => {
          body += part;
        });
        response.on("end", () => resolve({ status: response.statusCode ?? 0, body }));
        response.on("error", reject);
      });
      message.on("timeout", () => message.destroy(new Error(`no answer from ${url}`)));
      message.on("error", reject);
    });
  }

  /** Asks, reads a little and cuts the connection. */
  abort(path: string): Promise<void> {
    return new Promise((resolve, reject) => {
      const socket = connect(this.tomcat.port, "127.0.0.1", () =>
        socket.write(`GET ${path} HTTP/1.1\r\nHost: x\r\n\r\n`),
      );
      socket.once("data", () => {
        socket.resetAndDestroy();
        resolve();
      });
      socket.once("error", reject);
    });
  }

  async #startOther(): Promise<void> {
    const other = createServer((message, response) => {
      this.heard.push(message.headers);
      message.resume();
      response.statusCode = message.url === "/missing" ? 404 : message.url === "/broken" ? 503 : 200;
      response.end("other");
    }).listen(0, "127.0.0.1");
    await new Promise((resolve) => other.once("listening", resolve));
    this.#other = other;
    this.#otherUrl = `http://127.0.0.1:${(other.address() as AddressInfo).port}`;
  }
}
