// Runs every operation of operations/ against a running server, signed out and signed in, and fails if one is
// refused, answers with errors, or leaves the signed-in person's own data out.
//
//   node scripts/run-operations.mjs http://127.0.0.1:8080/graphql "$(folio token student)"

import { readFile, readdir } from "node:fs/promises";
import { Kind, concatAST, parse, print, separateOperations } from "graphql";

const TIMEOUT_MS = 10_000;
/** The largest page that the server gives. */
const MAX_PAGE = 100;
const OPERATIONS = new URL("../operations/", import.meta.url);

const [url, token] = process.argv.slice(2);
if (url === undefined || token === undefined || !URL.canParse(url)) {
  console.error("usage: node scripts/run-operations.mjs <url of the GraphQL endpoint> <session token>");
  process.exit(2);
}

/** Every operation by name, each with the fragments that it uses and no others. */
async function loadOperations() {
  const names = (await readdir(OPERATIONS)).filter((name) => name.endsWith(".graphql")).sort();
  const files = await Promise.all(names.map((name) => readFile(new URL(name, OPERATIONS), "utf8")));
  return separateOperations(concatAST(files.map((text) => parse(text))));
}

async function send(document, variables, bearer) {
  const headers = { Accept: "application/graphql-response+json", "Content-Type": "application/json" };
  if (bearer !== undefined) headers.Authorization = `Bearer ${bearer}`;
  const response = await fetch(url, {
    method: "POST",
    headers,
    body: JSON.stringify({ query: print(document), variables }),
    signal: AbortSignal.timeout(TIMEOUT_MS),
  });
  const text = await response.text();
  if (!response.headers.get("Content-Type")?.startsWith("application/graphql-response+json")) {
    throw new Error(`${response.status}, not a GraphQL response: ${text.slice(0, 200)}`);
  }
  const { data, errors } = JSON.parse(text);
  if (errors !== undefined) {
    throw new Error(errors.map((error) => `${error.extensions?.code}: ${error.message}`).join("; "));
  }
  return data;
}

/** A value for each variable that must have one, and for those that make an operation as dear as it can be. */
function sampleVariables(document, samples) {
  const operation = document.definitions.find((definition) => definition.kind === Kind.OPERATION_DEFINITION);
  const variables = {};
  for (const { variable, type, defaultValue } of operation.variableDefinitions ?? []) {
    const name = variable.name.value;
    if (name in samples) {
      variables[name] = samples[name];
    } else if (type.kind === Kind.NON_NULL_TYPE && defaultValue === undefined) {
      throw new Error(`no sample value for the variable $${name}: add one to this script`);
    }
  }
  return variables;
}

const operations = await loadOperations();
const { me } = await send(parse("{ me { profile { slug } } }"), {}, token);
const samples = { slug: me.profile.slug, audience: "ANONYMOUS", educationFirst: MAX_PAGE, projectsFirst: MAX_PAGE };

let failed = 0;
let runs = 0;
for (const [name, document] of Object.entries(operations)) {
  for (const [viewer, bearer] of [["anonymous", undefined], ["signed in", token]]) {
    runs += 1;
    let outcome;
    try {
      const data = await send(document, sampleVariables(document, samples), bearer);
      const absent = Object.keys(data).filter((field) => data[field] === null);
      const missing = bearer !== undefined && absent.length > 0;
      outcome = missing ? `no ${absent.join(", ")} for its owner` : "ok";
    } catch (error) {
      outcome = error.cause?.message ?? error.message;
    }
    if (outcome !== "ok") failed += 1;
    console.log(`${name}, ${viewer}: ${outcome}`);
  }
}

console.log(`${runs - failed} of ${runs} runs are ok`);
process.exit(failed === 0 && runs > 0 ? 0 : 1);
