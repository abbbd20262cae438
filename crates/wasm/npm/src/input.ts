// Input types. Rust checks every value, so these are only for editors and the compiler, and everything that is checked is optional.
// `tests/input_types.rs` compares them with Rust.
import type { Operation } from "#bindings";
import type { TargetId, UseId } from "../wasm/ids.js";

export type { RecipeId, RuleId, TargetId, UseId } from "../wasm/ids.js";

/**
 * An engine version that ElastiCache offers and that supports users.
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

/** A tag. */
export interface Tag {
  /** 1 to 128 characters, not beginning with `aws:`. */
  Key?: string;
  /** Up to 256 characters. */
  Value?: string;
}

/** How a user logs in. Use this, or one of the older members `Passwords` and `NoPasswordRequired`. */
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
  /** Letters, digits and hyphens, beginning with a letter, up to 40 characters. Stored in lowercase. */
  UserId?: string;
  /** The name a client logs in with. */
  UserName?: string;
  /** `valkey` or `redis`. */
  Engine?: string;
  /** One or two, each of 16 to 128 characters. */
  Passwords?: string[];
  /** What the user can do, in the engine's ACL language: `on ~app::* -@all +@read`. */
  AccessString?: string;
  NoPasswordRequired?: boolean;
  /** Up to 50. */
  Tags?: Tag[];
  AuthenticationMode?: AuthenticationMode;
}

/**
 * The request of `ModifyUser`. Omitted members don't change.
 * @see https://docs.aws.amazon.com/AmazonElastiCache/latest/APIReference/API_ModifyUser.html
 */
export interface ModifyUserInput {
  UserId?: string;
  /** Replaces the whole access string. */
  AccessString?: string;
  /** Added after the current access string. */
  AppendAccessString?: string;
  /** Replaces all passwords. */
  Passwords?: string[];
  NoPasswordRequired?: boolean;
  AuthenticationMode?: AuthenticationMode;
  Engine?: string;
}

/**
 * The request of `CreateUserGroup`.
 * @see https://docs.aws.amazon.com/AmazonElastiCache/latest/APIReference/API_CreateUserGroup.html
 */
export interface CreateUserGroupInput {
  /** Letters, digits and hyphens, beginning with a letter, up to 40 characters. Stored in lowercase. */
  UserGroupId?: string;
  /** `valkey` or `redis`. */
  Engine?: string;
  /** The IDs of its users, not their names. */
  UserIds?: string[];
  /** Up to 50. */
  Tags?: Tag[];
}

/**
 * The request of `ModifyUserGroup`. Omitted members don't change.
 * @see https://docs.aws.amazon.com/AmazonElastiCache/latest/APIReference/API_ModifyUserGroup.html
 */
export interface ModifyUserGroupInput {
  UserGroupId?: string;
  /** The IDs of the users to add. */
  UserIdsToAdd?: string[];
  /** The IDs of the members to remove. */
  UserIdsToRemove?: string[];
  /** `valkey` or `redis`. */
  Engine?: string;
}

/** The request of each operation, by its name. */
export interface Inputs {
  CreateUser: CreateUserInput;
  ModifyUser: ModifyUserInput;
  CreateUserGroup: CreateUserGroupInput;
  ModifyUserGroup: ModifyUserGroupInput;
}

/** A request of any operation, with the members of all of them. */
export type AnyInput = CreateUserInput & ModifyUserInput & CreateUserGroupInput & ModifyUserGroupInput;

/** A request as an object, or as the JSON text of one. Anything else is a finding, not an exception. */
export type Input<O extends Operation = Operation> =
  | Inputs[O]
  | Readonly<Record<string, unknown>>
  | string;

/** A user as `describe-users` returns it. */
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

/** A user group as `describe-user-groups` returns it. */
export interface UserGroup {
  UserGroupId?: string;
  Status?: "creating" | "active" | "modifying" | "deleting" | (string & {});
  Engine?: string;
  /** The members. While the group is `modifying`, the members before the change. */
  UserIds?: string[];
  MinimumEngineVersion?: string;
  /** Changes in progress. */
  PendingChanges?: { UserIdsToRemove?: string[]; UserIdsToAdd?: string[] };
  ReplicationGroups?: string[];
  ServerlessCaches?: string[];
  ARN?: string;
}

/** What's known around a request, such as the current user. Without it, findings are cautious. */
export interface Context {
  /** The engine and version of the cache that the user is for. */
  engineVersion?: Engine;
  /** Whether the cache is serverless. */
  serverless?: boolean;
  /** The current user. */
  current?: User;
  /**
   * The users in the account, or the whole reply of `describe-users`. Without them, only a group's request
   * itself is checked.
   */
  users?: readonly User[] | { Users: readonly User[] };
  /** The current group, or the reply of `describe-user-groups` for this group alone. */
  group?: UserGroup | { UserGroups: readonly UserGroup[] };
  /**
   * Paths whose values come from elsewhere (a variable, a reference, a template placeholder), such as `["UserId", "Passwords[0]"]`.
   * They count as present, and their values aren't checked. For an imported user, pass its `placeholders`: output in the same
   * language then refers to the same variables.
   */
  open?: readonly (string | OpenPlace)[];
}

