/**
 * Amazon ElastiCache users: check `CreateUser` and `ModifyUser` requests, predict what AWS answers, write them in every
 * form, read them from every form, and say what an access string really grants.
 *
 * No function throws, whatever it is given, and nothing is sent anywhere. Spans count UTF-16 units, as JavaScript's
 * strings do.
 *
 * `emit`, `importText` and `fillRecipe` are in a second wasm, which is compiled, in a few milliseconds, when one of them is
 * first called. A bundle that uses none of them does not have it.
 *
 * @packageDocumentation
 */

/** What a request does. */
export type Operation = "CreateUser" | "ModifyUser";

/**
 * An engine and version that ElastiCache offers and that knows users.
 * @see https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/supported-engine-versions.html
 */
export type Engine =
  | "redis-6.0"
  | "redis-6.2"
  | "redis-7.0"
  | "redis-7.1"
  | "valkey-7.2"
  | "valkey-8.0"
  | "valkey-8.1"
  | "valkey-8.2"
  | "valkey-9.0"
  | "valkey-9.1";

/** How bad a finding is: refused; accepted and dangerous; accepted and surprising; good to know. */
export type Severity = "error" | "security" | "warning" | "advice";

/** The id of a rule. Ids are stable and never used again for something else. */
export type RuleId = "operation-known" | "input-readable" | "internal-error" | "rule-ids";

/** The id of a recipe. */
export type RecipeId = "recipe-ids";

/** The id of a target. */
export type TargetId = "target-ids";

/** A tag. */
export interface Tag {
  /** 1 to 128 characters, not beginning with `aws:`. */
  Key?: string;
  /** Up to 256 characters. */
  Value?: string;
}

/** How a user logs in. Give this, or one of the older members `Passwords` and `NoPasswordRequired`. */
export interface AuthenticationMode {
  Type?: "password" | "no-password-required" | "iam" | (string & {});
  /** One or two, each of 16 to 128 printable characters without `,` `"` `/` `@`. */
  Passwords?: string[];
}

/**
 * The request of `CreateUser`, as the API names its members.
 * @see https://docs.aws.amazon.com/AmazonElastiCache/latest/APIReference/API_CreateUser.html
 */
export interface CreateUserInput {
  /** Letters, digits and hyphens, beginning with a letter, up to 40 characters. Stored in lower case. */
  UserId?: string;
  /** The name a client logs in with. */
  UserName?: string;
  /** `valkey` or `redis`. */
  Engine?: string;
  /** One or two, each of 16 to 128 characters. */
  Passwords?: string[];
  /** What the user may do, in the engine's ACL language: `on ~app::* -@all +@read`. */
  AccessString?: string;
  NoPasswordRequired?: boolean;
  /** Up to 50. */
  Tags?: Tag[];
  AuthenticationMode?: AuthenticationMode;
}

/**
 * The request of `ModifyUser`. A member that is left out keeps what is there.
 * @see https://docs.aws.amazon.com/AmazonElastiCache/latest/APIReference/API_ModifyUser.html
 */
export interface ModifyUserInput {
  UserId?: string;
  /** Takes the place of the whole access string. */
  AccessString?: string;
  /** Is added behind the present access string. */
  AppendAccessString?: string;
  /** Takes the place of all passwords. */
  Passwords?: string[];
  NoPasswordRequired?: boolean;
  AuthenticationMode?: AuthenticationMode;
  Engine?: string;
}

/** A request as an object, or as the JSON text of one. Anything else is a finding, not an exception. */
export type Input<O extends Operation = Operation> =
  | (O extends "CreateUser" ? CreateUserInput : ModifyUserInput)
  | Readonly<Record<string, unknown>>
  | string;

/** A user as `describe-users` shows it. */
export interface User {
  UserId?: string;
  UserName?: string;
  Status?: "active" | "modifying" | "deleting" | (string & {});
  Engine?: string;
  MinimumEngineVersion?: string;
  AccessString?: string;
  UserGroupIds?: string[];
  Authentication?: { Type?: "password" | "no-password" | "iam" | (string & {}); PasswordCount?: number };
  ARN?: string;
}

/** What is known of the world around a request. Without it, findings are the cautious ones. */
export interface Context {
  /** The engine and version of the cache that the user is for. */
  engineVersion?: Engine;
  /** Whether the cache is serverless. */
  serverless?: boolean;
  /** The user as it is now. */
  current?: User;
}

/** A part of a text, in UTF-16 units: `text.slice(start, end)`. */
export interface Span {
  start: number;
  end: number;
}

/** Who says so. */
export interface Source {
  title: string;
  url: string;
}

