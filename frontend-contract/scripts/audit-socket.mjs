// Runs the public clients graphql-ws and graphql-sse against a server, and provokes each close code that can be reached from
// outside.
//
//   node scripts/audit-socket.mjs http://127.0.0.1:8080/graphql "$(folio token student)" "$(folio token mentor)"

import assert from "node:assert/strict";
import { createClient as createEventClient } from "graphql-sse";
import { createClient } from "graphql-ws";
import WebSocket from "ws";

const TIMEOUT_MS = 10_000;
const PROTOCOL = "graphql-transport-ws";

const [url, token, otherToken] = process.argv.slice(2);
if (url === undefined || token === undefined || otherToken === undefined || !URL.canParse(url)) {
  console.error("usage: node scripts/audit-socket.mjs <url of the GraphQL endpoint> <session token> <another person's token>");
  process.exit(2);
}
const socketUrl = url.replace(/^http/, "ws");

const ME = { query: "{ me { profile { id displayName version } } }" };
const profileChanged = (profileId) => ({
  query: "subscription Follow($profileId: ID!) { profileChanged(profileId: $profileId) { profile { id displayName version } } }",
  variables: { profileId },
});

/** A client of graphql-ws, as a page has it, that is disposed of after `use`. */
async function withClient(options, use) {
  const client = createClient({
    url: socketUrl,
    webSocketImpl: WebSocket,
    connectionParams: () => ({ token }),
    retryAttempts: 0,
    ...options,
  });
  try {
    return await use(client);
  } finally {
    await client.dispose();
  }
}

/** The results of an operation, one after another. */
function results(client, request) {
  return client.iterate(request)[Symbol.asyncIterator]();
}

async function first(iterator) {
  const { value, done } = await iterator.next();
  assert.equal(done, false, "a result was expected");
  assert.equal(value.errors, undefined, JSON.stringify(value.errors));
  return value.data;
}

const me = (client) => first(results(client, ME)).then((data) => data.me.profile);

/** Opens a bare socket, sends `messages`, and gives the code and the reason with which it is closed. */
function closeAfter(messages, { protocol = PROTOCOL, ...options } = {}) {
  return new Promise((resolve, reject) => {
    const socket = new WebSocket(socketUrl, protocol, options);
    socket.on("open", () => messages.forEach((message) => socket.send(message)));
    socket.on("close", (code, reason) => resolve([code, reason.toString()]));
    socket.on("error", reject);
  });
}

const message = (type, more) => JSON.stringify({ type, ...more });
const init = (payload) => message("connection_init", { payload });
const subscribe = (id, payload) => message("subscribe", { id, payload });

async function closes(code, messages, options) {
  const [found, reason] = await closeAfter(messages, options);
  assert.equal(found, code, reason);
  assert.ok(Buffer.byteLength(reason) <= 123 && reason.length > 0, reason);
}

