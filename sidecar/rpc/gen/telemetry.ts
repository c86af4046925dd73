// Made by scripts/gen.ts from proto/. Do not edit; run npm run gen.
import { codec } from "../codec.ts";
import type { WireReader } from "../wire-reader.ts";
import type { WireWriter } from "../wire-writer.ts";

const NONE: readonly never[] = [];
const NO_BYTES: Uint8Array = Buffer.alloc(0);

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

export const Batch = codec<Batch, BatchInput>(writeBatch, readBatch);

export function writeBatch(w: WireWriter, m: BatchInput): void {
  if (m.seq) w.uint(8, m.seq);
  if (m.hello) { const mark = w.open(18); writeAgentHello(w, m.hello); w.close(mark); }
  if (m.strings) for (const each of m.strings) w.stringElement(26, each);
  if (m.transactions) { const mark = w.open(34); writeTransactions(w, m.transactions); w.close(mark); }
  if (m.calls) { const mark = w.open(42); writeCalls(w, m.calls); w.close(mark); }
  if (m.gauges) { const mark = w.open(50); writeGauges(w, m.gauges); w.close(mark); }
  if (m.ledger) { const mark = w.open(58); writeLedger(w, m.ledger); w.close(mark); }
  if (m.logs) for (const each of m.logs) { const mark = w.open(66); writeLogLine(w, each); w.close(mark); }
}

export function readBatch(r: WireReader, end: number): Batch {
  let seq_: Batch["seq"] = 0;
  let hello_: Batch["hello"] = null;
  let strings_: Batch["strings"] = NONE;
  let transactions_: Batch["transactions"] = null;
  let calls_: Batch["calls"] = null;
  let gauges_: Batch["gauges"] = null;
  let ledger_: Batch["ledger"] = null;
  let logs_: Batch["logs"] = NONE;
  while (r.at < end) {
    const tag = r.tag();
    switch (tag) {
      case 8:
        seq_ = r.uint();
        break;
      case 18:
        hello_ = readAgentHello(r, r.open(end));
        break;
      case 26:
        ((strings_ === NONE ? (strings_ = []) : strings_) as Batch["strings"][number][]).push(r.string());
        break;
      case 34:
        transactions_ = readTransactions(r, r.open(end));
        break;
      case 42:
        calls_ = readCalls(r, r.open(end));
        break;
      case 50:
        gauges_ = readGauges(r, r.open(end));
        break;
      case 58:
        ledger_ = readLedger(r, r.open(end));
        break;
      case 66:
        ((logs_ === NONE ? (logs_ = []) : logs_) as Batch["logs"][number][]).push(readLogLine(r, r.open(end)));
        break;
      default:
        r.skip(tag);
    }
  }
  r.close(end);
  return { seq: seq_, hello: hello_, strings: strings_, transactions: transactions_, calls: calls_, gauges: gauges_, ledger: ledger_, logs: logs_ };
}

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

export const AgentHello = codec<AgentHello, AgentHelloInput>(writeAgentHello, readAgentHello);

export function writeAgentHello(w: WireWriter, m: AgentHelloInput): void {
  if (m.protocol) w.uint(8, m.protocol);
  if (m.was) w.string(18, m.was);
  if (m.server) w.string(26, m.server);
  if (m.jvm) w.string(34, m.jvm);
  if (m.pid) w.uint(40, m.pid);
  if (m.startedMs) w.uint(48, m.startedMs);
  if (m.agentVersion) w.string(58, m.agentVersion);
  if (m.incarnation) w.string(66, m.incarnation);
  if (m.sessionHook) w.string(74, m.sessionHook);
}

export function readAgentHello(r: WireReader, end: number): AgentHello {
  let protocol_: AgentHello["protocol"] = 0;
  let was_: AgentHello["was"] = "";
  let server_: AgentHello["server"] = "";
  let jvm_: AgentHello["jvm"] = "";
  let pid_: AgentHello["pid"] = 0;
  let startedMs_: AgentHello["startedMs"] = 0;
  let agentVersion_: AgentHello["agentVersion"] = "";
  let incarnation_: AgentHello["incarnation"] = "";
  let sessionHook_: AgentHello["sessionHook"] = "";
  while (r.at < end) {
    const tag = r.tag();
    switch (tag) {
      case 8:
        protocol_ = r.uint();
        break;
      case 18:
        was_ = r.string();
        break;
      case 26:
        server_ = r.string();
        break;
      case 34:
        jvm_ = r.string();
        break;
      case 40:
        pid_ = r.uint();
        break;
      case 48:
        startedMs_ = r.uint();
        break;
      case 58:
        agentVersion_ = r.string();
        break;
      case 66:
        incarnation_ = r.string();
        break;
      case 74:
        sessionHook_ = r.string();
        break;
      default:
        r.skip(tag);
    }
  }
  r.close(end);
  return { protocol: protocol_, was: was_, server: server_, jvm: jvm_, pid: pid_, startedMs: startedMs_, agentVersion: agentVersion_, incarnation: incarnation_, sessionHook: sessionHook_ };
}

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

export const Transactions = codec<Transactions, TransactionsInput>(writeTransactions, readTransactions);

export function writeTransactions(w: WireWriter, m: TransactionsInput): void {
  if (m.startUsDelta) w.packedSint(10, m.startUsDelta);
  if (m.durationUs) w.packedUint(18, m.durationUs);
  if (m.traceIds) w.bytes(26, m.traceIds);
  if (m.spanIds) w.bytes(34, m.spanIds);
  if (m.parentSpanIds) w.bytes(42, m.parentSpanIds);
  if (m.endpoint) w.packedUint(50, m.endpoint);
  if (m.path) w.packedUint(58, m.path);
  if (m.status) w.packedUint(66, m.status);
  if (m.error) w.packedUint(74, m.error);
  if (m.address) w.packedUint(82, m.address);
  if (m.sessionKeys) w.bytes(90, m.sessionKeys);
  if (m.userHashes) w.bytes(98, m.userHashes);
  if (m.cpuUs) w.packedUint(106, m.cpuUs);
  if (m.sqlUs) w.packedUint(114, m.sqlUs);
  if (m.sqlCount) w.packedUint(122, m.sqlCount);
  if (m.sessionUs) w.packedUint(130, m.sessionUs);
  if (m.app) w.packedUint(138, m.app);
  if (m.thread) w.packedUint(146, m.thread);
}

