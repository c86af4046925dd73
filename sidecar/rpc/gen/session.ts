// Made by scripts/gen.ts from proto/. Do not edit; run npm run gen.
import { codec } from "../codec.ts";
import type { WireReader } from "../wire-reader.ts";
import type { WireWriter } from "../wire-writer.ts";

const NONE: readonly never[] = [];
const NO_BYTES: Uint8Array = Buffer.alloc(0);

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

export const AgentFrame = codec<AgentFrame, AgentFrameInput>(writeAgentFrame, readAgentFrame);

export function writeAgentFrame(w: WireWriter, m: AgentFrameInput): void {
  if (m.seq) w.uint(8, m.seq);
  if (m.hello) { const mark = w.open(18); writeHello(w, m.hello); w.close(mark); }
  if (m.load) { const mark = w.open(26); writeLoad(w, m.load); w.close(mark); }
  if (m.store) { const mark = w.open(34); writeStore(w, m.store); w.close(mark); }
  if (m.touch) { const mark = w.open(42); writeTouch(w, m.touch); w.close(mark); }
  if (m.invalidate) { const mark = w.open(50); writeInvalidate(w, m.invalidate); w.close(mark); }
  if (m.changeId) { const mark = w.open(58); writeChangeId(w, m.changeId); w.close(mark); }
  if (m.renew) { const mark = w.open(66); writeRenew(w, m.renew); w.close(mark); }
  if (m.dropped) { const mark = w.open(74); writeDropped(w, m.dropped); w.close(mark); }
  if (m.expireIfIdle) { const mark = w.open(82); writeExpireIfIdle(w, m.expireIfIdle); w.close(mark); }
  if (m.chunk) { const mark = w.open(90); writeChunk(w, m.chunk); w.close(mark); }
}

export function readAgentFrame(r: WireReader, end: number): AgentFrame {
  let seq_: AgentFrame["seq"] = 0;
  let hello_: AgentFrame["hello"] = null;
  let load_: AgentFrame["load"] = null;
  let store_: AgentFrame["store"] = null;
  let touch_: AgentFrame["touch"] = null;
  let invalidate_: AgentFrame["invalidate"] = null;
  let changeId_: AgentFrame["changeId"] = null;
  let renew_: AgentFrame["renew"] = null;
  let dropped_: AgentFrame["dropped"] = null;
  let expireIfIdle_: AgentFrame["expireIfIdle"] = null;
  let chunk_: AgentFrame["chunk"] = null;
  while (r.at < end) {
    const tag = r.tag();
    switch (tag) {
      case 8:
        seq_ = r.uint();
        break;
      case 18:
        load_ = null;
        store_ = null;
        touch_ = null;
        invalidate_ = null;
        changeId_ = null;
        renew_ = null;
        dropped_ = null;
        expireIfIdle_ = null;
        chunk_ = null;
        hello_ = readHello(r, r.open(end));
        break;
      case 26:
        hello_ = null;
        store_ = null;
        touch_ = null;
        invalidate_ = null;
        changeId_ = null;
        renew_ = null;
        dropped_ = null;
        expireIfIdle_ = null;
        chunk_ = null;
        load_ = readLoad(r, r.open(end));
        break;
      case 34:
        hello_ = null;
        load_ = null;
        touch_ = null;
        invalidate_ = null;
        changeId_ = null;
        renew_ = null;
        dropped_ = null;
        expireIfIdle_ = null;
        chunk_ = null;
        store_ = readStore(r, r.open(end));
        break;
      case 42:
        hello_ = null;
        load_ = null;
        store_ = null;
        invalidate_ = null;
        changeId_ = null;
        renew_ = null;
        dropped_ = null;
        expireIfIdle_ = null;
        chunk_ = null;
        touch_ = readTouch(r, r.open(end));
        break;
      case 50:
        hello_ = null;
        load_ = null;
        store_ = null;
        touch_ = null;
        changeId_ = null;
        renew_ = null;
        dropped_ = null;
        expireIfIdle_ = null;
        chunk_ = null;
        invalidate_ = readInvalidate(r, r.open(end));
        break;
      case 58:
        hello_ = null;
        load_ = null;
        store_ = null;
        touch_ = null;
        invalidate_ = null;
        renew_ = null;
        dropped_ = null;
        expireIfIdle_ = null;
        chunk_ = null;
        changeId_ = readChangeId(r, r.open(end));
        break;
      case 66:
        hello_ = null;
        load_ = null;
        store_ = null;
        touch_ = null;
        invalidate_ = null;
        changeId_ = null;
        dropped_ = null;
        expireIfIdle_ = null;
        chunk_ = null;
        renew_ = readRenew(r, r.open(end));
        break;
      case 74:
        hello_ = null;
        load_ = null;
        store_ = null;
        touch_ = null;
        invalidate_ = null;
        changeId_ = null;
        renew_ = null;
        expireIfIdle_ = null;
        chunk_ = null;
        dropped_ = readDropped(r, r.open(end));
        break;
      case 82:
        hello_ = null;
        load_ = null;
        store_ = null;
        touch_ = null;
        invalidate_ = null;
        changeId_ = null;
        renew_ = null;
        dropped_ = null;
        chunk_ = null;
        expireIfIdle_ = readExpireIfIdle(r, r.open(end));
        break;
      case 90:
        hello_ = null;
        load_ = null;
        store_ = null;
        touch_ = null;
        invalidate_ = null;
        changeId_ = null;
        renew_ = null;
        dropped_ = null;
        expireIfIdle_ = null;
        chunk_ = readChunk(r, r.open(end));
        break;
      default:
        r.skip(tag);
    }
  }
  r.close(end);
  return { seq: seq_, hello: hello_, load: load_, store: store_, touch: touch_, invalidate: invalidate_, changeId: changeId_, renew: renew_, dropped: dropped_, expireIfIdle: expireIfIdle_, chunk: chunk_ };
}

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
  readonly fallbacks: Fallbacks | null;
  readonly bundle: Bundle | null;
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
  readonly fallbacks?: FallbacksInput | null | undefined;
  readonly bundle?: BundleInput | null | undefined;
}

