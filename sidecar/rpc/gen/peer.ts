// Made by scripts/gen.ts from proto/. Do not edit; run npm run gen.
import { codec } from "../codec.ts";
import type { WireReader } from "../wire-reader.ts";
import type { WireWriter } from "../wire-writer.ts";
import { type ListSessionsRequest, type ListSessionsRequestInput, type SessionList, type SessionListInput, readListSessionsRequest, readSessionList, writeListSessionsRequest, writeSessionList } from "./admin.ts";
import { type Attribute, type AttributeInput, type Bundle, type BundleInput, type Chunk, type ChunkInput, type Endpoint, type EndpointInput, type SessionMeta, type SessionMetaInput, type Version, type VersionInput, readAttribute, readBundle, readChunk, readEndpoint, readSessionMeta, readVersion, writeAttribute, writeBundle, writeChunk, writeEndpoint, writeSessionMeta, writeVersion } from "./session.ts";

const NONE: readonly never[] = [];
const NO_BYTES: Uint8Array = Buffer.alloc(0);

export interface PeerFrame {
  readonly seq: number;
  readonly answer: boolean;
  readonly hello: PeerHello | null;
  readonly proof: PeerProof | null;
  readonly replicate: Replicate | null;
  readonly replicated: Replicated | null;
  readonly fetch: Fetch | null;
  readonly fetched: Fetched | null;
  readonly inventory: Inventory | null;
  readonly heartbeat: Heartbeat | null;
  readonly goodbye: Goodbye | null;
  readonly chunk: Chunk | null;
  readonly inventoryEnd: InventoryEnd | null;
  readonly recall: Recall | null;
  readonly summary: Summary | null;
  readonly bundle: Bundle | null;
  readonly poll: Poll | null;
  readonly polled: Polled | null;
  readonly put: Put | null;
  readonly putDone: PutDone | null;
  readonly claim: Claim | null;
  readonly claimed: Claimed | null;
  readonly join: Join | null;
  readonly joined: Joined | null;
  readonly list: ListSessionsRequest | null;
  readonly listed: SessionList | null;
}

export interface PeerFrameInput {
  readonly seq?: number | null | undefined;
  readonly answer?: boolean | null | undefined;
  readonly hello?: PeerHelloInput | null | undefined;
  readonly proof?: PeerProofInput | null | undefined;
  readonly replicate?: ReplicateInput | null | undefined;
  readonly replicated?: ReplicatedInput | null | undefined;
  readonly fetch?: FetchInput | null | undefined;
  readonly fetched?: FetchedInput | null | undefined;
  readonly inventory?: InventoryInput | null | undefined;
  readonly heartbeat?: HeartbeatInput | null | undefined;
  readonly goodbye?: GoodbyeInput | null | undefined;
  readonly chunk?: ChunkInput | null | undefined;
  readonly inventoryEnd?: InventoryEndInput | null | undefined;
  readonly recall?: RecallInput | null | undefined;
  readonly summary?: SummaryInput | null | undefined;
  readonly bundle?: BundleInput | null | undefined;
  readonly poll?: PollInput | null | undefined;
  readonly polled?: PolledInput | null | undefined;
  readonly put?: PutInput | null | undefined;
  readonly putDone?: PutDoneInput | null | undefined;
  readonly claim?: ClaimInput | null | undefined;
  readonly claimed?: ClaimedInput | null | undefined;
  readonly join?: JoinInput | null | undefined;
  readonly joined?: JoinedInput | null | undefined;
  readonly list?: ListSessionsRequestInput | null | undefined;
  readonly listed?: SessionListInput | null | undefined;
}

export const PeerFrame = codec<PeerFrame, PeerFrameInput>(writePeerFrame, readPeerFrame);

export function writePeerFrame(w: WireWriter, m: PeerFrameInput): void {
  if (m.seq) w.uint(8, m.seq);
  if (m.answer) w.bool(16, m.answer);
  if (m.hello) { const mark = w.open(26); writePeerHello(w, m.hello); w.close(mark); }
  if (m.proof) { const mark = w.open(34); writePeerProof(w, m.proof); w.close(mark); }
  if (m.replicate) { const mark = w.open(42); writeReplicate(w, m.replicate); w.close(mark); }
  if (m.replicated) { const mark = w.open(50); writeReplicated(w, m.replicated); w.close(mark); }
  if (m.fetch) { const mark = w.open(58); writeFetch(w, m.fetch); w.close(mark); }
  if (m.fetched) { const mark = w.open(66); writeFetched(w, m.fetched); w.close(mark); }
  if (m.inventory) { const mark = w.open(74); writeInventory(w, m.inventory); w.close(mark); }
  if (m.heartbeat) { const mark = w.open(82); writeHeartbeat(w, m.heartbeat); w.close(mark); }
  if (m.goodbye) { const mark = w.open(90); writeGoodbye(w, m.goodbye); w.close(mark); }
  if (m.chunk) { const mark = w.open(98); writeChunk(w, m.chunk); w.close(mark); }
  if (m.inventoryEnd) { const mark = w.open(106); writeInventoryEnd(w, m.inventoryEnd); w.close(mark); }
  if (m.recall) { const mark = w.open(114); writeRecall(w, m.recall); w.close(mark); }
  if (m.summary) { const mark = w.open(122); writeSummary(w, m.summary); w.close(mark); }
  if (m.bundle) { const mark = w.open(130); writeBundle(w, m.bundle); w.close(mark); }
  if (m.poll) { const mark = w.open(138); writePoll(w, m.poll); w.close(mark); }
  if (m.polled) { const mark = w.open(146); writePolled(w, m.polled); w.close(mark); }
  if (m.put) { const mark = w.open(154); writePut(w, m.put); w.close(mark); }
  if (m.putDone) { const mark = w.open(162); writePutDone(w, m.putDone); w.close(mark); }
  if (m.list) { const mark = w.open(170); writeListSessionsRequest(w, m.list); w.close(mark); }
  if (m.listed) { const mark = w.open(178); writeSessionList(w, m.listed); w.close(mark); }
  if (m.claim) { const mark = w.open(186); writeClaim(w, m.claim); w.close(mark); }
  if (m.claimed) { const mark = w.open(194); writeClaimed(w, m.claimed); w.close(mark); }
  if (m.join) { const mark = w.open(202); writeJoin(w, m.join); w.close(mark); }
  if (m.joined) { const mark = w.open(210); writeJoined(w, m.joined); w.close(mark); }
}

