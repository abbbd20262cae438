// Middleware for the AWS SDK for JavaScript v3 that doesn't send requests with errors.
import { check } from "elasticache-user";

const OPERATIONS = { CreateUserCommand: "CreateUser", ModifyUserCommand: "ModifyUser" };

/** Adds the check to a client: `checkBeforeSending(new ElastiCacheClient({}))`. */
export function checkBeforeSending(client, context) {
  client.middlewareStack.add(
    (next, { commandName }) => async (args) => {
      const operation = OPERATIONS[commandName];
      const errors = operation ? check(operation, args.input, context).findings.filter((one) => one.severity === "error") : [];
      if (errors.length > 0) {
        const text = errors.map(({ path, message }) => `${path}: ${message}`).join("\n");
        throw Object.assign(new Error(`${operation} was not sent:\n${text}`), { name: "InvalidUserRequest", findings: errors });
      }
      return next(args);
    },
    { step: "initialize", name: "elasticacheUserCheck" },
  );
  return client;
}