export const GridFrame = codec<GridFrame, GridFrameInput>(writeGridFrame, readGridFrame);

export function writeGridFrame(w: WireWriter, m: GridFrameInput): void {
  if (m.seq) w.uint(8, m.seq);
  if (m.welcome) { const mark = w.open(18); writeWelcome(w, m.welcome); w.close(mark); }
  if (m.loadResult) { const mark = w.open(26); writeLoadResult(w, m.loadResult); w.close(mark); }
  if (m.storeResult) { const mark = w.open(34); writeStoreResult(w, m.storeResult); w.close(mark); }
  if (m.done) { const mark = w.open(42); writeDone(w, m.done); w.close(mark); }
  if (m.renewed) { const mark = w.open(50); writeRenewed(w, m.renewed); w.close(mark); }
  if (m.stale) { const mark = w.open(58); writeStale(w, m.stale); w.close(mark); }
  if (m.kill) { const mark = w.open(66); writeKill(w, m.kill); w.close(mark); }
  if (m.modeChange) { const mark = w.open(74); writeModeChange(w, m.modeChange); w.close(mark); }
  if (m.expireResult) { const mark = w.open(82); writeExpireResult(w, m.expireResult); w.close(mark); }
  if (m.failure) { const mark = w.open(90); writeFailure(w, m.failure); w.close(mark); }
  if (m.chunk) { const mark = w.open(98); writeChunk(w, m.chunk); w.close(mark); }
  if (m.fallbacks) { const mark = w.open(106); writeFallbacks(w, m.fallbacks); w.close(mark); }
  if (m.bundle) { const mark = w.open(114); writeBundle(w, m.bundle); w.close(mark); }
}

export function readGridFrame(r: WireReader, end: number): GridFrame {
  let seq_: GridFrame["seq"] = 0;
  let welcome_: GridFrame["welcome"] = null;
  let loadResult_: GridFrame["loadResult"] = null;
  let storeResult_: GridFrame["storeResult"] = null;
  let done_: GridFrame["done"] = null;
  let renewed_: GridFrame["renewed"] = null;
  let stale_: GridFrame["stale"] = null;
  let kill_: GridFrame["kill"] = null;
  let modeChange_: GridFrame["modeChange"] = null;
  let expireResult_: GridFrame["expireResult"] = null;
  let failure_: GridFrame["failure"] = null;
  let chunk_: GridFrame["chunk"] = null;
  let fallbacks_: GridFrame["fallbacks"] = null;
  let bundle_: GridFrame["bundle"] = null;
  while (r.at < end) {
    const tag = r.tag();
    switch (tag) {
      case 8:
        seq_ = r.uint();
        break;
      case 18:
        loadResult_ = null;
        storeResult_ = null;
        done_ = null;
        renewed_ = null;
        stale_ = null;
        kill_ = null;
        modeChange_ = null;
        expireResult_ = null;
        failure_ = null;
        chunk_ = null;
        fallbacks_ = null;
        bundle_ = null;
        welcome_ = readWelcome(r, r.open(end));
        break;
      case 26:
        welcome_ = null;
        storeResult_ = null;
        done_ = null;
        renewed_ = null;
        stale_ = null;
        kill_ = null;
        modeChange_ = null;
        expireResult_ = null;
        failure_ = null;
        chunk_ = null;
        fallbacks_ = null;
        bundle_ = null;
        loadResult_ = readLoadResult(r, r.open(end));
        break;
      case 34:
        welcome_ = null;
        loadResult_ = null;
        done_ = null;
        renewed_ = null;
        stale_ = null;
        kill_ = null;
        modeChange_ = null;
        expireResult_ = null;
        failure_ = null;
        chunk_ = null;
        fallbacks_ = null;
        bundle_ = null;
        storeResult_ = readStoreResult(r, r.open(end));
        break;
      case 42:
        welcome_ = null;
        loadResult_ = null;
        storeResult_ = null;
        renewed_ = null;
        stale_ = null;
        kill_ = null;
        modeChange_ = null;
        expireResult_ = null;
        failure_ = null;
        chunk_ = null;
        fallbacks_ = null;
        bundle_ = null;
        done_ = readDone(r, r.open(end));
        break;
      case 50:
        welcome_ = null;
        loadResult_ = null;
        storeResult_ = null;
        done_ = null;
        stale_ = null;
        kill_ = null;
        modeChange_ = null;
        expireResult_ = null;
        failure_ = null;
        chunk_ = null;
        fallbacks_ = null;
        bundle_ = null;
        renewed_ = readRenewed(r, r.open(end));
        break;
      case 58:
        welcome_ = null;
        loadResult_ = null;
        storeResult_ = null;
        done_ = null;
        renewed_ = null;
        kill_ = null;
        modeChange_ = null;
        expireResult_ = null;
        failure_ = null;
        chunk_ = null;
        fallbacks_ = null;
        bundle_ = null;
        stale_ = readStale(r, r.open(end));
        break;
      case 66:
        welcome_ = null;
        loadResult_ = null;
        storeResult_ = null;
        done_ = null;
        renewed_ = null;
        stale_ = null;
        modeChange_ = null;
        expireResult_ = null;
        failure_ = null;
        chunk_ = null;
        fallbacks_ = null;
        bundle_ = null;
        kill_ = readKill(r, r.open(end));
        break;
      case 74:
        welcome_ = null;
        loadResult_ = null;
        storeResult_ = null;
        done_ = null;
        renewed_ = null;
        stale_ = null;
        kill_ = null;
        expireResult_ = null;
        failure_ = null;
        chunk_ = null;
        fallbacks_ = null;
        bundle_ = null;
        modeChange_ = readModeChange(r, r.open(end));
        break;
      case 82:
        welcome_ = null;
        loadResult_ = null;
        storeResult_ = null;
        done_ = null;
        renewed_ = null;
        stale_ = null;
        kill_ = null;
        modeChange_ = null;
        failure_ = null;
        chunk_ = null;
        fallbacks_ = null;
        bundle_ = null;
        expireResult_ = readExpireResult(r, r.open(end));
        break;
      case 90:
        welcome_ = null;
        loadResult_ = null;
        storeResult_ = null;
        done_ = null;
        renewed_ = null;
        stale_ = null;
        kill_ = null;
        modeChange_ = null;
        expireResult_ = null;
        chunk_ = null;
        fallbacks_ = null;
        bundle_ = null;
        failure_ = readFailure(r, r.open(end));
        break;
      case 98:
        welcome_ = null;
        loadResult_ = null;
        storeResult_ = null;
        done_ = null;
        renewed_ = null;
        stale_ = null;
        kill_ = null;
        modeChange_ = null;
        expireResult_ = null;
        failure_ = null;
        fallbacks_ = null;
        bundle_ = null;
        chunk_ = readChunk(r, r.open(end));
        break;
      case 106:
        welcome_ = null;
        loadResult_ = null;
        storeResult_ = null;
        done_ = null;
        renewed_ = null;
        stale_ = null;
        kill_ = null;
        modeChange_ = null;
        expireResult_ = null;
        failure_ = null;
        chunk_ = null;
        bundle_ = null;
        fallbacks_ = readFallbacks(r, r.open(end));
        break;
      case 114:
        welcome_ = null;
        loadResult_ = null;
        storeResult_ = null;
        done_ = null;
        renewed_ = null;
        stale_ = null;
        kill_ = null;
        modeChange_ = null;
        expireResult_ = null;
        failure_ = null;
        chunk_ = null;
        fallbacks_ = null;
        bundle_ = readBundle(r, r.open(end));
        break;
      default:
        r.skip(tag);
    }
  }
  r.close(end);
  return { seq: seq_, welcome: welcome_, loadResult: loadResult_, storeResult: storeResult_, done: done_, renewed: renewed_, stale: stale_, kill: kill_, modeChange: modeChange_, expireResult: expireResult_, failure: failure_, chunk: chunk_, fallbacks: fallbacks_, bundle: bundle_ };
}

