import protobuf from "protobufjs";
import type { ProtoSet } from "./load-proto.ts";
import type { GeneratedFile } from "./write-generated.ts";

const HEADER = "// Made by scripts/gen.ts from proto/. Do not edit; run npm run gen.\n";

const NUMBERS = new Set(
  "double float int32 uint32 sint32 fixed32 sfixed32 int64 uint64 sint64 fixed64 sfixed64".split(" "),
);

/** Method of the writer and reader for each scalar type; `packed` and `list` for the repeated form of numbers. */
const SCALARS: Record<
  string,
  { method: string; wire: number; packed?: string; list?: string; none: string }
> = {
  uint32: { method: "uint", wire: 0, packed: "packedUint", list: "uints", none: "0" },
  uint64: { method: "uint", wire: 0, packed: "packedUint", list: "uints", none: "0" },
  sint32: { method: "sint", wire: 0, packed: "packedSint", list: "sints", none: "0" },
  sint64: { method: "sint", wire: 0, packed: "packedSint", list: "sints", none: "0" },
  double: { method: "double", wire: 1, packed: "packedDouble", list: "doubles", none: "0" },
  bool: { method: "bool", wire: 0, none: "false" },
  string: { method: "string", wire: 2, none: '""' },
  bytes: { method: "bytes", wire: 2, none: "NO_BYTES" },
};

/**
 * Types and codecs for TypeScript, one file a proto file. 64-bit integers are JavaScript numbers: every such field
 * stays below 2^53 by its unit. Decoded messages have every field as their own, in one order, so that they all have one
 * shape: scalars at their default when absent, messages null. What is encoded may leave out anything (`…Input`).
 */
export function genTypescript(proto: ProtoSet): GeneratedFile[] {
  return proto.files.map((file) => {
    const name = file.split("/")[0] as string;
    return { path: `sidecar/rpc/gen/${name}.ts`, text: oneFile(proto, name) };
  });
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
  const lines = [
    HEADER.trimEnd(),
    `import { codec } from "../codec.ts";`,
    `import type { WireReader } from "../wire-reader.ts";`,
    `import type { WireWriter } from "../wire-writer.ts";`,
  ];
  for (const [other, names] of [...imports].sort()) {
    const listed = [...names].sort().map((each) => (/^[A-Z]/.test(each) ? `type ${each}` : each));
    lines.push(`import { ${listed.join(", ")} } from "./${other}.ts";`);
  }
  const text = [...body, ...services].join("\n");
  const shared = [
    text.includes("NONE") ? "const NONE: readonly never[] = [];\n" : "",
    text.includes("NO_BYTES") ? "const NO_BYTES: Uint8Array = Buffer.alloc(0);\n" : "",
  ].join("");
  return `${lines.join("\n")}\n\n${shared}${shared && "\n"}${text}`;
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
  const comment = type.comment ? `/** ${type.comment.replace(/\s+/g, " ").trim()} */\n` : "";
  out.push(`${comment}export interface ${type.name} {\n${decoded.join("\n")}\n}\n`);
  out.push(`export interface ${type.name}Input {\n${input.join("\n")}\n}\n`);
  out.push(
    `export const ${type.name} = codec<${type.name}, ${type.name}Input>(write${type.name}, read${type.name});\n`,
  );
  const fields = type.fieldsArray.slice().sort((a, b) => a.id - b.id);
  out.push(writeFunction(type.name, fields), readFunction(type.name, fields));
  return out.join("\n");
}

