// Made by scripts/gen.ts from proto/. Do not edit; run npm run gen.
import { codec } from "../codec.ts";
import type { WireReader } from "../wire-reader.ts";
import type { WireWriter } from "../wire-writer.ts";
import { type Endpoint, type EndpointInput, readEndpoint, writeEndpoint } from "./session.ts";

const NONE: readonly never[] = [];
const NO_BYTES: Uint8Array = Buffer.alloc(0);

export interface StatusRequest {

}

export interface StatusRequestInput {

}

export const StatusRequest = codec<StatusRequest, StatusRequestInput>(writeStatusRequest, readStatusRequest);

export function writeStatusRequest(_w: WireWriter, _m: StatusRequestInput): void {

}

export function readStatusRequest(r: WireReader, end: number): StatusRequest {
  while (r.at < end) {
    const tag = r.tag();
    r.skip(tag);
  }
  r.close(end);
  return {  };
}

export interface GridStatus {
  readonly node: string;
  readonly mode: string;
  readonly durability: string;
  readonly state: string;
  readonly guarantee: string;
  readonly guaranteeKo: string;
  readonly members: readonly Member[];
  readonly sessions: number;
  readonly tombstones: number;
  readonly sessionsWithAllCopies: number;
  readonly acknowledged: number;
  readonly acknowledgedDegraded: number;
  readonly refusedDead: number;
  readonly conflicts: number;
  readonly lagMs: number;
  readonly storeP50Us: number;
  readonly storeP99Us: number;
  readonly agents: readonly AgentInfo[];
  readonly events: readonly GridEvent[];
  readonly storeBytes: number;
  readonly uptimeMs: number;
  readonly pid: number;
  readonly store: StoreStatus | null;
}

export interface GridStatusInput {
  readonly node?: string | null | undefined;
  readonly mode?: string | null | undefined;
  readonly durability?: string | null | undefined;
  readonly state?: string | null | undefined;
  readonly guarantee?: string | null | undefined;
  readonly guaranteeKo?: string | null | undefined;
  readonly members?: readonly MemberInput[] | null | undefined;
  readonly sessions?: number | null | undefined;
  readonly tombstones?: number | null | undefined;
  readonly sessionsWithAllCopies?: number | null | undefined;
  readonly acknowledged?: number | null | undefined;
  readonly acknowledgedDegraded?: number | null | undefined;
  readonly refusedDead?: number | null | undefined;
  readonly conflicts?: number | null | undefined;
  readonly lagMs?: number | null | undefined;
  readonly storeP50Us?: number | null | undefined;
  readonly storeP99Us?: number | null | undefined;
  readonly agents?: readonly AgentInfoInput[] | null | undefined;
  readonly events?: readonly GridEventInput[] | null | undefined;
  readonly storeBytes?: number | null | undefined;
  readonly uptimeMs?: number | null | undefined;
  readonly pid?: number | null | undefined;
  readonly store?: StoreStatusInput | null | undefined;
}

export const GridStatus = codec<GridStatus, GridStatusInput>(writeGridStatus, readGridStatus);

export function writeGridStatus(w: WireWriter, m: GridStatusInput): void {
  if (m.node) w.string(10, m.node);
  if (m.mode) w.string(18, m.mode);
  if (m.durability) w.string(26, m.durability);
  if (m.state) w.string(34, m.state);
  if (m.guarantee) w.string(42, m.guarantee);
  if (m.guaranteeKo) w.string(50, m.guaranteeKo);
  if (m.members) for (const each of m.members) { const mark = w.open(58); writeMember(w, each); w.close(mark); }
  if (m.sessions) w.uint(64, m.sessions);
  if (m.tombstones) w.uint(72, m.tombstones);
  if (m.sessionsWithAllCopies) w.uint(80, m.sessionsWithAllCopies);
  if (m.acknowledged) w.uint(88, m.acknowledged);
  if (m.acknowledgedDegraded) w.uint(96, m.acknowledgedDegraded);
  if (m.refusedDead) w.uint(104, m.refusedDead);
  if (m.conflicts) w.uint(112, m.conflicts);
  if (m.lagMs) w.uint(120, m.lagMs);
  if (m.storeP50Us) w.uint(128, m.storeP50Us);
  if (m.storeP99Us) w.uint(136, m.storeP99Us);
  if (m.agents) for (const each of m.agents) { const mark = w.open(146); writeAgentInfo(w, each); w.close(mark); }
  if (m.events) for (const each of m.events) { const mark = w.open(154); writeGridEvent(w, each); w.close(mark); }
  if (m.storeBytes) w.uint(160, m.storeBytes);
  if (m.uptimeMs) w.uint(168, m.uptimeMs);
  if (m.pid) w.uint(176, m.pid);
  if (m.store) { const mark = w.open(186); writeStoreStatus(w, m.store); w.close(mark); }
}

