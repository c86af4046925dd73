import { Client, credentials, Metadata } from "@grpc/grpc-js";
import type { RunDir } from "../base/run-dir.ts";
import {
  CompareRequest,
  Comparison,
  ConflictList,
  GridStatus,
  KillRequest,
  KillResult,
  ListConflictsRequest,
  SessionDetail,
  SessionKey,
  StatusRequest,
} from "../rpc/gen/admin.ts";

/** The admin service of a sidecar, for tests. */
export const askAdmin = {
  async status(runDir: RunDir): Promise<GridStatus> {
    return GridStatus.decode(await call(runDir, "Status", StatusRequest.encode({})));
  },

  async inspect(runDir: RunDir, key: Uint8Array): Promise<SessionDetail> {
    return SessionDetail.decode(await call(runDir, "InspectSession", SessionKey.encode({ key })));
  },

  async compare(runDir: RunDir): Promise<Comparison> {
    return Comparison.decode(await call(runDir, "CompareMembers", CompareRequest.encode({})));
  },

  async conflicts(runDir: RunDir): Promise<ConflictList> {
    const request = ListConflictsRequest.encode({ limit: 5_000 });
    return ConflictList.decode(await call(runDir, "ListConflicts", request));
  },

  async kill(runDir: RunDir, key: Uint8Array): Promise<string> {
    const request = KillRequest.encode({ key, reason: "killed", by: "test" });
    return KillResult.decode(await call(runDir, "KillSession", request)).outcome;
  },

  /** Asks until `wanted` holds of the status; throws with the last one after `timeoutMs`. */
  async until(
    runDir: RunDir,
    wanted: (status: GridStatus) => boolean,
    timeoutMs = 20_000,
  ): Promise<GridStatus> {
    const deadlineMs = Date.now() + timeoutMs;
    while (true) {
      const status = await askAdmin.status(runDir);
      if (wanted(status)) return status;
      if (Date.now() > deadlineMs) throw new Error(`never came to it: ${JSON.stringify(status)}`);
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  },
};

function call(runDir: RunDir, method: string, request: Buffer): Promise<Buffer> {
  const client = new Client(`unix:${runDir.adminSocket}`, credentials.createInsecure());
  const metadata = new Metadata();
  metadata.set("gyeot-token", runDir.token());
  const asIs = (bytes: Buffer): Buffer => bytes;
  const path = `/gyeot.admin.v1.AdminService/${method}`;
  return new Promise<Buffer>((resolve, reject) => {
    const deadline = Date.now() + 10_000;
    client.makeUnaryRequest(path, asIs, asIs, request, metadata, { deadline }, (cause, answer) => {
      if (cause === null && answer !== undefined) resolve(answer);
      else reject(cause);
    });
  }).finally(() => client.close());
}
