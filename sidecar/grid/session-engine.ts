import type { AgentStream } from "./agents.ts";
import type { MemberComparison } from "./compare-members.ts";
import type { ConflictLine } from "./conflict-book.ts";
import type { Admission } from "./grid.ts";
import type { GridStatusView, StatusContext } from "./grid-status.ts";
import type { LoadAnswer } from "./load-result.ts";
import type { ExpireAnswer, StoreAnswer } from "./session-answers.ts";
import type { StoreRequest } from "./session-changes.ts";
import type { ListQuery, SessionPage, SessionView } from "./session-list.ts";
import type { Version } from "./version.ts";

/** A near copy that an agent says it has. */
export interface HeldCopy {
  readonly key: Uint8Array;
  readonly version: Version | null;
}

/**
 * What agents ask of whoever keeps the sessions: this grid, or a store of the site. Every promise rejects with an
 * AppError when nothing can be said: `unavailable` is for "ask again", never for "there is none".
 */
export interface SessionOperations {
  load(agent: AgentStream, key: Uint8Array, known: Version | null): Promise<LoadAnswer>;
  store(agent: AgentStream, request: StoreRequest): Promise<StoreAnswer>;
  touch(touched: readonly { readonly key: Uint8Array; readonly lastAccessMs: number }[]): void;
  invalidate(agent: AgentStream, key: Uint8Array, reason: string, operation: number): Promise<StoreAnswer>;
  changeId(
    agent: AgentStream,
    oldKey: Uint8Array,
    newKey: Uint8Array,
    operation: number,
  ): Promise<StoreAnswer>;
  expireIfIdle(agent: AgentStream | null, key: Uint8Array, lastAccessMs: number): Promise<ExpireAnswer>;
}

/** Keeper of sessions as the agents' service sees it: streams of agents, their near copies, their operations. */
export interface SessionEngine {
  /** Agents refuse what is not confirmed, and send a change once; see Welcome.strict. */
  readonly strict?: boolean;
  readonly sessions: SessionOperations;
  /** Called before anything that came from outside is looked at: notices that the process had been paused. */
  awake(): void;
  /** Throws `too_many`. `held` are near copies from an earlier stream: they are recalled. */
  attach(agent: AgentStream, held: readonly HeldCopy[]): Admission;
  /** `known` when the agent itself ended the stream. */
  detach(id: string, known: boolean): void;
  /** False: the near copies of this agent must not be served any longer, so it gets no Renewed. */
  renew(id: string): boolean;
  /** The agent dropped what notice number `notice` told it to. */
  dropped(id: string, notice: number): void;
}

/** Keeper of sessions as console and command line see it. */
export interface SessionAdmin {
  status(context: StatusContext): GridStatusView;
  list(query: ListQuery): Promise<SessionPage>;
  inspect(key: Uint8Array): Promise<SessionView>;
  kill(key: Uint8Array, reason: string, by: string): Promise<"killed" | "already_dead" | "absent">;
  /** Absent where members hold no copies of each other's sessions. */
  compare?(): Promise<MemberComparison[]>;
  /** Changes of the last day that lost, newest first; absent where changes cannot meet. */
  conflicts?(limit: number): ConflictPage;
}

/** Some conflicts and how many there are. Structurally the ConflictList of admin.proto. */
export interface ConflictPage {
  readonly conflicts: readonly ConflictLine[];
  readonly total: number;
  readonly forgotten: number;
}
