// Made by scripts/gen.ts from proto/. Do not edit; run npm run gen.
import { codec } from "../codec.ts";

export interface AgentFrame {
  readonly seq: number;
  readonly hello: Hello | null;
  readonly load: Load | null;
  readonly store: Store | null;
  readonly touch: Touch | null;
  readonly invalidate: Invalidate | null;
  readonly changeId: ChangeId | null;
  readonly renew: Renew | null;
  readonly dropped: Dropped | null;
  readonly expireIfIdle: ExpireIfIdle | null;
  readonly chunk: Chunk | null;
  /** Name of the field that is set. */
  readonly body?: "hello" | "load" | "store" | "touch" | "invalidate" | "changeId" | "renew" | "dropped" | "expireIfIdle" | "chunk";
}

export interface AgentFrameInput {
  readonly seq?: number | null | undefined;
  readonly hello?: HelloInput | null | undefined;
  readonly load?: LoadInput | null | undefined;
  readonly store?: StoreInput | null | undefined;
  readonly touch?: TouchInput | null | undefined;
  readonly invalidate?: InvalidateInput | null | undefined;
  readonly changeId?: ChangeIdInput | null | undefined;
  readonly renew?: RenewInput | null | undefined;
  readonly dropped?: DroppedInput | null | undefined;
  readonly expireIfIdle?: ExpireIfIdleInput | null | undefined;
  readonly chunk?: ChunkInput | null | undefined;
}

export const AgentFrame = codec<AgentFrame, AgentFrameInput>("gyeot.session.v1.AgentFrame");

export interface GridFrame {
  readonly seq: number;
  readonly welcome: Welcome | null;
  readonly loadResult: LoadResult | null;
  readonly storeResult: StoreResult | null;
  readonly done: Done | null;
  readonly renewed: Renewed | null;
  readonly stale: Stale | null;
  readonly kill: Kill | null;
  readonly modeChange: ModeChange | null;
  readonly expireResult: ExpireResult | null;
  readonly failure: Failure | null;
  readonly chunk: Chunk | null;
  /** Name of the field that is set. */
  readonly body?: "welcome" | "loadResult" | "storeResult" | "done" | "renewed" | "stale" | "kill" | "modeChange" | "expireResult" | "failure" | "chunk";
}

export interface GridFrameInput {
  readonly seq?: number | null | undefined;
  readonly welcome?: WelcomeInput | null | undefined;
  readonly loadResult?: LoadResultInput | null | undefined;
  readonly storeResult?: StoreResultInput | null | undefined;
  readonly done?: DoneInput | null | undefined;
  readonly renewed?: RenewedInput | null | undefined;
  readonly stale?: StaleInput | null | undefined;
  readonly kill?: KillInput | null | undefined;
  readonly modeChange?: ModeChangeInput | null | undefined;
  readonly expireResult?: ExpireResultInput | null | undefined;
  readonly failure?: FailureInput | null | undefined;
  readonly chunk?: ChunkInput | null | undefined;
}

export const GridFrame = codec<GridFrame, GridFrameInput>("gyeot.session.v1.GridFrame");

export interface Chunk {
  readonly piece: Uint8Array;
  readonly last: boolean;
}

export interface ChunkInput {
  readonly piece?: Uint8Array | null | undefined;
  readonly last?: boolean | null | undefined;
}

export const Chunk = codec<Chunk, ChunkInput>("gyeot.session.v1.Chunk");

export interface Version {
  readonly ms: number;
  readonly counter: number;
  readonly node: string;
}

export interface VersionInput {
  readonly ms?: number | null | undefined;
  readonly counter?: number | null | undefined;
  readonly node?: string | null | undefined;
}

export const Version = codec<Version, VersionInput>("gyeot.session.v1.Version");

export interface Hello {
  readonly protocol: number;
  readonly was: string;
  readonly incarnation: string;
  readonly server: string;
  readonly pid: number;
  readonly held: readonly Held[];
}

export interface HelloInput {
  readonly protocol?: number | null | undefined;
  readonly was?: string | null | undefined;
  readonly incarnation?: string | null | undefined;
  readonly server?: string | null | undefined;
  readonly pid?: number | null | undefined;
  readonly held?: readonly HeldInput[] | null | undefined;
}

export const Hello = codec<Hello, HelloInput>("gyeot.session.v1.Hello");

export interface Held {
  readonly key: Uint8Array;
  readonly version: Version | null;
}

export interface HeldInput {
  readonly key?: Uint8Array | null | undefined;
  readonly version?: VersionInput | null | undefined;
}

export const Held = codec<Held, HeldInput>("gyeot.session.v1.Held");

export interface Welcome {
  readonly protocol: number;
  readonly node: string;
  readonly leaseMs: number;
  readonly fallbacks: readonly Endpoint[];
  readonly mode: ModeChange | null;
}

