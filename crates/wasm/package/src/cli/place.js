// Where in a file a finding stands. The importers give the place of each user; inside it the value is looked for as it
// is written, and the member's name where the value is not written plainly.

const NAMES = {
  UserId: ["UserId", "user_id", "--user-id", "userId"],
  UserName: ["UserName", "user_name", "--user-name", "userName"],
  Engine: ["Engine", "engine", "--engine"],
  AccessString: ["AccessString", "access_string", "--access-string", "accessString"],
  AppendAccessString: ["AppendAccessString", "--append-access-string", "appendAccessString"],
  Passwords: ["Passwords", "passwords", "--passwords"],
  NoPasswordRequired: ["NoPasswordRequired", "no_password_required", "--no-password-required", "noPasswordRequired"],
  AuthenticationMode: ["AuthenticationMode", "authentication_mode", "--authentication-mode", "authenticationMode"],
  Tags: ["Tags", "tags", "--tags"],
};

/** `{ start, end, literal }` in the text; `literal` when the value stands there letter for letter. */
export function place(text, user, finding) {
  const within = text.slice(user.span.start, user.span.end);
  const member = finding.path.split(/[.[]/, 1)[0];
  const named = (NAMES[member] ?? [member]).map((name) => within.indexOf(name)).filter((at) => at >= 0);
  const from = named.length > 0 ? Math.min(...named) : 0;
  const value = valueAt(user.input, finding.path);
  if (typeof value === "string" && value.length > 0) {
    const at = within.indexOf(value, from);
    if (at >= 0) {
      const start = user.span.start + at;
      const span = finding.span ?? { start: 0, end: value.length };
      return { start: start + span.start, end: start + span.end, literal: { start, end: start + value.length } };
    }
  }
  const start = user.span.start + from;
  const name = (NAMES[member] ?? [member]).find((one) => one !== "" && text.startsWith(one, start));
  const line = text.indexOf("\n", start);
  return { start, end: name ? start + name.length : line < 0 ? text.length : line, literal: null };
}

/** The value at a path such as `AuthenticationMode.Passwords[0]`. */
export function valueAt(input, path) {
  let value = input;
  for (const step of path.split(/[.[\]]+/).filter(Boolean)) value = value?.[step];
  return value;
}

/** Line and column (in UTF-16 units), both from 1, of a place in the text. */
export function lineAndColumn(text, offset) {
  const before = text.slice(0, offset);
  const line = before.split("\n").length;
  return { line, column: offset - (before.lastIndexOf("\n") + 1) + 1 };
}
