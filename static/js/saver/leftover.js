// What an earlier tab of this person left behind on this machine: taken in as if it had just been typed, where it goes on from what is shown.
import * as fields from "../fields.js";
import * as kept from "../kept.js";
import * as saver from "../saver.js";
import { MOST_SENT, keyOf, structural } from "./changes.js";
import { hide, show } from "./showing.js";

const spaceless = (text) => text.replace(/\s+/g, "");
const alike = (one, other) => spaceless(one) === spaceless(other);
const says = (field) => (fields.isPlain(field) ? fields.baseline(field) : fields.read(field));

const replay = (change, other) => {
  const from = (left) => [...(left.from || []), [other, left.tick ?? 0]].slice(-MOST_SENT);
  if (structural(change)) { saver.takeIn({ ...saver.stamped(change), from: from(change) }); return; }
  for (const [name, left] of Object.entries(saver.stamped(change).fields)) {
    const field = fields.fieldOf(change.at, name);
    if (field && says(field) === left.now) continue;
    if (field && [left.was, ...(left.sent || [])].some((text) => alike(text, says(field)))) show(field, change.at, name, left.now, says(field));
    else if (field && name === "html") { saver.meet(change.at, name, left, says(field)); continue; }
    else if (field) hide(keyOf(change.at, name), field);
    saver.takeInField(change.at, name, { ...left, from: from(change.fields[name]) });
  }
};

// Words of another tab for a field that has words of its own here: they stay kept until the plan is opened again.
const meets = (change) => !structural(change) && Object.entries(change.fields).some(([name, left]) => {
  const field = fields.fieldOf(change.at, name);
  const waits = saver.waitingFor(change.at, name);
  const goesOn = waits?.from?.every(([key]) => left.from?.some(([earlier]) => earlier === key));
  return (waits && !goesOn) || saver.heldChange(change.at, name) || (field && fields.isPlain(field) && !waits && fields.isDirty(field));
});

// A tab that was closed a moment ago holds its lock for a little longer.
const isDead = async (other, touched) => {
  for (let turn = 0; turn < 4; turn += 1) {
    if (await kept.isDead(other, touched)) return true;
    await new Promise((resolve) => setTimeout(resolve, 250));
  }
  return false;
};

const takeOver = async (other, left) => {
  if (left.changes.some(meets)) return 0;
  for (const change of left.changes) replay(change, other);
  await saver.keep();
  if (saver.isSafe()) await kept.forget(saver.plan, other);
  return left.changes.length;
};

const widgetsStand = document.readyState === "complete" || new Promise((resolve) => {
  document.addEventListener("DOMContentLoaded", resolve, { once: true });
  window.addEventListener("load", resolve, { once: true });
});

export const begin = async () => {
  kept.live(saver.tab);
  await widgetsStand;
  let found = 0;
  const records = (await kept.records(saver.plan)).filter(([other]) => other !== saver.tab);
  records.sort(([, one], [, other]) => (one.touched || 0) - (other.touched || 0));
  for (const [other, left] of records) if (await isDead(other, left.touched)) found += await takeOver(other, left);
  if (saver.goOn()) document.dispatchEvent(new CustomEvent("portal:replayed", { detail: { count: found } }));
};