export function readGridStatus(r: WireReader, end: number): GridStatus {
  let node_: GridStatus["node"] = "";
  let mode_: GridStatus["mode"] = "";
  let durability_: GridStatus["durability"] = "";
  let state_: GridStatus["state"] = "";
  let guarantee_: GridStatus["guarantee"] = "";
  let guaranteeKo_: GridStatus["guaranteeKo"] = "";
  let members_: GridStatus["members"] = NONE;
  let sessions_: GridStatus["sessions"] = 0;
  let tombstones_: GridStatus["tombstones"] = 0;
  let sessionsWithAllCopies_: GridStatus["sessionsWithAllCopies"] = 0;
  let acknowledged_: GridStatus["acknowledged"] = 0;
  let acknowledgedDegraded_: GridStatus["acknowledgedDegraded"] = 0;
  let refusedDead_: GridStatus["refusedDead"] = 0;
  let conflicts_: GridStatus["conflicts"] = 0;
  let lagMs_: GridStatus["lagMs"] = 0;
  let storeP50Us_: GridStatus["storeP50Us"] = 0;
  let storeP99Us_: GridStatus["storeP99Us"] = 0;
  let agents_: GridStatus["agents"] = NONE;
  let events_: GridStatus["events"] = NONE;
  let storeBytes_: GridStatus["storeBytes"] = 0;
  let uptimeMs_: GridStatus["uptimeMs"] = 0;
  let pid_: GridStatus["pid"] = 0;
  let store_: GridStatus["store"] = null;
  while (r.at < end) {
    const tag = r.tag();
    switch (tag) {
      case 10:
        node_ = r.string();
        break;
      case 18:
        mode_ = r.string();
        break;
      case 26:
        durability_ = r.string();
        break;
      case 34:
        state_ = r.string();
        break;
      case 42:
        guarantee_ = r.string();
        break;
      case 50:
        guaranteeKo_ = r.string();
        break;
      case 58:
        ((members_ === NONE ? (members_ = []) : members_) as GridStatus["members"][number][]).push(readMember(r, r.open(end)));
        break;
      case 64:
        sessions_ = r.uint();
        break;
      case 72:
        tombstones_ = r.uint();
        break;
      case 80:
        sessionsWithAllCopies_ = r.uint();
        break;
      case 88:
        acknowledged_ = r.uint();
        break;
      case 96:
        acknowledgedDegraded_ = r.uint();
        break;
      case 104:
        refusedDead_ = r.uint();
        break;
      case 112:
        conflicts_ = r.uint();
        break;
      case 120:
        lagMs_ = r.uint();
        break;
      case 128:
        storeP50Us_ = r.uint();
        break;
      case 136:
        storeP99Us_ = r.uint();
        break;
      case 146:
        ((agents_ === NONE ? (agents_ = []) : agents_) as GridStatus["agents"][number][]).push(readAgentInfo(r, r.open(end)));
        break;
      case 154:
        ((events_ === NONE ? (events_ = []) : events_) as GridStatus["events"][number][]).push(readGridEvent(r, r.open(end)));
        break;
      case 160:
        storeBytes_ = r.uint();
        break;
      case 168:
        uptimeMs_ = r.uint();
        break;
      case 176:
        pid_ = r.uint();
        break;
      case 186:
        store_ = readStoreStatus(r, r.open(end));
        break;
      default:
        r.skip(tag);
    }
  }
  r.close(end);
  return { node: node_, mode: mode_, durability: durability_, state: state_, guarantee: guarantee_, guaranteeKo: guaranteeKo_, members: members_, sessions: sessions_, tombstones: tombstones_, sessionsWithAllCopies: sessionsWithAllCopies_, acknowledged: acknowledged_, acknowledgedDegraded: acknowledgedDegraded_, refusedDead: refusedDead_, conflicts: conflicts_, lagMs: lagMs_, storeP50Us: storeP50Us_, storeP99Us: storeP99Us_, agents: agents_, events: events_, storeBytes: storeBytes_, uptimeMs: uptimeMs_, pid: pid_, store: store_ };
}

export interface StoreStatus {
  readonly bytes: number;
  readonly usedBytes: number;
  readonly diskFreeBytes: number;
  readonly diskNeededBytes: number;
  readonly ballastBytes: number;
  readonly refusal: string;
  readonly damagedNow: number;
  readonly damagedFound: number;
  readonly scrubbed: number;
  readonly scrubRounds: number;
  readonly oldestReaderMs: number;
  readonly startedEmpty: boolean;
  readonly quarantined: number;
}

export interface StoreStatusInput {
  readonly bytes?: number | null | undefined;
  readonly usedBytes?: number | null | undefined;
  readonly diskFreeBytes?: number | null | undefined;
  readonly diskNeededBytes?: number | null | undefined;
  readonly ballastBytes?: number | null | undefined;
  readonly refusal?: string | null | undefined;
  readonly damagedNow?: number | null | undefined;
  readonly damagedFound?: number | null | undefined;
  readonly scrubbed?: number | null | undefined;
  readonly scrubRounds?: number | null | undefined;
  readonly oldestReaderMs?: number | null | undefined;
  readonly startedEmpty?: boolean | null | undefined;
  readonly quarantined?: number | null | undefined;
}

export const StoreStatus = codec<StoreStatus, StoreStatusInput>(writeStoreStatus, readStoreStatus);

export function writeStoreStatus(w: WireWriter, m: StoreStatusInput): void {
  if (m.bytes) w.uint(8, m.bytes);
  if (m.usedBytes) w.uint(16, m.usedBytes);
  if (m.diskFreeBytes) w.uint(24, m.diskFreeBytes);
  if (m.diskNeededBytes) w.uint(32, m.diskNeededBytes);
  if (m.ballastBytes) w.uint(40, m.ballastBytes);
  if (m.refusal) w.string(50, m.refusal);
  if (m.damagedNow) w.uint(56, m.damagedNow);
  if (m.damagedFound) w.uint(64, m.damagedFound);
  if (m.scrubbed) w.uint(72, m.scrubbed);
  if (m.scrubRounds) w.uint(80, m.scrubRounds);
  if (m.oldestReaderMs) w.uint(88, m.oldestReaderMs);
  if (m.startedEmpty) w.bool(96, m.startedEmpty);
  if (m.quarantined) w.uint(104, m.quarantined);
}