export interface WelcomeInput {
  readonly protocol?: number | null | undefined;
  readonly node?: string | null | undefined;
  readonly leaseMs?: number | null | undefined;
  readonly fallbacks?: readonly EndpointInput[] | null | undefined;
  readonly mode?: ModeChangeInput | null | undefined;
}

export const Welcome = codec<Welcome, WelcomeInput>("gyeot.session.v1.Welcome");

export interface Endpoint {
  readonly node: string;
  readonly unixPath: string;
  readonly host: string;
  readonly port: number;
  readonly token: string;
}

export interface EndpointInput {
  readonly node?: string | null | undefined;
  readonly unixPath?: string | null | undefined;
  readonly host?: string | null | undefined;
  readonly port?: number | null | undefined;
  readonly token?: string | null | undefined;
}

export const Endpoint = codec<Endpoint, EndpointInput>("gyeot.session.v1.Endpoint");

export interface Load {
  readonly key: Uint8Array;
  readonly known: Version | null;
}

export interface LoadInput {
  readonly key?: Uint8Array | null | undefined;
  readonly known?: VersionInput | null | undefined;
}

export const Load = codec<Load, LoadInput>("gyeot.session.v1.Load");

export const LoadResultOutcome = {
  OUTCOME_UNSPECIFIED: 0,
  OUTCOME_FOUND: 1,
  OUTCOME_ABSENT: 2,
  OUTCOME_DEAD: 3,
  OUTCOME_UNKNOWN: 4,
  OUTCOME_NOT_MODIFIED: 5,
} as const;

export interface LoadResult {
  readonly outcome: number;
  readonly meta: SessionMeta | null;
  readonly version: Version | null;
  readonly attributes: readonly Attribute[];
  readonly delta: boolean;
  readonly removed: readonly string[];
}

export interface LoadResultInput {
  readonly outcome?: number | null | undefined;
  readonly meta?: SessionMetaInput | null | undefined;
  readonly version?: VersionInput | null | undefined;
  readonly attributes?: readonly AttributeInput[] | null | undefined;
  readonly delta?: boolean | null | undefined;
  readonly removed?: readonly string[] | null | undefined;
}

export const LoadResult = codec<LoadResult, LoadResultInput>("gyeot.session.v1.LoadResult");

export interface SessionMeta {
  readonly app: string;
  readonly createdMs: number;
  readonly lastAccessMs: number;
  readonly maxInactiveS: number;
  readonly user: string;
  readonly address: string;
  readonly was: string;
  readonly container: readonly Attribute[];
}

export interface SessionMetaInput {
  readonly app?: string | null | undefined;
  readonly createdMs?: number | null | undefined;
  readonly lastAccessMs?: number | null | undefined;
  readonly maxInactiveS?: number | null | undefined;
  readonly user?: string | null | undefined;
  readonly address?: string | null | undefined;
  readonly was?: string | null | undefined;
  readonly container?: readonly AttributeInput[] | null | undefined;
}

export const SessionMeta = codec<SessionMeta, SessionMetaInput>("gyeot.session.v1.SessionMeta");

export interface Attribute {
  readonly name: string;
  readonly value: Uint8Array;
  readonly type: string;
  readonly version: Version | null;
  readonly inPlace: boolean;
}

export interface AttributeInput {
  readonly name?: string | null | undefined;
  readonly value?: Uint8Array | null | undefined;
  readonly type?: string | null | undefined;
  readonly version?: VersionInput | null | undefined;
  readonly inPlace?: boolean | null | undefined;
}

export const Attribute = codec<Attribute, AttributeInput>("gyeot.session.v1.Attribute");

export interface Store {
  readonly key: Uint8Array;
  readonly base: Version | null;
  readonly meta: SessionMeta | null;
  readonly attributes: readonly Attribute[];
  readonly removed: readonly string[];
  readonly create: boolean;
  readonly localOnly: readonly Attribute[];
  readonly operation: number;
  readonly containerChanged: boolean;
  readonly ageMs: number;
}

export interface StoreInput {
  readonly key?: Uint8Array | null | undefined;
  readonly base?: VersionInput | null | undefined;
  readonly meta?: SessionMetaInput | null | undefined;
  readonly attributes?: readonly AttributeInput[] | null | undefined;
  readonly removed?: readonly string[] | null | undefined;
  readonly create?: boolean | null | undefined;
  readonly localOnly?: readonly AttributeInput[] | null | undefined;
  readonly operation?: number | null | undefined;
  readonly containerChanged?: boolean | null | undefined;
  readonly ageMs?: number | null | undefined;
}

export const Store = codec<Store, StoreInput>("gyeot.session.v1.Store");

export const StoreResultOutcome = {
  OUTCOME_UNSPECIFIED: 0,
  OUTCOME_ACKNOWLEDGED: 1,
  OUTCOME_DEGRADED: 2,
  OUTCOME_DEAD: 3,
} as const;

export interface StoreResult {
  readonly outcome: number;
  readonly version: Version | null;
  readonly stale: boolean;
}