/** One change of a request. Paths are in the API's notation: `Passwords[0]`, `AuthenticationMode.Type`. */
export type Edit =
  | { op: "set"; path: string; value: unknown }
  | { op: "replace"; path: string; span: Span; text: string }
  | { op: "remove"; path: string }
  | { op: "move"; from: string; to: string };

/**
 * Whether a fix may be applied without asking.
 *
 * `safe`: the user has the same commands, keys, channels, databases, selectors, engine and authentication before and
 * after. `choice`: it may change one of these, or drop something that was meant; its title says what it brings.
 */
export type Applicability = "safe" | "choice";

/** A way to fix a finding; {@link applyFix} does it. */
export interface Fix {
  /** What a button says. */
  title: string;
  /** Only a safe fix may be applied without asking. */
  applicability: Applicability;
  edits: Edit[];
}

/** A reply that refuses the request. */
export interface Answer {
  /** The AWS CLI or SDK before anything is sent, or ElastiCache. */
  by: "client" | "service";
  /** Such as `InvalidParameterValue`; empty where it is not known. */
  code: string;
  message: string;
  /** `null` when nothing is sent. */
  httpStatus: number | null;
  /** Seen in a real reply, written in the documentation, known from an emulator, or derived from other facts. */
  sure: Sureness;
}

/** One thing found in a request. */
export interface Finding {
  rule: RuleId;
  severity: Severity;
  /** Where in the request: `UserId`, `Passwords[0]`, `Tags[2].Key`; empty for the request as a whole. */
  path: string;
  /** Where in the value at `path`; `null` when the whole value is meant. */
  span: Span | null;
  /** What is so, in one sentence. */
  message: string;
  /** Why it matters and what to do. */
  help: string;
  source: Source;
  /** Ways to fix it, the best first. */
  fixes: Fix[];
  /** What would be answered, where that is known. */
  predicts: Answer | null;
}

/** What was found in a request. */
export interface Report {
  /** No error stands: the request may be sent. */
  ready: boolean;
  /** In the order of the members, worst first within a member. */
  findings: Finding[];
  /**
   * The access string as ElastiCache will store it, whatever the engine version; `null` when there is none or ElastiCache
   * rejects it. It is uncertain when `sure` is `"derived"`.
   */
  accessString: { canonical: string; sure: Sureness } | null;
}

/** How sure a fact is: seen in a real reply, documented, known from an emulator, or derived from other facts. */
export type Sureness = "seen" | "documented" | "emulator" | "derived";

/** What AWS will answer, as far as it is known. `text` is what the AWS CLI prints, version 1 and 2. */
export type Prediction =
  | { outcome: "refused-by-client"; problems: { path: string; message: string }[]; text: { v1: string; v2: string } }
  | { outcome: "refused-by-service"; first: Answer; others: Answer[]; text: { v1: string; v2: string } }
  | {
      outcome: "accepted";
      /** The user in the reply; the Region and the account in the ARN are placeholders. */
      user: User;
      /** How sure each member of the user is. */
      sure: Record<string, Sureness>;
      /** For a `ModifyUser` with the current user in the context. */
      changes: { member: string; before: string | null; after: string | null }[];
      /** Errors that depend on what is not known here. */
      unless: Answer[];
    };

/** A request for {@link checkMany}. */
export interface CheckRequest {
  operation: Operation;
  input: Input;
  context?: Context;
}

/** How an emission is wanted. */
export interface EmitOptions {
  target: TargetId;
  /** What is known around the request. Declarative targets of a `ModifyUser` need `current`. */
  context?: Context;
  /** The AWS CLI that will run it. Default 2. */
  cliVersion?: 1 | 2;
  /** Options on the command line (the default), or a JSON file beside it. */
  style?: "flags" | "input-json";
  /** Where passwords come from when it runs. Default `prompt`. Only `inline` writes them out. */
  secrets?: "prompt" | "environment" | "secrets-manager" | "file" | "inline";
  /** The environment variable, the secret's name or ARN, or the file that holds the password. */
  secretName?: string;
  /** One line instead of one option a line. */
  oneLine?: boolean;
  /** Global options of the AWS CLI. */
  globals?: {
    region?: string;
    profile?: string;
    output?: string;
    query?: string;
    endpointUrl?: string;
    debug?: boolean;
    noVerifySsl?: boolean;
    noPaginate?: boolean;
    color?: string;
    noSignRequest?: boolean;
    caBundle?: string;
    /** Seconds; 0 waits for ever. */
    cliReadTimeout?: number;
    /** Seconds; 0 waits for ever. */
    cliConnectTimeout?: number;
  };
  /** What else a script does around the call. */
  extras?: { checkOnly?: boolean; wait?: boolean; userGroup?: string };
}

