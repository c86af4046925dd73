/** Whether the ask panel stands beside the view. */
import { signal } from "@preact/signals";

export const askPanelOpen = signal(false);
