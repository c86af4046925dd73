/**
 * What Node has as globals, as imports: a global is a getter in Node, 100 ns and more each time, an import is a variable.
 * The bundle of the sidecar binds its free names to these.
 */
export { Buffer } from "node:buffer";
export { performance } from "node:perf_hooks";
export { default as process } from "node:process";
