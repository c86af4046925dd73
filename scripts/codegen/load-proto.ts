import { readdirSync } from "node:fs";
import protobuf from "protobufjs";

/** All of `proto/`, parsed, with the files in a stable order. */
export interface ProtoSet {
  readonly root: protobuf.Root;
  /** For example "session/v1/session.proto". */
  readonly files: readonly string[];
}

/** Parses every `proto/<name>/v1/<name>.proto` under the repository's root. */
export function loadProto(repository: string): ProtoSet {
  const files = readdirSync(`${repository}proto`, { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && entry.name !== "golden")
    .map((entry) => `${entry.name}/v1/${entry.name}.proto`)
    .sort();
  const root = new protobuf.Root();
  root.resolvePath = (_origin, target) => `${repository}proto/${target}`;
  root.loadSync([...files], { keepCase: false });
  root.resolveAll();
  return { root, files };
}
