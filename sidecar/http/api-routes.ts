import { type Request, type Response, Router } from "express";
import { AppError } from "../base/app-error.ts";
import type { Clock } from "../base/clock.ts";
import { AgentBook } from "../telemetry/agent-book.ts";
import type { Telemetry } from "../telemetry/telemetry.ts";
import type { TransactionFilter } from "../telemetry/transaction-query.ts";
import type { ApiEndpoints, ApiKill, ApiLedger, ApiMeta } from "./api-types.ts";
import type { GridAdmin } from "./grid-admin.ts";
import type { GridWatch } from "./grid-watch.ts";
import type { Overview } from "./overview.ts";
import { RouteQuery } from "./route-query.ts";
import { type TraceOfPeer, transactionView } from "./transaction-view.ts";

/** What the routes answer from. */
export interface ApiParts {
  readonly telemetry: Telemetry;
  readonly overview: Overview;
  readonly admin: GridAdmin;
  readonly grid: GridWatch;
  readonly clock: Clock;
  readonly meta: () => ApiMeta;
  readonly peer: () => { readonly node: string; readonly connected: boolean } | null;
  readonly traceOfPeer: TraceOfPeer;
}

/** The page draws fewer; a list is read by a person. */
const DOTS_MAX = 50_000;
const LIST_MAX = 1_000;
const DURATION_US_MAX = 7 * 86_400_000_000;

/** Every `/api` route but the questions: reads as GET, and the one change, ending a session. */
export function apiRoutes(parts: ApiParts): Router {
  const router = Router();
  const { clock, telemetry } = parts;
  const get = (path: string, answer: (query: RouteQuery, request: Request) => unknown): void => {
    router.get(path, async (request: Request, response: Response) => {
      response.json(await answer(new RouteQuery(request.query as Record<string, unknown>), request));
    });
  };
  get("/meta", () => parts.meta());
  get("/overview", (query) => parts.overview.read(query.range(clock.nowMs())));
  get("/servers", () => parts.overview.servers());
  get("/dots", (query) => {
    const limit = query.number("limit", 1, DOTS_MAX) ?? 20_000;
    const { dots, total } = telemetry.transactions.dots(filterOf(query, clock.nowMs()), limit);
    return transactionView.dots(dots, total);
  });
  get("/transactions", (query) => {
    const limit = query.number("limit", 1, LIST_MAX) ?? 100;
    const found = telemetry.transactions.list(filterOf(query, clock.nowMs()), limit);
    return { transactions: found.transactions.map(transactionView.row), total: found.total };
  });
  get("/transactions/:id", (_query, request) => wholeTransaction(parts, hexParameter(request, "id", 48)));
  get("/endpoints", (query): ApiEndpoints => {
    const limit = query.number("limit", 1, LIST_MAX) ?? 100;
    return { endpoints: telemetry.series.endpoints(query.range(clock.nowMs()), limit) };
  });
  get("/ledger", (): ApiLedger => ledgerOf(telemetry));
  get("/grid", async () => {
    await parts.grid.look();
    return parts.grid.grid;
  });
  sessionRoutes(router, get, parts);
  router.use((request: Request) => {
    throw new AppError("not_found", `There is no ${request.method} ${request.baseUrl}${request.path}.`);
  });
  return router;
}

function sessionRoutes(
  router: Router,
  get: (path: string, answer: (query: RouteQuery, request: Request) => unknown) => void,
  parts: ApiParts,
): void {
  get("/sessions", (query) =>
    parts.admin.sessions({
      search: query.text("search") ?? "",
      sort: query.choice("sort", ["lastAccess", "created", "age", "idle", "size"], "lastAccess"),
      offset: query.number("offset", 0, 10_000_000) ?? 0,
      limit: query.number("limit", 1, LIST_MAX) ?? 50,
      dead: query.flag("dead"),
    }),
  );
  get("/sessions/:key", async (_query, request) => {
    const session = await parts.admin.session(hexParameter(request, "key", 32));
    if (session === null) {
      throw new AppError("not_found", "No such session is known here; it may have ended long ago.");
    }
    return session;
  });
  router.post("/sessions/:key/kill", async (request: Request, response: Response) => {
    const key = hexParameter(request, "key", 32);
    const { confirm, reason } = killOf(request.body);
    if (confirm !== key.slice(0, 8)) {
      const message = "Type the first 8 characters of the session's key to confirm.";
      response.status(409).json({ code: "confirmation_differs", message });
      return;
    }
    response.json(await parts.admin.kill({ key, reason, by: "page" }));
  });
}

function filterOf(query: RouteQuery, nowMs: number): TransactionFilter {
  return {
    ...query.range(nowMs),
    minUs: query.number("minUs", 0, DURATION_US_MAX),
    maxUs: query.number("maxUs", 0, DURATION_US_MAX),
    errorsOnly: query.flag("errors"),
    endpoint: query.text("endpoint"),
    session: query.text("session")?.slice(0, 16),
  };
}

async function wholeTransaction(parts: ApiParts, id: string): Promise<unknown> {
  const traceId = id.slice(0, 32);
  const own = parts.telemetry.transactions.trace(traceId);
  const { found, missing } = await parts.traceOfPeer(traceId);
  return transactionView.whole(id, [...own, ...found], missing);
}

function ledgerOf(telemetry: Telemetry): ApiLedger {
  const agents = telemetry.agents.all().map((entry) => {
    const { created, stored, dropped } = AgentBook.totals(entry);
    const lost = dropped.reduce((sum, { count }) => sum + count, 0);
    return { was: entry.was, node: entry.node, created, stored, pending: created - stored - lost, dropped };
  });
  return { agents };
}

function hexParameter(request: Request, name: string, digits: number): string {
  const value = request.params[name];
  if (typeof value !== "string" || value.length !== digits || !/^[0-9a-f]+$/.test(value)) {
    throw new AppError("invalid_argument", `${name} must be ${digits} lower-case hex digits.`);
  }
  return value;
}

function killOf(body: unknown): ApiKill {
  const { confirm, reason } = (body ?? {}) as Readonly<Record<string, unknown>>;
  if (typeof confirm !== "string" || typeof reason !== "string" || reason.length > 200) {
    throw new AppError(
      "invalid_argument",
      "confirm and reason must be texts; a reason has at most 200 characters.",
    );
  }
  return { confirm, reason };
}