export function readPeerFrame(r: WireReader, end: number): PeerFrame {
  let seq_: PeerFrame["seq"] = 0;
  let answer_: PeerFrame["answer"] = false;
  let hello_: PeerFrame["hello"] = null;
  let proof_: PeerFrame["proof"] = null;
  let replicate_: PeerFrame["replicate"] = null;
  let replicated_: PeerFrame["replicated"] = null;
  let fetch_: PeerFrame["fetch"] = null;
  let fetched_: PeerFrame["fetched"] = null;
  let inventory_: PeerFrame["inventory"] = null;
  let heartbeat_: PeerFrame["heartbeat"] = null;
  let goodbye_: PeerFrame["goodbye"] = null;
  let chunk_: PeerFrame["chunk"] = null;
  let inventoryEnd_: PeerFrame["inventoryEnd"] = null;
  let recall_: PeerFrame["recall"] = null;
  let summary_: PeerFrame["summary"] = null;
  let bundle_: PeerFrame["bundle"] = null;
  let poll_: PeerFrame["poll"] = null;
  let polled_: PeerFrame["polled"] = null;
  let put_: PeerFrame["put"] = null;
  let putDone_: PeerFrame["putDone"] = null;
  let list_: PeerFrame["list"] = null;
  let listed_: PeerFrame["listed"] = null;
  let claim_: PeerFrame["claim"] = null;
  let claimed_: PeerFrame["claimed"] = null;
  let join_: PeerFrame["join"] = null;
  let joined_: PeerFrame["joined"] = null;
  while (r.at < end) {
    const tag = r.tag();
    switch (tag) {
      case 8:
        seq_ = r.uint();
        break;
      case 16:
        answer_ = r.bool();
        break;
      case 26:
        proof_ = null;
        replicate_ = null;
        replicated_ = null;
        fetch_ = null;
        fetched_ = null;
        inventory_ = null;
        heartbeat_ = null;
        goodbye_ = null;
        chunk_ = null;
        inventoryEnd_ = null;
        recall_ = null;
        summary_ = null;
        bundle_ = null;
        poll_ = null;
        polled_ = null;
        put_ = null;
        putDone_ = null;
        claim_ = null;
        claimed_ = null;
        join_ = null;
        joined_ = null;
        list_ = null;
        listed_ = null;
        hello_ = readPeerHello(r, r.open(end));
        break;
      case 34:
        hello_ = null;
        replicate_ = null;
        replicated_ = null;
        fetch_ = null;
        fetched_ = null;
        inventory_ = null;
        heartbeat_ = null;
        goodbye_ = null;
        chunk_ = null;
        inventoryEnd_ = null;
        recall_ = null;
        summary_ = null;
        bundle_ = null;
        poll_ = null;
        polled_ = null;
        put_ = null;
        putDone_ = null;
        claim_ = null;
        claimed_ = null;
        join_ = null;
        joined_ = null;
        list_ = null;
        listed_ = null;
        proof_ = readPeerProof(r, r.open(end));
        break;
      case 42:
        hello_ = null;
        proof_ = null;
        replicated_ = null;
        fetch_ = null;
        fetched_ = null;
        inventory_ = null;
        heartbeat_ = null;
        goodbye_ = null;
        chunk_ = null;
        inventoryEnd_ = null;
        recall_ = null;
        summary_ = null;
        bundle_ = null;
        poll_ = null;
        polled_ = null;
        put_ = null;
        putDone_ = null;
        claim_ = null;
        claimed_ = null;
        join_ = null;
        joined_ = null;
        list_ = null;
        listed_ = null;
        replicate_ = readReplicate(r, r.open(end));
        break;
      case 50:
        hello_ = null;
        proof_ = null;
        replicate_ = null;
        fetch_ = null;
        fetched_ = null;
        inventory_ = null;
        heartbeat_ = null;
        goodbye_ = null;
        chunk_ = null;
        inventoryEnd_ = null;
        recall_ = null;
        summary_ = null;
        bundle_ = null;
        poll_ = null;
        polled_ = null;
        put_ = null;
        putDone_ = null;
        claim_ = null;
        claimed_ = null;
        join_ = null;
        joined_ = null;
        list_ = null;
        listed_ = null;
        replicated_ = readReplicated(r, r.open(end));
        break;
      case 58:
        hello_ = null;
        proof_ = null;
        replicate_ = null;
        replicated_ = null;
        fetched_ = null;
        inventory_ = null;
        heartbeat_ = null;
        goodbye_ = null;
        chunk_ = null;
        inventoryEnd_ = null;
        recall_ = null;
        summary_ = null;
        bundle_ = null;
        poll_ = null;
        polled_ = null;
        put_ = null;
        putDone_ = null;
        claim_ = null;
        claimed_ = null;
        join_ = null;
        joined_ = null;
        list_ = null;
        listed_ = null;
        fetch_ = readFetch(r, r.open(end));
        break;
      case 66:
        hello_ = null;
        proof_ = null;
        replicate_ = null;
        replicated_ = null;
        fetch_ = null;
        inventory_ = null;
        heartbeat_ = null;
        goodbye_ = null;
        chunk_ = null;
        inventoryEnd_ = null;
        recall_ = null;
        summary_ = null;
        bundle_ = null;
        poll_ = null;
        polled_ = null;
        put_ = null;
        putDone_ = null;
        claim_ = null;
        claimed_ = null;
        join_ = null;
        joined_ = null;
        list_ = null;
        listed_ = null;
        fetched_ = readFetched(r, r.open(end));
        break;
      case 74:
        hello_ = null;
        proof_ = null;
        replicate_ = null;
        replicated_ = null;
        fetch_ = null;
        fetched_ = null;
        heartbeat_ = null;
        goodbye_ = null;
        chunk_ = null;
        inventoryEnd_ = null;
        recall_ = null;
        summary_ = null;
        bundle_ = null;
        poll_ = null;
        polled_ = null;
        put_ = null;
        putDone_ = null;
        claim_ = null;
        claimed_ = null;
        join_ = null;
        joined_ = null;
        list_ = null;
        listed_ = null;
        inventory_ = readInventory(r, r.open(end));
        break;
      case 82:
        hello_ = null;
        proof_ = null;
        replicate_ = null;
        replicated_ = null;
        fetch_ = null;
        fetched_ = null;
        inventory_ = null;
        goodbye_ = null;
        chunk_ = null;
        inventoryEnd_ = null;
        recall_ = null;
        summary_ = null;
        bundle_ = null;
        poll_ = null;
        polled_ = null;
        put_ = null;
        putDone_ = null;
        claim_ = null;
        claimed_ = null;
        join_ = null;
        joined_ = null;
        list_ = null;
        listed_ = null;
        heartbeat_ = readHeartbeat(r, r.open(end));
        break;
      case 90:
        hello_ = null;
        proof_ = null;
        replicate_ = null;
        replicated_ = null;
        fetch_ = null;
        fetched_ = null;
        inventory_ = null;
        heartbeat_ = null;
        chunk_ = null;
        inventoryEnd_ = null;
        recall_ = null;
        summary_ = null;
        bundle_ = null;
        poll_ = null;
        polled_ = null;
        put_ = null;
        putDone_ = null;
        claim_ = null;
        claimed_ = null;
        join_ = null;
        joined_ = null;
        list_ = null;
        listed_ = null;
        goodbye_ = readGoodbye(r, r.open(end));
        break;
      case 98:
        hello_ = null;
        proof_ = null;
        replicate_ = null;
        replicated_ = null;
        fetch_ = null;
        fetched_ = null;
        inventory_ = null;
        heartbeat_ = null;
        goodbye_ = null;
        inventoryEnd_ = null;
        recall_ = null;
        summary_ = null;
        bundle_ = null;
        poll_ = null;
        polled_ = null;
        put_ = null;
        putDone_ = null;
        claim_ = null;
        claimed_ = null;
        join_ = null;
        joined_ = null;
        list_ = null;
        listed_ = null;
        chunk_ = readChunk(r, r.open(end));
        break;
      case 106:
        hello_ = null;
        proof_ = null;
        replicate_ = null;
        replicated_ = null;
        fetch_ = null;
        fetched_ = null;
        inventory_ = null;
        heartbeat_ = null;
        goodbye_ = null;
        chunk_ = null;
        recall_ = null;
        summary_ = null;
        bundle_ = null;
        poll_ = null;
        polled_ = null;
        put_ = null;
        putDone_ = null;
        claim_ = null;
        claimed_ = null;
        join_ = null;
        joined_ = null;
        list_ = null;
        listed_ = null;
        inventoryEnd_ = readInventoryEnd(r, r.open(end));
        break;
      case 114:
        hello_ = null;
        proof_ = null;
        replicate_ = null;
        replicated_ = null;
        fetch_ = null;
        fetched_ = null;
        inventory_ = null;
        heartbeat_ = null;
        goodbye_ = null;
        chunk_ = null;
        inventoryEnd_ = null;
        summary_ = null;
        bundle_ = null;
        poll_ = null;
        polled_ = null;
        put_ = null;
        putDone_ = null;
        claim_ = null;
        claimed_ = null;
        join_ = null;
        joined_ = null;
        list_ = null;
        listed_ = null;
        recall_ = readRecall(r, r.open(end));
        break;
      case 122:
        hello_ = null;
        proof_ = null;
        replicate_ = null;
        replicated_ = null;
        fetch_ = null;
        fetched_ = null;
        inventory_ = null;
        heartbeat_ = null;
        goodbye_ = null;
        chunk_ = null;
        inventoryEnd_ = null;
        recall_ = null;
        bundle_ = null;
        poll_ = null;
        polled_ = null;
        put_ = null;
        putDone_ = null;
        claim_ = null;
        claimed_ = null;
        join_ = null;
        joined_ = null;
        list_ = null;
        listed_ = null;
        summary_ = readSummary(r, r.open(end));
        break;
      case 130:
        hello_ = null;
        proof_ = null;
        replicate_ = null;
        replicated_ = null;
        fetch_ = null;
        fetched_ = null;
        inventory_ = null;
        heartbeat_ = null;
        goodbye_ = null;
        chunk_ = null;
        inventoryEnd_ = null;
        recall_ = null;
        summary_ = null;
        poll_ = null;
        polled_ = null;
        put_ = null;
        putDone_ = null;
        claim_ = null;
        claimed_ = null;
        join_ = null;
        joined_ = null;
        list_ = null;
        listed_ = null;
        bundle_ = readBundle(r, r.open(end));
        break;
      case 138:
        hello_ = null;
        proof_ = null;
        replicate_ = null;
        replicated_ = null;
        fetch_ = null;
        fetched_ = null;
        inventory_ = null;
        heartbeat_ = null;
        goodbye_ = null;
        chunk_ = null;
        inventoryEnd_ = null;
        recall_ = null;
        summary_ = null;
        bundle_ = null;
        polled_ = null;
        put_ = null;
        putDone_ = null;
        claim_ = null;
        claimed_ = null;
        join_ = null;
        joined_ = null;
        list_ = null;
        listed_ = null;
        poll_ = readPoll(r, r.open(end));
        break;
      case 146:
        hello_ = null;
        proof_ = null;
        replicate_ = null;
        replicated_ = null;
        fetch_ = null;
        fetched_ = null;
        inventory_ = null;
        heartbeat_ = null;
        goodbye_ = null;
        chunk_ = null;
        inventoryEnd_ = null;
        recall_ = null;
        summary_ = null;
        bundle_ = null;
        poll_ = null;
        put_ = null;
        putDone_ = null;
        claim_ = null;
        claimed_ = null;
        join_ = null;
        joined_ = null;
        list_ = null;
        listed_ = null;
        polled_ = readPolled(r, r.open(end));
        break;
      case 154:
        hello_ = null;
        proof_ = null;
        replicate_ = null;
        replicated_ = null;
        fetch_ = null;
        fetched_ = null;
        inventory_ = null;
        heartbeat_ = null;
        goodbye_ = null;
        chunk_ = null;
        inventoryEnd_ = null;
        recall_ = null;
        summary_ = null;
        bundle_ = null;
        poll_ = null;
        polled_ = null;
        putDone_ = null;
        claim_ = null;
        claimed_ = null;
        join_ = null;
        joined_ = null;
        list_ = null;
        listed_ = null;
        put_ = readPut(r, r.open(end));
        break;
      case 162:
        hello_ = null;
        proof_ = null;
        replicate_ = null;
        replicated_ = null;
        fetch_ = null;
        fetched_ = null;
        inventory_ = null;
        heartbeat_ = null;
        goodbye_ = null;
        chunk_ = null;
        inventoryEnd_ = null;
        recall_ = null;
        summary_ = null;
        bundle_ = null;
        poll_ = null;
        polled_ = null;
        put_ = null;
        claim_ = null;
        claimed_ = null;
        join_ = null;
        joined_ = null;
        list_ = null;
        listed_ = null;
        putDone_ = readPutDone(r, r.open(end));
        break;
      case 170:
        hello_ = null;
        proof_ = null;
        replicate_ = null;
        replicated_ = null;
        fetch_ = null;
        fetched_ = null;
        inventory_ = null;
        heartbeat_ = null;
        goodbye_ = null;
        chunk_ = null;
        inventoryEnd_ = null;
        recall_ = null;
        summary_ = null;
        bundle_ = null;
        poll_ = null;
        polled_ = null;
        put_ = null;
        putDone_ = null;
        claim_ = null;
        claimed_ = null;
        join_ = null;
        joined_ = null;
        listed_ = null;
        list_ = readListSessionsRequest(r, r.open(end));
        break;
      case 178:
        hello_ = null;
        proof_ = null;
        replicate_ = null;
        replicated_ = null;
        fetch_ = null;
        fetched_ = null;
        inventory_ = null;
        heartbeat_ = null;
        goodbye_ = null;
        chunk_ = null;
        inventoryEnd_ = null;
        recall_ = null;
        summary_ = null;
        bundle_ = null;
        poll_ = null;
        polled_ = null;
        put_ = null;
        putDone_ = null;
        claim_ = null;
        claimed_ = null;
        join_ = null;
        joined_ = null;
        list_ = null;
        listed_ = readSessionList(r, r.open(end));
        break;
      case 186:
        hello_ = null;
        proof_ = null;
        replicate_ = null;
        replicated_ = null;
        fetch_ = null;
        fetched_ = null;
        inventory_ = null;
        heartbeat_ = null;
        goodbye_ = null;
        chunk_ = null;
        inventoryEnd_ = null;
        recall_ = null;
        summary_ = null;
        bundle_ = null;
        poll_ = null;
        polled_ = null;
        put_ = null;
        putDone_ = null;
        claimed_ = null;
        join_ = null;
        joined_ = null;
        list_ = null;
        listed_ = null;
        claim_ = readClaim(r, r.open(end));
        break;
      case 194:
        hello_ = null;
        proof_ = null;
        replicate_ = null;
        replicated_ = null;
        fetch_ = null;
        fetched_ = null;
        inventory_ = null;
        heartbeat_ = null;
        goodbye_ = null;
        chunk_ = null;
        inventoryEnd_ = null;
        recall_ = null;
        summary_ = null;
        bundle_ = null;
        poll_ = null;
        polled_ = null;
        put_ = null;
        putDone_ = null;
        claim_ = null;
        join_ = null;
        joined_ = null;
        list_ = null;
        listed_ = null;
        claimed_ = readClaimed(r, r.open(end));
        break;
      case 202:
        hello_ = null;
        proof_ = null;
        replicate_ = null;
        replicated_ = null;
        fetch_ = null;
        fetched_ = null;
        inventory_ = null;
        heartbeat_ = null;
        goodbye_ = null;
        chunk_ = null;
        inventoryEnd_ = null;
        recall_ = null;
        summary_ = null;
        bundle_ = null;
        poll_ = null;
        polled_ = null;
        put_ = null;
        putDone_ = null;
        claim_ = null;
        claimed_ = null;
        joined_ = null;
        list_ = null;
        listed_ = null;
        join_ = readJoin(r, r.open(end));
        break;
      case 210:
        hello_ = null;
        proof_ = null;
        replicate_ = null;
        replicated_ = null;
        fetch_ = null;
        fetched_ = null;
        inventory_ = null;
        heartbeat_ = null;
        goodbye_ = null;
        chunk_ = null;
        inventoryEnd_ = null;
        recall_ = null;
        summary_ = null;
        bundle_ = null;
        poll_ = null;
        polled_ = null;
        put_ = null;
        putDone_ = null;
        claim_ = null;
        claimed_ = null;
        join_ = null;
        list_ = null;
        listed_ = null;
        joined_ = readJoined(r, r.open(end));
        break;
      default:
        r.skip(tag);
    }
  }
  r.close(end);
  return { seq: seq_, answer: answer_, hello: hello_, proof: proof_, replicate: replicate_, replicated: replicated_, fetch: fetch_, fetched: fetched_, inventory: inventory_, heartbeat: heartbeat_, goodbye: goodbye_, chunk: chunk_, inventoryEnd: inventoryEnd_, recall: recall_, summary: summary_, bundle: bundle_, poll: poll_, polled: polled_, put: put_, putDone: putDone_, list: list_, listed: listed_, claim: claim_, claimed: claimed_, join: join_, joined: joined_ };
}

