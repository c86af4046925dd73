/** The moment the pointer is on in any chart: all charts draw a line there and show their values of that moment. */
import { signal } from "@preact/signals";

export const hoverTime = signal<number | null>(null);
