import type { IncomingMessage } from "node:http";
import type { Duplex } from "node:stream";
import { type WebSocket, WebSocketServer } from "ws";
import type { Cancel, Clock } from "../base/clock.ts";
import type { Part } from "../base/lifecycle.ts";
import type { MetricsRegistry } from "../base/metrics-registry.ts";
import { isFailed } from "../telemetry/is-failed.ts";
import { OpenBuckets } from "../telemetry/open-buckets.ts";
import type { Telemetry } from "../telemetry/telemetry.ts";
import type { Dot } from "../telemetry/transaction-query.ts";
import type { ApiMeta, LiveMessage } from "./api-types.ts";
import type { GridWatch } from "./grid-watch.ts";
import type { Overview } from "./overview.ts";
import { transactionView } from "./transaction-view.ts";

/** What the feed sends. */
export interface LiveFeedOptions {
  readonly telemetry: Telemetry;
  readonly overview: Overview;
  readonly grid: GridWatch;
  readonly clock: Clock;
  readonly metrics: MetricsRegistry;
  readonly meta: () => ApiMeta;
}

/** Pages open at once: a room of operators. Each costs at most DROP_BYTES of memory. */
const CLIENTS_MAX = 64;
/** A page that is this far behind is not drawing: frames are left out. */
const SKIP_BYTES = 256 * 1024;
/** A page this far behind is gone. */
const DROP_BYTES = 1024 * 1024;
/** Pages say nothing; anything longer is not ours. */
const MESSAGE_BYTES_MAX = 1024;
const BEAT_MS = 250;
const DOTS_BEATS = 2;
const GRID_BEATS = 8;
const PING_BEATS = 40;
/** Buckets close 0.6 s after their end here, and reach us from a peer 0.2 s later. */
const TICK_DELAY_MS = 1_200;
/** Dots of one frame: 8,000 a second. Failures are kept when more came. */
const DOTS_MAX = 4_000;

/** The live socket: the newest point, dots, grid and events, to every open page. A slow page loses frames, then its place. */
export class LiveFeed implements Part {
  readonly name = "live-feed";
  readonly #options: LiveFeedOptions;
  readonly #sockets = new WebSocketServer({
    noServer: true,
    maxPayload: MESSAGE_BYTES_MAX,
    perMessageDeflate: false,
  });
  readonly #alive = new WeakSet<WebSocket>();
  readonly #skipped;
  readonly #cut;
  #cancels: Cancel[] = [];
  #dots: Dot[] = [];
  #dotsTotal = 0;
  #beat = 0;
  #tickedMs = 0;

  constructor(options: LiveFeedOptions) {
    this.#options = options;
    const { metrics } = options;
    this.#skipped = metrics.counter("gyeot_live_frames_skipped_total", "Frames left out for slow pages.");
    this.#cut = metrics.counter(
      "gyeot_live_pages_dropped_total",
      "Pages whose socket was closed as too slow.",
    );
    metrics.gauge("gyeot_live_pages", "Pages that are open.", () => this.#sockets.clients.size);
    // A socket's failure is its own: it closes.
    this.#sockets.on("connection", (socket) => {
      socket.on("error", () => socket.terminate());
      socket.on("pong", () => this.#alive.add(socket));
      this.#alive.add(socket);
      this.#send(socket, { kind: "hello", meta: options.meta() });
      this.#send(socket, { kind: "grid", grid: options.grid.grid });
    });
  }

  start(): void {
    const { clock, grid, telemetry } = this.#options;
    this.#cancels = [
      clock.every(BEAT_MS, () => this.#onBeat()),
      grid.listen((event) => this.#broadcast({ kind: "event", event })),
      telemetry.listen({
        transactions: (_node, was, rows) => {
          this.#dotsTotal += this.#sockets.clients.size === 0 ? 0 : rows.length;
          for (const row of this.#sockets.clients.size === 0 ? [] : rows) {
            const failed = isFailed(row);
            if (this.#dots.length < DOTS_MAX || (failed && this.#dots.length < 2 * DOTS_MAX)) {
              const { startUs, durationUs, status, endpoint, traceId, spanId } = row;
              const startMs = Math.floor(startUs / 1000);
              this.#dots.push({ startMs, durationUs, status, failed, endpoint, was, id: traceId + spanId });
            }
          }
        },
      }),
    ];
  }

  stop(): void {
    for (const cancel of this.#cancels) {
      cancel();
    }
    for (const socket of this.#sockets.clients) {
      socket.close(1001);
      socket.terminate();
    }
    this.#sockets.close();
  }

  /** Takes a request over that was allowed to upgrade. */
  upgrade(request: IncomingMessage, socket: Duplex, head: Buffer): void {
    if (this.#sockets.clients.size >= CLIENTS_MAX) {
      socket.end("HTTP/1.1 503 Service Unavailable\r\nConnection: close\r\n\r\n");
      return;
    }
    this.#sockets.handleUpgrade(request, socket, head, (client) => {
      this.#sockets.emit("connection", client, request);
    });
  }

  #onBeat(): void {
    this.#beat++;
    if (this.#sockets.clients.size === 0) {
      return;
    }
    const { clock, grid, overview } = this.#options;
    const startMs = OpenBuckets.startOf(clock.nowMs() - TICK_DELAY_MS) - 2_000;
    if (startMs !== this.#tickedMs) {
      this.#tickedMs = startMs;
      this.#broadcast(overview.tick(startMs));
    }
    if (this.#beat % DOTS_BEATS === 0 && this.#dots.length > 0) {
      const dots = transactionView.dots(this.#dots, this.#dotsTotal);
      this.#dots = [];
      this.#dotsTotal = 0;
      this.#broadcast({ kind: "dots", dots });
    }
    if (this.#beat % GRID_BEATS === 0) {
      this.#broadcast({ kind: "grid", grid: grid.grid });
    }
    if (this.#beat % PING_BEATS === 0) {
      this.#ping();
    }
  }

  #broadcast(message: LiveMessage): void {
    if (this.#sockets.clients.size === 0) {
      return;
    }
    const text = JSON.stringify(message);
    for (const socket of this.#sockets.clients) {
      this.#sendText(socket, text, message.kind);
    }
  }

  #send(socket: WebSocket, message: LiveMessage): void {
    this.#sendText(socket, JSON.stringify(message), message.kind);
  }

  #sendText(socket: WebSocket, text: string, kind: LiveMessage["kind"]): void {
    if (socket.bufferedAmount > DROP_BYTES) {
      this.#cut.add();
      socket.terminate();
      return;
    }
    // What happened once is not left out; what comes again is.
    if (socket.bufferedAmount > SKIP_BYTES && kind !== "event") {
      this.#skipped.add();
      return;
    }
    socket.send(text);
  }

  #ping(): void {
    for (const socket of this.#sockets.clients) {
      if (!this.#alive.has(socket)) {
        socket.terminate();
        continue;
      }
      this.#alive.delete(socket);
      socket.ping();
    }
  }
}
