"use strict";

// A profile's badges, and the owner's strength, as they move: graphql-transport-ws by hand, so that there is something to
// read. The token lives in the input alone: a reload forgets it.
const $ = (id) => document.getElementById(id);

const PROFILE = `query LivePage($slug: String!) {
  profile(slug: $slug) { id displayName headline }
  me { profile { id } }
}`;
const BADGES = `subscription LiveBadges($id: ID!, $after: String) {
  badgeEvents(profileId: $id, after: $after) {
    kind cursor badges { ...Award } events { type id featuredPlace award { ...Award } }
  }
}
fragment Award on BadgeAward { id status awardedAt expiresAt featured badge { name tier issuerName } }`;
const STRENGTH = `subscription LiveStrength($after: String) {
  strengthChanged(after: $after) {
    kind cursor
    strength {
      score levelLabel
      factors { key label earned weight gain action { text } }
      nextStep { gain action { text } }
    }
  }
}`;

const FIRST_PAUSE = 500;
const LONGEST_PAUSE = 15_000;
const LOG = 30;
// Close codes that another try doesn't help against.
const FATAL = new Set([1002, 1007, 1009, 4400, 4401, 4406, 4409, 4429]);

let awards = new Map();
let fresh = new Set();
// Whether anything was told yet.
let known = false;
let session = null;

function text(tag, content) {
  const element = document.createElement(tag);
  element.textContent = content;
  return element;
}

function day(time) {
  return time === null ? "" : new Date(time).toLocaleDateString(undefined, { dateStyle: "medium" });
}

function say(state, words) {
  $("dot").dataset.state = state;
  $("connection").textContent = words;
}

function complain(words) {
  $("problem").textContent = words;
  $("problem").hidden = words === "";
}

function log(words) {
  const line = text("li", "");
  const time = text("time", new Date().toLocaleTimeString());
  time.className = "when";
  line.append(time, ` ${words}`);
  $("log").prepend(line);
  while ($("log").children.length > LOG) $("log").lastChild.remove();
}

// The owner's order: what is featured by its place there, then the newest.
function inOrder() {
  const newest = (a, b) => (b.awardedAt ?? "").localeCompare(a.awardedAt ?? "");
  const place = (award) => award.place ?? Number.MAX_SAFE_INTEGER;
  return [...awards.values()].sort((a, b) => place(a) - place(b) || newest(a, b));
}

function showBadges() {
  const list = inOrder();
  const cards = list.map((award) => {
    const card = document.createElement("li");
    card.dataset.tier = award.badge?.tier ?? "";
    card.dataset.status = award.status;
    card.classList.toggle("new", fresh.has(award.id));
    card.append(
      text("h3", award.badge?.name ?? "A badge"),
      text("p", [award.badge?.issuerName, award.badge?.tier?.toLowerCase()].filter(Boolean).join(", ")),
      text("p", award.status === "ACTIVE" ? `Awarded ${day(award.awardedAt)}` : award.status.toLowerCase()),
    );
    return card;
  });
  const rows = list.map((award) => {
    const row = document.createElement("tr");
    const name = text("th", award.badge?.name ?? "A badge");
    name.scope = "row";
    const status = award.status.toLowerCase();
    row.append(name, ...[award.badge?.tier ?? "", award.badge?.issuerName ?? "", day(award.awardedAt), status].map((it) => text("td", it)));
    return row;
  });
  $("cards").replaceChildren(...cards);
  $("rows").replaceChildren(...rows);
  // Those that hold: what was revoked or is over stands there, and counts no more.
  $("count").textContent = list.length === 0 ? "" : `(${list.filter(({ status }) => status === "ACTIVE").length})`;
  $("empty").textContent = known ? "No badges, as far as you may see." : "Nothing to show yet.";
  $("empty").hidden = list.length > 0;
}

function takeInBadges({ kind, badges, events }) {
  fresh = new Set();
  known = true;
  if (kind !== "EVENTS") {
    awards = new Map(badges.map((award, at) => [award.id, { ...award, place: award.featured ? at + 1 : null }]));
    if (kind === "RESYNC") log("What was missed can't be told any more: everything was read anew.");
  }
  for (const { type, id, award, featuredPlace } of events) {
    const name = award?.badge?.name ?? awards.get(id)?.badge?.name ?? "a badge";
    if (award === null) awards.delete(id);
    else awards.set(id, { ...award, place: featuredPlace });
    if (type === "AWARDED") fresh.add(id);
    log({ AWARDED: `Awarded: ${name}`, REVOKED: award === null ? `No longer there: ${name}` : `Revoked: ${name}`, EXPIRED: `Expired: ${name}`, CHANGED: `Changed: ${name}` }[type]);
  }
  showBadges();
}

function takeInStrength({ kind, strength }) {
  $("strength").hidden = strength === null;
  if (strength === null) return;
  const before = Number($("score").textContent);
  $("score").textContent = strength.score;
  $("level").textContent = strength.levelLabel;
  $("meter").value = strength.score;
  const step = strength.nextStep;
  $("step").textContent = step?.action ? `Next: ${step.action.text} (+${step.gain})` : "There is nothing left to do.";
  $("factors").replaceChildren(...strength.factors.map((factor) => {
    const row = document.createElement("tr");
    const name = text("th", factor.label);
    name.scope = "row";
    row.append(name, text("td", factor.earned), text("td", factor.weight), text("td", factor.action ? `${factor.action.text} (+${factor.gain})` : "done"));
    return row;
  }));
  if (kind === "EVENTS" && before !== strength.score) log(`Strength: ${before} to ${strength.score}`);
}