export interface Bundle {
  readonly frames: readonly Uint8Array[];
}

export interface BundleInput {
  readonly frames?: readonly Uint8Array[] | null | undefined;
}

export const Bundle = codec<Bundle, BundleInput>(writeBundle, readBundle);

export function writeBundle(w: WireWriter, m: BundleInput): void {
  if (m.frames) for (const each of m.frames) w.bytesElement(10, each);
}

export function readBundle(r: WireReader, end: number): Bundle {
  let frames_: Bundle["frames"] = NONE;
  while (r.at < end) {
    const tag = r.tag();
    switch (tag) {
      case 10:
        ((frames_ === NONE ? (frames_ = []) : frames_) as Bundle["frames"][number][]).push(r.bytes());
        break;
      default:
        r.skip(tag);
    }
  }
  r.close(end);
  return { frames: frames_ };
}

export interface Chunk {
  readonly piece: Uint8Array;
  readonly last: boolean;
}

export interface ChunkInput {
  readonly piece?: Uint8Array | null | undefined;
  readonly last?: boolean | null | undefined;
}

export const Chunk = codec<Chunk, ChunkInput>(writeChunk, readChunk);

export function writeChunk(w: WireWriter, m: ChunkInput): void {
  if (m.piece) w.bytes(10, m.piece);
  if (m.last) w.bool(16, m.last);
}

export function readChunk(r: WireReader, end: number): Chunk {
  let piece_: Chunk["piece"] = NO_BYTES;
  let last_: Chunk["last"] = false;
  while (r.at < end) {
    const tag = r.tag();
    switch (tag) {
      case 10:
        piece_ = r.bytes();
        break;
      case 16:
        last_ = r.bool();
        break;
      default:
        r.skip(tag);
    }
  }
  r.close(end);
  return { piece: piece_, last: last_ };
}

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

export const Version = codec<Version, VersionInput>(writeVersion, readVersion);

export function writeVersion(w: WireWriter, m: VersionInput): void {
  if (m.ms) w.uint(8, m.ms);
  if (m.counter) w.uint(16, m.counter);
  if (m.node) w.string(26, m.node);
}

export function readVersion(r: WireReader, end: number): Version {
  let ms_: Version["ms"] = 0;
  let counter_: Version["counter"] = 0;
  let node_: Version["node"] = "";
  while (r.at < end) {
    const tag = r.tag();
    switch (tag) {
      case 8:
        ms_ = r.uint();
        break;
      case 16:
        counter_ = r.uint();
        break;
      case 26:
        node_ = r.string();
        break;
      default:
        r.skip(tag);
    }
  }
  r.close(end);
  return { ms: ms_, counter: counter_, node: node_ };
}

export interface Hello {
  readonly protocol: number;
  readonly was: string;
  readonly incarnation: string;
  readonly server: string;
  readonly pid: number;
  readonly held: readonly Held[];
  readonly features: readonly string[];
}

export interface HelloInput {
  readonly protocol?: number | null | undefined;
  readonly was?: string | null | undefined;
  readonly incarnation?: string | null | undefined;
  readonly server?: string | null | undefined;
  readonly pid?: number | null | undefined;
  readonly held?: readonly HeldInput[] | null | undefined;
  readonly features?: readonly string[] | null | undefined;
}

export const Hello = codec<Hello, HelloInput>(writeHello, readHello);

