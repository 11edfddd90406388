// Compares the present contract with the last released one and fails when a client of that one would break.
//
//   node scripts/check-breaking.mjs             compares
//   node scripts/check-breaking.mjs --release   makes the present contract the released one: a step of a release
//
// A change that breaks on purpose is released with a new major version, whose release step takes it in.

import { copyFile, mkdir, readFile } from "node:fs/promises";
import { breakingChanges } from "./breaking-changes.mjs";

const FILES = { schema: "../schema.graphql", errors: "errors.json" };
const at = (path) => new URL(`../${path}`, import.meta.url);

async function read(folder) {
  const [schema, errors] = await Promise.all(
    Object.values(FILES).map((file) => readFile(at(folder + (folder === "" ? file : file.split("/").at(-1))), "utf8")),
  );
  return { schema, errors: JSON.parse(errors) };
}

if (process.argv[2] === "--release") {
  await mkdir(at("released/"), { recursive: true });
  for (const file of Object.values(FILES)) await copyFile(at(file), at(`released/${file.split("/").at(-1)}`));
  console.log("released/ holds the present contract");
} else {
  const changes = breakingChanges(await read("released/"), await read(""));
  for (const change of changes) console.error(change);
  console.log(`${changes.length} breaking changes since the last release`);
  process.exitCode = changes.length === 0 ? 0 : 1;
}