async function find(slug, token) {
  const headers = { "Content-Type": "application/json", Accept: "application/json" };
  if (token !== "") headers.Authorization = `Bearer ${token}`;
  const body = JSON.stringify({ query: PROFILE, variables: { slug } });
  const response = await fetch("/graphql", { method: "POST", headers, body });
  const { data, errors } = await response.json();
  if (errors) throw new Error(errors[0].message);
  return data;
}

// One visit: follows a profile until it is stopped, over as many sockets as it takes.
class Session {
  constructor(slug, token) {
    Object.assign(this, { slug, token, pause: FIRST_PAUSE, cursors: {}, stopped: false });
  }

  async start() {
    say("waiting", "Looking for the profile…");
    try {
      const { profile, me } = await find(this.slug, this.token);
      if (this.stopped) return;
      if (profile === null) return this.end("There is no such profile, or none for you.");
      title(profile.displayName ?? this.slug);
      $("headline").textContent = profile.headline ?? "";
      this.id = profile.id;
      this.own = me?.profile?.id === profile.id;
      this.connect();
    } catch (error) {
      if (error instanceof TypeError) this.again(() => this.start());
      else this.end(error.message);
    }
  }

  connect() {
    say("waiting", "Connecting…");
    const socket = new WebSocket(`${location.protocol === "https:" ? "wss" : "ws"}://${location.host}/graphql`, "graphql-transport-ws");
    this.socket = socket;
    const send = (message) => socket.send(JSON.stringify(message));
    const subscribe = (id, query, variables) => send({ type: "subscribe", id, payload: { query, variables } });
    socket.onopen = () => send({ type: "connection_init", payload: { token: this.token || null } });
    socket.onmessage = ({ data }) => {
      const { type, id, payload } = JSON.parse(data);
      if (type === "ping") send({ type: "pong" });
      if (type === "connection_ack") {
        subscribe("badges", BADGES, { id: this.id, after: this.cursors.badges ?? null });
        if (this.own) subscribe("strength", STRENGTH, { after: this.cursors.strength ?? null });
        say("live", "Live");
      }
      if (type === "next") this.takeIn(id, payload);
      if (type === "error") this.end(payload[0].message);
      // The server says no more than that there is nothing more.
      if (type === "complete" && id === "badges" && !this.broken) this.end("There is no such profile any more, or none for you.");
    };
    socket.onclose = ({ code, reason }) => {
      if (this.stopped) return;
      if (FATAL.has(code)) this.end(reason || `The server closed the connection (${code}).`);
      else this.again(() => this.connect());
    };
  }

  takeIn(id, { data, errors }) {
    if (errors) {
      // The last message of the subscription. What was missed meanwhile comes after the reconnection.
      this.broken = true;
      this.socket.close();
      return;
    }
    this.broken = false;
    this.pause = FIRST_PAUSE;
    const message = id === "badges" ? data.badgeEvents : data.strengthChanged;
    this.cursors[id] = message.cursor;
    if (id === "badges") takeInBadges(message);
    else takeInStrength(message);
  }

  again(work) {
    // By lot, so that not everybody comes back at the same time.
    const pause = this.pause * (0.5 + Math.random() / 2);
    this.pause = Math.min(this.pause * 2, LONGEST_PAUSE);
    say("waiting", `Connection lost; another try in ${Math.ceil(pause / 1000)} s`);
    this.timer = setTimeout(() => this.stopped || work(), pause);
  }

  end(words) {
    this.stop();
    say("off", "Not connected");
    complain(words);
  }

  stop() {
    this.stopped = true;
    clearTimeout(this.timer);
    this.socket?.close();
  }
}

function title(name) {
  $("name").textContent = name ?? "Folio live";
  document.title = name === null ? "Folio live" : `${name} – Folio live`;
}

function follow() {
  session?.stop();
  complain("");
  awards = new Map();
  fresh = new Set();
  known = false;
  $("strength").hidden = true;
  title(null);
  $("headline").textContent = "";
  session = new Session($("slug").value.trim(), $("token").value.trim());
  showBadges();
  session.start();
}

$("who").addEventListener("submit", (event) => {
  event.preventDefault();
  const address = `?slug=${encodeURIComponent($("slug").value.trim())}`;
  // Another token for the same profile is no other place to go back to.
  if (address !== location.search) history.pushState(null, "", address);
  follow();
});
addEventListener("popstate", begin);
$("as-table").addEventListener("click", () => {
  const table = $("table").hidden;
  $("table").hidden = !table;
  $("cards").hidden = table;
  $("as-table").textContent = table ? "Show as cards" : "Show as a table";
});

// As the address says.
function begin() {
  $("slug").value = new URLSearchParams(location.search).get("slug") ?? "maya-okonkwo";
  follow();
}

begin();
