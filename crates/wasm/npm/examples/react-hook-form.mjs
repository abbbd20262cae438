// A resolver for React Hook Form: `useForm({ resolver: elasticacheUser("CreateUser") })`.
import { check } from "elasticache-user";

/** Returns the form's errors by field name. The fields are named like the API's members. */
export const elasticacheUser = (operation, context) => async (values) => {
  const errors = {};
  for (const { severity, path, rule, message, help } of check(operation, values, context).findings) {
    if (severity !== "error") continue;
    const steps = path.split(/[.[\]]+/).filter(Boolean);
    const last = steps.pop() ?? "root";
    const place = steps.reduce((at, step) => (at[step] ??= {}), errors);
    place[last] ??= { type: rule, message: `${message} ${help}` };
  }
  return Object.keys(errors).length === 0 ? { values, errors: {} } : { values: {}, errors };
};