export function readTransactions(r: WireReader, end: number): Transactions {
  let startUsDelta_: Transactions["startUsDelta"] = NONE;
  let durationUs_: Transactions["durationUs"] = NONE;
  let traceIds_: Transactions["traceIds"] = NO_BYTES;
  let spanIds_: Transactions["spanIds"] = NO_BYTES;
  let parentSpanIds_: Transactions["parentSpanIds"] = NO_BYTES;
  let endpoint_: Transactions["endpoint"] = NONE;
  let path_: Transactions["path"] = NONE;
  let status_: Transactions["status"] = NONE;
  let error_: Transactions["error"] = NONE;
  let address_: Transactions["address"] = NONE;
  let sessionKeys_: Transactions["sessionKeys"] = NO_BYTES;
  let userHashes_: Transactions["userHashes"] = NO_BYTES;
  let cpuUs_: Transactions["cpuUs"] = NONE;
  let sqlUs_: Transactions["sqlUs"] = NONE;
  let sqlCount_: Transactions["sqlCount"] = NONE;
  let sessionUs_: Transactions["sessionUs"] = NONE;
  let app_: Transactions["app"] = NONE;
  let thread_: Transactions["thread"] = NONE;
  while (r.at < end) {
    const tag = r.tag();
    switch (tag) {
      case 8:
      case 10:
        r.sints(tag, (startUsDelta_ === NONE ? (startUsDelta_ = []) : startUsDelta_) as Transactions["startUsDelta"][number][]);
        break;
      case 16:
      case 18:
        r.uints(tag, (durationUs_ === NONE ? (durationUs_ = []) : durationUs_) as Transactions["durationUs"][number][]);
        break;
      case 26:
        traceIds_ = r.bytes();
        break;
      case 34:
        spanIds_ = r.bytes();
        break;
      case 42:
        parentSpanIds_ = r.bytes();
        break;
      case 48:
      case 50:
        r.uints(tag, (endpoint_ === NONE ? (endpoint_ = []) : endpoint_) as Transactions["endpoint"][number][]);
        break;
      case 56:
      case 58:
        r.uints(tag, (path_ === NONE ? (path_ = []) : path_) as Transactions["path"][number][]);
        break;
      case 64:
      case 66:
        r.uints(tag, (status_ === NONE ? (status_ = []) : status_) as Transactions["status"][number][]);
        break;
      case 72:
      case 74:
        r.uints(tag, (error_ === NONE ? (error_ = []) : error_) as Transactions["error"][number][]);
        break;
      case 80:
      case 82:
        r.uints(tag, (address_ === NONE ? (address_ = []) : address_) as Transactions["address"][number][]);
        break;
      case 90:
        sessionKeys_ = r.bytes();
        break;
      case 98:
        userHashes_ = r.bytes();
        break;
      case 104:
      case 106:
        r.uints(tag, (cpuUs_ === NONE ? (cpuUs_ = []) : cpuUs_) as Transactions["cpuUs"][number][]);
        break;
      case 112:
      case 114:
        r.uints(tag, (sqlUs_ === NONE ? (sqlUs_ = []) : sqlUs_) as Transactions["sqlUs"][number][]);
        break;
      case 120:
      case 122:
        r.uints(tag, (sqlCount_ === NONE ? (sqlCount_ = []) : sqlCount_) as Transactions["sqlCount"][number][]);
        break;
      case 128:
      case 130:
        r.uints(tag, (sessionUs_ === NONE ? (sessionUs_ = []) : sessionUs_) as Transactions["sessionUs"][number][]);
        break;
      case 136:
      case 138:
        r.uints(tag, (app_ === NONE ? (app_ = []) : app_) as Transactions["app"][number][]);
        break;
      case 144:
      case 146:
        r.uints(tag, (thread_ === NONE ? (thread_ = []) : thread_) as Transactions["thread"][number][]);
        break;
      default:
        r.skip(tag);
    }
  }
  r.close(end);
  return { startUsDelta: startUsDelta_, durationUs: durationUs_, traceIds: traceIds_, spanIds: spanIds_, parentSpanIds: parentSpanIds_, endpoint: endpoint_, path: path_, status: status_, error: error_, address: address_, sessionKeys: sessionKeys_, userHashes: userHashes_, cpuUs: cpuUs_, sqlUs: sqlUs_, sqlCount: sqlCount_, sessionUs: sessionUs_, app: app_, thread: thread_ };
}

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

export const Calls = codec<Calls, CallsInput>(writeCalls, readCalls);

export function writeCalls(w: WireWriter, m: CallsInput): void {
  if (m.transaction) w.packedUint(10, m.transaction);
  if (m.kind) w.packedUint(18, m.kind);
  if (m.text) w.packedUint(26, m.text);
  if (m.offsetUs) w.packedUint(34, m.offsetUs);
  if (m.durationUs) w.packedUint(42, m.durationUs);
  if (m.rows) w.packedSint(50, m.rows);
  if (m.error) w.packedUint(58, m.error);
  if (m.spanIds) w.bytes(66, m.spanIds);
  if (m.target) w.packedUint(74, m.target);
}

export function readCalls(r: WireReader, end: number): Calls {
  let transaction_: Calls["transaction"] = NONE;
  let kind_: Calls["kind"] = NONE;
  let text_: Calls["text"] = NONE;
  let offsetUs_: Calls["offsetUs"] = NONE;
  let durationUs_: Calls["durationUs"] = NONE;
  let rows_: Calls["rows"] = NONE;
  let error_: Calls["error"] = NONE;
  let spanIds_: Calls["spanIds"] = NO_BYTES;
  let target_: Calls["target"] = NONE;
  while (r.at < end) {
    const tag = r.tag();
    switch (tag) {
      case 8:
      case 10:
        r.uints(tag, (transaction_ === NONE ? (transaction_ = []) : transaction_) as Calls["transaction"][number][]);
        break;
      case 16:
      case 18:
        r.uints(tag, (kind_ === NONE ? (kind_ = []) : kind_) as Calls["kind"][number][]);
        break;
      case 24:
      case 26:
        r.uints(tag, (text_ === NONE ? (text_ = []) : text_) as Calls["text"][number][]);
        break;
      case 32:
      case 34:
        r.uints(tag, (offsetUs_ === NONE ? (offsetUs_ = []) : offsetUs_) as Calls["offsetUs"][number][]);
        break;
      case 40:
      case 42:
        r.uints(tag, (durationUs_ === NONE ? (durationUs_ = []) : durationUs_) as Calls["durationUs"][number][]);
        break;
      case 48:
      case 50:
        r.sints(tag, (rows_ === NONE ? (rows_ = []) : rows_) as Calls["rows"][number][]);
        break;
      case 56:
      case 58:
        r.uints(tag, (error_ === NONE ? (error_ = []) : error_) as Calls["error"][number][]);
        break;
      case 66:
        spanIds_ = r.bytes();
        break;
      case 72:
      case 74:
        r.uints(tag, (target_ === NONE ? (target_ = []) : target_) as Calls["target"][number][]);
        break;
      default:
        r.skip(tag);
    }
  }
  r.close(end);
  return { transaction: transaction_, kind: kind_, text: text_, offsetUs: offsetUs_, durationUs: durationUs_, rows: rows_, error: error_, spanIds: spanIds_, target: target_ };
}

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