export interface PeerHello {
  readonly protocol: number;
  readonly node: string;
  readonly incarnation: number;
  readonly challenge: Uint8Array;
  readonly nowMs: number;
  readonly agents: Endpoint | null;
  readonly watch: Endpoint | null;
  readonly host: string;
  readonly features: readonly string[];
  readonly version: string;
}

export interface PeerHelloInput {
  readonly protocol?: number | null | undefined;
  readonly node?: string | null | undefined;
  readonly incarnation?: number | null | undefined;
  readonly challenge?: Uint8Array | null | undefined;
  readonly nowMs?: number | null | undefined;
  readonly agents?: EndpointInput | null | undefined;
  readonly watch?: EndpointInput | null | undefined;
  readonly host?: string | null | undefined;
  readonly features?: readonly string[] | null | undefined;
  readonly version?: string | null | undefined;
}

export const PeerHello = codec<PeerHello, PeerHelloInput>(writePeerHello, readPeerHello);

export function writePeerHello(w: WireWriter, m: PeerHelloInput): void {
  if (m.protocol) w.uint(8, m.protocol);
  if (m.node) w.string(18, m.node);
  if (m.incarnation) w.uint(24, m.incarnation);
  if (m.challenge) w.bytes(34, m.challenge);
  if (m.nowMs) w.uint(40, m.nowMs);
  if (m.agents) { const mark = w.open(50); writeEndpoint(w, m.agents); w.close(mark); }
  if (m.watch) { const mark = w.open(58); writeEndpoint(w, m.watch); w.close(mark); }
  if (m.host) w.string(66, m.host);
  if (m.features) for (const each of m.features) w.stringElement(74, each);
  if (m.version) w.string(82, m.version);
}