function writeFunction(name: string, fields: readonly protobuf.Field[]): string {
  const lines = fields.map((field) => {
    const tag = tagOf(field, isMessage(field) || field.repeated ? 2 : scalarOf(field).wire);
    if (isMessage(field)) {
      const child = `write${(field.resolvedType as protobuf.Type).name}`;
      const each = (value: string): string =>
        `const mark = w.open(${tag}); ${child}(w, ${value}); w.close(mark);`;
      return field.repeated
        ? `  if (m.${field.name}) for (const each of m.${field.name}) { ${each("each")} }`
        : `  if (m.${field.name}) { ${each(`m.${field.name}`)} }`;
    }
    const { method, packed } = scalarOf(field);
    if (field.repeated && packed !== undefined)
      return `  if (m.${field.name}) w.${packed}(${tag}, m.${field.name});`;
    if (field.repeated) {
      return `  if (m.${field.name}) for (const each of m.${field.name}) w.${method}Element(${tag}, each);`;
    }
    return `  if (m.${field.name}) w.${method}(${tag}, m.${field.name});`;
  });
  // A message without fields uses neither of its arguments.
  const args = lines.length === 0 ? ["_w", "_m"] : ["w", "m"];
  return `export function write${name}(${args[0]}: WireWriter, ${args[1]}: ${name}Input): void {\n${lines.join("\n")}\n}\n`;
}

function readFunction(name: string, fields: readonly protobuf.Field[]): string {
  const variables = fields.map((field) => {
    if (field.repeated) return `  let ${local(field)}: ${name}["${field.name}"] = NONE;`;
    const none = isMessage(field) ? "null" : scalarOf(field).none;
    return `  let ${local(field)}: ${name}["${field.name}"] = ${none};`;
  });
  const cases = fields.flatMap((field) => readCase(name, field));
  const body = [
    ...variables,
    "  while (r.at < end) {",
    "    const tag = r.tag();",
    ...(cases.length === 0
      ? ["    r.skip(tag);"]
      : ["    switch (tag) {", ...cases, "      default:", "        r.skip(tag);", "    }"]),
    "  }",
    "  r.close(end);",
    `  return { ${fields.map((field) => `${field.name}: ${local(field)}`).join(", ")} };`,
  ];
  return `export function read${name}(r: WireReader, end: number): ${name} {\n${body.join("\n")}\n}\n`;
}

function readCase(name: string, field: protobuf.Field): string[] {
  const into = local(field);
  const list = `(${into} === NONE ? (${into} = []) : ${into}) as ${name}["${field.name}"][number][]`;
  const lines: string[] = [];
  const tags = [isMessage(field) ? tagOf(field, 2) : tagOf(field, scalarOf(field).wire)];
  if (isMessage(field)) {
    const child = `read${(field.resolvedType as protobuf.Type).name}(r, r.open(end))`;
    // Of a oneof the last one that was sent holds.
    for (const other of field.partOf?.fieldsArray ?? [])
      if (other !== field) lines.push(`${local(other)} = null;`);
    lines.push(field.repeated ? `(${list}).push(${child});` : `${into} = ${child};`);
  } else {
    const scalar = scalarOf(field);
    if (field.repeated && scalar.list !== undefined) {
      tags.push(tagOf(field, 2));
      lines.push(`r.${scalar.list}(tag, ${list});`);
    } else {
      lines.push(
        field.repeated ? `(${list}).push(r.${scalar.method}());` : `${into} = r.${scalar.method}();`,
      );
    }
  }
  return [
    ...tags.map((tag) => `      case ${tag}:`),
    ...lines.map((line) => `        ${line}`),
    "        break;",
  ];
}

/** Field names of the wire may be words of the language. */
function local(field: protobuf.Field): string {
  return `${field.name}_`;
}

function isMessage(field: protobuf.Field): boolean {
  return field.resolvedType instanceof protobuf.Type;
}

function scalarOf(field: protobuf.Field): (typeof SCALARS)[string] {
  const scalar = SCALARS[field.resolvedType instanceof protobuf.Enum ? "uint32" : field.type];
  if (scalar === undefined || (field.partOf && !isMessage(field))) {
    throw new Error(`gen-typescript: ${field.fullName}: ${field.type} is not supported here; extend it`);
  }
  return scalar;
}

function tagOf(field: protobuf.Field, wire: number): number {
  return field.id * 8 + wire;
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
    names.add(type.name).add(`${type.name}Input`).add(`write${type.name}`).add(`read${type.name}`);
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