export const Gauges = codec<Gauges, GaugesInput>(writeGauges, readGauges);

export function writeGauges(w: WireWriter, m: GaugesInput): void {
  if (m.atMs) w.uint(8, m.atMs);
  if (m.pools) for (const each of m.pools) { const mark = w.open(18); writeMemoryPool(w, each); w.close(mark); }
  if (m.collectors) for (const each of m.collectors) { const mark = w.open(26); writeCollector(w, each); w.close(mark); }
  if (m.threads) w.uint(32, m.threads);
  if (m.threadsDaemon) w.uint(40, m.threadsDaemon);
  if (m.threadsPeak) w.uint(48, m.threadsPeak);
  if (m.processCpu) w.double(57, m.processCpu);
  if (m.systemCpu) w.double(65, m.systemCpu);
  if (m.heapUsed) w.uint(72, m.heapUsed);
  if (m.heapCommitted) w.uint(80, m.heapCommitted);
  if (m.heapMax) w.uint(88, m.heapMax);
  if (m.connectors) for (const each of m.connectors) { const mark = w.open(98); writePool(w, each); w.close(mark); }
  if (m.jdbcPools) for (const each of m.jdbcPools) { const mark = w.open(106); writePool(w, each); w.close(mark); }
  if (m.inFlight) w.packedUint(114, m.inFlight);
  if (m.loadedClasses) w.uint(120, m.loadedClasses);
  if (m.sessionMode) w.string(130, m.sessionMode);
  if (m.nearSessions) w.uint(136, m.nearSessions);
  if (m.agentCpuUs) w.uint(144, m.agentCpuUs);
  if (m.heapUsedAfterGc) w.uint(152, m.heapUsedAfterGc);
}

export function readGauges(r: WireReader, end: number): Gauges {
  let atMs_: Gauges["atMs"] = 0;
  let pools_: Gauges["pools"] = NONE;
  let collectors_: Gauges["collectors"] = NONE;
  let threads_: Gauges["threads"] = 0;
  let threadsDaemon_: Gauges["threadsDaemon"] = 0;
  let threadsPeak_: Gauges["threadsPeak"] = 0;
  let processCpu_: Gauges["processCpu"] = 0;
  let systemCpu_: Gauges["systemCpu"] = 0;
  let heapUsed_: Gauges["heapUsed"] = 0;
  let heapCommitted_: Gauges["heapCommitted"] = 0;
  let heapMax_: Gauges["heapMax"] = 0;
  let connectors_: Gauges["connectors"] = NONE;
  let jdbcPools_: Gauges["jdbcPools"] = NONE;
  let inFlight_: Gauges["inFlight"] = NONE;
  let loadedClasses_: Gauges["loadedClasses"] = 0;
  let sessionMode_: Gauges["sessionMode"] = "";
  let nearSessions_: Gauges["nearSessions"] = 0;
  let agentCpuUs_: Gauges["agentCpuUs"] = 0;
  let heapUsedAfterGc_: Gauges["heapUsedAfterGc"] = 0;
  while (r.at < end) {
    const tag = r.tag();
    switch (tag) {
      case 8:
        atMs_ = r.uint();
        break;
      case 18:
        ((pools_ === NONE ? (pools_ = []) : pools_) as Gauges["pools"][number][]).push(readMemoryPool(r, r.open(end)));
        break;
      case 26:
        ((collectors_ === NONE ? (collectors_ = []) : collectors_) as Gauges["collectors"][number][]).push(readCollector(r, r.open(end)));
        break;
      case 32:
        threads_ = r.uint();
        break;
      case 40:
        threadsDaemon_ = r.uint();
        break;
      case 48:
        threadsPeak_ = r.uint();
        break;
      case 57:
        processCpu_ = r.double();
        break;
      case 65:
        systemCpu_ = r.double();
        break;
      case 72:
        heapUsed_ = r.uint();
        break;
      case 80:
        heapCommitted_ = r.uint();
        break;
      case 88:
        heapMax_ = r.uint();
        break;
      case 98:
        ((connectors_ === NONE ? (connectors_ = []) : connectors_) as Gauges["connectors"][number][]).push(readPool(r, r.open(end)));
        break;
      case 106:
        ((jdbcPools_ === NONE ? (jdbcPools_ = []) : jdbcPools_) as Gauges["jdbcPools"][number][]).push(readPool(r, r.open(end)));
        break;
      case 112:
      case 114:
        r.uints(tag, (inFlight_ === NONE ? (inFlight_ = []) : inFlight_) as Gauges["inFlight"][number][]);
        break;
      case 120:
        loadedClasses_ = r.uint();
        break;
      case 130:
        sessionMode_ = r.string();
        break;
      case 136:
        nearSessions_ = r.uint();
        break;
      case 144:
        agentCpuUs_ = r.uint();
        break;
      case 152:
        heapUsedAfterGc_ = r.uint();
        break;
      default:
        r.skip(tag);
    }
  }
  r.close(end);
  return { atMs: atMs_, pools: pools_, collectors: collectors_, threads: threads_, threadsDaemon: threadsDaemon_, threadsPeak: threadsPeak_, processCpu: processCpu_, systemCpu: systemCpu_, heapUsed: heapUsed_, heapCommitted: heapCommitted_, heapMax: heapMax_, connectors: connectors_, jdbcPools: jdbcPools_, inFlight: inFlight_, loadedClasses: loadedClasses_, sessionMode: sessionMode_, nearSessions: nearSessions_, agentCpuUs: agentCpuUs_, heapUsedAfterGc: heapUsedAfterGc_ };
}

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

export const MemoryPool = codec<MemoryPool, MemoryPoolInput>(writeMemoryPool, readMemoryPool);

export function writeMemoryPool(w: WireWriter, m: MemoryPoolInput): void {
  if (m.name) w.string(10, m.name);
  if (m.kind) w.string(18, m.kind);
  if (m.used) w.uint(24, m.used);
  if (m.committed) w.uint(32, m.committed);
  if (m.max) w.uint(40, m.max);
}

export function readMemoryPool(r: WireReader, end: number): MemoryPool {
  let name_: MemoryPool["name"] = "";
  let kind_: MemoryPool["kind"] = "";
  let used_: MemoryPool["used"] = 0;
  let committed_: MemoryPool["committed"] = 0;
  let max_: MemoryPool["max"] = 0;
  while (r.at < end) {
    const tag = r.tag();
    switch (tag) {
      case 10:
        name_ = r.string();
        break;
      case 18:
        kind_ = r.string();
        break;
      case 24:
        used_ = r.uint();
        break;
      case 32:
        committed_ = r.uint();
        break;
      case 40:
        max_ = r.uint();
        break;
      default:
        r.skip(tag);
    }
  }
  r.close(end);
  return { name: name_, kind: kind_, used: used_, committed: committed_, max: max_ };
}

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

