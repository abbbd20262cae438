// Starts the wasm where it is a module: Cloudflare's runtime compiles it only from files that it was given at deployment.
import wasm from "#wasm";
import { start } from "./call.js";

start(wasm);
