import { Client, credentials, Metadata } from "@grpc/grpc-js";
import { AppError } from "../base/app-error.ts";
import type { RunDir } from "../base/run-dir.ts";
import { GridStatus, StatusRequest } from "./gen/admin.ts";

/** The grid answers from memory; longer means that nobody is there. */
const DEADLINE_MS = 3_000;

/** What the running sidecar of a run directory says of itself. Throws `unavailable` when none answers. */
export async function askGridStatus(runDir: RunDir): Promise<GridStatus> {
  try {
    return await ask(runDir);
  } catch (cause) {
    const text = `no sidecar answers in ${runDir.path}; start it, or name its --run-dir or --data-dir`;
    throw new AppError("unavailable", text, cause);
  }
}

function ask(runDir: RunDir): Promise<GridStatus> {
  const metadata = new Metadata();
  metadata.set("gyeot-token", runDir.token());
  const client = new Client(`unix:${runDir.adminSocket}`, credentials.createInsecure());
  return new Promise<GridStatus>((resolve, reject) => {
    client.makeUnaryRequest(
      "/gyeot.admin.v1.AdminService/Status",
      () => StatusRequest.encode({}),
      (bytes) => GridStatus.decode(bytes),
      {},
      metadata,
      { deadline: Date.now() + DEADLINE_MS },
      (cause, answer) => (cause === null && answer !== undefined ? resolve(answer) : reject(cause)),
    );
  }).finally(() => client.close());
}
