// Saving by itself: what changes is kept on this machine first, then sent, one request at a time; nothing typed is lost.
// Widgets and plain fields speak to it by "portal:change"; it answers with "portal:result" and "portal:saved".
import * as fields from "./fields.js";
import * as kept from "./kept.js";
import { ask as askPage } from "./page.js";
import { Trouble, ask } from "./saver/asking.js";
import { asSent, joined, keyOf, mapped, structural, toSend, wire } from "./saver/changes.js";
import { reveal, show } from "./saver/showing.js";
import * as state from "./state.js";

const editor = document.querySelector("[data-editor]");
export const plan = editor.dataset.plan;
const address = editor.dataset.save;
const EVERY = 2000;
const MOST = 400;

export const tab = crypto.randomUUID ? crypto.randomUUID() : `${Date.now()}-${Math.random().toString(36).slice(2, 12)}`;
export let revision = Number(editor.dataset.revision);

let queue = [];
let flight = null;
let timer = 0;
let lastSent = -Infinity;
let clock = 0; // of two texts and of two requests of this tab, the server knows the newer by it
let failures = 0;
let most = MOST;
let stopped = ""; // "signed-out" or "closed": nothing is sent until somebody has acted
let safe = true; // what is unsaved stands on this machine
let token = JSON.parse(document.body.getAttribute("hx-headers") || "{}")["X-CSRFToken"] || "";
const server = new Map(); // "anchor|field" → what the server is known to say
const held = new Map(); // "anchor|field" → a change that waits for the person: a conflict or a refusal

export const place = () => fields.anchorOf(document.activeElement);
export const isBusy = (at) => [...queue, ...(flight || [])].some((change) => change.at === at || change.temp === at) || [...held.keys()].some((key) => key.startsWith(`${at}|`));
export const isUnsaved = () => queue.length > 0 || flight !== null || held.size > 0 || fields.untold().length > 0;
export const serverSays = (at, name, text) => server.set(keyOf(at, name), text);
export const forgetServer = (at) => { for (const key of server.keys()) if (key.startsWith(`${at}|`)) server.delete(key); };
export const setRevision = (number) => { revision = Math.max(revision, number); };

// --- the copy on this machine

let keeping = 0;
const record = () => {
  const untold = fields.untold();
  document.dispatchEvent(new CustomEvent("portal:collect", { detail: untold })); // widgets add what they have not told yet
  return { touched: Date.now(), changes: joined([...(flight || []).map(asSent), ...queue, ...held.values(), ...untold.map(stamped)]).map(wire) };
};

export const stamped = (change) => {
  clock += 1;
  return structural(change) ? { ...change, tick: clock } : { ...change, fields: mapped(change.fields, (field) => ({ ...field, tick: clock })) };
};

export const keep = async () => {
  clearTimeout(keeping);
  keeping = 0;
  const now = record();
  if (now.changes.length === 0) { safe = true; await kept.forget(plan, tab); return; }
  safe = false;
  safe = await kept.keep(plan, tab, now);
};
const keepSoon = () => { state.pending(); keeping ||= setTimeout(keep, 250); };

// --- the queue

const waitsAs = (at) => queue.find((change) => change.op === "add" && change.temp === at);

const flying = (at, name) => (flight || []).find((change) => change.op === "set" && change.at === at && name in change.fields)?.fields[name];

const enqueueField = (at, name, { was, now, ...carried }) => {
  const adding = waitsAs(at);
  if (adding) { adding.fields = { ...adding.fields, [name]: now }; adding.tick = carried.tick; return; }
  const waits = held.get(keyOf(at, name));
  if (waits?.conflict || waits?.gone) { Object.assign(waits.fields[name], { now, tick: carried.tick }); keep(); return; }
  if (waits?.fields[name].now === now) return; // refused as it stands
  held.delete(keyOf(at, name));
  const before = flying(at, name)?.now ?? server.get(keyOf(at, name)) ?? was;
  let change = queue.find((each) => each.op === "set" && each.at === at);
  if (!change) { change = { op: "set", at, fields: {} }; queue.push(change); }
  change.fields[name] = { was: before, ...carried, ...change.fields[name], now, tick: carried.tick };
  if (change.fields[name].was === now && !change.fields[name].sent) delete change.fields[name];
  if (Object.keys(change.fields).length === 0) queue = queue.filter((each) => each !== change);
};

export const enqueue = (told) => {
  const change = stamped(told);
  if (change.op === "set") for (const [name, field] of Object.entries(change.fields)) enqueueField(change.at, name, field);
  else queue.push(change);
  state.pending();
  keep();
  sendSoon(pace());
};

// Structure is waited for: resolves to the answers of these changes.
export const perform = (changes) => Promise.all(changes.map((change) => new Promise((resolve) => enqueue({ ...change, done: resolve }))));

// Typing is sent at most every two seconds; a structural change at once.
const pace = () => (queue.some(structural) ? 0 : Math.max(0, lastSent + EVERY - performance.now()));
const sendSoon = (wait) => {
  if (stopped || flight) return;
  clearTimeout(timer);
  timer = setTimeout(send, wait);
};

