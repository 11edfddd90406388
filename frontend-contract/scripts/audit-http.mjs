// Runs the audit suite of the npm package graphql-http against a server and fails unless every audit is "ok".
//
//   node scripts/audit-http.mjs http://127.0.0.1:8080/graphql

import { serverAudits } from "graphql-http";

const TIMEOUT_MS = 10_000;

const [url] = process.argv.slice(2);
if (url === undefined || !URL.canParse(url)) {
  console.error("usage: node scripts/audit-http.mjs <url of the GraphQL endpoint>");
  process.exit(2);
}

const fetchFn = (input, init) => fetch(input, { ...init, signal: AbortSignal.timeout(TIMEOUT_MS) });

const audits = serverAudits({ url, fetchFn });
let failed = 0;
for (const audit of audits) {
  let line;
  try {
    const result = await audit.fn();
    line = result.status === "ok" ? "ok" : `${result.status}: ${result.reason}`;
  } catch (error) {
    line = `no answer: ${error.cause?.message ?? error.message}`;
  }
  if (line !== "ok") failed += 1;
  console.log(`${audit.id} ${audit.name}: ${line}`);
}

console.log(`${audits.length - failed} of ${audits.length} audits are ok`);
process.exit(failed === 0 && audits.length > 0 ? 0 : 1);
