/** Single keys from the terminal (or characters from a pipe). Ctrl-C and q end it; one key is worked on at a time. */

export interface KeyPresses {
  stop(): void;
}

export function listenForKeys(onKey: (key: string) => Promise<void>, onQuit: () => void): KeyPresses {
  const input = process.stdin;
  let work = Promise.resolve();
  const onData = (chunk: Buffer): void => {
    for (const key of chunk.toString("utf8")) {
      if (key === "q" || key === "\u0003") onQuit();
      else if (key.trim() !== "") work = work.then(() => onKey(key));
    }
  };
  if (input.isTTY) input.setRawMode(true);
  input.on("data", onData);
  input.resume();
  return {
    stop: () => {
      input.off("data", onData);
      if (input.isTTY) input.setRawMode(false);
      input.pause();
    },
  };
}