/** A path whose value comes from elsewhere, with the reference that is written there. */
export interface OpenPlace {
  /** Such as `UserId` or `Passwords[0]`. */
  path: string;
  /** `app-${var.stage}` in Terraform, `${Password}` as in `Fn::Sub`, `${PASSWORD}` in a shell. Only plain names are written. */
  reference?: { language: "terraform" | "cloudformation" | "shell"; value: string };
}

/** A request for {@link checkMany}. */
export interface CheckRequest {
  operation: Operation;
  input: Input;
  context?: Context;
}

/** The options of an emission. */
export interface EmitOptions {
  target: TargetId;
  /** The request's context. Declarative targets of a `ModifyUser` need `current`, those of a `ModifyUserGroup` need `group`. */
  context?: Context;
  /** The AWS CLI that will run it. Default 2. */
  cliVersion?: 1 | 2;
  /** Options on the command line (the default), or a JSON file next to it. */
  style?: "flags" | "input-json";
  /**
   * Where passwords come from when it runs. Default `prompt`. Only `inline` writes them in plain text; `generate` has AWS Secrets Manager
   * make and store them, in Bash, fish, Terraform and CloudFormation.
   */
  secrets?: "prompt" | "environment" | "secrets-manager" | "generate" | "file" | "inline";
  /** The name of the environment variable, the name or ARN of the secret, or the path of the file that contains the password. */
  secretName?: string;
  /** One line instead of one option per line. */
  oneLine?: boolean;
  /** Global options of the AWS CLI. */
  globals?: {
    region?: string;
    profile?: string;
    output?: "json" | "text" | "table" | "yaml" | "yaml-stream";
    query?: string;
    endpointUrl?: string;
    debug?: boolean;
    noVerifySsl?: boolean;
    noPaginate?: boolean;
    color?: "on" | "off" | "auto";
    noSignRequest?: boolean;
    caBundle?: string;
    /** Seconds; 0 waits forever. */
    cliReadTimeout?: number;
    /** Seconds; 0 waits forever. */
    cliConnectTimeout?: number;
  };
  /** Additional steps around the request. `steps` of the emission has the reply to each, and how to undo it. */
  extras?: {
    checkOnly?: boolean;
    /** Wait until the user or the group is active. */
    wait?: boolean;
    /** The user group that the user joins. */
    userGroup?: string;
    /** Create that group first if it doesn't exist. */
    createUserGroup?: boolean;
    /** The replication group that the user group is attached to, by its ID. */
    replicationGroup?: string;
    /** The serverless cache that the user group is attached to, by its name. */
    serverlessCache?: string;
    /** Print the IAM policy that lets an application connect as the user. */
    iamPolicy?: boolean;
    /** The name of the IAM role that gets this policy. */
    iamRole?: string;
    /** A VPC (`vpc-…`), a VPC endpoint (`vpce-…`) or an IP address range. The policy allows connections only from there. */
    allowFrom?: string;
    /** Print how to connect with this client. */
    connection?: "valkey-cli" | "url" | "redis-py" | "node-redis" | "ioredis";
    /** Add a script that changes the password later, without downtime. */
    rotation?: boolean;
  };
}

/** The values for a recipe. Defaults: the newest engine, no cluster mode, and each parameter's default. */
export interface RecipeOptions {
  engine?: Engine;
  /** Whether the cache is in cluster mode. */
  cluster?: boolean;
  /** Whether the cache is serverless, and so in cluster mode. */
  serverless?: boolean;
  /** Values by parameter name. A `*` matches any text. */
  parameters?: Readonly<Record<string, string>>;
}

/** The features that an application uses, and its keys and channels. Defaults: none, the newest engine, no cluster mode. */
export interface UsesOptions {
  /** The ids of the features; `uses` lists them all. */
  uses: readonly (UseId | (string & {}))[];
  /** Key patterns, separated by spaces: `app:*`. */
  keys?: string;
  /** Channel patterns, separated by spaces. */
  channels?: string;
  engine?: Engine;
  /** Whether the cache is in cluster mode. */
  cluster?: boolean;
  /** Whether the cache is serverless, and so in cluster mode. */
  serverless?: boolean;
}

/** The server that reads the access string. Default: the newest Valkey. */
export interface EngineOptions {
  engine?: Engine;
  /**
   * Answer as your own server with its default configuration would. Otherwise the answer is for ElastiCache, where the cache's
   * `acl-pubsub-default` parameter decides about channels if no rule does.
   */
  server?: boolean;
}