export function writeHello(w: WireWriter, m: HelloInput): void {
  if (m.protocol) w.uint(8, m.protocol);
  if (m.was) w.string(18, m.was);
  if (m.incarnation) w.string(26, m.incarnation);
  if (m.server) w.string(34, m.server);
  if (m.pid) w.uint(40, m.pid);
  if (m.held) for (const each of m.held) { const mark = w.open(50); writeHeld(w, each); w.close(mark); }
  if (m.features) for (const each of m.features) w.stringElement(58, each);
}

export function readHello(r: WireReader, end: number): Hello {
  let protocol_: Hello["protocol"] = 0;
  let was_: Hello["was"] = "";
  let incarnation_: Hello["incarnation"] = "";
  let server_: Hello["server"] = "";
  let pid_: Hello["pid"] = 0;
  let held_: Hello["held"] = NONE;
  let features_: Hello["features"] = NONE;
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
        incarnation_ = r.string();
        break;
      case 34:
        server_ = r.string();
        break;
      case 40:
        pid_ = r.uint();
        break;
      case 50:
        ((held_ === NONE ? (held_ = []) : held_) as Hello["held"][number][]).push(readHeld(r, r.open(end)));
        break;
      case 58:
        ((features_ === NONE ? (features_ = []) : features_) as Hello["features"][number][]).push(r.string());
        break;
      default:
        r.skip(tag);
    }
  }
  r.close(end);
  return { protocol: protocol_, was: was_, incarnation: incarnation_, server: server_, pid: pid_, held: held_, features: features_ };
}

export interface Held {
  readonly key: Uint8Array;
  readonly version: Version | null;
}

export interface HeldInput {
  readonly key?: Uint8Array | null | undefined;
  readonly version?: VersionInput | null | undefined;
}

export const Held = codec<Held, HeldInput>(writeHeld, readHeld);

export function writeHeld(w: WireWriter, m: HeldInput): void {
  if (m.key) w.bytes(10, m.key);
  if (m.version) { const mark = w.open(18); writeVersion(w, m.version); w.close(mark); }
}

export function readHeld(r: WireReader, end: number): Held {
  let key_: Held["key"] = NO_BYTES;
  let version_: Held["version"] = null;
  while (r.at < end) {
    const tag = r.tag();
    switch (tag) {
      case 10:
        key_ = r.bytes();
        break;
      case 18:
        version_ = readVersion(r, r.open(end));
        break;
      default:
        r.skip(tag);
    }
  }
  r.close(end);
  return { key: key_, version: version_ };
}

export interface Welcome {
  readonly protocol: number;
  readonly node: string;
  readonly leaseMs: number;
  readonly fallbacks: readonly Endpoint[];
  readonly mode: ModeChange | null;
  readonly strict: boolean;
}

export interface WelcomeInput {
  readonly protocol?: number | null | undefined;
  readonly node?: string | null | undefined;
  readonly leaseMs?: number | null | undefined;
  readonly fallbacks?: readonly EndpointInput[] | null | undefined;
  readonly mode?: ModeChangeInput | null | undefined;
  readonly strict?: boolean | null | undefined;
}

export const Welcome = codec<Welcome, WelcomeInput>(writeWelcome, readWelcome);

export function writeWelcome(w: WireWriter, m: WelcomeInput): void {
  if (m.protocol) w.uint(8, m.protocol);
  if (m.node) w.string(18, m.node);
  if (m.leaseMs) w.uint(24, m.leaseMs);
  if (m.fallbacks) for (const each of m.fallbacks) { const mark = w.open(34); writeEndpoint(w, each); w.close(mark); }
  if (m.mode) { const mark = w.open(42); writeModeChange(w, m.mode); w.close(mark); }
  if (m.strict) w.bool(48, m.strict);
}

export function readWelcome(r: WireReader, end: number): Welcome {
  let protocol_: Welcome["protocol"] = 0;
  let node_: Welcome["node"] = "";
  let leaseMs_: Welcome["leaseMs"] = 0;
  let fallbacks_: Welcome["fallbacks"] = NONE;
  let mode_: Welcome["mode"] = null;
  let strict_: Welcome["strict"] = false;
  while (r.at < end) {
    const tag = r.tag();
    switch (tag) {
      case 8:
        protocol_ = r.uint();
        break;
      case 18:
        node_ = r.string();
        break;
      case 24:
        leaseMs_ = r.uint();
        break;
      case 34:
        ((fallbacks_ === NONE ? (fallbacks_ = []) : fallbacks_) as Welcome["fallbacks"][number][]).push(readEndpoint(r, r.open(end)));
        break;
      case 42:
        mode_ = readModeChange(r, r.open(end));
        break;
      case 48:
        strict_ = r.bool();
        break;
      default:
        r.skip(tag);
    }
  }
  r.close(end);
  return { protocol: protocol_, node: node_, leaseMs: leaseMs_, fallbacks: fallbacks_, mode: mode_, strict: strict_ };
}

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

export const Endpoint = codec<Endpoint, EndpointInput>(writeEndpoint, readEndpoint);

export function writeEndpoint(w: WireWriter, m: EndpointInput): void {
  if (m.node) w.string(10, m.node);
  if (m.unixPath) w.string(18, m.unixPath);
  if (m.host) w.string(26, m.host);
  if (m.port) w.uint(32, m.port);
  if (m.token) w.string(42, m.token);
}

export function readEndpoint(r: WireReader, end: number): Endpoint {
  let node_: Endpoint["node"] = "";
  let unixPath_: Endpoint["unixPath"] = "";
  let host_: Endpoint["host"] = "";
  let port_: Endpoint["port"] = 0;
  let token_: Endpoint["token"] = "";
  while (r.at < end) {
    const tag = r.tag();
    switch (tag) {
      case 10:
        node_ = r.string();
        break;
      case 18:
        unixPath_ = r.string();
        break;
      case 26:
        host_ = r.string();
        break;
      case 32:
        port_ = r.uint();
        break;
      case 42:
        token_ = r.string();
        break;
      default:
        r.skip(tag);
    }
  }
  r.close(end);
  return { node: node_, unixPath: unixPath_, host: host_, port: port_, token: token_ };
}

