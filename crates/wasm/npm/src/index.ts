/**
 * Amazon ElastiCache users: check `CreateUser` and `ModifyUser` requests, predict what AWS answers, write and read them in many
 * formats, and explain what an access string really grants.
 *
 * No function throws, whatever you pass, and nothing is sent anywhere. Spans count UTF-16 units, as JavaScript's
 * strings do.
 *
 * @packageDocumentation
 */
import "./inlined.js";

export * from "./everything.js";
