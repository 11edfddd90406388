// Runs every operation of operations/ against a running server: queries signed out and signed in, mutations as somebody
// would who edits their profile. Fails if one is refused, answers with errors, leaves the signed-in person's own data
// out, or isn't run at all. Subscriptions are for audit-socket.mjs.
//
//   node scripts/run-operations.mjs http://127.0.0.1:8080/graphql "$(folio token student)" "$(folio token admin)"

import { readFile, readdir } from "node:fs/promises";
import { Kind, concatAST, parse, print, separateOperations } from "graphql";

const TIMEOUT_MS = 10_000;
/** How often an operation is sent again that was too dear just then, and the longest pause before that. */
const MAX_WAITS = 5;
const MAX_PAUSE_SECONDS = 5;
/** The largest page that the server gives; fewer of those that are named here. */
const MAX_PAGE = 100;
const MAX_PAGES = { SkillSuggestions: 50, ProposedSkills: 50 };
const OPERATIONS = new URL("../operations/", import.meta.url);

const [url, token, staffToken] = process.argv.slice(2);
if (url === undefined || token === undefined || staffToken === undefined || !URL.canParse(url)) {
  console.error("usage: node scripts/run-operations.mjs <url of the GraphQL endpoint> <session token> <an administrator's>");
  process.exit(2);
}

/** A zip file with a Languages.csv of two rows, as LinkedIn's archive has one. */
const ARCHIVE =
  "UEsDBBQAAAAIAAAAIVxOW0hwRwAAAFoAAAANAAAATGFuZ3VhZ2VzLmNzdvNLzE3VCSjKT8tMzkzNS67kci0uSC1KzCvJ13HNSc1NzStJLKpUKEBWkJeek1mcoeOXWJJZlqqQX6SQlJmTmZdempiDog4AUEsBAhQDFAAAAAgAAAAhXE5bSHBHAAAAWgAAAA0AAAAAAAAAAAAAAIABAAAAAExhbmd1YWdlcy5jc3ZQSwUGAAAAAAEAAQA7AAAAcgAAAAAA";
/** Roots that are null for the owner of a page that isn't public, too. */
const OF_PUBLIC_PAGES = new Set(["profileDocument"]);

/** Queries that are null for whoever has no right of staff. */
const OF_STAFF = new Set(["ProposedSkills"]);

/** Every operation by name, each with the fragments that it uses and no others. */
async function loadOperations() {
  const names = (await readdir(OPERATIONS)).filter((name) => name.endsWith(".graphql")).sort();
  const files = await Promise.all(names.map((name) => readFile(new URL(name, OPERATIONS), "utf8")));
  return separateOperations(concatAST(files.map((text) => parse(text))));
}

/** As a client should: whoever's budget is used up waits as long as they are told to, and sends it again. */
async function send(document, variables, bearer) {
  for (let waits = 0; ; waits += 1) {
    const response = await post(document, variables, bearer);
    const pause = Number(response.headers.get("Retry-After") ?? MAX_PAUSE_SECONDS + 1);
    if (response.status !== 429 || waits === MAX_WAITS || pause > MAX_PAUSE_SECONDS) return read(response);
    await response.body?.cancel();
    await new Promise((resolve) => setTimeout(resolve, pause * 1_000));
  }
}

function post(document, variables, bearer) {
  const headers = { Accept: "application/graphql-response+json", "Content-Type": "application/json" };
  if (bearer !== undefined) headers.Authorization = `Bearer ${bearer}`;
  return fetch(url, {
    method: "POST",
    headers,
    body: JSON.stringify({ query: print(document), variables }),
    signal: AbortSignal.timeout(TIMEOUT_MS),
  });
}

