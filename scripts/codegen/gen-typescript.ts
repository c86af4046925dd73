import protobuf from "protobufjs";
import type { ProtoSet } from "./load-proto.ts";
import type { GeneratedFile } from "./write-generated.ts";

const HEADER = "// Made by scripts/gen.ts from proto/. Do not edit; run npm run gen.\n";

const NUMBERS = new Set(
  "double float int32 uint32 sint32 fixed32 sfixed32 int64 uint64 sint64 fixed64 sfixed64".split(" "),
);

/**
 * Types and codecs for TypeScript, one file a proto file, and the descriptor they share.
 * 64-bit integers are JavaScript numbers: every such field stays below 2^53 by its unit.
 * Decoded messages have every scalar set (to its default) and absent messages null; what is encoded
 * may leave out anything (`…Input`).
 */
export function genTypescript(proto: ProtoSet): GeneratedFile[] {
  const schema = `${HEADER}export const schema = ${JSON.stringify(proto.root.toJSON(), null, 1)} as const;\n`;
  const files: GeneratedFile[] = [{ path: "sidecar/rpc/gen/schema.ts", text: schema }];
  for (const file of proto.files) {
    const name = file.split("/")[0] as string;
    files.push({ path: `sidecar/rpc/gen/${name}.ts`, text: oneFile(proto, name) });
  }
  return files;
}

function oneFile(proto: ProtoSet, name: string): string {
  const namespace = proto.root.lookup(`gyeot.${name}.v1`) as protobuf.Namespace;
  const imports = new Map<string, Set<string>>();
  const body: string[] = [];
  const services: string[] = [];
  for (const item of namespace.nestedArray) {
    if (item instanceof protobuf.Type) {
      body.push(messageType(item, name, imports));
    } else if (item instanceof protobuf.Service) {
      services.push(service(item, name));
    }
  }
  const lines = [HEADER.trimEnd(), `import { codec } from "../codec.ts";`];
  for (const [other, names] of [...imports].sort()) {
    lines.push(`import type { ${[...names].sort().join(", ")} } from "./${other}.ts";`);
  }
  return `${lines.join("\n")}\n\n${[...body, ...services].join("\n")}`;
}

function messageType(type: protobuf.Type, file: string, imports: Map<string, Set<string>>): string {
  const out: string[] = [];
  for (const nested of type.nestedArray) {
    if (nested instanceof protobuf.Enum) {
      const entries = Object.entries(nested.values).map(([key, value]) => `  ${key}: ${value},`);
      out.push(`export const ${type.name}${nested.name} = {\n${entries.join("\n")}\n} as const;\n`);
    }
  }
  const decoded: string[] = [];
  const input: string[] = [];
  for (const field of type.fieldsArray) {
    const comment = field.comment ? `  /** ${field.comment.replace(/\s+/g, " ").trim()} */\n` : "";
    const base = baseType(field, file, imports);
    const nullable = !field.repeated && field.resolvedType instanceof protobuf.Type;
    const decodedType = field.repeated ? `readonly ${base.decoded}[]` : base.decoded;
    const inputType = field.repeated ? `readonly ${base.input}[]` : base.input;
    const inOneof = field.partOf !== null && field.partOf !== undefined;
    const absent = nullable || inOneof ? " | null" : "";
    decoded.push(`${comment}  readonly ${field.name}: ${decodedType}${absent};`);
    input.push(`  readonly ${field.name}?: ${inputType} | null | undefined;`);
  }
  for (const oneof of type.oneofsArray) {
    const names = oneof.fieldsArray.map((field) => JSON.stringify(field.name)).join(" | ");
    decoded.push(`  /** Name of the field that is set. */\n  readonly ${oneof.name}?: ${names};`);
  }
  const comment = type.comment ? `/** ${type.comment.replace(/\s+/g, " ").trim()} */\n` : "";
  out.push(`${comment}export interface ${type.name} {\n${decoded.join("\n")}\n}\n`);
  out.push(`export interface ${type.name}Input {\n${input.join("\n")}\n}\n`);
  const full = type.fullName.slice(1);
  out.push(`export const ${type.name} = codec<${type.name}, ${type.name}Input>("${full}");\n`);
  return out.join("\n");
}

function baseType(
  field: protobuf.Field,
  file: string,
  imports: Map<string, Set<string>>,
): { decoded: string; input: string } {
  if (NUMBERS.has(field.type) || field.resolvedType instanceof protobuf.Enum) {
    return { decoded: "number", input: "number" };
  }
  if (field.type === "bytes") {
    return { decoded: "Uint8Array", input: "Uint8Array" };
  }
  if (field.type === "bool") {
    return { decoded: "boolean", input: "boolean" };
  }
  if (field.type === "string") {
    return { decoded: "string", input: "string" };
  }
  const type = field.resolvedType as protobuf.Type;
  const other = type.fullName.split(".")[2] as string;
  if (other !== file) {
    const names = imports.get(other) ?? new Set<string>();
    names.add(type.name).add(`${type.name}Input`);
    imports.set(other, names);
  }
  return { decoded: type.name, input: `${type.name}Input` };
}

function service(item: protobuf.Service, file: string): string {
  const methods = item.methodsArray.map((method) => {
    const path = `/gyeot.${file}.v1.${item.name}/${method.name}`;
    return `  ${method.name}: {
    path: "${path}",
    requestStream: ${method.requestStream === true},
    responseStream: ${method.responseStream === true},
    requestSerialize: ${method.requestType}.encode,
    requestDeserialize: ${method.requestType}.decode,
    responseSerialize: ${method.responseType}.encode,
    responseDeserialize: ${method.responseType}.decode,
  },`;
  });
  return `export const ${item.name} = {\n${methods.join("\n")}\n} as const;\n`;
}