export const Collector = codec<Collector, CollectorInput>(writeCollector, readCollector);

export function writeCollector(w: WireWriter, m: CollectorInput): void {
  if (m.name) w.string(10, m.name);
  if (m.count) w.uint(16, m.count);
  if (m.timeMs) w.uint(24, m.timeMs);
}

export function readCollector(r: WireReader, end: number): Collector {
  let name_: Collector["name"] = "";
  let count_: Collector["count"] = 0;
  let timeMs_: Collector["timeMs"] = 0;
  while (r.at < end) {
    const tag = r.tag();
    switch (tag) {
      case 10:
        name_ = r.string();
        break;
      case 16:
        count_ = r.uint();
        break;
      case 24:
        timeMs_ = r.uint();
        break;
      default:
        r.skip(tag);
    }
  }
  r.close(end);
  return { name: name_, count: count_, timeMs: timeMs_ };
}

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

export const Pool = codec<Pool, PoolInput>(writePool, readPool);

export function writePool(w: WireWriter, m: PoolInput): void {
  if (m.name) w.string(10, m.name);
  if (m.busy) w.uint(16, m.busy);
  if (m.size) w.uint(24, m.size);
  if (m.max) w.uint(32, m.max);
  if (m.waiting) w.uint(40, m.waiting);
}

export function readPool(r: WireReader, end: number): Pool {
  let name_: Pool["name"] = "";
  let busy_: Pool["busy"] = 0;
  let size_: Pool["size"] = 0;
  let max_: Pool["max"] = 0;
  let waiting_: Pool["waiting"] = 0;
  while (r.at < end) {
    const tag = r.tag();
    switch (tag) {
      case 10:
        name_ = r.string();
        break;
      case 16:
        busy_ = r.uint();
        break;
      case 24:
        size_ = r.uint();
        break;
      case 32:
        max_ = r.uint();
        break;
      case 40:
        waiting_ = r.uint();
        break;
      default:
        r.skip(tag);
    }
  }
  r.close(end);
  return { name: name_, busy: busy_, size: size_, max: max_, waiting: waiting_ };
}

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

export const Ledger = codec<Ledger, LedgerInput>(writeLedger, readLedger);

export function writeLedger(w: WireWriter, m: LedgerInput): void {
  if (m.transactionsCreated) w.uint(8, m.transactionsCreated);
  if (m.transactionsSent) w.uint(16, m.transactionsSent);
  if (m.transactionsDropped) for (const each of m.transactionsDropped) { const mark = w.open(26); writeDropCount(w, each); w.close(mark); }
  if (m.callsCreated) w.uint(32, m.callsCreated);
  if (m.callsSent) w.uint(40, m.callsSent);
  if (m.callsDropped) for (const each of m.callsDropped) { const mark = w.open(50); writeDropCount(w, each); w.close(mark); }
}

export function readLedger(r: WireReader, end: number): Ledger {
  let transactionsCreated_: Ledger["transactionsCreated"] = 0;
  let transactionsSent_: Ledger["transactionsSent"] = 0;
  let transactionsDropped_: Ledger["transactionsDropped"] = NONE;
  let callsCreated_: Ledger["callsCreated"] = 0;
  let callsSent_: Ledger["callsSent"] = 0;
  let callsDropped_: Ledger["callsDropped"] = NONE;
  while (r.at < end) {
    const tag = r.tag();
    switch (tag) {
      case 8:
        transactionsCreated_ = r.uint();
        break;
      case 16:
        transactionsSent_ = r.uint();
        break;
      case 26:
        ((transactionsDropped_ === NONE ? (transactionsDropped_ = []) : transactionsDropped_) as Ledger["transactionsDropped"][number][]).push(readDropCount(r, r.open(end)));
        break;
      case 32:
        callsCreated_ = r.uint();
        break;
      case 40:
        callsSent_ = r.uint();
        break;
      case 50:
        ((callsDropped_ === NONE ? (callsDropped_ = []) : callsDropped_) as Ledger["callsDropped"][number][]).push(readDropCount(r, r.open(end)));
        break;
      default:
        r.skip(tag);
    }
  }
  r.close(end);
  return { transactionsCreated: transactionsCreated_, transactionsSent: transactionsSent_, transactionsDropped: transactionsDropped_, callsCreated: callsCreated_, callsSent: callsSent_, callsDropped: callsDropped_ };
}

export interface DropCount {
  readonly reason: string;
  readonly count: number;
}

export interface DropCountInput {
  readonly reason?: string | null | undefined;
  readonly count?: number | null | undefined;
}

export const DropCount = codec<DropCount, DropCountInput>(writeDropCount, readDropCount);

export function writeDropCount(w: WireWriter, m: DropCountInput): void {
  if (m.reason) w.string(10, m.reason);
  if (m.count) w.uint(16, m.count);
}

export function readDropCount(r: WireReader, end: number): DropCount {
  let reason_: DropCount["reason"] = "";
  let count_: DropCount["count"] = 0;
  while (r.at < end) {
    const tag = r.tag();
    switch (tag) {
      case 10:
        reason_ = r.string();
        break;
      case 16:
        count_ = r.uint();
        break;
      default:
        r.skip(tag);
    }
  }
  r.close(end);
  return { reason: reason_, count: count_ };
}

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

export const LogLine = codec<LogLine, LogLineInput>(writeLogLine, readLogLine);

export function writeLogLine(w: WireWriter, m: LogLineInput): void {
  if (m.atMs) w.uint(8, m.atMs);
  if (m.level) w.string(18, m.level);
  if (m.message) w.string(26, m.message);
}

export function readLogLine(r: WireReader, end: number): LogLine {
  let atMs_: LogLine["atMs"] = 0;
  let level_: LogLine["level"] = "";
  let message_: LogLine["message"] = "";
  while (r.at < end) {
    const tag = r.tag();
    switch (tag) {
      case 8:
        atMs_ = r.uint();
        break;
      case 18:
        level_ = r.string();
        break;
      case 26:
        message_ = r.string();
        break;
      default:
        r.skip(tag);
    }
  }
  r.close(end);
  return { atMs: atMs_, level: level_, message: message_ };
}

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

export const Control = codec<Control, ControlInput>(writeControl, readControl);