export interface Fallbacks {
  readonly endpoints: readonly Endpoint[];
}

export interface FallbacksInput {
  readonly endpoints?: readonly EndpointInput[] | null | undefined;
}

export const Fallbacks = codec<Fallbacks, FallbacksInput>(writeFallbacks, readFallbacks);

export function writeFallbacks(w: WireWriter, m: FallbacksInput): void {
  if (m.endpoints) for (const each of m.endpoints) { const mark = w.open(10); writeEndpoint(w, each); w.close(mark); }
}

export function readFallbacks(r: WireReader, end: number): Fallbacks {
  let endpoints_: Fallbacks["endpoints"] = NONE;
  while (r.at < end) {
    const tag = r.tag();
    switch (tag) {
      case 10:
        ((endpoints_ === NONE ? (endpoints_ = []) : endpoints_) as Fallbacks["endpoints"][number][]).push(readEndpoint(r, r.open(end)));
        break;
      default:
        r.skip(tag);
    }
  }
  r.close(end);
  return { endpoints: endpoints_ };
}

export interface Load {
  readonly key: Uint8Array;
  readonly known: Version | null;
}

export interface LoadInput {
  readonly key?: Uint8Array | null | undefined;
  readonly known?: VersionInput | null | undefined;
}

export const Load = codec<Load, LoadInput>(writeLoad, readLoad);

export function writeLoad(w: WireWriter, m: LoadInput): void {
  if (m.key) w.bytes(10, m.key);
  if (m.known) { const mark = w.open(18); writeVersion(w, m.known); w.close(mark); }
}

export function readLoad(r: WireReader, end: number): Load {
  let key_: Load["key"] = NO_BYTES;
  let known_: Load["known"] = null;
  while (r.at < end) {
    const tag = r.tag();
    switch (tag) {
      case 10:
        key_ = r.bytes();
        break;
      case 18:
        known_ = readVersion(r, r.open(end));
        break;
      default:
        r.skip(tag);
    }
  }
  r.close(end);
  return { key: key_, known: known_ };
}

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

export const LoadResult = codec<LoadResult, LoadResultInput>(writeLoadResult, readLoadResult);

export function writeLoadResult(w: WireWriter, m: LoadResultInput): void {
  if (m.outcome) w.uint(8, m.outcome);
  if (m.meta) { const mark = w.open(18); writeSessionMeta(w, m.meta); w.close(mark); }
  if (m.version) { const mark = w.open(26); writeVersion(w, m.version); w.close(mark); }
  if (m.attributes) for (const each of m.attributes) { const mark = w.open(34); writeAttribute(w, each); w.close(mark); }
  if (m.delta) w.bool(40, m.delta);
  if (m.removed) for (const each of m.removed) w.stringElement(50, each);
}

export function readLoadResult(r: WireReader, end: number): LoadResult {
  let outcome_: LoadResult["outcome"] = 0;
  let meta_: LoadResult["meta"] = null;
  let version_: LoadResult["version"] = null;
  let attributes_: LoadResult["attributes"] = NONE;
  let delta_: LoadResult["delta"] = false;
  let removed_: LoadResult["removed"] = NONE;
  while (r.at < end) {
    const tag = r.tag();
    switch (tag) {
      case 8:
        outcome_ = r.uint();
        break;
      case 18:
        meta_ = readSessionMeta(r, r.open(end));
        break;
      case 26:
        version_ = readVersion(r, r.open(end));
        break;
      case 34:
        ((attributes_ === NONE ? (attributes_ = []) : attributes_) as LoadResult["attributes"][number][]).push(readAttribute(r, r.open(end)));
        break;
      case 40:
        delta_ = r.bool();
        break;
      case 50:
        ((removed_ === NONE ? (removed_ = []) : removed_) as LoadResult["removed"][number][]).push(r.string());
        break;
      default:
        r.skip(tag);
    }
  }
  r.close(end);
  return { outcome: outcome_, meta: meta_, version: version_, attributes: attributes_, delta: delta_, removed: removed_ };
}

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

export const SessionMeta = codec<SessionMeta, SessionMetaInput>(writeSessionMeta, readSessionMeta);

export function writeSessionMeta(w: WireWriter, m: SessionMetaInput): void {
  if (m.app) w.string(10, m.app);
  if (m.createdMs) w.uint(16, m.createdMs);
  if (m.lastAccessMs) w.uint(24, m.lastAccessMs);
  if (m.maxInactiveS) w.sint(32, m.maxInactiveS);
  if (m.user) w.string(42, m.user);
  if (m.address) w.string(50, m.address);
  if (m.was) w.string(58, m.was);
  if (m.container) for (const each of m.container) { const mark = w.open(66); writeAttribute(w, each); w.close(mark); }
}

export function readSessionMeta(r: WireReader, end: number): SessionMeta {
  let app_: SessionMeta["app"] = "";
  let createdMs_: SessionMeta["createdMs"] = 0;
  let lastAccessMs_: SessionMeta["lastAccessMs"] = 0;
  let maxInactiveS_: SessionMeta["maxInactiveS"] = 0;
  let user_: SessionMeta["user"] = "";
  let address_: SessionMeta["address"] = "";
  let was_: SessionMeta["was"] = "";
  let container_: SessionMeta["container"] = NONE;
  while (r.at < end) {
    const tag = r.tag();
    switch (tag) {
      case 10:
        app_ = r.string();
        break;
      case 16:
        createdMs_ = r.uint();
        break;
      case 24:
        lastAccessMs_ = r.uint();
        break;
      case 32:
        maxInactiveS_ = r.sint();
        break;
      case 42:
        user_ = r.string();
        break;
      case 50:
        address_ = r.string();
        break;
      case 58:
        was_ = r.string();
        break;
      case 66:
        ((container_ === NONE ? (container_ = []) : container_) as SessionMeta["container"][number][]).push(readAttribute(r, r.open(end)));
        break;
      default:
        r.skip(tag);
    }
  }
  r.close(end);
  return { app: app_, createdMs: createdMs_, lastAccessMs: lastAccessMs_, maxInactiveS: maxInactiveS_, user: user_, address: address_, was: was_, container: container_ };
}

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