export function readPeerHello(r: WireReader, end: number): PeerHello {
  let protocol_: PeerHello["protocol"] = 0;
  let node_: PeerHello["node"] = "";
  let incarnation_: PeerHello["incarnation"] = 0;
  let challenge_: PeerHello["challenge"] = NO_BYTES;
  let nowMs_: PeerHello["nowMs"] = 0;
  let agents_: PeerHello["agents"] = null;
  let watch_: PeerHello["watch"] = null;
  let host_: PeerHello["host"] = "";
  let features_: PeerHello["features"] = NONE;
  let version_: PeerHello["version"] = "";
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
        incarnation_ = r.uint();
        break;
      case 34:
        challenge_ = r.bytes();
        break;
      case 40:
        nowMs_ = r.uint();
        break;
      case 50:
        agents_ = readEndpoint(r, r.open(end));
        break;
      case 58:
        watch_ = readEndpoint(r, r.open(end));
        break;
      case 66:
        host_ = r.string();
        break;
      case 74:
        ((features_ === NONE ? (features_ = []) : features_) as PeerHello["features"][number][]).push(r.string());
        break;
      case 82:
        version_ = r.string();
        break;
      default:
        r.skip(tag);
    }
  }
  r.close(end);
  return { protocol: protocol_, node: node_, incarnation: incarnation_, challenge: challenge_, nowMs: nowMs_, agents: agents_, watch: watch_, host: host_, features: features_, version: version_ };
}

export interface PeerProof {
  readonly mac: Uint8Array;
}

export interface PeerProofInput {
  readonly mac?: Uint8Array | null | undefined;
}

export const PeerProof = codec<PeerProof, PeerProofInput>(writePeerProof, readPeerProof);

export function writePeerProof(w: WireWriter, m: PeerProofInput): void {
  if (m.mac) w.bytes(10, m.mac);
}

export function readPeerProof(r: WireReader, end: number): PeerProof {
  let mac_: PeerProof["mac"] = NO_BYTES;
  while (r.at < end) {
    const tag = r.tag();
    switch (tag) {
      case 10:
        mac_ = r.bytes();
        break;
      default:
        r.skip(tag);
    }
  }
  r.close(end);
  return { mac: mac_ };
}

export interface Replicate {
  readonly records: readonly Record[];
  readonly targets: readonly string[];
  readonly track: boolean;
}

export interface ReplicateInput {
  readonly records?: readonly RecordInput[] | null | undefined;
  readonly targets?: readonly string[] | null | undefined;
  readonly track?: boolean | null | undefined;
}

export const Replicate = codec<Replicate, ReplicateInput>(writeReplicate, readReplicate);

export function writeReplicate(w: WireWriter, m: ReplicateInput): void {
  if (m.records) for (const each of m.records) { const mark = w.open(10); writeRecord(w, each); w.close(mark); }
  if (m.targets) for (const each of m.targets) w.stringElement(18, each);
  if (m.track) w.bool(24, m.track);
}

export function readReplicate(r: WireReader, end: number): Replicate {
  let records_: Replicate["records"] = NONE;
  let targets_: Replicate["targets"] = NONE;
  let track_: Replicate["track"] = false;
  while (r.at < end) {
    const tag = r.tag();
    switch (tag) {
      case 10:
        ((records_ === NONE ? (records_ = []) : records_) as Replicate["records"][number][]).push(readRecord(r, r.open(end)));
        break;
      case 18:
        ((targets_ === NONE ? (targets_ = []) : targets_) as Replicate["targets"][number][]).push(r.string());
        break;
      case 24:
        track_ = r.bool();
        break;
      default:
        r.skip(tag);
    }
  }
  r.close(end);
  return { records: records_, targets: targets_, track: track_ };
}

export interface Record {
  readonly key: Uint8Array;
  readonly version: Version | null;
  readonly meta: SessionMeta | null;
  readonly attributes: readonly Attribute[];
  readonly removed: readonly Attribute[];
  readonly full: boolean;
  readonly base: Version | null;
  readonly tombstone: boolean;
  readonly reason: string;
  readonly movedTo: Uint8Array;
  readonly touch: boolean;
  readonly metaVersion: Version | null;
  readonly localOnly: readonly Attribute[];
  readonly containerVersion: Version | null;
  readonly baseDigest: Uint8Array;
  readonly agent: string;
  readonly operation: number;
  readonly fire: string;
  readonly writes: number;
  readonly whole: Version | null;
}

export interface RecordInput {
  readonly key?: Uint8Array | null | undefined;
  readonly version?: VersionInput | null | undefined;
  readonly meta?: SessionMetaInput | null | undefined;
  readonly attributes?: readonly AttributeInput[] | null | undefined;
  readonly removed?: readonly AttributeInput[] | null | undefined;
  readonly full?: boolean | null | undefined;
  readonly base?: VersionInput | null | undefined;
  readonly tombstone?: boolean | null | undefined;
  readonly reason?: string | null | undefined;
  readonly movedTo?: Uint8Array | null | undefined;
  readonly touch?: boolean | null | undefined;
  readonly metaVersion?: VersionInput | null | undefined;
  readonly localOnly?: readonly AttributeInput[] | null | undefined;
  readonly containerVersion?: VersionInput | null | undefined;
  readonly baseDigest?: Uint8Array | null | undefined;
  readonly agent?: string | null | undefined;
  readonly operation?: number | null | undefined;
  readonly fire?: string | null | undefined;
  readonly writes?: number | null | undefined;
  readonly whole?: VersionInput | null | undefined;
}

export const Record = codec<Record, RecordInput>(writeRecord, readRecord);

