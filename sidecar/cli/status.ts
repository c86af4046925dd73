import { Client, credentials, Metadata } from "@grpc/grpc-js";
import type { Config } from "../base/config.ts";
import { AppError } from "../base/errors.ts";
import { RunDir } from "../base/run-dir.ts";
import { GridStatus, StatusRequest } from "../rpc/gen/admin.ts";
import { statusText } from "./status-text.ts";
import { takeFlag } from "./take-flag.ts";

const DEADLINE_MS = 3_000;

/** `gyeot status [--json]`: what the running sidecar of this directory says of itself. */
export async function status(
  argv: readonly string[],
  load: (flags: readonly string[]) => Config,
): Promise<number> {
  const json = argv.includes("--json");
  const language = takeFlag(
    argv.filter((word) => word !== "--json"),
    "lang",
  );
  const config = load([...language.rest, ...(language.value === null ? [] : ["--lang", language.value])]);
  const runDir = new RunDir(config.runDir);
  let answer: GridStatus;
  try {
    answer = await askGrid(runDir);
  } catch (cause) {
    const text = `no sidecar answers in ${config.runDir}; start it, or name its --run-dir or --data-dir`;
    throw new AppError("unavailable", text, cause);
  }
  process.stdout.write(json ? `${JSON.stringify(answer)}\n` : statusText(answer, config.lang));
  return 0;
}

function askGrid(runDir: RunDir): Promise<GridStatus> {
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
