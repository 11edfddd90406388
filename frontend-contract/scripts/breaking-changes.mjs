// What of the contract a client of the released one would miss: fields, arguments, types, values of enums, error codes.

import { buildSchema, findBreakingChanges } from "graphql";

/** A line for each breaking change from `released` to `present`, both `{ schema: SDL text, errors: errors.json }`. */
export function breakingChanges(released, present) {
  const schema = (text) => buildSchema(text, { assumeValidSDL: true });
  const changes = findBreakingChanges(schema(released.schema), schema(present.schema)).map(
    ({ type, description }) => `${type}: ${description}`,
  );
  for (const catalogue of ["errors", "userErrors"]) {
    const known = Object.keys(present.errors[catalogue]);
    for (const code of Object.keys(released.errors[catalogue])) {
      if (!known.includes(code)) changes.push(`ERROR_CODE_REMOVED: ${catalogue} no longer has ${code}`);
    }
  }
  for (const [code, { status }] of Object.entries(released.errors.errors)) {
    const now = present.errors.errors[code]?.status;
    if (now !== undefined && now !== status) {
      changes.push(`ERROR_STATUS_CHANGED: ${code} was ${status} and is ${now}`);
    }
  }
  return changes;
}