export const Attribute = codec<Attribute, AttributeInput>(writeAttribute, readAttribute);

export function writeAttribute(w: WireWriter, m: AttributeInput): void {
  if (m.name) w.string(10, m.name);
  if (m.value) w.bytes(18, m.value);
  if (m.type) w.string(26, m.type);
  if (m.version) { const mark = w.open(34); writeVersion(w, m.version); w.close(mark); }
  if (m.inPlace) w.bool(40, m.inPlace);
}

export function readAttribute(r: WireReader, end: number): Attribute {
  let name_: Attribute["name"] = "";
  let value_: Attribute["value"] = NO_BYTES;
  let type_: Attribute["type"] = "";
  let version_: Attribute["version"] = null;
  let inPlace_: Attribute["inPlace"] = false;
  while (r.at < end) {
    const tag = r.tag();
    switch (tag) {
      case 10:
        name_ = r.string();
        break;
      case 18:
        value_ = r.bytes();
        break;
      case 26:
        type_ = r.string();
        break;
      case 34:
        version_ = readVersion(r, r.open(end));
        break;
      case 40:
        inPlace_ = r.bool();
        break;
      default:
        r.skip(tag);
    }
  }
  r.close(end);
  return { name: name_, value: value_, type: type_, version: version_, inPlace: inPlace_ };
}

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

export const Store = codec<Store, StoreInput>(writeStore, readStore);

export function writeStore(w: WireWriter, m: StoreInput): void {
  if (m.key) w.bytes(10, m.key);
  if (m.base) { const mark = w.open(18); writeVersion(w, m.base); w.close(mark); }
  if (m.meta) { const mark = w.open(26); writeSessionMeta(w, m.meta); w.close(mark); }
  if (m.attributes) for (const each of m.attributes) { const mark = w.open(34); writeAttribute(w, each); w.close(mark); }
  if (m.removed) for (const each of m.removed) w.stringElement(42, each);
  if (m.create) w.bool(48, m.create);
  if (m.localOnly) for (const each of m.localOnly) { const mark = w.open(58); writeAttribute(w, each); w.close(mark); }
  if (m.operation) w.uint(64, m.operation);
  if (m.containerChanged) w.bool(72, m.containerChanged);
  if (m.ageMs) w.uint(80, m.ageMs);
}

export function readStore(r: WireReader, end: number): Store {
  let key_: Store["key"] = NO_BYTES;
  let base_: Store["base"] = null;
  let meta_: Store["meta"] = null;
  let attributes_: Store["attributes"] = NONE;
  let removed_: Store["removed"] = NONE;
  let create_: Store["create"] = false;
  let localOnly_: Store["localOnly"] = NONE;
  let operation_: Store["operation"] = 0;
  let containerChanged_: Store["containerChanged"] = false;
  let ageMs_: Store["ageMs"] = 0;
  while (r.at < end) {
    const tag = r.tag();
    switch (tag) {
      case 10:
        key_ = r.bytes();
        break;
      case 18:
        base_ = readVersion(r, r.open(end));
        break;
      case 26:
        meta_ = readSessionMeta(r, r.open(end));
        break;
      case 34:
        ((attributes_ === NONE ? (attributes_ = []) : attributes_) as Store["attributes"][number][]).push(readAttribute(r, r.open(end)));
        break;
      case 42:
        ((removed_ === NONE ? (removed_ = []) : removed_) as Store["removed"][number][]).push(r.string());
        break;
      case 48:
        create_ = r.bool();
        break;
      case 58:
        ((localOnly_ === NONE ? (localOnly_ = []) : localOnly_) as Store["localOnly"][number][]).push(readAttribute(r, r.open(end)));
        break;
      case 64:
        operation_ = r.uint();
        break;
      case 72:
        containerChanged_ = r.bool();
        break;
      case 80:
        ageMs_ = r.uint();
        break;
      default:
        r.skip(tag);
    }
  }
  r.close(end);
  return { key: key_, base: base_, meta: meta_, attributes: attributes_, removed: removed_, create: create_, localOnly: localOnly_, operation: operation_, containerChanged: containerChanged_, ageMs: ageMs_ };
}

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

export const StoreResult = codec<StoreResult, StoreResultInput>(writeStoreResult, readStoreResult);

export function writeStoreResult(w: WireWriter, m: StoreResultInput): void {
  if (m.outcome) w.uint(8, m.outcome);
  if (m.version) { const mark = w.open(18); writeVersion(w, m.version); w.close(mark); }
  if (m.stale) w.bool(24, m.stale);
}

export function readStoreResult(r: WireReader, end: number): StoreResult {
  let outcome_: StoreResult["outcome"] = 0;
  let version_: StoreResult["version"] = null;
  let stale_: StoreResult["stale"] = false;
  while (r.at < end) {
    const tag = r.tag();
    switch (tag) {
      case 8:
        outcome_ = r.uint();
        break;
      case 18:
        version_ = readVersion(r, r.open(end));
        break;
      case 24:
        stale_ = r.bool();
        break;
      default:
        r.skip(tag);
    }
  }
  r.close(end);
  return { outcome: outcome_, version: version_, stale: stale_ };
}

export interface Touch {
  readonly touched: readonly Touched[];
}

export interface TouchInput {
  readonly touched?: readonly TouchedInput[] | null | undefined;
}

export const Touch = codec<Touch, TouchInput>(writeTouch, readTouch);

