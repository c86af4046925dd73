import { readdirSync, readFileSync } from "node:fs";
import type { ProtoSet } from "./load-proto.ts";
import type { GeneratedFile } from "./write-generated.ts";

/**
 * The binary half of the golden messages. `proto/golden/<name>.json` is written by hand:
 * `{"type": "gyeot.session.v1.Store", "message": {…}}` with bytes as base64. Beside it stands
 * `<name>.hex`, which both sides must decode to that message and encode back to the same bytes.
 */
export function genGolden(repository: string, proto: ProtoSet): GeneratedFile[] {
  return readdirSync(`${repository}proto/golden`)
    .filter((name) => name.endsWith(".json"))
    .sort()
    .map((name) => {
      const golden = JSON.parse(readFileSync(`${repository}proto/golden/${name}`, "utf8"));
      const type = proto.root.lookupType(golden.type);
      const bytes = type.encode(type.fromObject(golden.message)).finish();
      return {
        path: `proto/golden/${name.replace(".json", ".hex")}`,
        text: `${Buffer.from(bytes).toString("hex")}\n`,
      };
    });
}