async function read(response) {
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

const isPageSize = (name) => name.endsWith("First");

/** A value for each variable that must have one, and the largest page for an operation that asks for pages of one list. */
function sampleVariables(document, samples) {
  const operation = document.definitions.find((definition) => definition.kind === Kind.OPERATION_DEFINITION);
  const variables = {};
  const sizes = (operation.variableDefinitions ?? []).map(({ variable }) => variable.name.value).filter(isPageSize);
  // All lists at their largest are more than one operation may ask for: a page has sizes of its own.
  if (sizes.length === 1) variables[sizes[0]] = MAX_PAGES[operation.name?.value] ?? MAX_PAGE;
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
const samples = {
  slug: me.profile.slug,
  audience: "ANONYMOUS",
  skillQuery: "rust",
  skillName: "Rust",
  document: { basics: { name: "Ada Lovelace" } },
  archive: ARCHIVE,
  consent: true,
  // No name of an account, so that GitHub is left alone.
  login: "-",
};

const results = [];
const report = (name, viewer, outcome) => {
  results.push(outcome);
  console.log(`${name}, ${viewer}: ${outcome}`);
};
const kind = (document) =>
  document.definitions.find((definition) => definition.kind === Kind.OPERATION_DEFINITION).operation;
const named = (wanted) => Object.entries(operations).filter(([, document]) => kind(document) === wanted);
const attempt = async (name, viewer, run) => {
  try {
    report(name, viewer, (await run()) ?? "ok");
  } catch (error) {
    report(name, viewer, error.cause?.message ?? error.message);
  }
};

for (const [name, document] of named("query")) {
  const signedIn = OF_STAFF.has(name) ? ["staff", staffToken] : ["signed in", token];
  for (const [viewer, bearer] of [["anonymous", undefined], signedIn]) {
    await attempt(name, viewer, async () => {
      const data = await send(document, sampleVariables(document, samples), bearer);
      const absent = Object.keys(data).filter((field) => data[field] === null && !OF_PUBLIC_PAGES.has(field));
      if (bearer !== undefined && absent.length > 0) return `no ${absent.join(", ")} for its owner`;
    });
  }
}

/** What somebody does who edits their profile: each step's variables from what the steps before it answered. */
const unused = new Set(named("mutation").map(([name]) => name));
/** Those that were done too often lately. */
const held = new Set();
const page = async () => {
  const parts = ["EditProfile", "EditSections", "EditOwnCertificates"];
  const answers = await Promise.all(parts.map((name) => send(operations[name], {}, token)));
  return Object.assign({}, ...answers.map(({ me }) => me.profile));
};
async function mutate(name, variables, viewer = "signed in", bearer = token) {
  let payload = null;
  unused.delete(name);
  await attempt(name, viewer, async () => {
    [payload] = Object.values(await send(operations[name], variables, bearer));
    const throttled = payload.userErrors.some(({ code }) => code === "TOO_OFTEN");
    // Whoever runs this often on one database is held up some time, and with it what would have followed.
    if (throttled) held.add(name);
    if (throttled || (variables.id === "none" && held.size > 0)) return;
    if (payload.userErrors.length > 0) return JSON.stringify(payload.userErrors);
  });
  return payload;
}

const run = Date.now().toString(36);
let profile = await page();
const before = { headline: profile.headline, slug: profile.slug };
// That alone: who edits their profile for an hour has a budget of less than all of it each time.
const version = async () => (await send(parse("{ me { profile { version } } }"), {}, token)).me.profile.version;
const core = async (headline) =>
  mutate("ProfileUpdate", { input: { headline }, expectedVersion: await version(), idempotencyKey: crypto.randomUUID() });
await core(`Written at ${run}`);
await core(before.headline);
for (const state of ["DEACTIVATED", "ACTIVE"]) {
  await mutate("ProfileStateSet", { state, expectedVersion: await version() });
}
// Always the same second address: each that is given up is kept for half a year.
for (const slug of [`${before.slug.slice(0, 50)}-elsewhere`, before.slug]) {
  await mutate("SlugSet", { slug, expectedVersion: await version() });
}
const { modelConsent } = (await send(operations.ModelConsent, {}, token)).me.profile.preferences;
for (const textVersion of [modelConsent === null ? "1" : null, modelConsent]) {
  await mutate("ModelConsentSet", { textVersion, expectedVersion: await version() });
}
const settings = (await send(operations.PrivacySettings, {}, token)).privacySettings;
const location = settings.sections.find(({ section }) => section === "LOCATION").setting.chosen;
for (const visibility of [{ level: "PRIVATE" }, location]) {
  const sections = [{ section: "LOCATION", visibility }];
  await mutate("VisibilitySet", { input: { sections }, expectedVersion: await version() });
}
for (const [section, list, field, input, change] of [
  ["ProfileSkill", "skills", "profileSkill", { name: `Added at ${run}` }, { level: "BEGINNER", years: 1 }],
  ["Education", "education", "education", { institution: `Added at ${run}` }, { startDate: "2021-09" }],
  ["Project", "projects", "project", { name: `Added at ${run}` }, { startDate: "2021-09" }],
  ["Work", "work", "work", { company: `Added at ${run}`, title: "Tester", startDate: "2020" }, { startDate: "2019-09" }],
  ["Language", "languages", "language", { language: "tlh" }, { level: "A1" }],
  ["Certificate", "certificates", "certificate", { title: `Added at ${run}` }, { issuedAt: "2021-09" }],
  ["Link", "links", "link", { kind: "OTHER", url: `https://${run}.example/` }, { label: "Somewhere" }],
]) {
  const added = await mutate(`${section}Add`, { input, visibility: { level: "PRIVATE" } });
  const item = added?.[field];
  if (item == null) continue;
  const update = { id: item.id, expectedVersion: item.version, input: change };
  const updated = (await mutate(`${section}Update`, update))?.[field] ?? item;
  profile = await page();
  const ids = (profile[list].nodes ?? profile[list]).map(({ id }) => id);
  // Certificates that came from the platform keep their order among themselves: only the new one moves.
  await mutate(`${section}Reorder`, { ids: [ids.at(-1), ...ids.slice(0, -1)], expectedVersion: profile.version });
  await mutate(`${section}Reorder`, { ids, expectedVersion: await version() });
  await mutate(`${section}Remove`, { id: updated.id, expectedVersion: updated.version });
}
const { availability } = await page();
const rate = availability?.hourlyRateMin ?? availability?.hourlyRateMax;
const restored = availability && {
  status: availability.status,
  availableFrom: availability.availableFrom,
  hoursPerWeek: availability.hoursPerWeek,
  remote: availability.remote,
  hourlyRateMin: availability.hourlyRateMin?.amountMinor,
  hourlyRateMax: availability.hourlyRateMax?.amountMinor,
  currency: rate?.currency,
};
for (const input of [{ status: "LIMITED", hoursPerWeek: 12 }, restored]) {
  await mutate("AvailabilitySet", { input, expectedVersion: await version() });
}
/** Uploads a document of its own making; answers the id of what is ready. */
async function upload(purpose, contentType, bytes) {
  const file = { purpose, contentType, byteSize: bytes.length, filename: "document.pdf" };
  const requested = (await mutate("MediaUploadRequest", { file }))?.upload;
  if (requested == null) return null;
  const headers = Object.fromEntries(requested.headers.map(({ name, value }) => [name, value]));
  await attempt("the upload", "signed in", async () => {
    const put = await fetch(requested.url, { method: requested.method, headers, body: bytes });
    if (!put.ok) return `${put.status}: ${await put.text()}`;
  });
  return (await mutate("MediaUploadComplete", { id: requested.id }))?.upload?.id;
}
const pdf = new TextEncoder().encode("%PDF-1.7\n1 0 obj\nendobj\ntrailer\n%%EOF\n");
const png = Buffer.from(
  "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==",
  "base64",
);
const document = await upload("MEDIA", "application/pdf", pdf);
const shown = { upload: document, title: `Added at ${run}` };
let medium = (await mutate("MediaAdd", { input: shown, visibility: { level: "PRIVATE" } }))?.media;
if (medium != null) {
  await attempt("the file", "signed in", async () => {
    const file = await fetch(medium.url);
    if (!file.ok || (await file.arrayBuffer()).byteLength !== pdf.length) return `${file.status}`;
  });
  const change = { id: medium.id, expectedVersion: medium.version, input: { description: "About it" } };
  medium = (await mutate("MediaUpdate", change))?.media ?? medium;
  const media = (await send(operations.EditMedia, {}, token)).me.profile.media.nodes.map(({ id }) => id);
  for (const ids of [[...media].reverse(), media]) {
    await mutate("MediaReorder", { ids, expectedVersion: await version() });
  }
  await mutate("MediaRemove", { id: medium.id, expectedVersion: medium.version });
}
for (const cover of [await upload("COVER", "image/png", png), null]) {
  await mutate("ProfilePictureSet", { picture: "COVER", upload: cover, expectedVersion: await version() });
}
const badges = async () => {
  const { badges } = (await send(operations.MoreBadges, { slug: before.slug }, token)).profile;
  return badges.nodes.filter(({ status }) => status !== "REVOKED");
};
const featured = (await badges()).filter((award) => award.featured).map(({ id }) => id);
for (const ids of [(await badges()).map(({ id }) => id).reverse(), featured]) {
  await mutate("BadgesFeature", { ids: ids.slice(0, 12), expectedVersion: await version() });
}
// An import of others' languages, and of what was there before: what was typed in stays through both.
const resume = (await send(operations.ExportResume, {}, token)).me.jsonResume;
// One of real size is uploaded.
const uploaded = await upload("ARCHIVE", "application/zip", Buffer.from(ARCHIVE, "base64"));
for (const given of [{ archive: ARCHIVE }, { upload: uploaded }]) {
  await mutate("LinkedInImport", { ...given, consent: true, expectedVersion: await version() });
}
await mutate("ImportConsentWithdraw", { source: "LINKEDIN" });
await attempt("GitHubImport", "signed in", async () => {
  unused.delete("GitHubImport");
  const variables = { login: samples.login, consent: true, expectedVersion: await version() };
  const { userErrors } = (await send(operations.GitHubImport, variables, token)).gitHubImport;
  if (userErrors[0]?.code !== "INVALID") return `not refused: ${JSON.stringify(userErrors)}`;
});
await mutate("ResumeImport", { document: resume, expectedVersion: await version(), idempotencyKey: crypto.randomUUID() });
const gigs = async () => (await send(operations.MoreGigs, { slug: before.slug }, token)).profile.gigs.nodes;
const first = (await gigs()).filter((gig) => gig.featured).map(({ id }) => id);
for (const ids of [(await gigs()).map(({ id }) => id).reverse(), first]) {
  await mutate("GigsFeature", { ids: ids.slice(0, 12), expectedVersion: await version() });
}
// What people say of each other. The demo people have said something of the signed-in person already.
const mine = async (name, field) => (await send(operations[name], {}, token)).me[field].nodes;
for (const wanted of ["HIDE", "ACCEPT"]) {
  const [shown] = (await mine("EndorsementsReceived", "endorsementsReceived")).filter(({ state }) => state !== "PENDING");
  await mutate("EndorsementDecide", { id: shown.id, decision: wanted, expectedVersion: shown.version });
}
for (const name of ["RecommendationDecline", "RecommendationAccept"]) {
  const all = await mine("RecommendationsReceived", "recommendationsReceived");
  const { id, version: expectedVersion } = all.find(({ state }) => ["ACCEPTED", "DECLINED"].includes(state));
  await mutate(name, { id, expectedVersion });
}
const { endorser } = (await mine("EndorsementsReceived", "endorsementsReceived")).find(({ state }) => state === "ACCEPTED");
const other = (await send(operations.SkillMatrix, { slug: endorser.slug }, token)).profile;
const words = { capacity: "PEER", relationship: `Met at ${run}` };
const [{ id: skillId, name: called }] = other.skills.nodes;
const said = await mutate("SkillEndorse", { skillId, name: called, input: { ...words, note: "Good." } });
await mutate("EndorsementWithdraw", { id: said?.endorsement?.id ?? "none" });
const draft = (await mutate("RecommendationWrite", { id: other.id, input: { ...words, text: "Good." } }))?.written;
await mutate("RecommendationSubmit", { id: draft?.id ?? "none", expectedVersion: draft?.version ?? "1" });
await mutate("RecommendationWithdraw", { id: draft?.id ?? "none" });
const { profile: asked } = await send(parse('{ profile(slug: "sam-lindqvist") { id } }'), {}, token);
const request = (await mutate("RecommendationRequest", { profileId: asked.id, message: "Would you?" }))?.received;
await mutate("RecommendationWithdraw", { id: request?.id ?? "none" });
// What staff do: a badge that only this script awards, and a skill that it proposes and merges in the end.
const staff = async (name, variables) => mutate(name, variables, "staff", staffToken);
/** Walks a list's pages until it has what is looked for. */
async function find(list, fields, wanted) {
  const pages = parse(`query($first: Int, $after: String) { list: ${list}(first: $first, after: $after) {
    nodes { ${fields} } pageInfo { hasNextPage endCursor } } }`);
  let after;
  for (;;) {
    const { nodes, pageInfo } = (await send(pages, { first: MAX_PAGE, after }, staffToken)).list;
    const found = nodes.find(wanted);
    if (found !== undefined || !pageInfo.hasNextPage) return found;
    after = pageInfo.endCursor;
  }
}
const key = "made-by-a-script";
const offered = await find("badgeCatalogue", "key version", (badge) => badge.key === key);
const offer = { key, name: `Made at ${run}`, issuerName: "Folio" };
await staff("BadgeDefine", { input: offer, expectedVersion: offered?.version });
const { me: person } = await send(parse("{ me { profile { id } } }"), {}, token);
const awarded = await staff("BadgeAward", { profileId: person.profile.id, input: { badge: key } });
await staff("BadgeRevoke", { id: awarded?.awardId ?? "none", reason: "It was awarded by a script." });
const skill = `Made at ${run}`;
const own = (await mutate("ProfileSkillAdd", { input: { name: skill }, visibility: { level: "PRIVATE" } }))?.profileSkill;
const proposal = await find("proposedSkills", "id name", ({ name }) => name === skill);
const accepted = (await staff("SkillAccept", { id: proposal?.id ?? "none", input: { slug: `made-at-${run}` } }))?.skill;
await staff("SkillAliasAdd", { slug: accepted?.slug ?? "none", name: `${skill}, or so` });
await staff("SkillMerge", { skill: accepted?.slug ?? "none", into: "rust" });
await staff("SkillUnmerge", { skill: accepted?.slug ?? "none" });
if (own != null) {
  const held = (await page()).skills.nodes.find(({ id }) => id === own.id);
  await mutate("ProfileSkillRemove", { id: own.id, expectedVersion: held?.version ?? own.version });
}
await staff("SkillMerge", { skill: accepted?.slug ?? "none", into: "rust" });
for (const name of unused) report(name, "signed in", "not run: add a step to this script");

/** Nobody changes anything without signing in. */
for (const [name, document] of named("mutation")) {
  await attempt(name, "anonymous", async () => {
    const nobodys = {
      login: samples.login,
      // One whose parts are needed may be left out as a whole.
      input: name === "AvailabilitySet" ? null : ({ BadgeDefine: { key: "none" }, BadgeAward: { badge: "none" } }[name] ?? {}),
      id: "none",
      ids: [],
      slug: "nobody",
      state: "ACTIVE",
      picture: "COVER",
      file: { purpose: "MEDIA", contentType: "image/png", byteSize: 1 },
      document: {},
      archive: "",
      consent: true,
      skillId: "none",
      profileId: "none",
      decision: "HIDE",
      reason: "None.",
      source: "LINKEDIN",
      name: "None",
      skill: "none",
      into: "none",
      expectedVersion: "1",
    };
    try {
      await send(document, sampleVariables(document, nobodys));
    } catch (error) {
      return error.message.startsWith("UNAUTHENTICATED") ? "ok" : error.message;
    }
    return "was done";
  });
}

const failed = results.filter((outcome) => outcome !== "ok").length;
console.log(`${results.length - failed} of ${results.length} runs are ok`);
process.exit(failed === 0 && results.length > 0 ? 0 : 1);
