import protobuf from "protobufjs";
import type { ProtoSet } from "./load-proto.ts";
import type { GeneratedFile } from "./write-generated.ts";

/** What agents speak: only the messages these two methods reach are made. */
const AGENT_METHODS = [
  { file: "session", service: "SessionService", method: "Attach" },
  { file: "telemetry", service: "TelemetryService", method: "Report" },
] as const;

const FOLDER = "agent-bridge/java/src/main/java/io/gyeot/agent/proto";

/** Java name, default and wire type of each scalar type the agent uses; the name is also the codec method's. */
const SCALARS: Record<string, { java: string; method: string; wire: number; column?: string }> = {
  uint32: { java: "int", method: "uint32", wire: 0, column: "IntColumn" },
  sint32: { java: "int", method: "sint32", wire: 0 },
  uint64: { java: "long", method: "uint64", wire: 0, column: "LongColumn" },
  sint64: { java: "long", method: "sint64", wire: 0, column: "LongColumn" },
  bool: { java: "boolean", method: "bool", wire: 0 },
  double: { java: "double", method: "float64", wire: 1 },
  string: { java: "String", method: "string", wire: 2 },
  bytes: { java: "byte[]", method: "bytes", wire: 2 },
};

/**
 * Java message classes for the agent: public mutable fields with proto3 defaults, `writeTo` and `readFrom`.
 * Absent messages are null; repeated numbers are columns without boxing; in messages that have such columns
 * bytes are columns too. Stops on a construct it does not know rather than making wrong code.
 */
export function genJava(proto: ProtoSet): GeneratedFile[] {
  const files: GeneratedFile[] = [];
  for (const { file, service, method } of AGENT_METHODS) {
    const entry = proto.root.lookupService(`gyeot.${file}.v1.${service}`).methods[method];
    const types = new Map<string, protobuf.Type>();
    collect(entry?.resolvedRequestType, types);
    collect(entry?.resolvedResponseType, types);
    for (const type of [...types.values()].sort((a, b) => (a.name < b.name ? -1 : 1))) {
      files.push({ path: `${FOLDER}/${file}/${type.name}.java`, text: messageClass(type, file) });
    }
  }
  return files;
}

function collect(type: protobuf.Type | null | undefined, types: Map<string, protobuf.Type>): void {
  if (!type || types.has(type.name)) {
    return;
  }
  types.set(type.name, type);
  for (const field of type.fieldsArray) {
    if (field.resolvedType instanceof protobuf.Type) {
      collect(field.resolvedType, types);
    }
  }
}

function messageClass(type: protobuf.Type, file: string): string {
  const fields = type.fieldsArray.slice().sort((a, b) => a.id - b.id);
  const columnar = fields.filter((field) => field.repeated && SCALARS[field.type]?.column).length > 1;
  const parts = fields.map((field) => fieldCode(field, columnar));
  const imports = new Set(["io.gyeot.agent.transport.ProtoReader", "io.gyeot.agent.transport.ProtoWriter"]);
  for (const part of parts) {
    for (const name of part.imports) {
      imports.add(name);
    }
  }
  const body = [
    ...enumConstants(type),
    ...parts.map((part) => part.declaration),
    "",
    "  public void writeTo(ProtoWriter out) {",
    ...parts.map((part) => part.write),
    "  }",
    "",
    `  public static ${type.name} readFrom(ProtoReader in) {`,
    `    ${type.name} message = new ${type.name}();`,
    "    for (int tag = in.tag(); tag != 0; tag = in.tag()) {",
    "      switch (tag) {",
    ...parts.map((part) => part.read),
    "        default:",
    "          in.skip(tag);",
    "      }",
    "    }",
    "    return message;",
    "  }",
    ...(columnar ? clearMethod(fields) : []),
  ];
  return `// Made by scripts/gen.ts from proto/. Do not edit; run npm run gen.
package io.gyeot.agent.proto.${file};

${[...imports]
  .sort()
  .map((name) => `import ${name};\n`)
  .join("")}
${javadoc(type.comment, "")}public final class ${type.name} {
${body.join("\n")}
}
`;
}

/** Columns keep their arrays between batches. */
function clearMethod(fields: readonly protobuf.Field[]): string[] {
  const columns = fields.filter((field) => field.repeated || field.type === "bytes");
  return ["", "  public void clear() {", ...columns.map((field) => `    ${field.name}.clear();`), "  }"];
}

function enumConstants(type: protobuf.Type): string[] {
  const lines: string[] = [];
  for (const nested of type.nestedArray) {
    if (nested instanceof protobuf.Enum) {
      for (const [name, value] of Object.entries(nested.values)) {
        lines.push(`  public static final int ${name} = ${value};`);
      }
      lines.push("");
    }
  }
  return lines;
}

interface FieldCode {
  readonly imports: readonly string[];
  readonly declaration: string;
  readonly write: string;
  readonly read: string;
}

