// The rows and columns of the table of permissions.

/** What commands work on. */
export type MatrixRow =
  | "keys"
  | "channels"
  | "data"
  | "string"
  | "hash"
  | "list"
  | "set"
  | "sorted-set"
  | "stream"
  | "bitmap"
  | "hyperloglog"
  | "geo"
  | "json"
  | "bloom"
  | "search"
  | "any-type"
  | "pubsub"
  | "connection"
  | "transaction"
  | "scripting"
  | "server"
  | "dangerous"
  | "admin";

/** What commands do. */
export type MatrixColumn = "read" | "write" | "manage";