/** A part of a text of one kind. */
export interface Piece {
  kind: "plain" | "command" | "option" | "string" | "keyword" | "comment" | "placeholder" | "secret" | "helper";
  text: string;
  /** The place in the request it came from. */
  path: string | null;
}

/** What a target gives. */
export interface Emission {
  /** Whether it can be run as it is. */
  ready: boolean;
  /** The first is the one to run. */
  files: { name: string; text: string; pieces: Piece[] }[];
  /** What this form cannot say, or what to know before running it. */
  notes: { severity: Severity; text: string; path: string | null }[];
}

/** Something to say about a place of an imported text. */
export interface ImportNote {
  /** What happened to that part of the text. */
  kind: "understood" | "changed" | "dropped" | "unknown" | "unread" | "error";
  message: string;
  span: Span | null;
}

/** One user's definition in an imported text. */
export interface ImportedUser {
  label: string;
  operation: Operation;
  input: CreateUserInput & ModifyUserInput;
  /** The user as it is, where the text was a reply of the service. */
  current: User | null;
  /** What the text leaves open: a variable, a file, a reference. A password there is empty, any other member absent. */
  placeholders: { path: string; name: string; span: Span }[];
  span: Span;
  /** Where its members are in the text, by path: `UserId`, `Passwords[0]`, `Tags[2].Key`. */
  places: Record<string, Place>;
}

/** Where a value is in a text: its whole literal, with quotes. */
export interface Place extends Span {
  /** The name of the member, where it has one. */
  key: Span | null;
  /** Where the value is written character for character. `null` where it has escapes or is put together of parts. */
  verbatim: Span | null;
}

/** What was understood of a text. */
export interface ImportResult {
  /** The id of the form, `null` when none was recognised. */
  format: string | null;
  /** Of the first user. */
  operation: Operation | null;
  /** Of the first user. */
  input: (CreateUserInput & ModifyUserInput) | null;
  users: ImportedUser[];
  /** What was understood, changed or dropped. */
  notes: ImportNote[];
  errors: ImportNote[];
  /** Where passwords are in the text, in order. */
  secrets: Span[];
  /** Lines that may hold a password whose place isn't certain. Don't show them. */
  uncertain: Span[];
  /** Comments, in order; none in forms that have none, and none in what the service wrote. */
  comments: Span[];
}

/** Edits of one of the users of a text. */
export interface TextChange {
  /** Which of `users`. */
  user: number;
  edits: Edit[];
}

/** A text after changes. */
export interface RewrittenText {
  text: string;
  /** Which of the changes are in it. */
  applied: boolean[];
}

/** A rule with its documentation. */
export interface Rule {
  id: RuleId;
  title: string;
  severity: Severity;
  operations: Operation[];
  certainty: "high" | "medium" | "low";
  /** What it finds. */
  what: string;
  /** Why that matters and what to do. */
  why: string;
  source: Source;
}

/** A form in which a request can be taken away. */
export interface Target {
  id: TargetId;
  title: string;
  group: string;
  /** What runs it. */
  runs: string;
  /** The options it honours. */
  options: string[];
}

/** A user to begin with: what a popular library needs, measured by running it, or what many people want. */
export interface Recipe {
  id: RecipeId;
  title: string;
  /** What its user can do; for a library, what was run. */
  about: string;
  /** The packages that were measured: `celery 5.7.0, kombu 5.7.0`. Empty where it is written by hand. */
  packages: string;
  /** The day it was measured: `2026-11-22`. Empty as before. */
  measured: string;
  operation: Operation;
  /** What is to be filled in. */
  parameters: { name: string; title: string; default: string; optional: boolean }[];
  /** Whether the access string differs where the cache is in cluster mode. */
  clusterMode: boolean;
  /** What a person should know. */
  notes: string[];
}

/** What to fill a recipe with. What is left out is the newest engine, no cluster mode, and the defaults. */
export interface RecipeOptions {
  engine?: Engine;
  /** Whether the cache is in cluster mode. */
  cluster?: boolean;
  /** Whether the cache is serverless, and so in cluster mode. */
  serverless?: boolean;
  /** Values by the names of parameters. A `*` stands for any text. */
  parameters?: Readonly<Record<string, string>>;
}

