/** Start of the page: draws the shell and opens the live socket. */
import { render } from "preact";
import { Shell } from "./shell/shell.tsx";
import { live } from "./state/live.ts";

live.start();
render(<Shell />, document.getElementById("app") as HTMLElement);