export interface StoreResultInput {
  readonly outcome?: number | null | undefined;
  readonly version?: VersionInput | null | undefined;
  readonly stale?: boolean | null | undefined;
}

export const StoreResult = codec<StoreResult, StoreResultInput>("gyeot.session.v1.StoreResult");

export interface Touch {
  readonly touched: readonly Touched[];
}

export interface TouchInput {
  readonly touched?: readonly TouchedInput[] | null | undefined;
}

export const Touch = codec<Touch, TouchInput>("gyeot.session.v1.Touch");

export interface Touched {
  readonly key: Uint8Array;
  readonly lastAccessMs: number;
}

export interface TouchedInput {
  readonly key?: Uint8Array | null | undefined;
  readonly lastAccessMs?: number | null | undefined;
}

export const Touched = codec<Touched, TouchedInput>("gyeot.session.v1.Touched");

export interface Invalidate {
  readonly key: Uint8Array;
  readonly reason: string;
  readonly operation: number;
}

export interface InvalidateInput {
  readonly key?: Uint8Array | null | undefined;
  readonly reason?: string | null | undefined;
  readonly operation?: number | null | undefined;
}

export const Invalidate = codec<Invalidate, InvalidateInput>("gyeot.session.v1.Invalidate");

export interface ChangeId {
  readonly oldKey: Uint8Array;
  readonly newKey: Uint8Array;
  readonly operation: number;
}

export interface ChangeIdInput {
  readonly oldKey?: Uint8Array | null | undefined;
  readonly newKey?: Uint8Array | null | undefined;
  readonly operation?: number | null | undefined;
}

export const ChangeId = codec<ChangeId, ChangeIdInput>("gyeot.session.v1.ChangeId");

export interface ExpireIfIdle {
  readonly key: Uint8Array;
  readonly lastAccessMs: number;
}

export interface ExpireIfIdleInput {
  readonly key?: Uint8Array | null | undefined;
  readonly lastAccessMs?: number | null | undefined;
}

export const ExpireIfIdle = codec<ExpireIfIdle, ExpireIfIdleInput>("gyeot.session.v1.ExpireIfIdle");

export interface ExpireResult {
  readonly expired: boolean;
  readonly lastAccessMs: number;
  readonly gone: boolean;
}

export interface ExpireResultInput {
  readonly expired?: boolean | null | undefined;
  readonly lastAccessMs?: number | null | undefined;
  readonly gone?: boolean | null | undefined;
}

export const ExpireResult = codec<ExpireResult, ExpireResultInput>("gyeot.session.v1.ExpireResult");

export interface Renew {

}

export interface RenewInput {

}

export const Renew = codec<Renew, RenewInput>("gyeot.session.v1.Renew");

export interface Renewed {

}

export interface RenewedInput {

}

export const Renewed = codec<Renewed, RenewedInput>("gyeot.session.v1.Renewed");

export interface Stale {
  readonly notice: number;
  readonly keys: readonly Uint8Array[];
}

export interface StaleInput {
  readonly notice?: number | null | undefined;
  readonly keys?: readonly Uint8Array[] | null | undefined;
}

export const Stale = codec<Stale, StaleInput>("gyeot.session.v1.Stale");

export interface Dropped {
  readonly notice: number;
}

export interface DroppedInput {
  readonly notice?: number | null | undefined;
}

export const Dropped = codec<Dropped, DroppedInput>("gyeot.session.v1.Dropped");

export interface Kill {
  readonly key: Uint8Array;
  readonly fireListeners: boolean;
  readonly reason: string;
}

export interface KillInput {
  readonly key?: Uint8Array | null | undefined;
  readonly fireListeners?: boolean | null | undefined;
  readonly reason?: string | null | undefined;
}

export const Kill = codec<Kill, KillInput>("gyeot.session.v1.Kill");

export interface ModeChange {
  readonly mode: string;
  readonly guarantee: string;
}

export interface ModeChangeInput {
  readonly mode?: string | null | undefined;
  readonly guarantee?: string | null | undefined;
}

export const ModeChange = codec<ModeChange, ModeChangeInput>("gyeot.session.v1.ModeChange");

export interface Done {

}

export interface DoneInput {

}

export const Done = codec<Done, DoneInput>("gyeot.session.v1.Done");

export interface Failure {
  readonly code: string;
  readonly message: string;
}

export interface FailureInput {
  readonly code?: string | null | undefined;
  readonly message?: string | null | undefined;
}

export const Failure = codec<Failure, FailureInput>("gyeot.session.v1.Failure");

export const SessionService = {
  Attach: {
    path: "/gyeot.session.v1.SessionService/Attach",
    requestStream: true,
    responseStream: true,
    requestSerialize: AgentFrame.encode,
    requestDeserialize: AgentFrame.decode,
    responseSerialize: GridFrame.encode,
    responseDeserialize: GridFrame.decode,
  },
} as const;
