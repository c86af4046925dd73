import type { Clock } from "../base/clock.ts";
import type { Endpoint } from "./peer-link.ts";

/** What the grid says to an agent unasked. Structurally part of GridFrame. */
export interface GridPush {
  readonly stale?: { readonly notice: number; readonly keys: readonly Uint8Array[] };
  readonly kill?: { readonly key: Uint8Array; readonly fireListeners: boolean; readonly reason: string };
  readonly modeChange?: { readonly mode: string; readonly guarantee: string };
  readonly fallbacks?: { readonly endpoints: readonly Endpoint[] };
}

/** Who an agent says it is, and how to reach it. */
export interface AgentStream {
  /** Unique among the streams of this process. */
  readonly id: string;
  readonly was: string;
  readonly incarnation: string;
  readonly server: string;
  readonly pid: number;
  /** It came by an invitation of the peer: its own sidecar is gone. */
  readonly visitor: boolean;
  /** It takes the push `fallbacks`; others learn of a change by attaching again. */
  readonly takesFallbacks?: boolean;
  /** It shows nothing that the grid did not confirm just now; see Welcome.strict. */
  readonly takesStrict?: boolean;
  readonly push: (frame: GridPush) => void;
  /** Ends the stream from our side. */
  readonly close: (reason: string) => void;
}

/** A WAS as the operator sees it. */
export interface AgentLine {
  readonly was: string;
  readonly server: string;
  readonly pid: number;
  readonly state: "attached" | "gone";
  readonly sinceMs: number;
  readonly visitor: boolean;
  readonly id: string;
}

/** Agents that have gone and are still listed. */
const GONE_MAX = 32;

/** The agents attached now, and those last seen. */
export class Agents {
  readonly #clock: Pick<Clock, "nowMs">;
  readonly #streams = new Map<string, AgentStream>();
  readonly #lines = new Map<string, AgentLine>();

  constructor(clock: Pick<Clock, "nowMs">) {
    this.#clock = clock;
  }

  get count(): number {
    return this.#streams.size;
  }

  add(stream: AgentStream): void {
    this.#streams.set(stream.id, stream);
    this.#line(stream, "attached");
  }

  /** False when it was not there. */
  remove(id: string): AgentStream | null {
    const stream = this.#streams.get(id);
    if (stream === undefined) return null;
    this.#streams.delete(id);
    // A WAS that is back on a newer stream is not gone.
    if (this.byWas(stream.was) === null) this.#line(stream, "gone");
    return stream;
  }

  get(id: string): AgentStream | null {
    return this.#streams.get(id) ?? null;
  }

  byWas(was: string): AgentStream | null {
    for (const stream of this.#streams.values()) if (stream.was === was) return stream;
    return null;
  }

  /** Earlier streams of the same start of the same WAS: the agent has left them. */
  earlier(stream: AgentStream): AgentStream[] {
    return this.all().filter(
      (other) =>
        other.id !== stream.id && other.was === stream.was && other.incarnation === stream.incarnation,
    );
  }

  all(): AgentStream[] {
    return [...this.#streams.values()];
  }

  /** Names of the WAS processes attached. */
  wases(): string[] {
    return [...new Set(this.all().map((stream) => stream.was))];
  }

  lines(): AgentLine[] {
    return [...this.#lines.values()];
  }

  #line(stream: AgentStream, state: AgentLine["state"]): void {
    const { was, server, pid, visitor, id } = stream;
    this.#lines.delete(was);
    this.#lines.set(was, { was, server, pid, state, sinceMs: this.#clock.nowMs(), visitor, id });
    const gone = [...this.#lines.values()].filter((line) => line.state === "gone");
    if (gone.length > GONE_MAX) this.#lines.delete((gone[0] as AgentLine).was);
  }
}
