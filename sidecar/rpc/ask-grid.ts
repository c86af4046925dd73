import { Client, credentials, Metadata } from "@grpc/grpc-js";
import { AppError } from "../base/app-error.ts";
import type { RunDir } from "../base/run-dir.ts";
import {
  CompareRequest,
  Comparison,
  ConflictList,
  GridStatus,
  ListConflictsRequest,
  StatusRequest,
} from "./gen/admin.ts";

/** The grid answers from memory; longer means that nobody is there. */
const DEADLINE_MS = 3_000;

/** It looks at every session and asks the other members, each of which may take as long as a member may. */
const COMPARE_MS = 12_000;

/** What the running sidecar of a run directory says. All throw `unavailable` when none answers. */
export const askGrid = {
  status(runDir: RunDir): Promise<GridStatus> {
    return ask(runDir, "Status", StatusRequest.encode({}), GridStatus.decode, DEADLINE_MS);
  },

  comparison(runDir: RunDir): Promise<Comparison> {
    return ask(runDir, "CompareMembers", CompareRequest.encode({}), Comparison.decode, COMPARE_MS);
  },

  conflicts(runDir: RunDir, limit: number): Promise<ConflictList> {
    const request = ListConflictsRequest.encode({ limit });
    return ask(runDir, "ListConflicts", request, ConflictList.decode, DEADLINE_MS);
  },
};

async function ask<T>(
  runDir: RunDir,
  method: string,
  request: Buffer,
  decode: (bytes: Buffer) => T,
  deadlineMs: number,
): Promise<T> {
  try {
    return await call(runDir, method, request, decode, deadlineMs);
  } catch (cause) {
    const text = `no sidecar answers in ${runDir.path}; start it, or name its --run-dir or --data-dir`;
    throw new AppError("unavailable", text, cause);
  }
}

function call<T>(
  runDir: RunDir,
  method: string,
  request: Buffer,
  decode: (bytes: Buffer) => T,
  deadlineMs: number,
): Promise<T> {
  const metadata = new Metadata();
  metadata.set("gyeot-token", runDir.token());
  const client = new Client(`unix:${runDir.adminSocket}`, credentials.createInsecure());
  const asIs = (bytes: Buffer): Buffer => bytes;
  const path = `/gyeot.admin.v1.AdminService/${method}`;
  const deadline = Date.now() + deadlineMs;
  return new Promise<T>((resolve, reject) => {
    client.makeUnaryRequest(path, asIs, decode, request, metadata, { deadline }, (cause, answer) =>
      cause === null && answer !== undefined ? resolve(answer) : reject(cause),
    );
  }).finally(() => client.close());
}