export function writeTouch(w: WireWriter, m: TouchInput): void {
  if (m.touched) for (const each of m.touched) { const mark = w.open(10); writeTouched(w, each); w.close(mark); }
}

export function readTouch(r: WireReader, end: number): Touch {
  let touched_: Touch["touched"] = NONE;
  while (r.at < end) {
    const tag = r.tag();
    switch (tag) {
      case 10:
        ((touched_ === NONE ? (touched_ = []) : touched_) as Touch["touched"][number][]).push(readTouched(r, r.open(end)));
        break;
      default:
        r.skip(tag);
    }
  }
  r.close(end);
  return { touched: touched_ };
}

export interface Touched {
  readonly key: Uint8Array;
  readonly lastAccessMs: number;
}

export interface TouchedInput {
  readonly key?: Uint8Array | null | undefined;
  readonly lastAccessMs?: number | null | undefined;
}

export const Touched = codec<Touched, TouchedInput>(writeTouched, readTouched);

export function writeTouched(w: WireWriter, m: TouchedInput): void {
  if (m.key) w.bytes(10, m.key);
  if (m.lastAccessMs) w.uint(16, m.lastAccessMs);
}

export function readTouched(r: WireReader, end: number): Touched {
  let key_: Touched["key"] = NO_BYTES;
  let lastAccessMs_: Touched["lastAccessMs"] = 0;
  while (r.at < end) {
    const tag = r.tag();
    switch (tag) {
      case 10:
        key_ = r.bytes();
        break;
      case 16:
        lastAccessMs_ = r.uint();
        break;
      default:
        r.skip(tag);
    }
  }
  r.close(end);
  return { key: key_, lastAccessMs: lastAccessMs_ };
}

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

export const Invalidate = codec<Invalidate, InvalidateInput>(writeInvalidate, readInvalidate);

export function writeInvalidate(w: WireWriter, m: InvalidateInput): void {
  if (m.key) w.bytes(10, m.key);
  if (m.reason) w.string(18, m.reason);
  if (m.operation) w.uint(24, m.operation);
}

export function readInvalidate(r: WireReader, end: number): Invalidate {
  let key_: Invalidate["key"] = NO_BYTES;
  let reason_: Invalidate["reason"] = "";
  let operation_: Invalidate["operation"] = 0;
  while (r.at < end) {
    const tag = r.tag();
    switch (tag) {
      case 10:
        key_ = r.bytes();
        break;
      case 18:
        reason_ = r.string();
        break;
      case 24:
        operation_ = r.uint();
        break;
      default:
        r.skip(tag);
    }
  }
  r.close(end);
  return { key: key_, reason: reason_, operation: operation_ };
}

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

export const ChangeId = codec<ChangeId, ChangeIdInput>(writeChangeId, readChangeId);

export function writeChangeId(w: WireWriter, m: ChangeIdInput): void {
  if (m.oldKey) w.bytes(10, m.oldKey);
  if (m.newKey) w.bytes(18, m.newKey);
  if (m.operation) w.uint(24, m.operation);
}

export function readChangeId(r: WireReader, end: number): ChangeId {
  let oldKey_: ChangeId["oldKey"] = NO_BYTES;
  let newKey_: ChangeId["newKey"] = NO_BYTES;
  let operation_: ChangeId["operation"] = 0;
  while (r.at < end) {
    const tag = r.tag();
    switch (tag) {
      case 10:
        oldKey_ = r.bytes();
        break;
      case 18:
        newKey_ = r.bytes();
        break;
      case 24:
        operation_ = r.uint();
        break;
      default:
        r.skip(tag);
    }
  }
  r.close(end);
  return { oldKey: oldKey_, newKey: newKey_, operation: operation_ };
}

export interface ExpireIfIdle {
  readonly key: Uint8Array;
  readonly lastAccessMs: number;
}

export interface ExpireIfIdleInput {
  readonly key?: Uint8Array | null | undefined;
  readonly lastAccessMs?: number | null | undefined;
}

export const ExpireIfIdle = codec<ExpireIfIdle, ExpireIfIdleInput>(writeExpireIfIdle, readExpireIfIdle);

export function writeExpireIfIdle(w: WireWriter, m: ExpireIfIdleInput): void {
  if (m.key) w.bytes(10, m.key);
  if (m.lastAccessMs) w.uint(16, m.lastAccessMs);
}

export function readExpireIfIdle(r: WireReader, end: number): ExpireIfIdle {
  let key_: ExpireIfIdle["key"] = NO_BYTES;
  let lastAccessMs_: ExpireIfIdle["lastAccessMs"] = 0;
  while (r.at < end) {
    const tag = r.tag();
    switch (tag) {
      case 10:
        key_ = r.bytes();
        break;
      case 16:
        lastAccessMs_ = r.uint();
        break;
      default:
        r.skip(tag);
    }
  }
  r.close(end);
  return { key: key_, lastAccessMs: lastAccessMs_ };
}

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

export const ExpireResult = codec<ExpireResult, ExpireResultInput>(writeExpireResult, readExpireResult);

export function writeExpireResult(w: WireWriter, m: ExpireResultInput): void {
  if (m.expired) w.bool(8, m.expired);
  if (m.lastAccessMs) w.uint(16, m.lastAccessMs);
  if (m.gone) w.bool(24, m.gone);
}

export function readExpireResult(r: WireReader, end: number): ExpireResult {
  let expired_: ExpireResult["expired"] = false;
  let lastAccessMs_: ExpireResult["lastAccessMs"] = 0;
  let gone_: ExpireResult["gone"] = false;
  while (r.at < end) {
    const tag = r.tag();
    switch (tag) {
      case 8:
        expired_ = r.bool();
        break;
      case 16:
        lastAccessMs_ = r.uint();
        break;
      case 24:
        gone_ = r.bool();
        break;
      default:
        r.skip(tag);
    }
  }
  r.close(end);
  return { expired: expired_, lastAccessMs: lastAccessMs_, gone: gone_ };
}