export function writeRecord(w: WireWriter, m: RecordInput): void {
  if (m.key) w.bytes(10, m.key);
  if (m.version) { const mark = w.open(18); writeVersion(w, m.version); w.close(mark); }
  if (m.meta) { const mark = w.open(26); writeSessionMeta(w, m.meta); w.close(mark); }
  if (m.attributes) for (const each of m.attributes) { const mark = w.open(34); writeAttribute(w, each); w.close(mark); }
  if (m.removed) for (const each of m.removed) { const mark = w.open(42); writeAttribute(w, each); w.close(mark); }
  if (m.full) w.bool(48, m.full);
  if (m.base) { const mark = w.open(58); writeVersion(w, m.base); w.close(mark); }
  if (m.tombstone) w.bool(64, m.tombstone);
  if (m.reason) w.string(74, m.reason);
  if (m.movedTo) w.bytes(82, m.movedTo);
  if (m.touch) w.bool(88, m.touch);
  if (m.metaVersion) { const mark = w.open(98); writeVersion(w, m.metaVersion); w.close(mark); }
  if (m.localOnly) for (const each of m.localOnly) { const mark = w.open(106); writeAttribute(w, each); w.close(mark); }
  if (m.containerVersion) { const mark = w.open(114); writeVersion(w, m.containerVersion); w.close(mark); }
  if (m.baseDigest) w.bytes(122, m.baseDigest);
  if (m.agent) w.string(130, m.agent);
  if (m.operation) w.uint(136, m.operation);
  if (m.fire) w.string(146, m.fire);
  if (m.writes) w.uint(152, m.writes);
  if (m.whole) { const mark = w.open(162); writeVersion(w, m.whole); w.close(mark); }
}

export function readRecord(r: WireReader, end: number): Record {
  let key_: Record["key"] = NO_BYTES;
  let version_: Record["version"] = null;
  let meta_: Record["meta"] = null;
  let attributes_: Record["attributes"] = NONE;
  let removed_: Record["removed"] = NONE;
  let full_: Record["full"] = false;
  let base_: Record["base"] = null;
  let tombstone_: Record["tombstone"] = false;
  let reason_: Record["reason"] = "";
  let movedTo_: Record["movedTo"] = NO_BYTES;
  let touch_: Record["touch"] = false;
  let metaVersion_: Record["metaVersion"] = null;
  let localOnly_: Record["localOnly"] = NONE;
  let containerVersion_: Record["containerVersion"] = null;
  let baseDigest_: Record["baseDigest"] = NO_BYTES;
  let agent_: Record["agent"] = "";
  let operation_: Record["operation"] = 0;
  let fire_: Record["fire"] = "";
  let writes_: Record["writes"] = 0;
  let whole_: Record["whole"] = null;
  while (r.at < end) {
    const tag = r.tag();
    switch (tag) {
      case 10:
        key_ = r.bytes();
        break;
      case 18:
        version_ = readVersion(r, r.open(end));
        break;
      case 26:
        meta_ = readSessionMeta(r, r.open(end));
        break;
      case 34:
        ((attributes_ === NONE ? (attributes_ = []) : attributes_) as Record["attributes"][number][]).push(readAttribute(r, r.open(end)));
        break;
      case 42:
        ((removed_ === NONE ? (removed_ = []) : removed_) as Record["removed"][number][]).push(readAttribute(r, r.open(end)));
        break;
      case 48:
        full_ = r.bool();
        break;
      case 58:
        base_ = readVersion(r, r.open(end));
        break;
      case 64:
        tombstone_ = r.bool();
        break;
      case 74:
        reason_ = r.string();
        break;
      case 82:
        movedTo_ = r.bytes();
        break;
      case 88:
        touch_ = r.bool();
        break;
      case 98:
        metaVersion_ = readVersion(r, r.open(end));
        break;
      case 106:
        ((localOnly_ === NONE ? (localOnly_ = []) : localOnly_) as Record["localOnly"][number][]).push(readAttribute(r, r.open(end)));
        break;
      case 114:
        containerVersion_ = readVersion(r, r.open(end));
        break;
      case 122:
        baseDigest_ = r.bytes();
        break;
      case 130:
        agent_ = r.string();
        break;
      case 136:
        operation_ = r.uint();
        break;
      case 146:
        fire_ = r.string();
        break;
      case 152:
        writes_ = r.uint();
        break;
      case 162:
        whole_ = readVersion(r, r.open(end));
        break;
      default:
        r.skip(tag);
    }
  }
  r.close(end);
  return { key: key_, version: version_, meta: meta_, attributes: attributes_, removed: removed_, full: full_, base: base_, tombstone: tombstone_, reason: reason_, movedTo: movedTo_, touch: touch_, metaVersion: metaVersion_, localOnly: localOnly_, containerVersion: containerVersion_, baseDigest: baseDigest_, agent: agent_, operation: operation_, fire: fire_, writes: writes_, whole: whole_ };
}

export interface Replicated {
  readonly needFull: readonly Uint8Array[];
  readonly dead: readonly Record[];
  readonly relayed: readonly string[];
  readonly refused: boolean;
}

export interface ReplicatedInput {
  readonly needFull?: readonly Uint8Array[] | null | undefined;
  readonly dead?: readonly RecordInput[] | null | undefined;
  readonly relayed?: readonly string[] | null | undefined;
  readonly refused?: boolean | null | undefined;
}

export const Replicated = codec<Replicated, ReplicatedInput>(writeReplicated, readReplicated);

export function writeReplicated(w: WireWriter, m: ReplicatedInput): void {
  if (m.needFull) for (const each of m.needFull) w.bytesElement(10, each);
  if (m.dead) for (const each of m.dead) { const mark = w.open(18); writeRecord(w, each); w.close(mark); }
  if (m.relayed) for (const each of m.relayed) w.stringElement(26, each);
  if (m.refused) w.bool(32, m.refused);
}

export function readReplicated(r: WireReader, end: number): Replicated {
  let needFull_: Replicated["needFull"] = NONE;
  let dead_: Replicated["dead"] = NONE;
  let relayed_: Replicated["relayed"] = NONE;
  let refused_: Replicated["refused"] = false;
  while (r.at < end) {
    const tag = r.tag();
    switch (tag) {
      case 10:
        ((needFull_ === NONE ? (needFull_ = []) : needFull_) as Replicated["needFull"][number][]).push(r.bytes());
        break;
      case 18:
        ((dead_ === NONE ? (dead_ = []) : dead_) as Replicated["dead"][number][]).push(readRecord(r, r.open(end)));
        break;
      case 26:
        ((relayed_ === NONE ? (relayed_ = []) : relayed_) as Replicated["relayed"][number][]).push(r.string());
        break;
      case 32:
        refused_ = r.bool();
        break;
      default:
        r.skip(tag);
    }
  }
  r.close(end);
  return { needFull: needFull_, dead: dead_, relayed: relayed_, refused: refused_ };
}

export interface Fetch {
  readonly keys: readonly Uint8Array[];
  readonly track: boolean;
}

export interface FetchInput {
  readonly keys?: readonly Uint8Array[] | null | undefined;
  readonly track?: boolean | null | undefined;
}

export const Fetch = codec<Fetch, FetchInput>(writeFetch, readFetch);

export function writeFetch(w: WireWriter, m: FetchInput): void {
  if (m.keys) for (const each of m.keys) w.bytesElement(10, each);
  if (m.track) w.bool(16, m.track);
}

export function readFetch(r: WireReader, end: number): Fetch {
  let keys_: Fetch["keys"] = NONE;
  let track_: Fetch["track"] = false;
  while (r.at < end) {
    const tag = r.tag();
    switch (tag) {
      case 10:
        ((keys_ === NONE ? (keys_ = []) : keys_) as Fetch["keys"][number][]).push(r.bytes());
        break;
      case 16:
        track_ = r.bool();
        break;
      default:
        r.skip(tag);
    }
  }
  r.close(end);
  return { keys: keys_, track: track_ };
}

