// A zod schema with every rule: zod checks the structure, and `check` everything else.
import { check } from "elasticache-user";
import { z } from "zod";

/** `CreateUser` requests without errors. Each error becomes an issue at its path. */
export const createUser = z.looseObject({ UserId: z.string(), UserName: z.string(), Engine: z.string(), AccessString: z.string() }).superRefine((input, context) => {
  for (const finding of check("CreateUser", input).findings) {
    if (finding.severity !== "error") continue;
    const path = finding.path.split(/[.[\]]+/).filter(Boolean).map((step) => (/^\d+$/.test(step) ? Number(step) : step));
    context.addIssue({ code: "custom", path, message: `${finding.message} ${finding.help}` });
  }
});