export function writeControl(w: WireWriter, m: ControlInput): void {
  if (m.seq) w.uint(8, m.seq);
  if (m.userCookie) w.string(18, m.userCookie);
  if (m.trustedProxies) for (const each of m.trustedProxies) w.stringElement(26, each);
}

export function readControl(r: WireReader, end: number): Control {
  let seq_: Control["seq"] = 0;
  let userCookie_: Control["userCookie"] = "";
  let trustedProxies_: Control["trustedProxies"] = NONE;
  while (r.at < end) {
    const tag = r.tag();
    switch (tag) {
      case 8:
        seq_ = r.uint();
        break;
      case 18:
        userCookie_ = r.string();
        break;
      case 26:
        ((trustedProxies_ === NONE ? (trustedProxies_ = []) : trustedProxies_) as Control["trustedProxies"][number][]).push(r.string());
        break;
      default:
        r.skip(tag);
    }
  }
  r.close(end);
  return { seq: seq_, userCookie: userCookie_, trustedProxies: trustedProxies_ };
}

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

export const Bucket = codec<Bucket, BucketInput>(writeBucket, readBucket);

export function writeBucket(w: WireWriter, m: BucketInput): void {
  if (m.node) w.string(10, m.node);
  if (m.was) w.string(18, m.was);
  if (m.startMs) w.uint(24, m.startMs);
  if (m.widthMs) w.uint(32, m.widthMs);
  if (m.count) w.uint(40, m.count);
  if (m.errors) w.uint(48, m.errors);
  if (m.latency) w.bytes(58, m.latency);
  if (m.usersByAddress) w.bytes(66, m.usersByAddress);
  if (m.usersBySession) w.bytes(74, m.usersBySession);
  if (m.usersByCookie) w.bytes(82, m.usersByCookie);
  if (m.endpoints) for (const each of m.endpoints) { const mark = w.open(90); writeEndpointBucket(w, each); w.close(mark); }
  if (m.gauges) { const mark = w.open(98); writeGauges(w, m.gauges); w.close(mark); }
  if (m.sqlCount) w.uint(104, m.sqlCount);
  if (m.sqlUs) w.uint(112, m.sqlUs);
  if (m.sessionUs) w.uint(120, m.sessionUs);
  if (m.gaugeSummary) w.packedDouble(130, m.gaugeSummary);
}

export function readBucket(r: WireReader, end: number): Bucket {
  let node_: Bucket["node"] = "";
  let was_: Bucket["was"] = "";
  let startMs_: Bucket["startMs"] = 0;
  let widthMs_: Bucket["widthMs"] = 0;
  let count_: Bucket["count"] = 0;
  let errors_: Bucket["errors"] = 0;
  let latency_: Bucket["latency"] = NO_BYTES;
  let usersByAddress_: Bucket["usersByAddress"] = NO_BYTES;
  let usersBySession_: Bucket["usersBySession"] = NO_BYTES;
  let usersByCookie_: Bucket["usersByCookie"] = NO_BYTES;
  let endpoints_: Bucket["endpoints"] = NONE;
  let gauges_: Bucket["gauges"] = null;
  let sqlCount_: Bucket["sqlCount"] = 0;
  let sqlUs_: Bucket["sqlUs"] = 0;
  let sessionUs_: Bucket["sessionUs"] = 0;
  let gaugeSummary_: Bucket["gaugeSummary"] = NONE;
  while (r.at < end) {
    const tag = r.tag();
    switch (tag) {
      case 10:
        node_ = r.string();
        break;
      case 18:
        was_ = r.string();
        break;
      case 24:
        startMs_ = r.uint();
        break;
      case 32:
        widthMs_ = r.uint();
        break;
      case 40:
        count_ = r.uint();
        break;
      case 48:
        errors_ = r.uint();
        break;
      case 58:
        latency_ = r.bytes();
        break;
      case 66:
        usersByAddress_ = r.bytes();
        break;
      case 74:
        usersBySession_ = r.bytes();
        break;
      case 82:
        usersByCookie_ = r.bytes();
        break;
      case 90:
        ((endpoints_ === NONE ? (endpoints_ = []) : endpoints_) as Bucket["endpoints"][number][]).push(readEndpointBucket(r, r.open(end)));
        break;
      case 98:
        gauges_ = readGauges(r, r.open(end));
        break;
      case 104:
        sqlCount_ = r.uint();
        break;
      case 112:
        sqlUs_ = r.uint();
        break;
      case 120:
        sessionUs_ = r.uint();
        break;
      case 129:
      case 130:
        r.doubles(tag, (gaugeSummary_ === NONE ? (gaugeSummary_ = []) : gaugeSummary_) as Bucket["gaugeSummary"][number][]);
        break;
      default:
        r.skip(tag);
    }
  }
  r.close(end);
  return { node: node_, was: was_, startMs: startMs_, widthMs: widthMs_, count: count_, errors: errors_, latency: latency_, usersByAddress: usersByAddress_, usersBySession: usersBySession_, usersByCookie: usersByCookie_, endpoints: endpoints_, gauges: gauges_, sqlCount: sqlCount_, sqlUs: sqlUs_, sessionUs: sessionUs_, gaugeSummary: gaugeSummary_ };
}

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

export const EndpointBucket = codec<EndpointBucket, EndpointBucketInput>(writeEndpointBucket, readEndpointBucket);

export function writeEndpointBucket(w: WireWriter, m: EndpointBucketInput): void {
  if (m.endpoint) w.string(10, m.endpoint);
  if (m.count) w.uint(16, m.count);
  if (m.errors) w.uint(24, m.errors);
  if (m.latency) w.bytes(34, m.latency);
  if (m.sqlUs) w.uint(40, m.sqlUs);
  if (m.sumUs) w.uint(48, m.sumUs);
}

export function readEndpointBucket(r: WireReader, end: number): EndpointBucket {
  let endpoint_: EndpointBucket["endpoint"] = "";
  let count_: EndpointBucket["count"] = 0;
  let errors_: EndpointBucket["errors"] = 0;
  let latency_: EndpointBucket["latency"] = NO_BYTES;
  let sqlUs_: EndpointBucket["sqlUs"] = 0;
  let sumUs_: EndpointBucket["sumUs"] = 0;
  while (r.at < end) {
    const tag = r.tag();
    switch (tag) {
      case 10:
        endpoint_ = r.string();
        break;
      case 16:
        count_ = r.uint();
        break;
      case 24:
        errors_ = r.uint();
        break;
      case 34:
        latency_ = r.bytes();
        break;
      case 40:
        sqlUs_ = r.uint();
        break;
      case 48:
        sumUs_ = r.uint();
        break;
      default:
        r.skip(tag);
    }
  }
  r.close(end);
  return { endpoint: endpoint_, count: count_, errors: errors_, latency: latency_, sqlUs: sqlUs_, sumUs: sumUs_ };
}

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

