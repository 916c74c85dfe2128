// All that the package holds, as the build makes one script of it: the command, and the library for those who import it.

export { processIo } from "./io.js";
export { isMainJob, run } from "./run.js";
export const library = () => import("../index.js");
