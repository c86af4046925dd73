/** The one WebSocket of the page. Connects again for ever with growing pauses; silence counts as loss. */
import type { LiveMessage } from "../../sidecar/http/api-types.ts";
import { backoff } from "./backoff.ts";

/** Ticks come every 2 s; four missing ones mean that nobody is there, whatever TCP believes. */
const SILENCE_MS = 8000;

export interface LiveListener {
  onMessage(message: LiveMessage): void;
  onLost(): void;
}

/** Starts the socket; it lives as long as the page. */
export function liveSocket(listener: LiveListener): void {
  let attempt = 0;
  const connect = (): void => {
    const scheme = location.protocol === "https:" ? "wss:" : "ws:";
    const socket = new WebSocket(`${scheme}//${location.host}/live`);
    let watchdog: ReturnType<typeof setTimeout> | undefined;
    const lost = (): void => {
      clearTimeout(watchdog);
      // A peer that vanished answers no closing handshake: whatever this socket still says comes too late.
      socket.onmessage = null;
      socket.onclose = null;
      socket.close();
      listener.onLost();
      setTimeout(connect, backoff(attempt++, Math.random()));
    };
    const guard = (): void => {
      clearTimeout(watchdog);
      watchdog = setTimeout(lost, SILENCE_MS);
    };
    guard();
    socket.onmessage = (event) => {
      guard();
      const message = decode(event.data);
      if (message) {
        attempt = 0;
        listener.onMessage(message);
      }
    };
    socket.onclose = lost;
  };
  connect();
}

function decode(data: unknown): LiveMessage | null {
  try {
    const message = JSON.parse(String(data)) as Partial<LiveMessage>;
    return typeof message.kind === "string" ? (message as LiveMessage) : null;
  } catch {
    // One broken message is skipped: the next tick repeats all that counts.
    return null;
  }
}
