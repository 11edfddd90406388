// Writes src/errors.ts from errors.json, which `folio errors --format json` writes: every code as a literal type, with
// what it means and what a client can do about it.
//
//   node scripts/generate-errors.mjs [--check]

import { readFile, writeFile } from "node:fs/promises";

const CATALOGUE = new URL("../errors.json", import.meta.url);
const TARGET = new URL("../src/errors.ts", import.meta.url);

const { errors, userErrors } = JSON.parse(await readFile(CATALOGUE, "utf8"));
const object = (name, rows, of = "") => `export const ${name} = ${JSON.stringify(rows, null, 2)} as const${of};`;
const text = [
  "// Generated from errors.json by `npm run generate`; do not edit by hand.",
  "",
  'import type { UserErrorCode } from "./gql/graphql";',
  "",
  "/** `extensions.code` of GraphQL errors. */",
  object("errors", errors),
  "",
  "/** `code` of the `userErrors` that a mutation answers. */",
  object("userErrors", userErrors, " satisfies Record<UserErrorCode, unknown>"),
  "",
  "export type ErrorCode = keyof typeof errors;",
  "export type { UserErrorCode };",
  "",
  "/** Whether a code is one that this version of the contract knows. */",
  "export function isErrorCode(code: unknown): code is ErrorCode {",
  "  return typeof code === \"string\" && Object.hasOwn(errors, code);",
  "}",
  "",
].join("\n");

if (process.argv[2] === "--check") {
  if ((await readFile(TARGET, "utf8").catch(() => "")) !== text) {
    console.error("src/errors.ts is not current: npm run generate");
    process.exit(1);
  }
} else {
  await writeFile(TARGET, text);
}
