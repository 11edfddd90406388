// Compiles every JSON Schema of events/: each is valid for its draft, has an id that no other has, and leads nowhere else.
//
//   node scripts/check-events.mjs

import { readFile, readdir } from "node:fs/promises";
import Ajv2020 from "ajv/dist/2020.js";

const FOLDER = new URL("../events/", import.meta.url);
const DRAFT = "https://json-schema.org/draft/2020-12/schema";

const ajv = new Ajv2020({ strict: true, strictRequired: false, allErrors: true });
const files = (await readdir(FOLDER, { recursive: true })).filter((name) => name.endsWith(".schema.json")).sort();
const schemas = [];
const problems = [];

/** Runs a step on a file and notes why it failed. */
function attempt(file, step) {
  try {
    step();
  } catch (error) {
    problems.push(`${file}: ${error.message}`);
  }
}

for (const file of files) {
  const schema = JSON.parse(await readFile(new URL(file, FOLDER), "utf8"));
  if (schema.$schema !== DRAFT) problems.push(`${file}: $schema is not ${DRAFT}`);
  if (typeof schema.$id !== "string") problems.push(`${file}: there is no $id`);
  else attempt(file, () => ajv.addSchema(schema));
  schemas.push([file, schema.$id]);
}
// Once all are known, since one may refer to another.
for (const [file, id] of schemas) {
  if (id !== undefined) attempt(file, () => ajv.getSchema(id));
}

for (const problem of problems) console.error(problem);
console.log(`${files.length} schemas of events, ${problems.length} problems`);
process.exit(problems.length === 0 && files.length > 0 ? 0 : 1);