// A row that is being added has no name yet: what speaks of it waits for the answer.
const nextBatch = () => {
  const temps = new Set();
  const batch = [];
  for (const change of queue) {
    if (batch.length >= most || [change.at, change.in, change.before].some((name) => temps.has(name))) break;
    if (change.temp) temps.add(change.temp);
    batch.push(change);
  }
  return batch;
};

// --- sending

async function send() {
  if (flight || stopped) return;
  const batch = nextBatch();
  if (batch.length === 0) { settle(); return; }
  flight = batch;
  queue = queue.slice(batch.length);
  clock += 1;
  lastSent = performance.now();
  state.saving();
  let said;
  try {
    said = await ask(address, token, { sitting: tab, number: clock, place: place(), changes: batch.map(toSend) });
  } catch (trouble) {
    takeBack(batch);
    if (!(trouble instanceof Trouble)) throw trouble;
    await stumble(trouble, batch);
    return;
  }
  flight = null;
  failures = 0;
  most = MOST;
  accept(batch, said);
  await keep();
  if (queue.length) sendSoon(pace()); else settle(said.saved_at);
}

// Nothing waits to be sent: said only when it is so.
const settle = (at = "") => {
  if (flight || queue.length) return;
  if (held.size) state.failed("Còn chỗ cần xem lại trước khi lưu được; phần vừa nhập đang được giữ trên máy này.");
  else if (fields.untold().length === 0) state.saved(at);
};

// Not sent after all: back to the front, the first "was" and the last "now" of each field.
const takeBack = (batch) => {
  flight = null;
  queue = joined([...batch.map(asSent), ...queue]);
  keep();
};

const stumble = async (trouble, batch) => {
  if (trouble.kind === "signed-out") { stop("signed-out"); return; }
  if (trouble.kind === "token") { await renew(); return; }
  if (trouble.kind === "closed") { stop("closed", trouble.sentence); return; }
  if (trouble.kind === "junk" && batch.length > 1) { most = 1; sendSoon(0); return; }
  if (trouble.kind === "junk") { setAside(queue.shift(), trouble.sentence); sendSoon(0); return; }
  failures += 1;
  const wait = Math.min(30, 2 ** failures);
  if (trouble.kind === "offline" || !navigator.onLine) state.offline();
  else state.failed(`Chưa lưu được: máy chủ chưa trả lời. Nội dung đang được giữ trên máy này, tự thử lại sau ${wait} giây.`);
  sendSoon(wait * 1000);
};

const setAside = (change, sentence) => {
  if (!structural(change)) for (const name of Object.keys(change.fields)) reveal(keyOf(change.at, name));
  change.done?.({ at: change.at, errors: { "": sentence } });
  if (structural(change)) { state.failed(`Chưa lưu được: ${sentence}`); return; }
  for (const name of Object.keys(change.fields)) held.set(keyOf(change.at, name), { op: "set", at: change.at, fields: { [name]: change.fields[name] } });
  answer(change.at, { at: change.at, errors: Object.fromEntries(Object.keys(change.fields).map((name) => [name, sentence])) });
};

const stop = (why, sentence = "") => {
  stopped = why;
  keep();
  document.dispatchEvent(new CustomEvent("portal:stopped", { detail: { why, sentence } }));
  if (why === "signed-out") state.failed("Phiên làm việc đã hết. Nội dung vừa nhập đang được giữ trên máy này.");
  else state.failed(`Chưa lưu được: ${sentence}`);
};

// After signing in again: the same person, a new token. Resolves to whether saving goes on.
export const renew = async () => {
  const { page, why } = await askPage(location.pathname);
  if (why === "offline" || why === "server") { stopped = ""; state.offline(); sendSoon(4000); return false; }
  if (!page) { stop("signed-out"); return false; }
  if (page.body.dataset.user !== document.body.dataset.user) { stop("signed-out"); return false; }
  token = JSON.parse(page.body.getAttribute("hx-headers") || "{}")["X-CSRFToken"] || token;
  stopped = "";
  document.dispatchEvent(new CustomEvent("portal:resumed"));
  sendSoon(0);
  return true;
};

// --- answers

// `waits`: what was typed there since then has yet to be sent.
const answer = (at, result) => {
  const detail = { ...result, waits: queue.some((change) => change.at === at || change.temp === at) };
  for (const row of fields.rowsOf(at)) row.dispatchEvent(new CustomEvent("portal:result", { bubbles: true, detail }));
  if (!fields.rowsOf(at).length) document.dispatchEvent(new CustomEvent("portal:result", { detail }));
};

const named = (temp, at) => {
  for (const change of queue) for (const part of ["at", "in", "before"]) if (change[part] === temp) change[part] = at;
  for (const row of document.querySelectorAll(`[data-temp="${CSS.escape(temp)}"]`)) { row.dataset.at = at; row.dataset.row &&= at; }
};

