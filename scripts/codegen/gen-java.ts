import type { ProtoSet } from "./load-proto.ts";
import type { GeneratedFile } from "./write-generated.ts";

export function genJava(_proto: ProtoSet): GeneratedFile[] {
  return [];
}