const AUDITS = {
  "a query over the socket": () =>
    withClient({}, async (client) => assert.equal(typeof (await me(client)).displayName, "string")),

  "somebody who is signed out": () =>
    withClient({ connectionParams: {} }, async (client) =>
      assert.deepEqual(await first(results(client, ME)), { me: null }),
    ),

  "a header in the payload": () =>
    withClient({ connectionParams: { Authorization: `Bearer ${token}` } }, async (client) =>
      assert.equal(typeof (await me(client)).id, "string"),
    ),

  "a subscription begins with the present": () =>
    withClient({}, async (client) => {
      const profile = await me(client);
      const events = results(client, profileChanged(profile.id));
      assert.deepEqual((await first(events)).profileChanged.profile, profile);
      await events.return();
    }),

  "a subscription to nobody ends": () =>
    withClient({}, async (client) => {
      const { done } = await results(client, profileChanged("nobody")).next();
      assert.equal(done, true);
    }),

  "what is refused has a code": () =>
    withClient({}, async (client) => {
      const refused = results(client, { query: "{ nothingOfThisName }" }).next();
      await assert.rejects(refused, ([error]) => error.extensions.code === "GRAPHQL_VALIDATION_FAILED");
    }),

  "a renewal keeps the socket": () => {
    let socket;
    let closed = 0;
    const on = { connected: (opened) => (socket = opened), closed: () => (closed += 1) };
    return withClient({ on, lazy: false }, async (client) => {
      const { id } = await me(client);
      const events = results(client, profileChanged(id));
      await first(events);
      const pong = new Promise((resolve) => client.on("pong", resolve));
      socket.send(message("ping", { payload: { token } }));
      await pong;
      assert.equal((await me(client)).id, id);
      assert.equal(closed, 0);
      await events.return();
    });
  },

  "a renewal by another is 4403, and the client comes again": () => {
    let socket;
    const codes = [];
    const on = { connected: (opened) => (socket = opened), closed: (event) => codes.push(event.code) };
    return withClient({ on, retryAttempts: 3, retryWait: async () => {} }, async (client) => {
      const { id } = await me(client);
      const events = results(client, profileChanged(id));
      const before = await first(events);
      socket.send(message("ping", { payload: { token: otherToken } }));
      // The same operation on the next socket: the client resumes it, and the present comes first again.
      assert.deepEqual(await first(events), before);
      assert.ok(codes.includes(4403), codes.join());
      await events.return();
    });
  },

  "4400 for what is no message": () => closes(4400, ["nonsense"]),
  "4400 for a binary frame": () => closes(4400, [Buffer.from("{}")]),
  "4401 for an operation before the acknowledgement": () => closes(4401, [subscribe("1", ME)]),
  "4401 for a bad token": () => closes(4401, [init({ token: "not.a.token" })]),
  "4406 for another subprotocol": () => closes(4406, [], { protocol: "graphql-ws" }),
  "4408 without an initialisation": () => closes(4408, []),
  "4409 for an id in use": async () => {
    const { id } = await withClient({}, me);
    const follow = subscribe("1", profileChanged(id));
    await closes(4409, [init({ token }), follow, follow]);
  },
  "4429 for a second initialisation": () => closes(4429, [init({ token }), init({ token })]),
  "1009 for a message that is too long": () => closes(1009, [init({ token }), " ".repeat(1 << 20)]),

  "403 for a foreign origin": async () => {
    await assert.rejects(closeAfter([], { origin: "https://foreign.example" }), /403/);
  },

  "a query as server-sent events": async () => {
    const client = createEventClient({ url, headers: { Authorization: `Bearer ${token}` }, retryAttempts: 0 });
    const profile = await me(client);
    const events = results(client, profileChanged(profile.id));
    assert.deepEqual((await first(events)).profileChanged.profile, profile);
    await events.return();
    assert.equal((await results(client, profileChanged("nobody")).next()).done, true);
    const { value } = await results(client, { query: "{ nothingOfThisName }" }).next();
    assert.equal(value.errors[0].extensions.code, "GRAPHQL_VALIDATION_FAILED");
    client.dispose();
  },
};

function inTime(audit) {
  let timer;
  const late = new Promise((_, reject) => {
    timer = setTimeout(() => reject(new Error(`no end within ${TIMEOUT_MS} ms`)), TIMEOUT_MS);
  });
  return Promise.race([audit(), late]).finally(() => clearTimeout(timer));
}

const audits = Object.entries(AUDITS);
let failed = 0;
for (const [name, audit] of audits) {
  let line = "ok";
  try {
    await inTime(audit);
  } catch (error) {
    failed += 1;
    line = error.message ?? `closed with ${error.code} ${error.reason}`;
  }
  console.log(`${name}: ${line}`);
}

console.log(`${audits.length - failed} of ${audits.length} audits are ok`);
process.exit(failed === 0 && audits.length > 0 ? 0 : 1);
