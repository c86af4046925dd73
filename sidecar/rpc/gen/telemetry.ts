// Made by scripts/gen.ts from proto/. Do not edit; run npm run gen.
import { codec } from "../codec.ts";

export interface Batch {
  readonly seq: number;
  readonly hello: AgentHello | null;
  readonly strings: readonly string[];
  readonly transactions: Transactions | null;
  readonly calls: Calls | null;
  readonly gauges: Gauges | null;
  readonly ledger: Ledger | null;
  readonly logs: readonly LogLine[];
}

export interface BatchInput {
  readonly seq?: number | null | undefined;
  readonly hello?: AgentHelloInput | null | undefined;
  readonly strings?: readonly string[] | null | undefined;
  readonly transactions?: TransactionsInput | null | undefined;
  readonly calls?: CallsInput | null | undefined;
  readonly gauges?: GaugesInput | null | undefined;
  readonly ledger?: LedgerInput | null | undefined;
  readonly logs?: readonly LogLineInput[] | null | undefined;
}

export const Batch = codec<Batch, BatchInput>("gyeot.telemetry.v1.Batch");

export interface AgentHello {
  readonly protocol: number;
  readonly was: string;
  readonly server: string;
  readonly jvm: string;
  readonly pid: number;
  readonly startedMs: number;
  readonly agentVersion: string;
  readonly incarnation: string;
  readonly sessionHook: string;
}

export interface AgentHelloInput {
  readonly protocol?: number | null | undefined;
  readonly was?: string | null | undefined;
  readonly server?: string | null | undefined;
  readonly jvm?: string | null | undefined;
  readonly pid?: number | null | undefined;
  readonly startedMs?: number | null | undefined;
  readonly agentVersion?: string | null | undefined;
  readonly incarnation?: string | null | undefined;
  readonly sessionHook?: string | null | undefined;
}

export const AgentHello = codec<AgentHello, AgentHelloInput>("gyeot.telemetry.v1.AgentHello");

export interface Transactions {
  readonly startUsDelta: readonly number[];
  readonly durationUs: readonly number[];
  readonly traceIds: Uint8Array;
  readonly spanIds: Uint8Array;
  readonly parentSpanIds: Uint8Array;
  readonly endpoint: readonly number[];
  readonly path: readonly number[];
  readonly status: readonly number[];
  readonly error: readonly number[];
  readonly address: readonly number[];
  readonly sessionKeys: Uint8Array;
  readonly userHashes: Uint8Array;
  readonly cpuUs: readonly number[];
  readonly sqlUs: readonly number[];
  readonly sqlCount: readonly number[];
  readonly sessionUs: readonly number[];
  readonly app: readonly number[];
  readonly thread: readonly number[];
}

export interface TransactionsInput {
  readonly startUsDelta?: readonly number[] | null | undefined;
  readonly durationUs?: readonly number[] | null | undefined;
  readonly traceIds?: Uint8Array | null | undefined;
  readonly spanIds?: Uint8Array | null | undefined;
  readonly parentSpanIds?: Uint8Array | null | undefined;
  readonly endpoint?: readonly number[] | null | undefined;
  readonly path?: readonly number[] | null | undefined;
  readonly status?: readonly number[] | null | undefined;
  readonly error?: readonly number[] | null | undefined;
  readonly address?: readonly number[] | null | undefined;
  readonly sessionKeys?: Uint8Array | null | undefined;
  readonly userHashes?: Uint8Array | null | undefined;
  readonly cpuUs?: readonly number[] | null | undefined;
  readonly sqlUs?: readonly number[] | null | undefined;
  readonly sqlCount?: readonly number[] | null | undefined;
  readonly sessionUs?: readonly number[] | null | undefined;
  readonly app?: readonly number[] | null | undefined;
  readonly thread?: readonly number[] | null | undefined;
}

export const Transactions = codec<Transactions, TransactionsInput>("gyeot.telemetry.v1.Transactions");

export interface Calls {
  readonly transaction: readonly number[];
  readonly kind: readonly number[];
  readonly text: readonly number[];
  readonly offsetUs: readonly number[];
  readonly durationUs: readonly number[];
  readonly rows: readonly number[];
  readonly error: readonly number[];
  readonly spanIds: Uint8Array;
  readonly target: readonly number[];
}

