import assert from "node:assert/strict";
import { test } from "node:test";
import { breakingChanges } from "./breaking-changes.mjs";

const errors = { errors: { GONE: { status: 400 }, KEPT: { status: 200 } }, userErrors: { TAKEN: {} } };
const schema = `
  enum Level { LOW HIGH }
  type Thing { name: String level: Level }
  type Query { thing(id: ID): Thing }
`;
const released = { schema, errors };
const with_ = (from, to) => ({ schema: schema.replace(from, to), errors });

test("nothing is broken by what is added", () => {
  assert.deepEqual(breakingChanges(released, released), []);
  assert.deepEqual(breakingChanges(released, with_("name: String", "name: String size: Int")), []);
  assert.deepEqual(breakingChanges(released, with_("id: ID", "id: ID slug: String")), []);
  const more = { ...errors, errors: { ...errors.errors, NEW: { status: 400 } } };
  assert.deepEqual(breakingChanges(released, { schema, errors: more }), []);
});

test("what a client may rely on is missed", () => {
  for (const [from, to, expected] of [
    ["name: String", "", /^FIELD_REMOVED: Thing\.name/],
    ["name: String", "name: Int", /^FIELD_CHANGED_KIND: Thing\.name/],
    ["id: ID", "id: ID!", /^ARG_CHANGED_KIND/],
    ["id: ID", "id: ID slug: String!", /^REQUIRED_ARG_ADDED/],
    ["HIGH", "", /^VALUE_REMOVED_FROM_ENUM/],
  ]) {
    const changes = breakingChanges(released, with_(from, to));
    assert.equal(changes.length, 1, `${from} to ${to}`);
    assert.match(changes[0], expected);
  }
});

test("codes stay, with their status", () => {
  const present = { errors: { KEPT: { status: 500 } }, userErrors: {} };
  assert.deepEqual(breakingChanges(released, { schema, errors: present }), [
    "ERROR_CODE_REMOVED: errors no longer has GONE",
    "ERROR_CODE_REMOVED: userErrors no longer has TAKEN",
    "ERROR_STATUS_CHANGED: KEPT was 200 and is 500",
  ]);
});