const acceptField = (change, name, result) => {
  const { now } = change.fields[name];
  const key = keyOf(change.at, name);
  const unseen = reveal(key);
  if (result.conflict?.[name]) {
    const later = queue.find((each) => each.op === "set" && each.at === change.at);
    const typed = later?.fields[name]?.now ?? now;
    server.set(key, result.conflict[name].theirs);
    const tick = later?.fields[name]?.tick ?? change.fields[name].tick;
    if (later?.fields[name]) delete later.fields[name];
    held.set(key, { op: "set", at: change.at, conflict: result.conflict[name], fields: { [name]: { ...change.fields[name], now: typed, tick } } });
    return;
  }
  if (result.errors?.[name]) server.set(key, change.fields[name].was); // refused: it still says what it said
  if (result.errors?.[name] || result.gone) {
    held.set(key, { op: "set", at: change.at, gone: Boolean(result.gone), fields: { [name]: change.fields[name] } });
    return;
  }
  const stored = result.fields?.[name] ?? now;
  server.set(key, stored);
  const field = fields.fieldOf(change.at, name);
  if (field && fields.isPlain(field)) {
    fields.setBaseline(field, stored);
    if (field !== document.activeElement && fields.read(field) === now && stored !== now) fields.put(field, stored);
  }
  if (unseen && fields.read(unseen) !== stored) show(unseen, change.at, name, stored, stored);
  for (const each of queue) if (each.at === change.at && each.fields?.[name]?.was === now) each.fields[name].was = stored;
};

// A new row's words, where its first answer was lost and somebody else has changed them meanwhile.
const acceptNew = (change, { at, ...result }) => {
  const typed = Object.entries(change.fields || {}).filter(([name]) => result.conflict?.[name]);
  for (const [name, now] of typed) acceptField({ op: "set", at, fields: { [name]: { was: "", now, tick: change.tick } } }, name, result);
};

const accept = (batch, said) => {
  const mine = said.results.some((result) => result.ok) ? 1 : 0;
  const behind = said.revision > revision + mine;
  revision = said.revision;
  batch.forEach((change, at) => {
    const result = said.results[at] || { at: change.at, ok: true };
    if (change.op === "add" && result.ok && change.temp) named(change.temp, result.at);
    if (change.op === "set") for (const name of Object.keys(change.fields)) acceptField(change, name, result);
    if (change.op === "add" && result.ok) acceptNew(change, result);
    queue = queue.filter((each) => each.op !== "set" || Object.keys(each.fields).length);
    answer(change.op === "set" ? change.at : result.at || change.at, { ...result, sent: wire(change) });
    change.done?.(result);
  });
  if (behind) document.dispatchEvent(new CustomEvent("portal:behind"));
  document.dispatchEvent(new CustomEvent("portal:saved", { detail: {
    revision, saved_at: said.saved_at, people: said.people, state: said.state,
    changed: batch.map((change, at) => said.results[at]?.at || change.at), structural: batch.some(structural),
  } }));
};

// --- what a person decides about a conflict

export const heldChange = (at, name) => held.get(keyOf(at, name));
export const decide = (at, name, text, { send: goesOn = true } = {}) => {
  const key = keyOf(at, name);
  const theirs = server.get(key);
  held.delete(key);
  if (goesOn && text !== theirs) enqueue({ op: "set", at, fields: { [name]: { was: theirs, now: text } } });
  else { keep(); settle(); }
};
export const drop = (at) => {
  for (const key of held.keys()) if (key.startsWith(`${at}|`)) held.delete(key);
  keep();
  settle();
};

// --- when

document.addEventListener("portal:change", (event) => { enqueue(event.detail); });
document.addEventListener("portal:typing", keepSoon);
window.addEventListener("online", () => { failures = 0; sendSoon(0); });
window.addEventListener("offline", () => { if (isUnsaved()) state.offline(); });

// Resolves to whether everything has been saved.
export const flush = async (patience = 4000) => {
  fields.tellAll();
  const end = Date.now() + patience;
  while ((queue.length || flight) && !stopped && Date.now() < end) {
    if (!flight) await send(); else await new Promise((resolve) => setTimeout(resolve, 40));
    if (failures) break;
  }
  await keep();
  return !isUnsaved();
};

const lastWord = () => { fields.tellAll(); keep(); if (!flight) send(); };
document.addEventListener("visibilitychange", () => { if (document.hidden) lastWord(); });
window.addEventListener("pagehide", lastWord);
window.addEventListener("beforeunload", (event) => {
  lastWord();
  if (isUnsaved() && !safe) event.preventDefault();
});

// --- what an earlier tab left behind is taken in by ./saver/leftover.js

export const waitingFor = (at, name) => queue.find((change) => change.op === "set" && change.at === at)?.fields[name];
export const isSafe = () => safe;
export const takeIn = (change) => queue.push(change);
export const takeInField = enqueueField;

// A run of prose cannot be kept from being typed in: both texts are shown.
export const meet = (at, name, left, theirs) => {
  const conflict = { theirs, by: "", when: "", own: true };
  server.set(keyOf(at, name), theirs);
  held.set(keyOf(at, name), { op: "set", at, conflict, fields: { [name]: left } });
  answer(at, { at, conflict: { [name]: conflict } });
};

// Says whether anything waits.
export const goOn = () => { if (queue.length) sendSoon(0); return queue.length > 0; };