/** A recipe filled in. */
export interface FilledRecipe {
  /** The request, but for its engine and passwords; `null` with an `error`. */
  input: (CreateUserInput & ModifyUserInput) | null;
  /** What the access string grants, in plain English; `null` where the recipe changes no rights. */
  sentence: string | null;
  /** Whether it was measured on this very engine; else it is put together from the engines beside it. */
  measured: boolean;
  /** The commands in it that ElastiCache lets nobody run, and what to do instead. */
  restricted: { command: string; instead: string | null }[];
  /** What is wrong with what it was filled with. */
  error: null | { parameter: string | null; message: string };
}

/**
 * Checks a request by every rule.
 *
 * @example
 * const report = check("CreateUser", { UserId: "app", UserName: "app", Engine: "valkey", AccessString: "on ~app::* +@read" });
 * report.ready; // false: no password, no IAM
 */
export declare function check<O extends Operation>(operation: O, input: Input<O>, context?: Context): Report;

/** What AWS will answer to a request; `null` for what is no request at all. */
export declare function predict<O extends Operation>(operation: O, input: Input<O>, context?: Context): Prediction | null;

/** Checks thousands of requests in one crossing of the border. */
export declare function checkMany(requests: readonly CheckRequest[]): Report[];

/**
 * Writes a request in the form of a target.
 *
 * @example
 * emit("ModifyUser", { UserId: "app", AccessString: "on ~* +@read" }, { target: "bash" }).files[0].text;
 */
export declare function emit<O extends Operation>(operation: O, input: Input<O>, options: EmitOptions): Emission;

/** Reads any text in which users are defined: commands, JSON, YAML, CloudFormation, Terraform, ACL lines, replies. */
export declare function importText(text: string): ImportResult;

/**
 * Writes changes into the text that `importText` read, in the quoting of its language. A change that can't be written so that
 * the text means this and nothing else is left out. Passwords are never touched.
 */
export declare function rewriteText(text: string, changes: TextChange[]): RewrittenText;

/** The request after a fix. */
export declare function applyFix<T extends Input>(input: T, fix: Fix): CreateUserInput & ModifyUserInput;

/** Every recipe, libraries first. */
export declare const recipes: readonly Recipe[];

/**
 * The request of a recipe.
 *
 * @example
 * fillRecipe("celery", { engine: "valkey-8.1", parameters: { queue: "mail" } }).input?.AccessString;
 */
export declare function fillRecipe(id: RecipeId | (string & {}), options?: RecipeOptions): FilledRecipe;

/** Every rule. */
export declare const rules: readonly Rule[];

/** Every target. */
export declare const targets: readonly Target[];

/** Which server reads the access string. Without an engine it is the newest Valkey. */
export interface EngineOptions {
  engine?: Engine;
  /**
   * Answer as a server of the engine with its default configuration would. Without it the answer is for ElastiCache, where
   * the cache's `acl-pubsub-default` parameter decides about channels when no rule does.
   */
  server?: boolean;
}

/** What is wrong with a word of an access string. */
export interface AccessStringError {
  span: Span;
  /** The server's own text. */
  message: string;
  /** Words that may have been meant: `+@read` for `+@raed`. */
  suggestions: string[];
}

/** A piece of an access string. The pieces in order are the whole text. */
export interface AccessStringToken {
  kind:
    | "space"
    | "parenthesis"
    | "ignored"
    | "invalid"
    | "state"
    | "password"
    | "keys"
    | "channels"
    | "databases"
    | "allow-category"
    | "deny-category"
    | "allow-command"
    | "deny-command"
    | "other";
  text: string;
  span: Span;
  inSelector: boolean;
}

/** Why there is no answer: the text is too long, not a string, or the checker stopped. The other members mean nothing then. */
export interface Refusable {
  refused?: { message: string; help: string };
}

/** What `accessString.parse` gives. */
export interface ParsedAccessString extends Refusable {
  /** Whether the server would take it. */
  accepted: boolean;
  tokens: AccessStringToken[];
  /** The first 100 words that a server would reject. */
  errors: AccessStringError[];
  /** How many more there are. */
  moreErrors: number;
}

/** What `accessString.canonical` gives. */
export interface CanonicalAccessString extends Refusable {
  accepted: boolean;
  /** What `ACL LIST` of the server prints; `null` when it is not accepted. */
  canonical: string | null;
  /**
   * What ElastiCache stores and returns, and whether that is certain (seen or documented) or a guess. It doesn't depend on
   * the engine; `null` when ElastiCache rejects the string.
   */
  stored: { text: string; certain: boolean } | null;
  /** The first 100 words that a server would reject. */
  errors: AccessStringError[];
  /** How many more there are. */
  moreErrors: number;
}

/** A word of the access string that decided. */
export interface DecidingRule {
  text: string;
  span: Span;
}

