// Starts the wasm from a module: Cloudflare's runtime compiles only files that were deployed.
import wasm from "#wasm";
import { start } from "./call.js";

start(wasm);
