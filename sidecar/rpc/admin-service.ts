import type { MethodDefinition, ServerUnaryCall, sendUnaryData } from "@grpc/grpc-js";
import { AppError } from "../base/app-error.ts";
import type { StatusContext } from "../grid/grid-status.ts";
import type { SessionAdmin } from "../grid/session-engine.ts";
import { agentToken } from "./agent-token.ts";
import {
  Comparison,
  ConflictList,
  GridStatus,
  KillRequest,
  KillResult,
  ListConflictsRequest,
  ListSessionsRequest,
  SessionDetail,
  SessionKey,
  SessionList,
} from "./gen/admin.ts";
import type { GrpcService } from "./grpc-server.ts";
import { grpcStatus } from "./grpc-status.ts";

/** What the admin service needs. */
export interface AdminServiceOptions {
  readonly sessions: SessionAdmin;
  readonly token: string;
  readonly context: () => StatusContext;
}

type Unary = (call: ServerUnaryCall<Buffer, Buffer>, reply: sendUnaryData<Buffer>) => void;

/** AdminService of admin.proto, for this host's watch process and command line. */
export function adminService(options: AdminServiceOptions): GrpcService {
  const { sessions, token, context } = options;
  const handle = (run: (request: Buffer) => Buffer | Promise<Buffer>): Unary => {
    return (call, reply) => {
      void answer(() => agentToken(call.metadata, [token]), run, call.request).then(
        (bytes) => reply(null, bytes),
        (cause: unknown) => reply(grpcStatus(AppError.from(cause))),
      );
    };
  };
  return {
    definition: {
      Status: unaryMethod("Status"),
      ListSessions: unaryMethod("ListSessions"),
      InspectSession: unaryMethod("InspectSession"),
      KillSession: unaryMethod("KillSession"),
      CompareMembers: unaryMethod("CompareMembers"),
      ListConflicts: unaryMethod("ListConflicts"),
    },
    implementation: {
      Status: handle(() => GridStatus.encode(sessions.status(context()))),
      ListSessions: handle(async (bytes) =>
        SessionList.encode(await sessions.list(ListSessionsRequest.decode(bytes))),
      ),
      InspectSession: handle(async (bytes) =>
        SessionDetail.encode(await sessions.inspect(SessionKey.decode(bytes).key)),
      ),
      KillSession: handle((bytes) => kill(sessions, KillRequest.decode(bytes))),
      CompareMembers: handle(async () => Comparison.encode({ members: (await sessions.compare?.()) ?? [] })),
      ListConflicts: handle((bytes) => conflicts(sessions, ListConflictsRequest.decode(bytes))),
    },
  };
}

async function answer(
  check: () => unknown,
  run: (request: Buffer) => Buffer | Promise<Buffer>,
  request: Buffer,
): Promise<Buffer> {
  check();
  return run(request);
}

async function kill(sessions: SessionAdmin, { key, reason, by }: KillRequest): Promise<Buffer> {
  return KillResult.encode({ outcome: await sessions.kill(key, reason, by) });
}

/** Lines of one answer: some 200 bytes each. */
const CONFLICTS_MAX = 5_000;

function conflicts(sessions: SessionAdmin, { limit }: ListConflictsRequest): Buffer {
  const page = sessions.conflicts?.(Math.min(CONFLICTS_MAX, limit || 200));
  return ConflictList.encode(page ?? { conflicts: [], total: 0, forgotten: 0 });
}

const asIs = (bytes: Buffer): Buffer => bytes;

function unaryMethod(name: string): MethodDefinition<Buffer, Buffer> {
  return {
    path: `/gyeot.admin.v1.AdminService/${name}`,
    requestStream: false,
    responseStream: false,
    requestSerialize: asIs,
    requestDeserialize: asIs,
    responseSerialize: asIs,
    responseDeserialize: asIs,
  };
}
