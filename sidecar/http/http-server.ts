import { createServer, type IncomingMessage, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import type { Duplex } from "node:stream";
import express, { type ErrorRequestHandler, type RequestHandler } from "express";
import { AppError } from "../base/app-error.ts";
import type { Part } from "../base/lifecycle.ts";
import type { Log } from "../base/log.ts";
import type { MetricsRegistry } from "../base/metrics-registry.ts";
import { type ApiParts, apiRoutes } from "./api-routes.ts";
import { type AskPort, askRoute } from "./ask-route.ts";
import { httpError } from "./http-error.ts";
import type { LiveFeed } from "./live-feed.ts";
import { pageFiles } from "./page-files.ts";
import { RateLimit } from "./rate-limit.ts";
import { requestGuard } from "./request-guard.ts";

/** What the server serves. */
export interface HttpServerOptions extends ApiParts {
  readonly host: string;
  readonly port: number;
  readonly live: LiveFeed;
  readonly ask: AskPort;
  readonly log: Log;
  readonly metrics: MetricsRegistry;
  /** Directory of the built page. */
  readonly webDirectory: string;
  readonly ready: () => boolean;
}

/** The page loads at once and then asks now and then; a loop gone wrong is stopped, a person never notices. */
const READS = { perSecond: 50, burst: 300 } as const;
const CHANGES = { perSecond: 2, burst: 20 } as const;
const BODY_BYTES_MAX = 16 * 1024;

const HEADERS: Readonly<Record<string, string>> = {
  "Content-Security-Policy":
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; " +
    "font-src 'self'; manifest-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
  "X-Content-Type-Options": "nosniff",
  "X-Frame-Options": "DENY",
  "Referrer-Policy": "no-referrer",
  "Cross-Origin-Opener-Policy": "same-origin",
  "Cross-Origin-Resource-Policy": "same-origin",
  "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
};

/** Page, API, live socket, health and metrics on loopback. Guards come before everything; no answer shows an inside. */
export class HttpServer implements Part {
  readonly name = "http-server";
  readonly #options: HttpServerOptions;
  readonly #server: Server;
  #port = 0;

  constructor(options: HttpServerOptions) {
    this.#options = options;
    this.#server = createServer({ requestTimeout: 30_000, headersTimeout: 10_000 }, this.#application());
    this.#server.maxConnections = 256;
    this.#server.on("upgrade", (request, socket, head) => this.#upgrade(request, socket, head));
    this.#server.on("clientError", (_cause, socket) => {
      socket.end("HTTP/1.1 400 Bad Request\r\nConnection: close\r\n\r\n");
    });
  }

  /** Where it listens, once started. */
  get port(): number {
    return this.#port;
  }

  start(): Promise<void> {
    const { host, port } = this.#options;
    return new Promise((resolve, reject) => {
      this.#server.once("error", (cause: NodeJS.ErrnoException) => {
        const text =
          cause.code === "EADDRINUSE"
            ? `port ${port} is in use; set another --http-port or stop what listens there`
            : `${host}:${port} cannot be listened on (${cause.message}); set another --http-port`;
        reject(new AppError("port_in_use", text, cause));
      });
      this.#server.listen(port, host, () => {
        this.#port = (this.#server.address() as AddressInfo).port;
        resolve();
      });
    });
  }

  stop(): Promise<void> {
    return new Promise((resolve) => {
      this.#server.close(() => resolve());
      this.#server.closeAllConnections();
    });
  }

  #application(): express.Express {
    const { ask, clock, metrics, ready, webDirectory } = this.#options;
    const application = express();
    application.disable("x-powered-by");
    application.disable("etag");
    application.set("query parser", "simple");
    application.use(this.#guard());
    application.use(this.#limit());
    application.get("/healthz", (_request, response) => void response.json({ status: "ok" }));
    application.get("/readyz", (_request, response) => {
      response.status(ready() ? 200 : 503).json({ ready: ready() });
    });
    application.get("/metrics", (_request, response) => {
      response.type("text/plain; version=0.0.4").send(metrics.text());
    });
    const body = express.json({ limit: BODY_BYTES_MAX, inflate: false, strict: true });
    application.use("/api", noStore, body);
    application.post("/api/ask", askRoute(ask, clock));
    application.use("/api", apiRoutes(this.#options));
    application.use(pageFiles(webDirectory));
    application.use(() => {
      throw new AppError("not_found", "There is no such page.");
    });
    application.use(this.#failure());
    return application;
  }

  #guard(): RequestHandler {
    return (request, response, next) => {
      for (const [name, value] of Object.entries(HEADERS)) {
        response.setHeader(name, value);
      }
      const verdict = verdictOf(request, false);
      if (verdict.allowed) {
        next();
        return;
      }
      response.status(verdict.status).json({ code: verdict.code, message: verdict.message });
    };
  }

  #limit(): RequestHandler {
    const reads = new RateLimit(this.#options.clock, READS);
    const changes = new RateLimit(this.#options.clock, CHANGES);
    const refused = this.#options.metrics.counter("gyeot_http_limited_total", "Requests refused by rate.");
    return (request, response, next) => {
      const limit = request.method === "GET" || request.method === "HEAD" ? reads : changes;
      if (limit.take()) {
        next();
        return;
      }
      refused.add();
      response.setHeader("Retry-After", "1");
      response.status(429).json({ code: "too_many", message: "Too many requests; try again in a second." });
    };
  }

  #failure(): ErrorRequestHandler {
    // Express tells an error handler by its four parameters.
    return (thrown: unknown, request, response, _next) => {
      const { status, body } = httpError(thrown);
      if (status === 500) {
        this.#options.log.warnSometimes("a request failed", {
          path: request.path,
          cause: AppError.from(thrown),
        });
      }
      if (response.headersSent) {
        response.destroy();
        return;
      }
      response.status(status).json(body);
    };
  }

  #upgrade(request: IncomingMessage, socket: Duplex, head: Buffer): void {
    socket.on("error", () => socket.destroy());
    const verdict = verdictOf(request, true);
    const path = request.url?.split("?", 1)[0];
    if (!verdict.allowed || path !== "/live") {
      const status = verdict.allowed ? "404 Not Found" : "403 Forbidden";
      socket.end(`HTTP/1.1 ${status}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`);
      return;
    }
    this.#options.live.upgrade(request, socket, head);
  }
}

const noStore: RequestHandler = (_request, response, next) => {
  response.setHeader("Cache-Control", "no-store");
  next();
};

function verdictOf(request: IncomingMessage, upgrade: boolean): ReturnType<typeof requestGuard> {
  const { headers, method = "GET" } = request;
  const fetchSite = headers["sec-fetch-site"];
  return requestGuard({
    method,
    host: headers.host,
    origin: headers.origin,
    fetchSite: typeof fetchSite === "string" ? fetchSite : undefined,
    contentType: headers["content-type"],
    upgrade,
  });
}
