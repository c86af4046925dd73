/** One read from the sidecar, kept fresh. Old data stays while new data loads or fails: then it is stale, not gone. */
import { useEffect, useRef, useState } from "preact/hooks";
import { fetchJson } from "./fetch-json.ts";
import { now } from "./now.ts";
import { RequestFailure } from "./request-failure.ts";

export interface Resource<T> {
  readonly data: T | null;
  readonly failure: RequestFailure | null;
  readonly loading: boolean;
  /** When the data came; 0 when none did. */
  readonly loadedMs: number;
  readonly reload: () => void;
}

interface ResourceOptions {
  /** What is asked for. When it changes, the data of before is no answer any more and is dropped. */
  readonly identity: string;
  /** Made anew at each load, because a moving range moves the address. Null: nothing to ask. */
  readonly url: () => string | null;
  /** 0: load once. */
  readonly refreshMs: number;
}

/** A hidden tab asks nothing; it looks this often whether it is seen again. */
const HIDDEN_CHECK_MS = 1000;

interface Held<T> {
  readonly identity: string;
  readonly data: T | null;
  readonly failure: RequestFailure | null;
  readonly loadedMs: number;
  readonly loading: boolean;
}

export function useResource<T>(options: ResourceOptions): Resource<T> {
  const { identity, refreshMs } = options;
  const [held, setHeld] = useState<Held<T>>(() => fresh(identity));
  const [round, setRound] = useState(0);
  const urlRef = useRef(options.url);
  urlRef.current = options.url;

  // `round` is the reload button.
  useEffect(() => {
    const stop = new AbortController();
    let timer: ReturnType<typeof setTimeout> | undefined;
    const load = async (): Promise<void> => {
      const url = urlRef.current();
      if (document.hidden) {
        timer = setTimeout(load, HIDDEN_CHECK_MS);
        return;
      }
      if (url !== null) {
        setHeld((old) => ({ ...(old.identity === identity ? old : fresh<T>(identity)), loading: true }));
        const next = await read<T>(url, stop.signal);
        if (stop.signal.aborted) {
          return;
        }
        setHeld((old) => merge(old, next, identity));
      }
      if (refreshMs > 0) {
        timer = setTimeout(load, refreshMs);
      }
    };
    void load();
    return () => {
      stop.abort();
      clearTimeout(timer);
    };
  }, [identity, refreshMs, round]);

  const current = held.identity === identity ? held : fresh<T>(identity);
  return { ...current, reload: () => setRound((n) => n + 1) };
}

function fresh<T>(identity: string): Held<T> {
  return { identity, data: null, failure: null, loadedMs: 0, loading: true };
}

async function read<T>(url: string, signal: AbortSignal): Promise<T | RequestFailure> {
  try {
    return await fetchJson<T>(url, { signal });
  } catch (cause) {
    return cause instanceof RequestFailure ? cause : new RequestFailure("bad_answer", String(cause), 0);
  }
}

function merge<T>(old: Held<T>, next: T | RequestFailure, identity: string): Held<T> {
  if (next instanceof RequestFailure) {
    return { ...old, identity, failure: next, loading: false };
  }
  return { identity, data: next, failure: null, loadedMs: now.exact(), loading: false };
}