export const FollowRequest = codec<FollowRequest, FollowRequestInput>(writeFollowRequest, readFollowRequest);

export function writeFollowRequest(w: WireWriter, m: FollowRequestInput): void {
  if (m.node) w.string(10, m.node);
  if (m.afterSeq) w.uint(16, m.afterSeq);
  if (m.mac) w.bytes(26, m.mac);
  if (m.nowMs) w.uint(32, m.nowMs);
  if (m.logId) w.string(42, m.logId);
}

export function readFollowRequest(r: WireReader, end: number): FollowRequest {
  let node_: FollowRequest["node"] = "";
  let afterSeq_: FollowRequest["afterSeq"] = 0;
  let mac_: FollowRequest["mac"] = NO_BYTES;
  let nowMs_: FollowRequest["nowMs"] = 0;
  let logId_: FollowRequest["logId"] = "";
  while (r.at < end) {
    const tag = r.tag();
    switch (tag) {
      case 10:
        node_ = r.string();
        break;
      case 16:
        afterSeq_ = r.uint();
        break;
      case 26:
        mac_ = r.bytes();
        break;
      case 32:
        nowMs_ = r.uint();
        break;
      case 42:
        logId_ = r.string();
        break;
      default:
        r.skip(tag);
    }
  }
  r.close(end);
  return { node: node_, afterSeq: afterSeq_, mac: mac_, nowMs: nowMs_, logId: logId_ };
}

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

export const FollowItem = codec<FollowItem, FollowItemInput>(writeFollowItem, readFollowItem);

export function writeFollowItem(w: WireWriter, m: FollowItemInput): void {
  if (m.seq) w.uint(8, m.seq);
  if (m.bucket) { const mark = w.open(18); writeBucket(w, m.bucket); w.close(mark); }
  if (m.dots) { const mark = w.open(26); writeDots(w, m.dots); w.close(mark); }
  if (m.agent) { const mark = w.open(34); writeAgentState(w, m.agent); w.close(mark); }
  if (m.hello) { const mark = w.open(42); writeFollowHello(w, m.hello); w.close(mark); }
}

export function readFollowItem(r: WireReader, end: number): FollowItem {
  let seq_: FollowItem["seq"] = 0;
  let bucket_: FollowItem["bucket"] = null;
  let dots_: FollowItem["dots"] = null;
  let agent_: FollowItem["agent"] = null;
  let hello_: FollowItem["hello"] = null;
  while (r.at < end) {
    const tag = r.tag();
    switch (tag) {
      case 8:
        seq_ = r.uint();
        break;
      case 18:
        bucket_ = readBucket(r, r.open(end));
        break;
      case 26:
        dots_ = readDots(r, r.open(end));
        break;
      case 34:
        agent_ = readAgentState(r, r.open(end));
        break;
      case 42:
        hello_ = readFollowHello(r, r.open(end));
        break;
      default:
        r.skip(tag);
    }
  }
  r.close(end);
  return { seq: seq_, bucket: bucket_, dots: dots_, agent: agent_, hello: hello_ };
}

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

export const FollowHello = codec<FollowHello, FollowHelloInput>(writeFollowHello, readFollowHello);

export function writeFollowHello(w: WireWriter, m: FollowHelloInput): void {
  if (m.node) w.string(10, m.node);
  if (m.nowMs) w.uint(16, m.nowMs);
  if (m.logId) w.string(26, m.logId);
  if (m.lastSeq) w.uint(32, m.lastSeq);
}

export function readFollowHello(r: WireReader, end: number): FollowHello {
  let node_: FollowHello["node"] = "";
  let nowMs_: FollowHello["nowMs"] = 0;
  let logId_: FollowHello["logId"] = "";
  let lastSeq_: FollowHello["lastSeq"] = 0;
  while (r.at < end) {
    const tag = r.tag();
    switch (tag) {
      case 10:
        node_ = r.string();
        break;
      case 16:
        nowMs_ = r.uint();
        break;
      case 26:
        logId_ = r.string();
        break;
      case 32:
        lastSeq_ = r.uint();
        break;
      default:
        r.skip(tag);
    }
  }
  r.close(end);
  return { node: node_, nowMs: nowMs_, logId: logId_, lastSeq: lastSeq_ };
}

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

export const AgentState = codec<AgentState, AgentStateInput>(writeAgentState, readAgentState);

export function writeAgentState(w: WireWriter, m: AgentStateInput): void {
  if (m.hello) { const mark = w.open(10); writeAgentHello(w, m.hello); w.close(mark); }
  if (m.attached) w.bool(16, m.attached);
  if (m.seenMs) w.uint(24, m.seenMs);
  if (m.gauges) { const mark = w.open(34); writeGauges(w, m.gauges); w.close(mark); }
  if (m.created) w.uint(40, m.created);
  if (m.stored) w.uint(48, m.stored);
  if (m.dropped) for (const each of m.dropped) { const mark = w.open(58); writeDropCount(w, each); w.close(mark); }
}

export function readAgentState(r: WireReader, end: number): AgentState {
  let hello_: AgentState["hello"] = null;
  let attached_: AgentState["attached"] = false;
  let seenMs_: AgentState["seenMs"] = 0;
  let gauges_: AgentState["gauges"] = null;
  let created_: AgentState["created"] = 0;
  let stored_: AgentState["stored"] = 0;
  let dropped_: AgentState["dropped"] = NONE;
  while (r.at < end) {
    const tag = r.tag();
    switch (tag) {
      case 10:
        hello_ = readAgentHello(r, r.open(end));
        break;
      case 16:
        attached_ = r.bool();
        break;
      case 24:
        seenMs_ = r.uint();
        break;
      case 34:
        gauges_ = readGauges(r, r.open(end));
        break;
      case 40:
        created_ = r.uint();
        break;
      case 48:
        stored_ = r.uint();
        break;
      case 58:
        ((dropped_ === NONE ? (dropped_ = []) : dropped_) as AgentState["dropped"][number][]).push(readDropCount(r, r.open(end)));
        break;
      default:
        r.skip(tag);
    }
  }
  r.close(end);
  return { hello: hello_, attached: attached_, seenMs: seenMs_, gauges: gauges_, created: created_, stored: stored_, dropped: dropped_ };
}

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

export const Dots = codec<Dots, DotsInput>(writeDots, readDots);

