/** What comes over the live socket, as signals. Holds the last five minutes, nothing longer. */
import { batch, signal } from "@preact/signals";
import type {
  ApiDots,
  ApiEvent,
  ApiGrid,
  ApiMeta,
  ApiOverview,
  LiveMessage,
} from "../../sidecar/http/api-types.ts";
import { DotRing } from "../scatter/dot-ring.ts";
import { closedPoints } from "./closed-points.ts";
import { fetchJson } from "./fetch-json.ts";
import { liveSocket } from "./live-socket.ts";
import { liveWindow } from "./live-window.ts";
import { now } from "./now.ts";
import { RequestFailure } from "./request-failure.ts";

export type Connection = "connecting" | "open" | "lost";

type Tick = Extract<LiveMessage, { kind: "tick" }>;

/** Events kept from the socket beside those of the overview: a night's worth, a few KB. */
const EVENTS_MAX = 200;
/** Answer to the first request for dots: what the scatter draws at most. */
const DOTS_MAX = 50_000;

/** Reading the past takes a second; were it to take a minute, the newest ticks are those that count. */
const EARLY_MAX = 30;

/** As often as a person looks up. */
const HEAL_MS = 20_000;

const connection = signal<Connection>("connecting");
const meta = signal<ApiMeta | null>(null);
const overview = signal<ApiOverview | null>(null);
const failure = signal<RequestFailure | null>(null);
const grid = signal<ApiGrid | null>(null);
const heardMs = signal(0);
const ring = new DotRing();
/** Ticks that came before the past was read: a chart of two points would look like a restart. */
let early: Tick[] = [];

function pastQuery(): string {
  const toMs = now.exact();
  return `from=${Math.floor(toMs - liveWindow.spanMs)}&to=${Math.ceil(toMs)}`;
}

async function readPast(): Promise<void> {
  const past = closedPoints(await fetchJson<ApiOverview>(`/api/overview?${pastQuery()}`), now.exact());
  batch(() => {
    failure.value = null;
    overview.value = overview.value ? { ...past, points: joined(past, overview.value) } : past;
    early.forEach(append);
    early = [];
  });
}

async function fill(): Promise<void> {
  try {
    const dots = fetchJson<ApiDots>(`/api/dots?${pastQuery()}&limit=${DOTS_MAX}`);
    await Promise.all([readPast(), dots.then((answer) => ring.add(answer, true))]);
  } catch (cause) {
    failure.value =
      cause instanceof RequestFailure ? cause : new RequestFailure("bad_answer", String(cause), 0);
  }
}

/** Data of a slow agent comes after its point was told; the past is read again now and then, so that it heals. */
function heal(): void {
  if (connection.peek() === "open" && !document.hidden) {
    readPast().catch(() => {
      // The next turn tries again; ticks go on meanwhile.
    });
  }
}

/** Points of the answer, then those the socket brought after it. */
function joined(past: ApiOverview, held: ApiOverview): ApiOverview["points"] {
  const last = past.points.at(-1)?.startMs ?? 0;
  return [...past.points, ...held.points.filter((point) => point.startMs > last)];
}

function append(tick: Tick): void {
  const held = overview.value;
  if (held === null && failure.value === null) {
    early = [...early, tick].slice(-EARLY_MAX);
    return;
  }
  const fromMs = tick.point.startMs + tick.point.widthMs - liveWindow.spanMs;
  const points = (held?.points ?? []).filter(
    (point) => point.startMs >= fromMs - tick.point.widthMs && point.startMs < tick.point.startMs,
  );
  overview.value = {
    fromMs,
    toMs: tick.point.startMs + tick.point.widthMs,
    widthMs: tick.point.widthMs,
    points: [...points, tick.point],
    concurrent: tick.concurrent,
    servers: tick.servers,
    sentence: tick.sentence,
    events: held?.events ?? [],
    completeness: tick.completeness,
  };
}

function addEvent(event: ApiEvent): void {
  const held = overview.value;
  if (held) {
    overview.value = { ...held, events: [...held.events, event].slice(-EVENTS_MAX) };
  }
}

function onMessage(message: LiveMessage): void {
  batch(() => {
    heardMs.value = now.exact();
    connection.value = "open";
    switch (message.kind) {
      case "hello":
        meta.value = message.meta;
        now.setServerTime(message.meta.nowMs);
        void fill();
        break;
      case "tick":
        append(message);
        break;
      case "dots":
        ring.add(message.dots);
        break;
      case "grid":
        grid.value = message.grid;
        break;
      case "event":
        addEvent(message.event);
        break;
    }
  });
}

export const live = {
  connection,
  meta,
  overview,
  /** Why the past five minutes could not be read, while they could not. */
  failure,
  grid,
  /** When the socket last said anything, by the sidecar's clock; 0 before the first word. */
  heardMs,
  ring,
  retry: fill,
  start(): void {
    setInterval(heal, HEAL_MS);
    liveSocket({
      onMessage,
      onLost: () => {
        connection.value = "lost";
      },
    });
  },
};