export function readStoreStatus(r: WireReader, end: number): StoreStatus {
  let bytes_: StoreStatus["bytes"] = 0;
  let usedBytes_: StoreStatus["usedBytes"] = 0;
  let diskFreeBytes_: StoreStatus["diskFreeBytes"] = 0;
  let diskNeededBytes_: StoreStatus["diskNeededBytes"] = 0;
  let ballastBytes_: StoreStatus["ballastBytes"] = 0;
  let refusal_: StoreStatus["refusal"] = "";
  let damagedNow_: StoreStatus["damagedNow"] = 0;
  let damagedFound_: StoreStatus["damagedFound"] = 0;
  let scrubbed_: StoreStatus["scrubbed"] = 0;
  let scrubRounds_: StoreStatus["scrubRounds"] = 0;
  let oldestReaderMs_: StoreStatus["oldestReaderMs"] = 0;
  let startedEmpty_: StoreStatus["startedEmpty"] = false;
  let quarantined_: StoreStatus["quarantined"] = 0;
  while (r.at < end) {
    const tag = r.tag();
    switch (tag) {
      case 8:
        bytes_ = r.uint();
        break;
      case 16:
        usedBytes_ = r.uint();
        break;
      case 24:
        diskFreeBytes_ = r.uint();
        break;
      case 32:
        diskNeededBytes_ = r.uint();
        break;
      case 40:
        ballastBytes_ = r.uint();
        break;
      case 50:
        refusal_ = r.string();
        break;
      case 56:
        damagedNow_ = r.uint();
        break;
      case 64:
        damagedFound_ = r.uint();
        break;
      case 72:
        scrubbed_ = r.uint();
        break;
      case 80:
        scrubRounds_ = r.uint();
        break;
      case 88:
        oldestReaderMs_ = r.uint();
        break;
      case 96:
        startedEmpty_ = r.bool();
        break;
      case 104:
        quarantined_ = r.uint();
        break;
      default:
        r.skip(tag);
    }
  }
  r.close(end);
  return { bytes: bytes_, usedBytes: usedBytes_, diskFreeBytes: diskFreeBytes_, diskNeededBytes: diskNeededBytes_, ballastBytes: ballastBytes_, refusal: refusal_, damagedNow: damagedNow_, damagedFound: damagedFound_, scrubbed: scrubbed_, scrubRounds: scrubRounds_, oldestReaderMs: oldestReaderMs_, startedEmpty: startedEmpty_, quarantined: quarantined_ };
}

export interface Member {
  readonly node: string;
  readonly address: string;
  readonly state: string;
  readonly sinceMs: number;
  readonly roundTripUs: number;
  readonly clockSkewMs: number;
  readonly syncing: boolean;
  readonly watch: Endpoint | null;
}

export interface MemberInput {
  readonly node?: string | null | undefined;
  readonly address?: string | null | undefined;
  readonly state?: string | null | undefined;
  readonly sinceMs?: number | null | undefined;
  readonly roundTripUs?: number | null | undefined;
  readonly clockSkewMs?: number | null | undefined;
  readonly syncing?: boolean | null | undefined;
  readonly watch?: EndpointInput | null | undefined;
}

export const Member = codec<Member, MemberInput>(writeMember, readMember);

export function writeMember(w: WireWriter, m: MemberInput): void {
  if (m.node) w.string(10, m.node);
  if (m.address) w.string(18, m.address);
  if (m.state) w.string(26, m.state);
  if (m.sinceMs) w.uint(32, m.sinceMs);
  if (m.roundTripUs) w.uint(40, m.roundTripUs);
  if (m.clockSkewMs) w.sint(48, m.clockSkewMs);
  if (m.syncing) w.bool(56, m.syncing);
  if (m.watch) { const mark = w.open(66); writeEndpoint(w, m.watch); w.close(mark); }
}

export function readMember(r: WireReader, end: number): Member {
  let node_: Member["node"] = "";
  let address_: Member["address"] = "";
  let state_: Member["state"] = "";
  let sinceMs_: Member["sinceMs"] = 0;
  let roundTripUs_: Member["roundTripUs"] = 0;
  let clockSkewMs_: Member["clockSkewMs"] = 0;
  let syncing_: Member["syncing"] = false;
  let watch_: Member["watch"] = null;
  while (r.at < end) {
    const tag = r.tag();
    switch (tag) {
      case 10:
        node_ = r.string();
        break;
      case 18:
        address_ = r.string();
        break;
      case 26:
        state_ = r.string();
        break;
      case 32:
        sinceMs_ = r.uint();
        break;
      case 40:
        roundTripUs_ = r.uint();
        break;
      case 48:
        clockSkewMs_ = r.sint();
        break;
      case 56:
        syncing_ = r.bool();
        break;
      case 66:
        watch_ = readEndpoint(r, r.open(end));
        break;
      default:
        r.skip(tag);
    }
  }
  r.close(end);
  return { node: node_, address: address_, state: state_, sinceMs: sinceMs_, roundTripUs: roundTripUs_, clockSkewMs: clockSkewMs_, syncing: syncing_, watch: watch_ };
}

export interface AgentInfo {
  readonly was: string;
  readonly server: string;
  readonly pid: number;
  readonly state: string;
  readonly sinceMs: number;
  readonly nearSessions: number;
  readonly visitor: boolean;
}

export interface AgentInfoInput {
  readonly was?: string | null | undefined;
  readonly server?: string | null | undefined;
  readonly pid?: number | null | undefined;
  readonly state?: string | null | undefined;
  readonly sinceMs?: number | null | undefined;
  readonly nearSessions?: number | null | undefined;
  readonly visitor?: boolean | null | undefined;
}

export const AgentInfo = codec<AgentInfo, AgentInfoInput>(writeAgentInfo, readAgentInfo);

