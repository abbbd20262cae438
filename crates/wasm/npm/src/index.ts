/**
 * Amazon ElastiCache users: check `CreateUser` and `ModifyUser` requests, predict what AWS answers, write them in every
 * form, read them from every form, and say what an access string really grants.
 *
 * No function throws, whatever it is given, and nothing is sent anywhere. Spans count UTF-16 units, as JavaScript's
 * strings do.
 *
 * @packageDocumentation
 */
import "./inlined.js";

export * from "./everything.js";