export interface CallsInput {
  readonly transaction?: readonly number[] | null | undefined;
  readonly kind?: readonly number[] | null | undefined;
  readonly text?: readonly number[] | null | undefined;
  readonly offsetUs?: readonly number[] | null | undefined;
  readonly durationUs?: readonly number[] | null | undefined;
  readonly rows?: readonly number[] | null | undefined;
  readonly error?: readonly number[] | null | undefined;
  readonly spanIds?: Uint8Array | null | undefined;
  readonly target?: readonly number[] | null | undefined;
}

export const Calls = codec<Calls, CallsInput>("gyeot.telemetry.v1.Calls");

export interface Gauges {
  readonly atMs: number;
  readonly pools: readonly MemoryPool[];
  readonly collectors: readonly Collector[];
  readonly threads: number;
  readonly threadsDaemon: number;
  readonly threadsPeak: number;
  readonly processCpu: number;
  readonly systemCpu: number;
  readonly heapUsed: number;
  readonly heapCommitted: number;
  readonly heapMax: number;
  readonly connectors: readonly Pool[];
  readonly jdbcPools: readonly Pool[];
  readonly inFlight: readonly number[];
  readonly loadedClasses: number;
  readonly sessionMode: string;
  readonly nearSessions: number;
  readonly agentCpuUs: number;
  readonly heapUsedAfterGc: number;
}

export interface GaugesInput {
  readonly atMs?: number | null | undefined;
  readonly pools?: readonly MemoryPoolInput[] | null | undefined;
  readonly collectors?: readonly CollectorInput[] | null | undefined;
  readonly threads?: number | null | undefined;
  readonly threadsDaemon?: number | null | undefined;
  readonly threadsPeak?: number | null | undefined;
  readonly processCpu?: number | null | undefined;
  readonly systemCpu?: number | null | undefined;
  readonly heapUsed?: number | null | undefined;
  readonly heapCommitted?: number | null | undefined;
  readonly heapMax?: number | null | undefined;
  readonly connectors?: readonly PoolInput[] | null | undefined;
  readonly jdbcPools?: readonly PoolInput[] | null | undefined;
  readonly inFlight?: readonly number[] | null | undefined;
  readonly loadedClasses?: number | null | undefined;
  readonly sessionMode?: string | null | undefined;
  readonly nearSessions?: number | null | undefined;
  readonly agentCpuUs?: number | null | undefined;
  readonly heapUsedAfterGc?: number | null | undefined;
}

export const Gauges = codec<Gauges, GaugesInput>("gyeot.telemetry.v1.Gauges");

export interface MemoryPool {
  readonly name: string;
  readonly kind: string;
  readonly used: number;
  readonly committed: number;
  readonly max: number;
}

export interface MemoryPoolInput {
  readonly name?: string | null | undefined;
  readonly kind?: string | null | undefined;
  readonly used?: number | null | undefined;
  readonly committed?: number | null | undefined;
  readonly max?: number | null | undefined;
}

export const MemoryPool = codec<MemoryPool, MemoryPoolInput>("gyeot.telemetry.v1.MemoryPool");

export interface Collector {
  readonly name: string;
  readonly count: number;
  readonly timeMs: number;
}

export interface CollectorInput {
  readonly name?: string | null | undefined;
  readonly count?: number | null | undefined;
  readonly timeMs?: number | null | undefined;
}

export const Collector = codec<Collector, CollectorInput>("gyeot.telemetry.v1.Collector");

export interface Pool {
  readonly name: string;
  readonly busy: number;
  readonly size: number;
  readonly max: number;
  readonly waiting: number;
}

export interface PoolInput {
  readonly name?: string | null | undefined;
  readonly busy?: number | null | undefined;
  readonly size?: number | null | undefined;
  readonly max?: number | null | undefined;
  readonly waiting?: number | null | undefined;
}

export const Pool = codec<Pool, PoolInput>("gyeot.telemetry.v1.Pool");

export interface Ledger {
  readonly transactionsCreated: number;
  readonly transactionsSent: number;
  readonly transactionsDropped: readonly DropCount[];
  readonly callsCreated: number;
  readonly callsSent: number;
  readonly callsDropped: readonly DropCount[];
}

