// Made by scripts/gen.ts from proto/. Do not edit; run npm run gen.
import { codec } from "../codec.ts";
import type { Endpoint, EndpointInput } from "./session.ts";

export interface StatusRequest {

}

export interface StatusRequestInput {

}

export const StatusRequest = codec<StatusRequest, StatusRequestInput>("gyeot.admin.v1.StatusRequest");

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
}

export const GridStatus = codec<GridStatus, GridStatusInput>("gyeot.admin.v1.GridStatus");

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

export const Member = codec<Member, MemberInput>("gyeot.admin.v1.Member");

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

export const AgentInfo = codec<AgentInfo, AgentInfoInput>("gyeot.admin.v1.AgentInfo");

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

export const GridEvent = codec<GridEvent, GridEventInput>("gyeot.admin.v1.GridEvent");

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

export const ListSessionsRequest = codec<ListSessionsRequest, ListSessionsRequestInput>("gyeot.admin.v1.ListSessionsRequest");

export interface SessionList {
  readonly sessions: readonly SessionSummary[];
  readonly total: number;
}

export interface SessionListInput {
  readonly sessions?: readonly SessionSummaryInput[] | null | undefined;
  readonly total?: number | null | undefined;
}

export const SessionList = codec<SessionList, SessionListInput>("gyeot.admin.v1.SessionList");

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

export const SessionSummary = codec<SessionSummary, SessionSummaryInput>("gyeot.admin.v1.SessionSummary");

export interface SessionKey {
  readonly key: Uint8Array;
}

export interface SessionKeyInput {
  readonly key?: Uint8Array | null | undefined;
}

export const SessionKey = codec<SessionKey, SessionKeyInput>("gyeot.admin.v1.SessionKey");

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

export const SessionDetail = codec<SessionDetail, SessionDetailInput>("gyeot.admin.v1.SessionDetail");

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

export const AttributeInfo = codec<AttributeInfo, AttributeInfoInput>("gyeot.admin.v1.AttributeInfo");

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

export const KillRequest = codec<KillRequest, KillRequestInput>("gyeot.admin.v1.KillRequest");

export interface KillResult {
  readonly outcome: string;
}

export interface KillResultInput {
  readonly outcome?: string | null | undefined;
}

export const KillResult = codec<KillResult, KillResultInput>("gyeot.admin.v1.KillResult");

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
} as const;
