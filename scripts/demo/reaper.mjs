/**
 * Ends what the demo started when the demo itself cannot: killed with -9, crashed, terminal gone. Reads lines from its
 * standard input ("+PID SIGNAL", "-PID", "dir PATH", "netns NAME", "link NAME", "mount PATH", "done") and acts when that
 * closes without "done". Plain JavaScript, so that it runs within milliseconds. A negative PID is a process group. It outlives the demo by ten seconds at most.
 */
import { spawnSync } from "node:child_process";
import { rmSync } from "node:fs";
import { createInterface } from "node:readline";

/** Time between asking and killing: a sidecar drains, a Tomcat stops its applications. */
const GRACE_MS = 4000;

const targets = new Map();
const folders = [];
/** What the kernel was asked for beside processes, and how each kind is given back. */
const made = [];
const undo = {
  netns: (name) => ["ip", "netns", "del", name],
  link: (name) => ["ip", "link", "del", name],
  mount: (path) => ["umount", "-l", path],
};
let done = false;

for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"]) {
  process.on(signal, () => {});
}

for await (const line of createInterface({ input: process.stdin })) {
  const [word, ...rest] = line.split(" ");
  if (line === "done") {
    done = true;
  } else if (word === "dir") {
    folders.push(rest.join(" "));
  } else if (word !== undefined && Object.hasOwn(undo, word)) {
    made.push(undo[word](rest.join(" ")));
  } else if (word?.startsWith("+")) {
    targets.set(Number(word.slice(1)), rest[0]);
  } else if (word?.startsWith("-")) {
    targets.delete(Number(line.slice(1)));
  }
}

if (!done) {
  for (const [pid, signal] of targets) {
    send(pid, signal);
  }
  const end = Date.now() + GRACE_MS;
  while (Date.now() < end && [...targets.keys()].some((pid) => send(pid, 0))) {
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  for (const pid of targets.keys()) {
    send(pid, "SIGKILL");
  }
  await new Promise((resolve) => setTimeout(resolve, 200));
  for (const [command, ...args] of made.reverse()) {
    spawnSync(command, args, { stdio: "ignore" });
  }
  for (const folder of folders) {
    rmSync(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
  }
}

/** False when there is no such process any more. */
function send(pid, signal) {
  try {
    process.kill(pid, signal);
    return true;
  } catch {
    return false;
  }
}