export interface LedgerInput {
  readonly transactionsCreated?: number | null | undefined;
  readonly transactionsSent?: number | null | undefined;
  readonly transactionsDropped?: readonly DropCountInput[] | null | undefined;
  readonly callsCreated?: number | null | undefined;
  readonly callsSent?: number | null | undefined;
  readonly callsDropped?: readonly DropCountInput[] | null | undefined;
}

export const Ledger = codec<Ledger, LedgerInput>("gyeot.telemetry.v1.Ledger");

export interface DropCount {
  readonly reason: string;
  readonly count: number;
}

export interface DropCountInput {
  readonly reason?: string | null | undefined;
  readonly count?: number | null | undefined;
}

export const DropCount = codec<DropCount, DropCountInput>("gyeot.telemetry.v1.DropCount");

export interface LogLine {
  readonly atMs: number;
  readonly level: string;
  readonly message: string;
}

export interface LogLineInput {
  readonly atMs?: number | null | undefined;
  readonly level?: string | null | undefined;
  readonly message?: string | null | undefined;
}

export const LogLine = codec<LogLine, LogLineInput>("gyeot.telemetry.v1.LogLine");

export interface Control {
  readonly seq: number;
  readonly userCookie: string;
  readonly trustedProxies: readonly string[];
}

export interface ControlInput {
  readonly seq?: number | null | undefined;
  readonly userCookie?: string | null | undefined;
  readonly trustedProxies?: readonly string[] | null | undefined;
}

export const Control = codec<Control, ControlInput>("gyeot.telemetry.v1.Control");

export interface Bucket {
  readonly node: string;
  readonly was: string;
  readonly startMs: number;
  readonly widthMs: number;
  readonly count: number;
  readonly errors: number;
  readonly latency: Uint8Array;
  readonly usersByAddress: Uint8Array;
  readonly usersBySession: Uint8Array;
  readonly usersByCookie: Uint8Array;
  readonly endpoints: readonly EndpointBucket[];
  readonly gauges: Gauges | null;
  readonly sqlCount: number;
  readonly sqlUs: number;
  readonly sessionUs: number;
  readonly gaugeSummary: readonly number[];
}

export interface BucketInput {
  readonly node?: string | null | undefined;
  readonly was?: string | null | undefined;
  readonly startMs?: number | null | undefined;
  readonly widthMs?: number | null | undefined;
  readonly count?: number | null | undefined;
  readonly errors?: number | null | undefined;
  readonly latency?: Uint8Array | null | undefined;
  readonly usersByAddress?: Uint8Array | null | undefined;
  readonly usersBySession?: Uint8Array | null | undefined;
  readonly usersByCookie?: Uint8Array | null | undefined;
  readonly endpoints?: readonly EndpointBucketInput[] | null | undefined;
  readonly gauges?: GaugesInput | null | undefined;
  readonly sqlCount?: number | null | undefined;
  readonly sqlUs?: number | null | undefined;
  readonly sessionUs?: number | null | undefined;
  readonly gaugeSummary?: readonly number[] | null | undefined;
}

export const Bucket = codec<Bucket, BucketInput>("gyeot.telemetry.v1.Bucket");

export interface EndpointBucket {
  readonly endpoint: string;
  readonly count: number;
  readonly errors: number;
  readonly latency: Uint8Array;
  readonly sqlUs: number;
  readonly sumUs: number;
}

export interface EndpointBucketInput {
  readonly endpoint?: string | null | undefined;
  readonly count?: number | null | undefined;
  readonly errors?: number | null | undefined;
  readonly latency?: Uint8Array | null | undefined;
  readonly sqlUs?: number | null | undefined;
  readonly sumUs?: number | null | undefined;
}

export const EndpointBucket = codec<EndpointBucket, EndpointBucketInput>("gyeot.telemetry.v1.EndpointBucket");

export interface FollowRequest {
  readonly node: string;
  readonly afterSeq: number;
  readonly mac: Uint8Array;
  readonly nowMs: number;
  readonly logId: string;
}