export function writeAgentInfo(w: WireWriter, m: AgentInfoInput): void {
  if (m.was) w.string(10, m.was);
  if (m.server) w.string(18, m.server);
  if (m.pid) w.uint(24, m.pid);
  if (m.state) w.string(34, m.state);
  if (m.sinceMs) w.uint(40, m.sinceMs);
  if (m.nearSessions) w.uint(48, m.nearSessions);
  if (m.visitor) w.bool(56, m.visitor);
}

export function readAgentInfo(r: WireReader, end: number): AgentInfo {
  let was_: AgentInfo["was"] = "";
  let server_: AgentInfo["server"] = "";
  let pid_: AgentInfo["pid"] = 0;
  let state_: AgentInfo["state"] = "";
  let sinceMs_: AgentInfo["sinceMs"] = 0;
  let nearSessions_: AgentInfo["nearSessions"] = 0;
  let visitor_: AgentInfo["visitor"] = false;
  while (r.at < end) {
    const tag = r.tag();
    switch (tag) {
      case 10:
        was_ = r.string();
        break;
      case 18:
        server_ = r.string();
        break;
      case 24:
        pid_ = r.uint();
        break;
      case 34:
        state_ = r.string();
        break;
      case 40:
        sinceMs_ = r.uint();
        break;
      case 48:
        nearSessions_ = r.uint();
        break;
      case 56:
        visitor_ = r.bool();
        break;
      default:
        r.skip(tag);
    }
  }
  r.close(end);
  return { was: was_, server: server_, pid: pid_, state: state_, sinceMs: sinceMs_, nearSessions: nearSessions_, visitor: visitor_ };
}

export interface GridEvent {
  readonly atMs: number;
  readonly kind: string;
  readonly subject: string;
  readonly durationMs: number;
  readonly detail: string;
}

export interface GridEventInput {
  readonly atMs?: number | null | undefined;
  readonly kind?: string | null | undefined;
  readonly subject?: string | null | undefined;
  readonly durationMs?: number | null | undefined;
  readonly detail?: string | null | undefined;
}

export const GridEvent = codec<GridEvent, GridEventInput>(writeGridEvent, readGridEvent);

export function writeGridEvent(w: WireWriter, m: GridEventInput): void {
  if (m.atMs) w.uint(8, m.atMs);
  if (m.kind) w.string(18, m.kind);
  if (m.subject) w.string(26, m.subject);
  if (m.durationMs) w.uint(32, m.durationMs);
  if (m.detail) w.string(42, m.detail);
}

export function readGridEvent(r: WireReader, end: number): GridEvent {
  let atMs_: GridEvent["atMs"] = 0;
  let kind_: GridEvent["kind"] = "";
  let subject_: GridEvent["subject"] = "";
  let durationMs_: GridEvent["durationMs"] = 0;
  let detail_: GridEvent["detail"] = "";
  while (r.at < end) {
    const tag = r.tag();
    switch (tag) {
      case 8:
        atMs_ = r.uint();
        break;
      case 18:
        kind_ = r.string();
        break;
      case 26:
        subject_ = r.string();
        break;
      case 32:
        durationMs_ = r.uint();
        break;
      case 42:
        detail_ = r.string();
        break;
      default:
        r.skip(tag);
    }
  }
  r.close(end);
  return { atMs: atMs_, kind: kind_, subject: subject_, durationMs: durationMs_, detail: detail_ };
}

export interface ListSessionsRequest {
  readonly search: string;
  readonly sort: string;
  readonly offset: number;
  readonly limit: number;
  readonly includeDead: boolean;
}

export interface ListSessionsRequestInput {
  readonly search?: string | null | undefined;
  readonly sort?: string | null | undefined;
  readonly offset?: number | null | undefined;
  readonly limit?: number | null | undefined;
  readonly includeDead?: boolean | null | undefined;
}

export const ListSessionsRequest = codec<ListSessionsRequest, ListSessionsRequestInput>(writeListSessionsRequest, readListSessionsRequest);

export function writeListSessionsRequest(w: WireWriter, m: ListSessionsRequestInput): void {
  if (m.search) w.string(10, m.search);
  if (m.sort) w.string(18, m.sort);
  if (m.offset) w.uint(24, m.offset);
  if (m.limit) w.uint(32, m.limit);
  if (m.includeDead) w.bool(40, m.includeDead);
}

export function readListSessionsRequest(r: WireReader, end: number): ListSessionsRequest {
  let search_: ListSessionsRequest["search"] = "";
  let sort_: ListSessionsRequest["sort"] = "";
  let offset_: ListSessionsRequest["offset"] = 0;
  let limit_: ListSessionsRequest["limit"] = 0;
  let includeDead_: ListSessionsRequest["includeDead"] = false;
  while (r.at < end) {
    const tag = r.tag();
    switch (tag) {
      case 10:
        search_ = r.string();
        break;
      case 18:
        sort_ = r.string();
        break;
      case 24:
        offset_ = r.uint();
        break;
      case 32:
        limit_ = r.uint();
        break;
      case 40:
        includeDead_ = r.bool();
        break;
      default:
        r.skip(tag);
    }
  }
  r.close(end);
  return { search: search_, sort: sort_, offset: offset_, limit: limit_, includeDead: includeDead_ };
}

export interface SessionList {
  readonly sessions: readonly SessionSummary[];
  readonly total: number;
  readonly unheard: readonly string[];
}

export interface SessionListInput {
  readonly sessions?: readonly SessionSummaryInput[] | null | undefined;
  readonly total?: number | null | undefined;
  readonly unheard?: readonly string[] | null | undefined;
}

export const SessionList = codec<SessionList, SessionListInput>(writeSessionList, readSessionList);