export interface Renew {

}

export interface RenewInput {

}

export const Renew = codec<Renew, RenewInput>(writeRenew, readRenew);

export function writeRenew(_w: WireWriter, _m: RenewInput): void {

}

export function readRenew(r: WireReader, end: number): Renew {
  while (r.at < end) {
    const tag = r.tag();
    r.skip(tag);
  }
  r.close(end);
  return {  };
}

export interface Renewed {

}

export interface RenewedInput {

}

export const Renewed = codec<Renewed, RenewedInput>(writeRenewed, readRenewed);

export function writeRenewed(_w: WireWriter, _m: RenewedInput): void {

}

export function readRenewed(r: WireReader, end: number): Renewed {
  while (r.at < end) {
    const tag = r.tag();
    r.skip(tag);
  }
  r.close(end);
  return {  };
}

export interface Stale {
  readonly notice: number;
  readonly keys: readonly Uint8Array[];
}

export interface StaleInput {
  readonly notice?: number | null | undefined;
  readonly keys?: readonly Uint8Array[] | null | undefined;
}

export const Stale = codec<Stale, StaleInput>(writeStale, readStale);

export function writeStale(w: WireWriter, m: StaleInput): void {
  if (m.notice) w.uint(8, m.notice);
  if (m.keys) for (const each of m.keys) w.bytesElement(18, each);
}

export function readStale(r: WireReader, end: number): Stale {
  let notice_: Stale["notice"] = 0;
  let keys_: Stale["keys"] = NONE;
  while (r.at < end) {
    const tag = r.tag();
    switch (tag) {
      case 8:
        notice_ = r.uint();
        break;
      case 18:
        ((keys_ === NONE ? (keys_ = []) : keys_) as Stale["keys"][number][]).push(r.bytes());
        break;
      default:
        r.skip(tag);
    }
  }
  r.close(end);
  return { notice: notice_, keys: keys_ };
}

export interface Dropped {
  readonly notice: number;
}

export interface DroppedInput {
  readonly notice?: number | null | undefined;
}

export const Dropped = codec<Dropped, DroppedInput>(writeDropped, readDropped);

export function writeDropped(w: WireWriter, m: DroppedInput): void {
  if (m.notice) w.uint(8, m.notice);
}

export function readDropped(r: WireReader, end: number): Dropped {
  let notice_: Dropped["notice"] = 0;
  while (r.at < end) {
    const tag = r.tag();
    switch (tag) {
      case 8:
        notice_ = r.uint();
        break;
      default:
        r.skip(tag);
    }
  }
  r.close(end);
  return { notice: notice_ };
}

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

export const Kill = codec<Kill, KillInput>(writeKill, readKill);

export function writeKill(w: WireWriter, m: KillInput): void {
  if (m.key) w.bytes(10, m.key);
  if (m.fireListeners) w.bool(16, m.fireListeners);
  if (m.reason) w.string(26, m.reason);
}

export function readKill(r: WireReader, end: number): Kill {
  let key_: Kill["key"] = NO_BYTES;
  let fireListeners_: Kill["fireListeners"] = false;
  let reason_: Kill["reason"] = "";
  while (r.at < end) {
    const tag = r.tag();
    switch (tag) {
      case 10:
        key_ = r.bytes();
        break;
      case 16:
        fireListeners_ = r.bool();
        break;
      case 26:
        reason_ = r.string();
        break;
      default:
        r.skip(tag);
    }
  }
  r.close(end);
  return { key: key_, fireListeners: fireListeners_, reason: reason_ };
}

export interface ModeChange {
  readonly mode: string;
  readonly guarantee: string;
}

export interface ModeChangeInput {
  readonly mode?: string | null | undefined;
  readonly guarantee?: string | null | undefined;
}

export const ModeChange = codec<ModeChange, ModeChangeInput>(writeModeChange, readModeChange);

export function writeModeChange(w: WireWriter, m: ModeChangeInput): void {
  if (m.mode) w.string(10, m.mode);
  if (m.guarantee) w.string(18, m.guarantee);
}

export function readModeChange(r: WireReader, end: number): ModeChange {
  let mode_: ModeChange["mode"] = "";
  let guarantee_: ModeChange["guarantee"] = "";
  while (r.at < end) {
    const tag = r.tag();
    switch (tag) {
      case 10:
        mode_ = r.string();
        break;
      case 18:
        guarantee_ = r.string();
        break;
      default:
        r.skip(tag);
    }
  }
  r.close(end);
  return { mode: mode_, guarantee: guarantee_ };
}

export interface Done {

}

export interface DoneInput {

}

export const Done = codec<Done, DoneInput>(writeDone, readDone);

export function writeDone(_w: WireWriter, _m: DoneInput): void {

}

export function readDone(r: WireReader, end: number): Done {
  while (r.at < end) {
    const tag = r.tag();
    r.skip(tag);
  }
  r.close(end);
  return {  };
}

export interface Failure {
  readonly code: string;
  readonly message: string;
}

export interface FailureInput {
  readonly code?: string | null | undefined;
  readonly message?: string | null | undefined;
}

export const Failure = codec<Failure, FailureInput>(writeFailure, readFailure);

export function writeFailure(w: WireWriter, m: FailureInput): void {
  if (m.code) w.string(10, m.code);
  if (m.message) w.string(18, m.message);
}

export function readFailure(r: WireReader, end: number): Failure {
  let code_: Failure["code"] = "";
  let message_: Failure["message"] = "";
  while (r.at < end) {
    const tag = r.tag();
    switch (tag) {
      case 10:
        code_ = r.string();
        break;
      case 18:
        message_ = r.string();
        break;
      default:
        r.skip(tag);
    }
  }
  r.close(end);
  return { code: code_, message: message_ };
}

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