export interface FollowRequestInput {
  readonly node?: string | null | undefined;
  readonly afterSeq?: number | null | undefined;
  readonly mac?: Uint8Array | null | undefined;
  readonly nowMs?: number | null | undefined;
  readonly logId?: string | null | undefined;
}

export const FollowRequest = codec<FollowRequest, FollowRequestInput>("gyeot.telemetry.v1.FollowRequest");

export interface FollowItem {
  readonly seq: number;
  readonly bucket: Bucket | null;
  readonly dots: Dots | null;
  readonly agent: AgentState | null;
  readonly hello: FollowHello | null;
}

export interface FollowItemInput {
  readonly seq?: number | null | undefined;
  readonly bucket?: BucketInput | null | undefined;
  readonly dots?: DotsInput | null | undefined;
  readonly agent?: AgentStateInput | null | undefined;
  readonly hello?: FollowHelloInput | null | undefined;
}

export const FollowItem = codec<FollowItem, FollowItemInput>("gyeot.telemetry.v1.FollowItem");

export interface FollowHello {
  readonly node: string;
  readonly nowMs: number;
  readonly logId: string;
  readonly lastSeq: number;
}

export interface FollowHelloInput {
  readonly node?: string | null | undefined;
  readonly nowMs?: number | null | undefined;
  readonly logId?: string | null | undefined;
  readonly lastSeq?: number | null | undefined;
}

export const FollowHello = codec<FollowHello, FollowHelloInput>("gyeot.telemetry.v1.FollowHello");

export interface AgentState {
  readonly hello: AgentHello | null;
  readonly attached: boolean;
  readonly seenMs: number;
  readonly gauges: Gauges | null;
  readonly created: number;
  readonly stored: number;
  readonly dropped: readonly DropCount[];
}

export interface AgentStateInput {
  readonly hello?: AgentHelloInput | null | undefined;
  readonly attached?: boolean | null | undefined;
  readonly seenMs?: number | null | undefined;
  readonly gauges?: GaugesInput | null | undefined;
  readonly created?: number | null | undefined;
  readonly stored?: number | null | undefined;
  readonly dropped?: readonly DropCountInput[] | null | undefined;
}

export const AgentState = codec<AgentState, AgentStateInput>("gyeot.telemetry.v1.AgentState");

export interface Dots {
  readonly was: string;
  readonly startMsDelta: readonly number[];
  readonly durationUs: readonly number[];
  readonly status: readonly number[];
  readonly traceIds: Uint8Array;
  readonly spanIds: Uint8Array;
  readonly endpoints: readonly string[];
  readonly endpoint: readonly number[];
  readonly node: string;
  readonly strings: readonly string[];
  readonly path: readonly number[];
  readonly error: readonly number[];
  readonly address: readonly number[];
  readonly sqlUs: readonly number[];
  readonly sqlCount: readonly number[];
  readonly sessionKeys: Uint8Array;
  readonly startUs: readonly number[];
}

export interface DotsInput {
  readonly was?: string | null | undefined;
  readonly startMsDelta?: readonly number[] | null | undefined;
  readonly durationUs?: readonly number[] | null | undefined;
  readonly status?: readonly number[] | null | undefined;
  readonly traceIds?: Uint8Array | null | undefined;
  readonly spanIds?: Uint8Array | null | undefined;
  readonly endpoints?: readonly string[] | null | undefined;
  readonly endpoint?: readonly number[] | null | undefined;
  readonly node?: string | null | undefined;
  readonly strings?: readonly string[] | null | undefined;
  readonly path?: readonly number[] | null | undefined;
  readonly error?: readonly number[] | null | undefined;
  readonly address?: readonly number[] | null | undefined;
  readonly sqlUs?: readonly number[] | null | undefined;
  readonly sqlCount?: readonly number[] | null | undefined;
  readonly sessionKeys?: Uint8Array | null | undefined;
  readonly startUs?: readonly number[] | null | undefined;
}

export const Dots = codec<Dots, DotsInput>("gyeot.telemetry.v1.Dots");

export interface TraceRequest {
  readonly traceId: Uint8Array;
  readonly mac: Uint8Array;
  readonly nowMs: number;
  readonly node: string;
}