export function writeSessionList(w: WireWriter, m: SessionListInput): void {
  if (m.sessions) for (const each of m.sessions) { const mark = w.open(10); writeSessionSummary(w, each); w.close(mark); }
  if (m.total) w.uint(16, m.total);
  if (m.unheard) for (const each of m.unheard) w.stringElement(26, each);
}

export function readSessionList(r: WireReader, end: number): SessionList {
  let sessions_: SessionList["sessions"] = NONE;
  let total_: SessionList["total"] = 0;
  let unheard_: SessionList["unheard"] = NONE;
  while (r.at < end) {
    const tag = r.tag();
    switch (tag) {
      case 10:
        ((sessions_ === NONE ? (sessions_ = []) : sessions_) as SessionList["sessions"][number][]).push(readSessionSummary(r, r.open(end)));
        break;
      case 16:
        total_ = r.uint();
        break;
      case 26:
        ((unheard_ === NONE ? (unheard_ = []) : unheard_) as SessionList["unheard"][number][]).push(r.string());
        break;
      default:
        r.skip(tag);
    }
  }
  r.close(end);
  return { sessions: sessions_, total: total_, unheard: unheard_ };
}

export interface SessionSummary {
  readonly key: Uint8Array;
  readonly app: string;
  readonly user: string;
  readonly address: string;
  readonly was: string;
  readonly createdMs: number;
  readonly lastAccessMs: number;
  readonly maxInactiveS: number;
  readonly attributes: number;
  readonly bytes: number;
  readonly copies: number;
  readonly dead: boolean;
  readonly reason: string;
  readonly writes: number;
}

export interface SessionSummaryInput {
  readonly key?: Uint8Array | null | undefined;
  readonly app?: string | null | undefined;
  readonly user?: string | null | undefined;
  readonly address?: string | null | undefined;
  readonly was?: string | null | undefined;
  readonly createdMs?: number | null | undefined;
  readonly lastAccessMs?: number | null | undefined;
  readonly maxInactiveS?: number | null | undefined;
  readonly attributes?: number | null | undefined;
  readonly bytes?: number | null | undefined;
  readonly copies?: number | null | undefined;
  readonly dead?: boolean | null | undefined;
  readonly reason?: string | null | undefined;
  readonly writes?: number | null | undefined;
}

export const SessionSummary = codec<SessionSummary, SessionSummaryInput>(writeSessionSummary, readSessionSummary);

export function writeSessionSummary(w: WireWriter, m: SessionSummaryInput): void {
  if (m.key) w.bytes(10, m.key);
  if (m.app) w.string(18, m.app);
  if (m.user) w.string(26, m.user);
  if (m.address) w.string(34, m.address);
  if (m.was) w.string(42, m.was);
  if (m.createdMs) w.uint(48, m.createdMs);
  if (m.lastAccessMs) w.uint(56, m.lastAccessMs);
  if (m.maxInactiveS) w.sint(64, m.maxInactiveS);
  if (m.attributes) w.uint(72, m.attributes);
  if (m.bytes) w.uint(80, m.bytes);
  if (m.copies) w.uint(88, m.copies);
  if (m.dead) w.bool(96, m.dead);
  if (m.reason) w.string(106, m.reason);
  if (m.writes) w.uint(112, m.writes);
}

export function readSessionSummary(r: WireReader, end: number): SessionSummary {
  let key_: SessionSummary["key"] = NO_BYTES;
  let app_: SessionSummary["app"] = "";
  let user_: SessionSummary["user"] = "";
  let address_: SessionSummary["address"] = "";
  let was_: SessionSummary["was"] = "";
  let createdMs_: SessionSummary["createdMs"] = 0;
  let lastAccessMs_: SessionSummary["lastAccessMs"] = 0;
  let maxInactiveS_: SessionSummary["maxInactiveS"] = 0;
  let attributes_: SessionSummary["attributes"] = 0;
  let bytes_: SessionSummary["bytes"] = 0;
  let copies_: SessionSummary["copies"] = 0;
  let dead_: SessionSummary["dead"] = false;
  let reason_: SessionSummary["reason"] = "";
  let writes_: SessionSummary["writes"] = 0;
  while (r.at < end) {
    const tag = r.tag();
    switch (tag) {
      case 10:
        key_ = r.bytes();
        break;
      case 18:
        app_ = r.string();
        break;
      case 26:
        user_ = r.string();
        break;
      case 34:
        address_ = r.string();
        break;
      case 42:
        was_ = r.string();
        break;
      case 48:
        createdMs_ = r.uint();
        break;
      case 56:
        lastAccessMs_ = r.uint();
        break;
      case 64:
        maxInactiveS_ = r.sint();
        break;
      case 72:
        attributes_ = r.uint();
        break;
      case 80:
        bytes_ = r.uint();
        break;
      case 88:
        copies_ = r.uint();
        break;
      case 96:
        dead_ = r.bool();
        break;
      case 106:
        reason_ = r.string();
        break;
      case 112:
        writes_ = r.uint();
        break;
      default:
        r.skip(tag);
    }
  }
  r.close(end);
  return { key: key_, app: app_, user: user_, address: address_, was: was_, createdMs: createdMs_, lastAccessMs: lastAccessMs_, maxInactiveS: maxInactiveS_, attributes: attributes_, bytes: bytes_, copies: copies_, dead: dead_, reason: reason_, writes: writes_ };
}

export interface SessionKey {
  readonly key: Uint8Array;
}

export interface SessionKeyInput {
  readonly key?: Uint8Array | null | undefined;
}

export const SessionKey = codec<SessionKey, SessionKeyInput>(writeSessionKey, readSessionKey);

export function writeSessionKey(w: WireWriter, m: SessionKeyInput): void {
  if (m.key) w.bytes(10, m.key);
}