export interface Fetched {
  readonly records: readonly Record[];
  readonly absent: readonly Uint8Array[];
  readonly syncing: boolean;
  readonly promised: boolean;
}

export interface FetchedInput {
  readonly records?: readonly RecordInput[] | null | undefined;
  readonly absent?: readonly Uint8Array[] | null | undefined;
  readonly syncing?: boolean | null | undefined;
  readonly promised?: boolean | null | undefined;
}

export const Fetched = codec<Fetched, FetchedInput>(writeFetched, readFetched);

export function writeFetched(w: WireWriter, m: FetchedInput): void {
  if (m.records) for (const each of m.records) { const mark = w.open(10); writeRecord(w, each); w.close(mark); }
  if (m.absent) for (const each of m.absent) w.bytesElement(18, each);
  if (m.syncing) w.bool(24, m.syncing);
  if (m.promised) w.bool(32, m.promised);
}

export function readFetched(r: WireReader, end: number): Fetched {
  let records_: Fetched["records"] = NONE;
  let absent_: Fetched["absent"] = NONE;
  let syncing_: Fetched["syncing"] = false;
  let promised_: Fetched["promised"] = false;
  while (r.at < end) {
    const tag = r.tag();
    switch (tag) {
      case 10:
        ((records_ === NONE ? (records_ = []) : records_) as Fetched["records"][number][]).push(readRecord(r, r.open(end)));
        break;
      case 18:
        ((absent_ === NONE ? (absent_ = []) : absent_) as Fetched["absent"][number][]).push(r.bytes());
        break;
      case 24:
        syncing_ = r.bool();
        break;
      case 32:
        promised_ = r.bool();
        break;
      default:
        r.skip(tag);
    }
  }
  r.close(end);
  return { records: records_, absent: absent_, syncing: syncing_, promised: promised_ };
}

export interface Inventory {
  readonly items: readonly InventoryItem[];
}

export interface InventoryInput {
  readonly items?: readonly InventoryItemInput[] | null | undefined;
}

export const Inventory = codec<Inventory, InventoryInput>(writeInventory, readInventory);

export function writeInventory(w: WireWriter, m: InventoryInput): void {
  if (m.items) for (const each of m.items) { const mark = w.open(10); writeInventoryItem(w, each); w.close(mark); }
}

export function readInventory(r: WireReader, end: number): Inventory {
  let items_: Inventory["items"] = NONE;
  while (r.at < end) {
    const tag = r.tag();
    switch (tag) {
      case 10:
        ((items_ === NONE ? (items_ = []) : items_) as Inventory["items"][number][]).push(readInventoryItem(r, r.open(end)));
        break;
      default:
        r.skip(tag);
    }
  }
  r.close(end);
  return { items: items_ };
}

export interface InventoryItem {
  readonly key: Uint8Array;
  readonly version: Version | null;
  readonly tombstone: boolean;
  readonly digest: Uint8Array;
  readonly lastAccessMs: number;
}

export interface InventoryItemInput {
  readonly key?: Uint8Array | null | undefined;
  readonly version?: VersionInput | null | undefined;
  readonly tombstone?: boolean | null | undefined;
  readonly digest?: Uint8Array | null | undefined;
  readonly lastAccessMs?: number | null | undefined;
}

export const InventoryItem = codec<InventoryItem, InventoryItemInput>(writeInventoryItem, readInventoryItem);

export function writeInventoryItem(w: WireWriter, m: InventoryItemInput): void {
  if (m.key) w.bytes(10, m.key);
  if (m.version) { const mark = w.open(18); writeVersion(w, m.version); w.close(mark); }
  if (m.tombstone) w.bool(24, m.tombstone);
  if (m.digest) w.bytes(34, m.digest);
  if (m.lastAccessMs) w.uint(40, m.lastAccessMs);
}

export function readInventoryItem(r: WireReader, end: number): InventoryItem {
  let key_: InventoryItem["key"] = NO_BYTES;
  let version_: InventoryItem["version"] = null;
  let tombstone_: InventoryItem["tombstone"] = false;
  let digest_: InventoryItem["digest"] = NO_BYTES;
  let lastAccessMs_: InventoryItem["lastAccessMs"] = 0;
  while (r.at < end) {
    const tag = r.tag();
    switch (tag) {
      case 10:
        key_ = r.bytes();
        break;
      case 18:
        version_ = readVersion(r, r.open(end));
        break;
      case 24:
        tombstone_ = r.bool();
        break;
      case 34:
        digest_ = r.bytes();
        break;
      case 40:
        lastAccessMs_ = r.uint();
        break;
      default:
        r.skip(tag);
    }
  }
  r.close(end);
  return { key: key_, version: version_, tombstone: tombstone_, digest: digest_, lastAccessMs: lastAccessMs_ };
}

export interface InventoryEnd {
  readonly items: number;
  readonly view: number;
  readonly turn: number;
  readonly answers: number;
  readonly refused: boolean;
  readonly standing: string;
}

export interface InventoryEndInput {
  readonly items?: number | null | undefined;
  readonly view?: number | null | undefined;
  readonly turn?: number | null | undefined;
  readonly answers?: number | null | undefined;
  readonly refused?: boolean | null | undefined;
  readonly standing?: string | null | undefined;
}

export const InventoryEnd = codec<InventoryEnd, InventoryEndInput>(writeInventoryEnd, readInventoryEnd);

export function writeInventoryEnd(w: WireWriter, m: InventoryEndInput): void {
  if (m.items) w.uint(8, m.items);
  if (m.view) w.uint(16, m.view);
  if (m.turn) w.uint(24, m.turn);
  if (m.answers) w.uint(32, m.answers);
  if (m.refused) w.bool(40, m.refused);
  if (m.standing) w.string(50, m.standing);
}

export function readInventoryEnd(r: WireReader, end: number): InventoryEnd {
  let items_: InventoryEnd["items"] = 0;
  let view_: InventoryEnd["view"] = 0;
  let turn_: InventoryEnd["turn"] = 0;
  let answers_: InventoryEnd["answers"] = 0;
  let refused_: InventoryEnd["refused"] = false;
  let standing_: InventoryEnd["standing"] = "";
  while (r.at < end) {
    const tag = r.tag();
    switch (tag) {
      case 8:
        items_ = r.uint();
        break;
      case 16:
        view_ = r.uint();
        break;
      case 24:
        turn_ = r.uint();
        break;
      case 32:
        answers_ = r.uint();
        break;
      case 40:
        refused_ = r.bool();
        break;
      case 50:
        standing_ = r.string();
        break;
      default:
        r.skip(tag);
    }
  }
  r.close(end);
  return { items: items_, view: view_, turn: turn_, answers: answers_, refused: refused_, standing: standing_ };
}

export interface Recall {
  readonly keys: readonly Uint8Array[];
}

export interface RecallInput {
  readonly keys?: readonly Uint8Array[] | null | undefined;
}

export const Recall = codec<Recall, RecallInput>(writeRecall, readRecall);

export function writeRecall(w: WireWriter, m: RecallInput): void {
  if (m.keys) for (const each of m.keys) w.bytesElement(10, each);
}

export function readRecall(r: WireReader, end: number): Recall {
  let keys_: Recall["keys"] = NONE;
  while (r.at < end) {
    const tag = r.tag();
    switch (tag) {
      case 10:
        ((keys_ === NONE ? (keys_ = []) : keys_) as Recall["keys"][number][]).push(r.bytes());
        break;
      default:
        r.skip(tag);
    }
  }
  r.close(end);
  return { keys: keys_ };
}

export interface Summary {
  readonly digests: Uint8Array;
  readonly view: number;
  readonly differing: readonly number[];
  readonly compared: boolean;
}