function fieldCode(field: protobuf.Field, columnar: boolean): FieldCode {
  if (field.resolvedType instanceof protobuf.Type) {
    return field.repeated ? repeatedMessage(field) : singleMessage(field);
  }
  const type = field.resolvedType instanceof protobuf.Enum ? "enum" : field.type;
  const scalar = type === "enum" ? { java: "int", method: "int32", wire: 0 } : SCALARS[type];
  if (scalar === undefined || field.partOf) {
    throw new Error(
      `gen-java: ${field.fullName}: ${type} is not supported here; extend scripts/codegen/gen-java.ts`,
    );
  }
  if (field.repeated) {
    return type === "string" || type === "bytes" ? repeatedBlob(field, type) : repeatedNumber(field);
  }
  if (type === "bytes" && columnar) {
    return bytesColumn(field);
  }
  const initial = type === "string" ? ' = ""' : type === "bytes" ? " = ProtoReader.NO_BYTES" : "";
  const tag = tagOf(field, scalar.wire);
  return {
    imports: [],
    declaration: `${javadoc(field.comment, "  ")}  public ${scalar.java} ${field.name}${initial};`,
    write: `    out.${scalar.method}(${tag}, ${field.name});`,
    read: readCase([tag], `message.${field.name} = in.${scalar.method}();`),
  };
}

function singleMessage(field: protobuf.Field): FieldCode {
  const tag = tagOf(field, 2);
  const others = (field.partOf?.fieldsArray ?? []).filter((other) => other !== field);
  const clear = others.map((other) => `          message.${other.name} = null;\n`).join("");
  return {
    imports: [],
    declaration: `${javadoc(field.comment, "  ")}  public ${typeName(field)} ${field.name};`,
    write: `    if (${field.name} != null) {
      int start = out.open(${tag});
      ${field.name}.writeTo(out);
      out.close(start);
    }`,
    read: `        case ${tag}: {
          int end = in.enter();
${clear}          message.${field.name} = ${typeName(field)}.readFrom(in);
          in.leave(end);
          break;
        }`,
  };
}

function repeatedMessage(field: protobuf.Field): FieldCode {
  const tag = tagOf(field, 2);
  return {
    imports: ["java.util.ArrayList"],
    declaration: `${javadoc(field.comment, "  ")}  public final ArrayList<${typeName(field)}> ${field.name} = new ArrayList<${typeName(field)}>(0);`,
    write: `    for (int i = 0; i < ${field.name}.size(); i++) {
      int start = out.open(${tag});
      ${field.name}.get(i).writeTo(out);
      out.close(start);
    }`,
    read: `        case ${tag}: {
          int end = in.enter();
          message.${field.name}.add(${typeName(field)}.readFrom(in));
          in.leave(end);
          break;
        }`,
  };
}

function repeatedBlob(field: protobuf.Field, type: string): FieldCode {
  const tag = tagOf(field, 2);
  const java = type === "string" ? "String" : "byte[]";
  const element = `${field.name}.get(i)`;
  return {
    imports: ["java.util.ArrayList"],
    declaration: `${javadoc(field.comment, "  ")}  public final ArrayList<${java}> ${field.name} = new ArrayList<${java}>(0);`,
    write: `    for (int i = 0; i < ${field.name}.size(); i++) {
      ${type === "string" ? `out.stringElement(${tag}, ${element})` : `out.bytesElement(${tag}, ${element}, 0, ${element}.length)`};
    }`,
    read: readCase([tag], `message.${field.name}.add(in.${type}());`),
  };
}

function repeatedNumber(field: protobuf.Field): FieldCode {
  const scalar = SCALARS[field.type];
  if (scalar?.column === undefined || !field.packed) {
    throw new Error(`gen-java: ${field.fullName}: repeated ${field.type} is not supported`);
  }
  const method = `packed${scalar.method[0]?.toUpperCase()}${scalar.method.slice(1)}`;
  return {
    imports: [`io.gyeot.agent.transport.${scalar.column}`],
    declaration: `${javadoc(field.comment, "  ")}  public final ${scalar.column} ${field.name} = new ${scalar.column}();`,
    write: `    out.${method}(${tagOf(field, 2)}, ${field.name});`,
    read: readCase([tagOf(field, scalar.wire), tagOf(field, 2)], `in.${method}(tag, message.${field.name});`),
  };
}

function bytesColumn(field: protobuf.Field): FieldCode {
  const tag = tagOf(field, 2);
  return {
    imports: ["io.gyeot.agent.transport.BytesColumn"],
    declaration: `${javadoc(field.comment, "  ")}  public final BytesColumn ${field.name} = new BytesColumn();`,
    write: `    out.bytes(${tag}, ${field.name});`,
    read: readCase([tag], `in.bytes(message.${field.name});`),
  };
}

function typeName(field: protobuf.Field): string {
  return (field.resolvedType as protobuf.Type).name;
}

function tagOf(field: protobuf.Field, wire: number): number {
  return field.id * 8 + wire;
}

function readCase(tags: readonly number[], statement: string): string {
  const labels = tags.map((tag) => `        case ${tag}:`).join("\n");
  return `${labels}\n          ${statement}\n          break;`;
}

function javadoc(comment: string | null, indent: string): string {
  const text = (comment ?? "").replace(/\s+/g, " ").trim();
  return text === "" ? "" : `${indent}/** ${text.replaceAll("*/", "* /").replaceAll("<", "&lt;")} */\n`;
}