export function readSessionKey(r: WireReader, end: number): SessionKey {
  let key_: SessionKey["key"] = NO_BYTES;
  while (r.at < end) {
    const tag = r.tag();
    switch (tag) {
      case 10:
        key_ = r.bytes();
        break;
      default:
        r.skip(tag);
    }
  }
  r.close(end);
  return { key: key_ };
}

export interface SessionDetail {
  readonly found: boolean;
  readonly summary: SessionSummary | null;
  readonly attributes: readonly AttributeInfo[];
  readonly history: readonly GridEvent[];
}

export interface SessionDetailInput {
  readonly found?: boolean | null | undefined;
  readonly summary?: SessionSummaryInput | null | undefined;
  readonly attributes?: readonly AttributeInfoInput[] | null | undefined;
  readonly history?: readonly GridEventInput[] | null | undefined;
}

export const SessionDetail = codec<SessionDetail, SessionDetailInput>(writeSessionDetail, readSessionDetail);

export function writeSessionDetail(w: WireWriter, m: SessionDetailInput): void {
  if (m.found) w.bool(8, m.found);
  if (m.summary) { const mark = w.open(18); writeSessionSummary(w, m.summary); w.close(mark); }
  if (m.attributes) for (const each of m.attributes) { const mark = w.open(26); writeAttributeInfo(w, each); w.close(mark); }
  if (m.history) for (const each of m.history) { const mark = w.open(34); writeGridEvent(w, each); w.close(mark); }
}

export function readSessionDetail(r: WireReader, end: number): SessionDetail {
  let found_: SessionDetail["found"] = false;
  let summary_: SessionDetail["summary"] = null;
  let attributes_: SessionDetail["attributes"] = NONE;
  let history_: SessionDetail["history"] = NONE;
  while (r.at < end) {
    const tag = r.tag();
    switch (tag) {
      case 8:
        found_ = r.bool();
        break;
      case 18:
        summary_ = readSessionSummary(r, r.open(end));
        break;
      case 26:
        ((attributes_ === NONE ? (attributes_ = []) : attributes_) as SessionDetail["attributes"][number][]).push(readAttributeInfo(r, r.open(end)));
        break;
      case 34:
        ((history_ === NONE ? (history_ = []) : history_) as SessionDetail["history"][number][]).push(readGridEvent(r, r.open(end)));
        break;
      default:
        r.skip(tag);
    }
  }
  r.close(end);
  return { found: found_, summary: summary_, attributes: attributes_, history: history_ };
}

export interface AttributeInfo {
  readonly name: string;
  readonly type: string;
  readonly bytes: number;
  readonly changedMs: number;
  readonly inPlace: boolean;
  readonly localOnly: boolean;
}

export interface AttributeInfoInput {
  readonly name?: string | null | undefined;
  readonly type?: string | null | undefined;
  readonly bytes?: number | null | undefined;
  readonly changedMs?: number | null | undefined;
  readonly inPlace?: boolean | null | undefined;
  readonly localOnly?: boolean | null | undefined;
}

export const AttributeInfo = codec<AttributeInfo, AttributeInfoInput>(writeAttributeInfo, readAttributeInfo);

export function writeAttributeInfo(w: WireWriter, m: AttributeInfoInput): void {
  if (m.name) w.string(10, m.name);
  if (m.type) w.string(18, m.type);
  if (m.bytes) w.uint(24, m.bytes);
  if (m.changedMs) w.uint(32, m.changedMs);
  if (m.inPlace) w.bool(40, m.inPlace);
  if (m.localOnly) w.bool(48, m.localOnly);
}

export function readAttributeInfo(r: WireReader, end: number): AttributeInfo {
  let name_: AttributeInfo["name"] = "";
  let type_: AttributeInfo["type"] = "";
  let bytes_: AttributeInfo["bytes"] = 0;
  let changedMs_: AttributeInfo["changedMs"] = 0;
  let inPlace_: AttributeInfo["inPlace"] = false;
  let localOnly_: AttributeInfo["localOnly"] = false;
  while (r.at < end) {
    const tag = r.tag();
    switch (tag) {
      case 10:
        name_ = r.string();
        break;
      case 18:
        type_ = r.string();
        break;
      case 24:
        bytes_ = r.uint();
        break;
      case 32:
        changedMs_ = r.uint();
        break;
      case 40:
        inPlace_ = r.bool();
        break;
      case 48:
        localOnly_ = r.bool();
        break;
      default:
        r.skip(tag);
    }
  }
  r.close(end);
  return { name: name_, type: type_, bytes: bytes_, changedMs: changedMs_, inPlace: inPlace_, localOnly: localOnly_ };
}

export interface KillRequest {
  readonly key: Uint8Array;
  readonly reason: string;
  readonly by: string;
}

export interface KillRequestInput {
  readonly key?: Uint8Array | null | undefined;
  readonly reason?: string | null | undefined;
  readonly by?: string | null | undefined;
}

export const KillRequest = codec<KillRequest, KillRequestInput>(writeKillRequest, readKillRequest);

export function writeKillRequest(w: WireWriter, m: KillRequestInput): void {
  if (m.key) w.bytes(10, m.key);
  if (m.reason) w.string(18, m.reason);
  if (m.by) w.string(26, m.by);
}

export function readKillRequest(r: WireReader, end: number): KillRequest {
  let key_: KillRequest["key"] = NO_BYTES;
  let reason_: KillRequest["reason"] = "";
  let by_: KillRequest["by"] = "";
  while (r.at < end) {
    const tag = r.tag();
    switch (tag) {
      case 10:
        key_ = r.bytes();
        break;
      case 18:
        reason_ = r.string();
        break;
      case 26:
        by_ = r.string();
        break;
      default:
        r.skip(tag);
    }
  }
  r.close(end);
  return { key: key_, reason: reason_, by: by_ };
}

