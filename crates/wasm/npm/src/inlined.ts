import "#text";
import { decoded } from "./base64.js";
import { start } from "./call.js";

start(decoded());