export interface SummaryInput {
  readonly digests?: Uint8Array | null | undefined;
  readonly view?: number | null | undefined;
  readonly differing?: readonly number[] | null | undefined;
  readonly compared?: boolean | null | undefined;
}

export const Summary = codec<Summary, SummaryInput>(writeSummary, readSummary);

export function writeSummary(w: WireWriter, m: SummaryInput): void {
  if (m.digests) w.bytes(10, m.digests);
  if (m.view) w.uint(16, m.view);
  if (m.differing) w.packedUint(26, m.differing);
  if (m.compared) w.bool(32, m.compared);
}

export function readSummary(r: WireReader, end: number): Summary {
  let digests_: Summary["digests"] = NO_BYTES;
  let view_: Summary["view"] = 0;
  let differing_: Summary["differing"] = NONE;
  let compared_: Summary["compared"] = false;
  while (r.at < end) {
    const tag = r.tag();
    switch (tag) {
      case 10:
        digests_ = r.bytes();
        break;
      case 16:
        view_ = r.uint();
        break;
      case 24:
      case 26:
        r.uints(tag, (differing_ === NONE ? (differing_ = []) : differing_) as Summary["differing"][number][]);
        break;
      case 32:
        compared_ = r.bool();
        break;
      default:
        r.skip(tag);
    }
  }
  r.close(end);
  return { digests: digests_, view: view_, differing: differing_, compared: compared_ };
}

export interface Heartbeat {
  readonly nowMs: number;
  readonly loopDelayMs: number;
  readonly wases: readonly string[];
  readonly inSync: boolean;
  readonly withheld: boolean;
  readonly guests: boolean;
  readonly view: number;
  readonly tracking: boolean;
  readonly refusing: boolean;
  readonly configuration: string;
  readonly standing: string;
  readonly sessions: number;
  readonly seat: string;
  readonly epoch: number;
}

export interface HeartbeatInput {
  readonly nowMs?: number | null | undefined;
  readonly loopDelayMs?: number | null | undefined;
  readonly wases?: readonly string[] | null | undefined;
  readonly inSync?: boolean | null | undefined;
  readonly withheld?: boolean | null | undefined;
  readonly guests?: boolean | null | undefined;
  readonly view?: number | null | undefined;
  readonly tracking?: boolean | null | undefined;
  readonly refusing?: boolean | null | undefined;
  readonly configuration?: string | null | undefined;
  readonly standing?: string | null | undefined;
  readonly sessions?: number | null | undefined;
  readonly seat?: string | null | undefined;
  readonly epoch?: number | null | undefined;
}

export const Heartbeat = codec<Heartbeat, HeartbeatInput>(writeHeartbeat, readHeartbeat);

export function writeHeartbeat(w: WireWriter, m: HeartbeatInput): void {
  if (m.nowMs) w.uint(8, m.nowMs);
  if (m.loopDelayMs) w.uint(16, m.loopDelayMs);
  if (m.wases) for (const each of m.wases) w.stringElement(26, each);
  if (m.inSync) w.bool(32, m.inSync);
  if (m.withheld) w.bool(40, m.withheld);
  if (m.guests) w.bool(48, m.guests);
  if (m.view) w.uint(56, m.view);
  if (m.tracking) w.bool(72, m.tracking);
  if (m.refusing) w.bool(80, m.refusing);
  if (m.configuration) w.string(90, m.configuration);
  if (m.standing) w.string(98, m.standing);
  if (m.sessions) w.uint(104, m.sessions);
  if (m.seat) w.string(114, m.seat);
  if (m.epoch) w.uint(120, m.epoch);
}

export function readHeartbeat(r: WireReader, end: number): Heartbeat {
  let nowMs_: Heartbeat["nowMs"] = 0;
  let loopDelayMs_: Heartbeat["loopDelayMs"] = 0;
  let wases_: Heartbeat["wases"] = NONE;
  let inSync_: Heartbeat["inSync"] = false;
  let withheld_: Heartbeat["withheld"] = false;
  let guests_: Heartbeat["guests"] = false;
  let view_: Heartbeat["view"] = 0;
  let tracking_: Heartbeat["tracking"] = false;
  let refusing_: Heartbeat["refusing"] = false;
  let configuration_: Heartbeat["configuration"] = "";
  let standing_: Heartbeat["standing"] = "";
  let sessions_: Heartbeat["sessions"] = 0;
  let seat_: Heartbeat["seat"] = "";
  let epoch_: Heartbeat["epoch"] = 0;
  while (r.at < end) {
    const tag = r.tag();
    switch (tag) {
      case 8:
        nowMs_ = r.uint();
        break;
      case 16:
        loopDelayMs_ = r.uint();
        break;
      case 26:
        ((wases_ === NONE ? (wases_ = []) : wases_) as Heartbeat["wases"][number][]).push(r.string());
        break;
      case 32:
        inSync_ = r.bool();
        break;
      case 40:
        withheld_ = r.bool();
        break;
      case 48:
        guests_ = r.bool();
        break;
      case 56:
        view_ = r.uint();
        break;
      case 72:
        tracking_ = r.bool();
        break;
      case 80:
        refusing_ = r.bool();
        break;
      case 90:
        configuration_ = r.string();
        break;
      case 98:
        standing_ = r.string();
        break;
      case 104:
        sessions_ = r.uint();
        break;
      case 114:
        seat_ = r.string();
        break;
      case 120:
        epoch_ = r.uint();
        break;
      default:
        r.skip(tag);
    }
  }
  r.close(end);
  return { nowMs: nowMs_, loopDelayMs: loopDelayMs_, wases: wases_, inSync: inSync_, withheld: withheld_, guests: guests_, view: view_, tracking: tracking_, refusing: refusing_, configuration: configuration_, standing: standing_, sessions: sessions_, seat: seat_, epoch: epoch_ };
}

export interface Claim {
  readonly cluster: string;
  readonly member: string;
  readonly epoch: number;
  readonly want: string;
}

export interface ClaimInput {
  readonly cluster?: string | null | undefined;
  readonly member?: string | null | undefined;
  readonly epoch?: number | null | undefined;
  readonly want?: string | null | undefined;
}

export const Claim = codec<Claim, ClaimInput>(writeClaim, readClaim);

export function writeClaim(w: WireWriter, m: ClaimInput): void {
  if (m.cluster) w.string(10, m.cluster);
  if (m.member) w.string(18, m.member);
  if (m.epoch) w.uint(24, m.epoch);
  if (m.want) w.string(34, m.want);
}

export function readClaim(r: WireReader, end: number): Claim {
  let cluster_: Claim["cluster"] = "";
  let member_: Claim["member"] = "";
  let epoch_: Claim["epoch"] = 0;
  let want_: Claim["want"] = "";
  while (r.at < end) {
    const tag = r.tag();
    switch (tag) {
      case 10:
        cluster_ = r.string();
        break;
      case 18:
        member_ = r.string();
        break;
      case 24:
        epoch_ = r.uint();
        break;
      case 34:
        want_ = r.string();
        break;
      default:
        r.skip(tag);
    }
  }
  r.close(end);
  return { cluster: cluster_, member: member_, epoch: epoch_, want: want_ };
}

export interface Claimed {
  readonly granted: boolean;
  readonly epoch: number;
  readonly holder: string;
}

export interface ClaimedInput {
  readonly granted?: boolean | null | undefined;
  readonly epoch?: number | null | undefined;
  readonly holder?: string | null | undefined;
}

export const Claimed = codec<Claimed, ClaimedInput>(writeClaimed, readClaimed);

export function writeClaimed(w: WireWriter, m: ClaimedInput): void {
  if (m.granted) w.bool(8, m.granted);
  if (m.epoch) w.uint(16, m.epoch);
  if (m.holder) w.string(26, m.holder);
}