export interface KillResult {
  readonly outcome: string;
}

export interface KillResultInput {
  readonly outcome?: string | null | undefined;
}

export const KillResult = codec<KillResult, KillResultInput>(writeKillResult, readKillResult);

export function writeKillResult(w: WireWriter, m: KillResultInput): void {
  if (m.outcome) w.string(10, m.outcome);
}

export function readKillResult(r: WireReader, end: number): KillResult {
  let outcome_: KillResult["outcome"] = "";
  while (r.at < end) {
    const tag = r.tag();
    switch (tag) {
      case 10:
        outcome_ = r.string();
        break;
      default:
        r.skip(tag);
    }
  }
  r.close(end);
  return { outcome: outcome_ };
}

export interface CompareRequest {

}

export interface CompareRequestInput {

}

export const CompareRequest = codec<CompareRequest, CompareRequestInput>(writeCompareRequest, readCompareRequest);

export function writeCompareRequest(_w: WireWriter, _m: CompareRequestInput): void {

}

export function readCompareRequest(r: WireReader, end: number): CompareRequest {
  while (r.at < end) {
    const tag = r.tag();
    r.skip(tag);
  }
  r.close(end);
  return {  };
}

export interface Comparison {
  readonly members: readonly ComparedMember[];
}

export interface ComparisonInput {
  readonly members?: readonly ComparedMemberInput[] | null | undefined;
}

export const Comparison = codec<Comparison, ComparisonInput>(writeComparison, readComparison);

export function writeComparison(w: WireWriter, m: ComparisonInput): void {
  if (m.members) for (const each of m.members) { const mark = w.open(10); writeComparedMember(w, each); w.close(mark); }
}

export function readComparison(r: WireReader, end: number): Comparison {
  let members_: Comparison["members"] = NONE;
  while (r.at < end) {
    const tag = r.tag();
    switch (tag) {
      case 10:
        ((members_ === NONE ? (members_ = []) : members_) as Comparison["members"][number][]).push(readComparedMember(r, r.open(end)));
        break;
      default:
        r.skip(tag);
    }
  }
  r.close(end);
  return { members: members_ };
}

export interface ComparedMember {
  readonly node: string;
  readonly sessions: number;
  readonly digest: Uint8Array;
  readonly compared: boolean;
  readonly differing: number;
  readonly parts: number;
}

export interface ComparedMemberInput {
  readonly node?: string | null | undefined;
  readonly sessions?: number | null | undefined;
  readonly digest?: Uint8Array | null | undefined;
  readonly compared?: boolean | null | undefined;
  readonly differing?: number | null | undefined;
  readonly parts?: number | null | undefined;
}

export const ComparedMember = codec<ComparedMember, ComparedMemberInput>(writeComparedMember, readComparedMember);

export function writeComparedMember(w: WireWriter, m: ComparedMemberInput): void {
  if (m.node) w.string(10, m.node);
  if (m.sessions) w.uint(16, m.sessions);
  if (m.digest) w.bytes(26, m.digest);
  if (m.compared) w.bool(32, m.compared);
  if (m.differing) w.uint(40, m.differing);
  if (m.parts) w.uint(48, m.parts);
}

export function readComparedMember(r: WireReader, end: number): ComparedMember {
  let node_: ComparedMember["node"] = "";
  let sessions_: ComparedMember["sessions"] = 0;
  let digest_: ComparedMember["digest"] = NO_BYTES;
  let compared_: ComparedMember["compared"] = false;
  let differing_: ComparedMember["differing"] = 0;
  let parts_: ComparedMember["parts"] = 0;
  while (r.at < end) {
    const tag = r.tag();
    switch (tag) {
      case 10:
        node_ = r.string();
        break;
      case 16:
        sessions_ = r.uint();
        break;
      case 26:
        digest_ = r.bytes();
        break;
      case 32:
        compared_ = r.bool();
        break;
      case 40:
        differing_ = r.uint();
        break;
      case 48:
        parts_ = r.uint();
        break;
      default:
        r.skip(tag);
    }
  }
  r.close(end);
  return { node: node_, sessions: sessions_, digest: digest_, compared: compared_, differing: differing_, parts: parts_ };
}

export interface ListConflictsRequest {
  readonly limit: number;
}

export interface ListConflictsRequestInput {
  readonly limit?: number | null | undefined;
}

export const ListConflictsRequest = codec<ListConflictsRequest, ListConflictsRequestInput>(writeListConflictsRequest, readListConflictsRequest);

export function writeListConflictsRequest(w: WireWriter, m: ListConflictsRequestInput): void {
  if (m.limit) w.uint(8, m.limit);
}

export function readListConflictsRequest(r: WireReader, end: number): ListConflictsRequest {
  let limit_: ListConflictsRequest["limit"] = 0;
  while (r.at < end) {
    const tag = r.tag();
    switch (tag) {
      case 8:
        limit_ = r.uint();
        break;
      default:
        r.skip(tag);
    }
  }
  r.close(end);
  return { limit: limit_ };
}

export interface ConflictList {
  readonly conflicts: readonly Conflict[];
  readonly total: number;
  readonly forgotten: number;
}

export interface ConflictListInput {
  readonly conflicts?: readonly ConflictInput[] | null | undefined;
  readonly total?: number | null | undefined;
  readonly forgotten?: number | null | undefined;
}

export const ConflictList = codec<ConflictList, ConflictListInput>(writeConflictList, readConflictList);