/** Whether a user may run a command. */
export interface Verdict extends Refusable {
  allowed: boolean;
  outcome: "allowed" | "refused" | "unknown-command" | "wrong-arity";
  /** The command or subcommand that the arguments call: `config|get`. */
  command: string | null;
  /** The selector that allows it, or came furthest; 0 is the root. */
  selector: number | null;
  /** The word that allows the command, or takes it away. */
  rule: DecidingRule | null;
  reason:
    | null
    | { kind: "command" | "channel" | "database"; argument: string | null; position: number }
    | { kind: "key"; argument: string | null; position: number; needs: "read" | "write" | "read-write" | "any" };
  /** What the server would answer to a refused command. */
  reply: string | null;
  /**
   * Set where the verdict about channels is that of the engine's default, and the cache's `acl-pubsub-default` may decide
   * otherwise: no rule of the string is about channels. Always `null` with `server: true`.
   */
  remark: string | null;
  /** The words that would have to be added. */
  missing: string[];
}

/** A command and what the user may do with it. */
export interface EffectiveCommand {
  name: string;
  allowed: boolean;
  /** Allowed only with some first arguments. */
  onlyFirstArguments: boolean;
  selector: number;
  rule: DecidingRule | null;
  categories: string[];
}

/** What `accessString.explain` gives. */
export interface Explanation extends Refusable {
  accepted: boolean;
  /** What the user may do and what not, in plain English. */
  sentence: string;
  /** One for every word; `useless` when the user would be the same without it. */
  words: { span: Span; text: string; useless: boolean }[];
}

/** What one access string grants and another does not. */
export interface Rights {
  commands: string[];
  /** Such as `+select|0`. */
  firstArguments: string[];
  /** Commands that later versions will bring. */
  futureCommands: boolean;
  /** Key patterns as words: `~app:*`, `%W~b`. */
  keys: string[];
  channels: string[];
  databases: string[];
  /** Selectors that the other side has nothing as wide as; 0 is the root. */
  selectors: number[];
}

/** What `accessString.diff` gives. */
export interface Difference extends Refusable {
  /** Nothing is gained, lost or changed. Patterns are compared as texts, so two equal users may be called different. */
  equal: boolean;
  /** The right to log in, where it changes: what it is afterwards. */
  enabled: boolean | null;
  gained: Rights;
  lost: Rights;
  risks: {
    kind: "any-password" | "all-keys" | "all-channels" | "future-commands" | "admin" | "dangerous" | "scripting" | "other";
    commands: string[];
  }[];
}

/** What `accessString.suggest` gives. */
export interface Suggestion extends Refusable {
  /** The least access string that allows what must work. */
  text: string;
  /** What it allows beyond that. */
  beyond: Rights;
  /** How many needs no user of this version can have. */
  impossible: number;
  /** How many lines name no command, key or channel. */
  unclear: number;
  /** How many commands were not checked against the proposal: only 32 that need a closer look are. */
  unchecked: number;
}

/** The access-string engine: what Redis OSS and Valkey servers do with an ACL string, version by version. */
export declare const accessString: {
  /** The pieces of the text and what is wrong with them. */
  parse(text: string, options?: EngineOptions): ParsedAccessString;
  /** How the server prints it, and how ElastiCache stores it. */
  canonical(text: string, options?: EngineOptions): CanonicalAccessString;
  /**
   * Whether the user may run a command, given as its arguments or as a line of words.
   *
   * @example
   * accessString.can("on ~app::* -@all +@read", ["SET", "app::1", "v"]).missing; // ["+set"]
   */
  can(text: string, command: readonly string[] | string, options?: EngineOptions & { database?: number }): Verdict;
  /** Every command of the engine and what the user may do with it; `null` when there is no answer. */
  commands(text: string, options?: EngineOptions): EffectiveCommand[] | null;
  /**
   * What it grants, in plain English.
   *
   * @example
   * accessString.explain("on ~app::* -@all +@read").sentence;
   */
  explain(text: string, options?: EngineOptions): Explanation;
  /** What changes from one access string to another. */
  diff(before: string, after: string, options?: EngineOptions): Difference;
  /**
   * A shortest string of the same meaning; one that the server rejects comes back unchanged. `null` when there is no answer:
   * an empty string would be an access string of another meaning.
   */
  simplify(text: string, options?: EngineOptions): string | null;
  /** The least access string for commands that must work: lines of commands, `MONITOR`, `ACL LOG` or NOPERM errors. */
  suggest(needs: string, options?: EngineOptions & { grouping?: "exact" | "categories" }): Suggestion;
};