export function readClaimed(r: WireReader, end: number): Claimed {
  let granted_: Claimed["granted"] = false;
  let epoch_: Claimed["epoch"] = 0;
  let holder_: Claimed["holder"] = "";
  while (r.at < end) {
    const tag = r.tag();
    switch (tag) {
      case 8:
        granted_ = r.bool();
        break;
      case 16:
        epoch_ = r.uint();
        break;
      case 26:
        holder_ = r.string();
        break;
      default:
        r.skip(tag);
    }
  }
  r.close(end);
  return { granted: granted_, epoch: epoch_, holder: holder_ };
}

export interface Join {
  readonly epoch: number;
}

export interface JoinInput {
  readonly epoch?: number | null | undefined;
}

export const Join = codec<Join, JoinInput>(writeJoin, readJoin);

export function writeJoin(w: WireWriter, m: JoinInput): void {
  if (m.epoch) w.uint(8, m.epoch);
}

export function readJoin(r: WireReader, end: number): Join {
  let epoch_: Join["epoch"] = 0;
  while (r.at < end) {
    const tag = r.tag();
    switch (tag) {
      case 8:
        epoch_ = r.uint();
        break;
      default:
        r.skip(tag);
    }
  }
  r.close(end);
  return { epoch: epoch_ };
}

export interface Joined {
  readonly taken: boolean;
}

export interface JoinedInput {
  readonly taken?: boolean | null | undefined;
}

export const Joined = codec<Joined, JoinedInput>(writeJoined, readJoined);

export function writeJoined(w: WireWriter, m: JoinedInput): void {
  if (m.taken) w.bool(8, m.taken);
}

export function readJoined(r: WireReader, end: number): Joined {
  let taken_: Joined["taken"] = false;
  while (r.at < end) {
    const tag = r.tag();
    switch (tag) {
      case 8:
        taken_ = r.bool();
        break;
      default:
        r.skip(tag);
    }
  }
  r.close(end);
  return { taken: taken_ };
}

export interface Poll {
  readonly key: Uint8Array;
  readonly digest: Uint8Array;
  readonly configuration: string;
}

export interface PollInput {
  readonly key?: Uint8Array | null | undefined;
  readonly digest?: Uint8Array | null | undefined;
  readonly configuration?: string | null | undefined;
}

export const Poll = codec<Poll, PollInput>(writePoll, readPoll);

export function writePoll(w: WireWriter, m: PollInput): void {
  if (m.key) w.bytes(10, m.key);
  if (m.digest) w.bytes(18, m.digest);
  if (m.configuration) w.string(26, m.configuration);
}

export function readPoll(r: WireReader, end: number): Poll {
  let key_: Poll["key"] = NO_BYTES;
  let digest_: Poll["digest"] = NO_BYTES;
  let configuration_: Poll["configuration"] = "";
  while (r.at < end) {
    const tag = r.tag();
    switch (tag) {
      case 10:
        key_ = r.bytes();
        break;
      case 18:
        digest_ = r.bytes();
        break;
      case 26:
        configuration_ = r.string();
        break;
      default:
        r.skip(tag);
    }
  }
  r.close(end);
  return { key: key_, digest: digest_, configuration: configuration_ };
}

export interface Polled {
  readonly voting: boolean;
  readonly digest: Uint8Array;
  readonly record: Record | null;
  readonly lastAccessMs: number;
}

export interface PolledInput {
  readonly voting?: boolean | null | undefined;
  readonly digest?: Uint8Array | null | undefined;
  readonly record?: RecordInput | null | undefined;
  readonly lastAccessMs?: number | null | undefined;
}

export const Polled = codec<Polled, PolledInput>(writePolled, readPolled);

export function writePolled(w: WireWriter, m: PolledInput): void {
  if (m.voting) w.bool(8, m.voting);
  if (m.digest) w.bytes(18, m.digest);
  if (m.record) { const mark = w.open(26); writeRecord(w, m.record); w.close(mark); }
  if (m.lastAccessMs) w.uint(32, m.lastAccessMs);
}

export function readPolled(r: WireReader, end: number): Polled {
  let voting_: Polled["voting"] = false;
  let digest_: Polled["digest"] = NO_BYTES;
  let record_: Polled["record"] = null;
  let lastAccessMs_: Polled["lastAccessMs"] = 0;
  while (r.at < end) {
    const tag = r.tag();
    switch (tag) {
      case 8:
        voting_ = r.bool();
        break;
      case 18:
        digest_ = r.bytes();
        break;
      case 26:
        record_ = readRecord(r, r.open(end));
        break;
      case 32:
        lastAccessMs_ = r.uint();
        break;
      default:
        r.skip(tag);
    }
  }
  r.close(end);
  return { voting: voting_, digest: digest_, record: record_, lastAccessMs: lastAccessMs_ };
}

export interface Put {
  readonly records: readonly Record[];
  readonly configuration: string;
}

export interface PutInput {
  readonly records?: readonly RecordInput[] | null | undefined;
  readonly configuration?: string | null | undefined;
}

export const Put = codec<Put, PutInput>(writePut, readPut);

export function writePut(w: WireWriter, m: PutInput): void {
  if (m.records) for (const each of m.records) { const mark = w.open(10); writeRecord(w, each); w.close(mark); }
  if (m.configuration) w.string(18, m.configuration);
}

export function readPut(r: WireReader, end: number): Put {
  let records_: Put["records"] = NONE;
  let configuration_: Put["configuration"] = "";
  while (r.at < end) {
    const tag = r.tag();
    switch (tag) {
      case 10:
        ((records_ === NONE ? (records_ = []) : records_) as Put["records"][number][]).push(readRecord(r, r.open(end)));
        break;
      case 18:
        configuration_ = r.string();
        break;
      default:
        r.skip(tag);
    }
  }
  r.close(end);
  return { records: records_, configuration: configuration_ };
}

export interface PutDone {
  readonly voting: boolean;
  readonly digest: Uint8Array;
  readonly dead: boolean;
}

export interface PutDoneInput {
  readonly voting?: boolean | null | undefined;
  readonly digest?: Uint8Array | null | undefined;
  readonly dead?: boolean | null | undefined;
}

export const PutDone = codec<PutDone, PutDoneInput>(writePutDone, readPutDone);

export function writePutDone(w: WireWriter, m: PutDoneInput): void {
  if (m.voting) w.bool(8, m.voting);
  if (m.digest) w.bytes(18, m.digest);
  if (m.dead) w.bool(24, m.dead);
}

export function readPutDone(r: WireReader, end: number): PutDone {
  let voting_: PutDone["voting"] = false;
  let digest_: PutDone["digest"] = NO_BYTES;
  let dead_: PutDone["dead"] = false;
  while (r.at < end) {
    const tag = r.tag();
    switch (tag) {
      case 8:
        voting_ = r.bool();
        break;
      case 18:
        digest_ = r.bytes();
        break;
      case 24:
        dead_ = r.bool();
        break;
      default:
        r.skip(tag);
    }
  }
  r.close(end);
  return { voting: voting_, digest: digest_, dead: dead_ };
}

export interface Goodbye {

}

export interface GoodbyeInput {

}

export const Goodbye = codec<Goodbye, GoodbyeInput>(writeGoodbye, readGoodbye);

export function writeGoodbye(_w: WireWriter, _m: GoodbyeInput): void {

}

export function readGoodbye(r: WireReader, end: number): Goodbye {
  while (r.at < end) {
    const tag = r.tag();
    r.skip(tag);
  }
  r.close(end);
  return {  };
}

export const PeerService = {
  Link: {
    path: "/gyeot.peer.v1.PeerService/Link",
    requestStream: true,
    responseStream: true,
    requestSerialize: PeerFrame.encode,
    requestDeserialize: PeerFrame.decode,
    responseSerialize: PeerFrame.encode,
    responseDeserialize: PeerFrame.decode,
  },
} as const;
