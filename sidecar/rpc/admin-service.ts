import type { MethodDefinition, ServerUnaryCall, sendUnaryData } from "@grpc/grpc-js";
import { AppError } from "../base/app-error.ts";
import type { Grid } from "../grid/grid.ts";
import { gridStatus, type StatusContext } from "../grid/grid-status.ts";
import { sessionList } from "../grid/session-list.ts";
import { agentToken } from "./agent-token.ts";
import {
  GridStatus,
  KillRequest,
  KillResult,
  ListSessionsRequest,
  SessionDetail,
  SessionKey,
  SessionList,
} from "./gen/admin.ts";
import type { GrpcService } from "./grpc-server.ts";
import { grpcStatus } from "./grpc-status.ts";

/** What the admin service needs. */
export interface AdminServiceOptions {
  readonly grid: Grid;
  readonly token: string;
  readonly context: () => StatusContext;
}

type Unary = (call: ServerUnaryCall<Buffer, Buffer>, reply: sendUnaryData<Buffer>) => void;

/** AdminService of admin.proto, for this host's watch process and command line. */
export function adminService(options: AdminServiceOptions): GrpcService {
  const { grid, token, context } = options;
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
    },
    implementation: {
      Status: handle(() => GridStatus.encode(gridStatus(grid, context()))),
      ListSessions: handle((bytes) =>
        SessionList.encode(sessionList.list(grid, ListSessionsRequest.decode(bytes))),
      ),
      InspectSession: handle((bytes) =>
        SessionDetail.encode(sessionList.inspect(grid, SessionKey.decode(bytes).key)),
      ),
      KillSession: handle((bytes) => kill(grid, KillRequest.decode(bytes))),
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

async function kill(grid: Grid, { key, reason, by }: KillRequest): Promise<Buffer> {
  const outcome = await grid.sessions.kill(key, reason || "killed");
  const id = Buffer.from(key).toString("hex");
  if (outcome === "killed") grid.parts.history.add("killed", id, { detail: `${by}: ${reason}` });
  return KillResult.encode({ outcome });
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