export interface TraceRequestInput {
  readonly traceId?: Uint8Array | null | undefined;
  readonly mac?: Uint8Array | null | undefined;
  readonly nowMs?: number | null | undefined;
  readonly node?: string | null | undefined;
}

export const TraceRequest = codec<TraceRequest, TraceRequestInput>("gyeot.telemetry.v1.TraceRequest");

export interface TraceReply {
  readonly transactions: readonly TraceTransaction[];
}

export interface TraceReplyInput {
  readonly transactions?: readonly TraceTransactionInput[] | null | undefined;
}

export const TraceReply = codec<TraceReply, TraceReplyInput>("gyeot.telemetry.v1.TraceReply");

export interface TraceTransaction {
  readonly node: string;
  readonly was: string;
  readonly startUs: number;
  readonly durationUs: number;
  readonly traceId: Uint8Array;
  readonly spanId: Uint8Array;
  readonly parentSpanId: Uint8Array;
  readonly endpoint: string;
  readonly path: string;
  readonly status: number;
  readonly error: string;
  readonly address: string;
  readonly sessionKey: Uint8Array;
  readonly cpuUs: number;
  readonly sqlUs: number;
  readonly sqlCount: number;
  readonly sessionUs: number;
  readonly app: string;
  readonly thread: string;
  readonly calls: readonly TraceCall[];
}

export interface TraceTransactionInput {
  readonly node?: string | null | undefined;
  readonly was?: string | null | undefined;
  readonly startUs?: number | null | undefined;
  readonly durationUs?: number | null | undefined;
  readonly traceId?: Uint8Array | null | undefined;
  readonly spanId?: Uint8Array | null | undefined;
  readonly parentSpanId?: Uint8Array | null | undefined;
  readonly endpoint?: string | null | undefined;
  readonly path?: string | null | undefined;
  readonly status?: number | null | undefined;
  readonly error?: string | null | undefined;
  readonly address?: string | null | undefined;
  readonly sessionKey?: Uint8Array | null | undefined;
  readonly cpuUs?: number | null | undefined;
  readonly sqlUs?: number | null | undefined;
  readonly sqlCount?: number | null | undefined;
  readonly sessionUs?: number | null | undefined;
  readonly app?: string | null | undefined;
  readonly thread?: string | null | undefined;
  readonly calls?: readonly TraceCallInput[] | null | undefined;
}

export const TraceTransaction = codec<TraceTransaction, TraceTransactionInput>("gyeot.telemetry.v1.TraceTransaction");

export interface TraceCall {
  readonly kind: string;
  readonly text: string;
  readonly offsetUs: number;
  readonly durationUs: number;
  readonly rows: number;
  readonly error: string;
  readonly spanId: Uint8Array;
  readonly target: string;
}

export interface TraceCallInput {
  readonly kind?: string | null | undefined;
  readonly text?: string | null | undefined;
  readonly offsetUs?: number | null | undefined;
  readonly durationUs?: number | null | undefined;
  readonly rows?: number | null | undefined;
  readonly error?: string | null | undefined;
  readonly spanId?: Uint8Array | null | undefined;
  readonly target?: string | null | undefined;
}

export const TraceCall = codec<TraceCall, TraceCallInput>("gyeot.telemetry.v1.TraceCall");

export const TelemetryService = {
  Report: {
    path: "/gyeot.telemetry.v1.TelemetryService/Report",
    requestStream: true,
    responseStream: true,
    requestSerialize: Batch.encode,
    requestDeserialize: Batch.decode,
    responseSerialize: Control.encode,
    responseDeserialize: Control.decode,
  },
  Follow: {
    path: "/gyeot.telemetry.v1.TelemetryService/Follow",
    requestStream: false,
    responseStream: true,
    requestSerialize: FollowRequest.encode,
    requestDeserialize: FollowRequest.decode,
    responseSerialize: FollowItem.encode,
    responseDeserialize: FollowItem.decode,
  },
  FetchTrace: {
    path: "/gyeot.telemetry.v1.TelemetryService/FetchTrace",
    requestStream: false,
    responseStream: false,
    requestSerialize: TraceRequest.encode,
    requestDeserialize: TraceRequest.decode,
    responseSerialize: TraceReply.encode,
    responseDeserialize: TraceReply.decode,
  },
} as const;