export function writeDots(w: WireWriter, m: DotsInput): void {
  if (m.was) w.string(10, m.was);
  if (m.startMsDelta) w.packedSint(18, m.startMsDelta);
  if (m.durationUs) w.packedUint(26, m.durationUs);
  if (m.status) w.packedUint(34, m.status);
  if (m.traceIds) w.bytes(42, m.traceIds);
  if (m.spanIds) w.bytes(50, m.spanIds);
  if (m.endpoints) for (const each of m.endpoints) w.stringElement(58, each);
  if (m.endpoint) w.packedUint(66, m.endpoint);
  if (m.node) w.string(74, m.node);
  if (m.strings) for (const each of m.strings) w.stringElement(82, each);
  if (m.path) w.packedUint(90, m.path);
  if (m.error) w.packedUint(98, m.error);
  if (m.address) w.packedUint(106, m.address);
  if (m.sqlUs) w.packedUint(114, m.sqlUs);
  if (m.sqlCount) w.packedUint(122, m.sqlCount);
  if (m.sessionKeys) w.bytes(130, m.sessionKeys);
  if (m.startUs) w.packedUint(138, m.startUs);
}

export function readDots(r: WireReader, end: number): Dots {
  let was_: Dots["was"] = "";
  let startMsDelta_: Dots["startMsDelta"] = NONE;
  let durationUs_: Dots["durationUs"] = NONE;
  let status_: Dots["status"] = NONE;
  let traceIds_: Dots["traceIds"] = NO_BYTES;
  let spanIds_: Dots["spanIds"] = NO_BYTES;
  let endpoints_: Dots["endpoints"] = NONE;
  let endpoint_: Dots["endpoint"] = NONE;
  let node_: Dots["node"] = "";
  let strings_: Dots["strings"] = NONE;
  let path_: Dots["path"] = NONE;
  let error_: Dots["error"] = NONE;
  let address_: Dots["address"] = NONE;
  let sqlUs_: Dots["sqlUs"] = NONE;
  let sqlCount_: Dots["sqlCount"] = NONE;
  let sessionKeys_: Dots["sessionKeys"] = NO_BYTES;
  let startUs_: Dots["startUs"] = NONE;
  while (r.at < end) {
    const tag = r.tag();
    switch (tag) {
      case 10:
        was_ = r.string();
        break;
      case 16:
      case 18:
        r.sints(tag, (startMsDelta_ === NONE ? (startMsDelta_ = []) : startMsDelta_) as Dots["startMsDelta"][number][]);
        break;
      case 24:
      case 26:
        r.uints(tag, (durationUs_ === NONE ? (durationUs_ = []) : durationUs_) as Dots["durationUs"][number][]);
        break;
      case 32:
      case 34:
        r.uints(tag, (status_ === NONE ? (status_ = []) : status_) as Dots["status"][number][]);
        break;
      case 42:
        traceIds_ = r.bytes();
        break;
      case 50:
        spanIds_ = r.bytes();
        break;
      case 58:
        ((endpoints_ === NONE ? (endpoints_ = []) : endpoints_) as Dots["endpoints"][number][]).push(r.string());
        break;
      case 64:
      case 66:
        r.uints(tag, (endpoint_ === NONE ? (endpoint_ = []) : endpoint_) as Dots["endpoint"][number][]);
        break;
      case 74:
        node_ = r.string();
        break;
      case 82:
        ((strings_ === NONE ? (strings_ = []) : strings_) as Dots["strings"][number][]).push(r.string());
        break;
      case 88:
      case 90:
        r.uints(tag, (path_ === NONE ? (path_ = []) : path_) as Dots["path"][number][]);
        break;
      case 96:
      case 98:
        r.uints(tag, (error_ === NONE ? (error_ = []) : error_) as Dots["error"][number][]);
        break;
      case 104:
      case 106:
        r.uints(tag, (address_ === NONE ? (address_ = []) : address_) as Dots["address"][number][]);
        break;
      case 112:
      case 114:
        r.uints(tag, (sqlUs_ === NONE ? (sqlUs_ = []) : sqlUs_) as Dots["sqlUs"][number][]);
        break;
      case 120:
      case 122:
        r.uints(tag, (sqlCount_ === NONE ? (sqlCount_ = []) : sqlCount_) as Dots["sqlCount"][number][]);
        break;
      case 130:
        sessionKeys_ = r.bytes();
        break;
      case 136:
      case 138:
        r.uints(tag, (startUs_ === NONE ? (startUs_ = []) : startUs_) as Dots["startUs"][number][]);
        break;
      default:
        r.skip(tag);
    }
  }
  r.close(end);
  return { was: was_, startMsDelta: startMsDelta_, durationUs: durationUs_, status: status_, traceIds: traceIds_, spanIds: spanIds_, endpoints: endpoints_, endpoint: endpoint_, node: node_, strings: strings_, path: path_, error: error_, address: address_, sqlUs: sqlUs_, sqlCount: sqlCount_, sessionKeys: sessionKeys_, startUs: startUs_ };
}

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

export const TraceRequest = codec<TraceRequest, TraceRequestInput>(writeTraceRequest, readTraceRequest);

export function writeTraceRequest(w: WireWriter, m: TraceRequestInput): void {
  if (m.traceId) w.bytes(10, m.traceId);
  if (m.mac) w.bytes(18, m.mac);
  if (m.nowMs) w.uint(24, m.nowMs);
  if (m.node) w.string(34, m.node);
}

export function readTraceRequest(r: WireReader, end: number): TraceRequest {
  let traceId_: TraceRequest["traceId"] = NO_BYTES;
  let mac_: TraceRequest["mac"] = NO_BYTES;
  let nowMs_: TraceRequest["nowMs"] = 0;
  let node_: TraceRequest["node"] = "";
  while (r.at < end) {
    const tag = r.tag();
    switch (tag) {
      case 10:
        traceId_ = r.bytes();
        break;
      case 18:
        mac_ = r.bytes();
        break;
      case 24:
        nowMs_ = r.uint();
        break;
      case 34:
        node_ = r.string();
        break;
      default:
        r.skip(tag);
    }
  }
  r.close(end);
  return { traceId: traceId_, mac: mac_, nowMs: nowMs_, node: node_ };
}

export interface TraceReply {
  readonly transactions: readonly TraceTransaction[];
}

export interface TraceReplyInput {
  readonly transactions?: readonly TraceTransactionInput[] | null | undefined;
}

export const TraceReply = codec<TraceReply, TraceReplyInput>(writeTraceReply, readTraceReply);

export function writeTraceReply(w: WireWriter, m: TraceReplyInput): void {
  if (m.transactions) for (const each of m.transactions) { const mark = w.open(10); writeTraceTransaction(w, each); w.close(mark); }
}

export function readTraceReply(r: WireReader, end: number): TraceReply {
  let transactions_: TraceReply["transactions"] = NONE;
  while (r.at < end) {
    const tag = r.tag();
    switch (tag) {
      case 10:
        ((transactions_ === NONE ? (transactions_ = []) : transactions_) as TraceReply["transactions"][number][]).push(readTraceTransaction(r, r.open(end)));
        break;
      default:
        r.skip(tag);
    }
  }
  r.close(end);
  return { transactions: transactions_ };
}

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

