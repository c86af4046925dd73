/**
 * Makes the code of both sides from `proto/`: TypeScript types and codecs, Java message classes, and the
 * binary half of the golden messages. `--check` writes nothing and fails when something would change.
 */
import { readFileSync } from "node:fs";
import { genGolden } from "./codegen/gen-golden.ts";
import { genJava } from "./codegen/gen-java.ts";
import { genTypescript } from "./codegen/gen-typescript.ts";
import { loadProto } from "./codegen/load-proto.ts";
import { writeGenerated } from "./codegen/write-generated.ts";

const root = new URL("..", import.meta.url).pathname;
const proto = loadProto(root);
const files = [...genTypescript(proto), ...genJava(proto), ...genGolden(root, proto)];

if (process.argv.includes("--check")) {
  const stale = files.filter((file) => {
    try {
      return readFileSync(`${root}${file.path}`, "utf8") !== file.text;
    } catch {
      return true;
    }
  });
  for (const file of stale) {
    process.stderr.write(`not up to date: ${file.path}; run npm run gen and commit the result\n`);
  }
  process.exitCode = stale.length === 0 ? 0 : 1;
} else {
  writeGenerated(root, files);
}
