/** Raised when the page itself changed a session, so that the list asks at once instead of at its next turn. */
import { signal } from "@preact/signals";

export const sessionListVersion = signal(0);