export const TraceTransaction = codec<TraceTransaction, TraceTransactionInput>(writeTraceTransaction, readTraceTransaction);

export function writeTraceTransaction(w: WireWriter, m: TraceTransactionInput): void {
  if (m.node) w.string(10, m.node);
  if (m.was) w.string(18, m.was);
  if (m.startUs) w.uint(24, m.startUs);
  if (m.durationUs) w.uint(32, m.durationUs);
  if (m.traceId) w.bytes(42, m.traceId);
  if (m.spanId) w.bytes(50, m.spanId);
  if (m.parentSpanId) w.bytes(58, m.parentSpanId);
  if (m.endpoint) w.string(66, m.endpoint);
  if (m.path) w.string(74, m.path);
  if (m.status) w.uint(80, m.status);
  if (m.error) w.string(90, m.error);
  if (m.address) w.string(98, m.address);
  if (m.sessionKey) w.bytes(106, m.sessionKey);
  if (m.cpuUs) w.uint(112, m.cpuUs);
  if (m.sqlUs) w.uint(120, m.sqlUs);
  if (m.sqlCount) w.uint(128, m.sqlCount);
  if (m.sessionUs) w.uint(136, m.sessionUs);
  if (m.app) w.string(146, m.app);
  if (m.thread) w.string(154, m.thread);
  if (m.calls) for (const each of m.calls) { const mark = w.open(162); writeTraceCall(w, each); w.close(mark); }
}

export function readTraceTransaction(r: WireReader, end: number): TraceTransaction {
  let node_: TraceTransaction["node"] = "";
  let was_: TraceTransaction["was"] = "";
  let startUs_: TraceTransaction["startUs"] = 0;
  let durationUs_: TraceTransaction["durationUs"] = 0;
  let traceId_: TraceTransaction["traceId"] = NO_BYTES;
  let spanId_: TraceTransaction["spanId"] = NO_BYTES;
  let parentSpanId_: TraceTransaction["parentSpanId"] = NO_BYTES;
  let endpoint_: TraceTransaction["endpoint"] = "";
  let path_: TraceTransaction["path"] = "";
  let status_: TraceTransaction["status"] = 0;
  let error_: TraceTransaction["error"] = "";
  let address_: TraceTransaction["address"] = "";
  let sessionKey_: TraceTransaction["sessionKey"] = NO_BYTES;
  let cpuUs_: TraceTransaction["cpuUs"] = 0;
  let sqlUs_: TraceTransaction["sqlUs"] = 0;
  let sqlCount_: TraceTransaction["sqlCount"] = 0;
  let sessionUs_: TraceTransaction["sessionUs"] = 0;
  let app_: TraceTransaction["app"] = "";
  let thread_: TraceTransaction["thread"] = "";
  let calls_: TraceTransaction["calls"] = NONE;
  while (r.at < end) {
    const tag = r.tag();
    switch (tag) {
      case 10:
        node_ = r.string();
        break;
      case 18:
        was_ = r.string();
        break;
      case 24:
        startUs_ = r.uint();
        break;
      case 32:
        durationUs_ = r.uint();
        break;
      case 42:
        traceId_ = r.bytes();
        break;
      case 50:
        spanId_ = r.bytes();
        break;
      case 58:
        parentSpanId_ = r.bytes();
        break;
      case 66:
        endpoint_ = r.string();
        break;
      case 74:
        path_ = r.string();
        break;
      case 80:
        status_ = r.uint();
        break;
      case 90:
        error_ = r.string();
        break;
      case 98:
        address_ = r.string();
        break;
      case 106:
        sessionKey_ = r.bytes();
        break;
      case 112:
        cpuUs_ = r.uint();
        break;
      case 120:
        sqlUs_ = r.uint();
        break;
      case 128:
        sqlCount_ = r.uint();
        break;
      case 136:
        sessionUs_ = r.uint();
        break;
      case 146:
        app_ = r.string();
        break;
      case 154:
        thread_ = r.string();
        break;
      case 162:
        ((calls_ === NONE ? (calls_ = []) : calls_) as TraceTransaction["calls"][number][]).push(readTraceCall(r, r.open(end)));
        break;
      default:
        r.skip(tag);
    }
  }
  r.close(end);
  return { node: node_, was: was_, startUs: startUs_, durationUs: durationUs_, traceId: traceId_, spanId: spanId_, parentSpanId: parentSpanId_, endpoint: endpoint_, path: path_, status: status_, error: error_, address: address_, sessionKey: sessionKey_, cpuUs: cpuUs_, sqlUs: sqlUs_, sqlCount: sqlCount_, sessionUs: sessionUs_, app: app_, thread: thread_, calls: calls_ };
}

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

export const TraceCall = codec<TraceCall, TraceCallInput>(writeTraceCall, readTraceCall);

export function writeTraceCall(w: WireWriter, m: TraceCallInput): void {
  if (m.kind) w.string(10, m.kind);
  if (m.text) w.string(18, m.text);
  if (m.offsetUs) w.uint(24, m.offsetUs);
  if (m.durationUs) w.uint(32, m.durationUs);
  if (m.rows) w.sint(40, m.rows);
  if (m.error) w.string(50, m.error);
  if (m.spanId) w.bytes(58, m.spanId);
  if (m.target) w.string(66, m.target);
}

export function readTraceCall(r: WireReader, end: number): TraceCall {
  let kind_: TraceCall["kind"] = "";
  let text_: TraceCall["text"] = "";
  let offsetUs_: TraceCall["offsetUs"] = 0;
  let durationUs_: TraceCall["durationUs"] = 0;
  let rows_: TraceCall["rows"] = 0;
  let error_: TraceCall["error"] = "";
  let spanId_: TraceCall["spanId"] = NO_BYTES;
  let target_: TraceCall["target"] = "";
  while (r.at < end) {
    const tag = r.tag();
    switch (tag) {
      case 10:
        kind_ = r.string();
        break;
      case 18:
        text_ = r.string();
        break;
      case 24:
        offsetUs_ = r.uint();
        break;
      case 32:
        durationUs_ = r.uint();
        break;
      case 40:
        rows_ = r.sint();
        break;
      case 50:
        error_ = r.string();
        break;
      case 58:
        spanId_ = r.bytes();
        break;
      case 66:
        target_ = r.string();
        break;
      default:
        r.skip(tag);
    }
  }
  r.close(end);
  return { kind: kind_, text: text_, offsetUs: offsetUs_, durationUs: durationUs_, rows: rows_, error: error_, spanId: spanId_, target: target_ };
}

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