export function writeConflictList(w: WireWriter, m: ConflictListInput): void {
  if (m.conflicts) for (const each of m.conflicts) { const mark = w.open(10); writeConflict(w, each); w.close(mark); }
  if (m.total) w.uint(16, m.total);
  if (m.forgotten) w.uint(24, m.forgotten);
}

export function readConflictList(r: WireReader, end: number): ConflictList {
  let conflicts_: ConflictList["conflicts"] = NONE;
  let total_: ConflictList["total"] = 0;
  let forgotten_: ConflictList["forgotten"] = 0;
  while (r.at < end) {
    const tag = r.tag();
    switch (tag) {
      case 10:
        ((conflicts_ === NONE ? (conflicts_ = []) : conflicts_) as ConflictList["conflicts"][number][]).push(readConflict(r, r.open(end)));
        break;
      case 16:
        total_ = r.uint();
        break;
      case 24:
        forgotten_ = r.uint();
        break;
      default:
        r.skip(tag);
    }
  }
  r.close(end);
  return { conflicts: conflicts_, total: total_, forgotten: forgotten_ };
}

export interface Conflict {
  readonly key: Uint8Array;
  readonly atMs: number;
  readonly attribute: string;
  readonly keptNode: string;
  readonly lostNode: string;
  readonly lostAtMs: number;
  readonly lostBytes: number;
  readonly type: string;
}

export interface ConflictInput {
  readonly key?: Uint8Array | null | undefined;
  readonly atMs?: number | null | undefined;
  readonly attribute?: string | null | undefined;
  readonly keptNode?: string | null | undefined;
  readonly lostNode?: string | null | undefined;
  readonly lostAtMs?: number | null | undefined;
  readonly lostBytes?: number | null | undefined;
  readonly type?: string | null | undefined;
}

export const Conflict = codec<Conflict, ConflictInput>(writeConflict, readConflict);

export function writeConflict(w: WireWriter, m: ConflictInput): void {
  if (m.key) w.bytes(10, m.key);
  if (m.atMs) w.uint(16, m.atMs);
  if (m.attribute) w.string(26, m.attribute);
  if (m.keptNode) w.string(34, m.keptNode);
  if (m.lostNode) w.string(42, m.lostNode);
  if (m.lostAtMs) w.uint(48, m.lostAtMs);
  if (m.lostBytes) w.uint(56, m.lostBytes);
  if (m.type) w.string(66, m.type);
}

export function readConflict(r: WireReader, end: number): Conflict {
  let key_: Conflict["key"] = NO_BYTES;
  let atMs_: Conflict["atMs"] = 0;
  let attribute_: Conflict["attribute"] = "";
  let keptNode_: Conflict["keptNode"] = "";
  let lostNode_: Conflict["lostNode"] = "";
  let lostAtMs_: Conflict["lostAtMs"] = 0;
  let lostBytes_: Conflict["lostBytes"] = 0;
  let type_: Conflict["type"] = "";
  while (r.at < end) {
    const tag = r.tag();
    switch (tag) {
      case 10:
        key_ = r.bytes();
        break;
      case 16:
        atMs_ = r.uint();
        break;
      case 26:
        attribute_ = r.string();
        break;
      case 34:
        keptNode_ = r.string();
        break;
      case 42:
        lostNode_ = r.string();
        break;
      case 48:
        lostAtMs_ = r.uint();
        break;
      case 56:
        lostBytes_ = r.uint();
        break;
      case 66:
        type_ = r.string();
        break;
      default:
        r.skip(tag);
    }
  }
  r.close(end);
  return { key: key_, atMs: atMs_, attribute: attribute_, keptNode: keptNode_, lostNode: lostNode_, lostAtMs: lostAtMs_, lostBytes: lostBytes_, type: type_ };
}

export const AdminService = {
  Status: {
    path: "/gyeot.admin.v1.AdminService/Status",
    requestStream: false,
    responseStream: false,
    requestSerialize: StatusRequest.encode,
    requestDeserialize: StatusRequest.decode,
    responseSerialize: GridStatus.encode,
    responseDeserialize: GridStatus.decode,
  },
  ListSessions: {
    path: "/gyeot.admin.v1.AdminService/ListSessions",
    requestStream: false,
    responseStream: false,
    requestSerialize: ListSessionsRequest.encode,
    requestDeserialize: ListSessionsRequest.decode,
    responseSerialize: SessionList.encode,
    responseDeserialize: SessionList.decode,
  },
  InspectSession: {
    path: "/gyeot.admin.v1.AdminService/InspectSession",
    requestStream: false,
    responseStream: false,
    requestSerialize: SessionKey.encode,
    requestDeserialize: SessionKey.decode,
    responseSerialize: SessionDetail.encode,
    responseDeserialize: SessionDetail.decode,
  },
  KillSession: {
    path: "/gyeot.admin.v1.AdminService/KillSession",
    requestStream: false,
    responseStream: false,
    requestSerialize: KillRequest.encode,
    requestDeserialize: KillRequest.decode,
    responseSerialize: KillResult.encode,
    responseDeserialize: KillResult.decode,
  },
  CompareMembers: {
    path: "/gyeot.admin.v1.AdminService/CompareMembers",
    requestStream: false,
    responseStream: false,
    requestSerialize: CompareRequest.encode,
    requestDeserialize: CompareRequest.decode,
    responseSerialize: Comparison.encode,
    responseDeserialize: Comparison.decode,
  },
  ListConflicts: {
    path: "/gyeot.admin.v1.AdminService/ListConflicts",
    requestStream: false,
    responseStream: false,
    requestSerialize: ListConflictsRequest.encode,
    requestDeserialize: ListConflictsRequest.decode,
    responseSerialize: ConflictList.encode,
    responseDeserialize: ConflictList.decode,
  },
} as const;
