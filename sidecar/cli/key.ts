import { randomBytes } from "node:crypto";

/** `gyeot key`: prints a new cluster key, to be put into a file readable by its owner only. */
export function key(): number {
  process.stdout.write(`${randomBytes(32).toString("hex")}\n`);
  return 0;
}
