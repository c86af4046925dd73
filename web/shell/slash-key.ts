import { askPanelOpen } from "../ask/ask-panel-open.ts";
import { focusComposer } from "../ask/focus-composer.ts";
import { keyGuard } from "../parts/key-guard.ts";

/** `/` anywhere but in a text field goes to the ask box; Escape in the panel closes it. */
export function slashKey(event: KeyboardEvent): void {
  const target = event.target as HTMLElement | null;
  const typing = target?.closest("input, textarea, select, [contenteditable]") !== null;
  if (event.key === "/" && !typing && !event.ctrlKey && !event.metaKey && !event.altKey && !keyGuard(event)) {
    event.preventDefault();
    askPanelOpen.value = true;
    focusComposer();
  }
  if (event.key === "Escape" && target?.closest(".ask-panel") && !keyGuard(event)) {
    askPanelOpen.value = false;
    document.getElementById("view")?.focus();
  }
}
