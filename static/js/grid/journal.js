// Everything done to the table as steps that can be taken back: one press takes back one act, a paste included.

import { offer } from "../offer.js";
import { baseline } from "./table.js";

const MOST = 200;

export class Journal {
  constructor(table) {
    this.table = table;
    this.done = [];
    this.undone = [];
    this.changed = () => {};
    this.typed = () => {};
    this.offered = null;
    // Who goes on in another part of the page has no more use for the bar, and it would cover what they read.
    document.addEventListener("focusin", ({ target }) => {
      if (!table.root.contains(target) && !this.offered?.contains(target)) this.withdraw();
    });
  }

  // The last act can be taken back from a bar in sight, wherever the table has been scrolled to.
  offer(words) { this.offered = offer(words, () => this.undo(), { spoken: false }); }

  withdraw() {
    this.offered?.remove();
    this.offered = null;
  }

  // Steps of one act; `name` says it: "dán 50 dòng".
  act(name, steps) {
    if (!steps.length) return;
    this.typed();
    const focused = document.activeElement;
    for (const step of steps) step.go();
    this.note(name, steps);
    this.settle(steps);
    if (focused.isConnected && document.activeElement !== focused) focused.focus();
    this.enter();
  }

  // Something that has already been done, such as typing.
  note(name, steps) {
    this.withdraw();
    this.done.push({ name, steps });
    if (this.done.length > MOST) this.done.shift();
    this.undone = [];
    this.changed();
  }

  undo() { return this.turn(this.done, this.undone, (steps) => [...steps].reverse().forEach((step) => step.back()), "Đã hoàn tác"); }
  redo() { return this.turn(this.undone, this.done, (steps) => steps.forEach((step) => step.go()), "Đã làm lại"); }

  turn(from, to, run, words) {
    const act = from.pop();
    if (!act) return false;
    const focused = document.activeElement;
    const boxes = [...this.table.root.querySelectorAll("tbody textarea")];
    const place = boxes.indexOf(focused);
    run(act.steps);
    const near = act.steps.findLast((step) => step.part.isConnected);
    if (focused.isConnected && !this.offered?.contains(focused)) focused.focus();
    else (near?.box || near?.part.querySelector("textarea") || boxes.slice(0, place + 1).findLast((box) => box.isConnected))?.focus();
    this.withdraw();
    this.enter();
    to.push(act);
    this.settle(act.steps);
    this.table.say(`${words}: ${act.name}.`);
    this.changed();
    return act;
  }

  // What an act wrote into the box that has the cursor is no typing.
  enter() {
    const box = document.activeElement;
    if (box.dataset.entered !== undefined) box.dataset.entered = box.value;
  }

  settle(steps) {
    for (const part of new Set(steps.map((step) => step.part))) this.table.commit(part);
    this.table.renumber();
  }

  // --- the steps

  set(box, now, was = box.value) {
    const part = this.table.partOf(box) || box.closest("tr");
    const write = (text) => () => { box.value = text; };
    return { part, box, go: write(now), back: write(was) };
  }

  insert(part, into, before) {
    return { part, go: () => this.put(part, into, before), back: () => this.take(part) };
  }

  remove(part) {
    const [into, before] = [part.parentElement, part.nextElementSibling];
    return { part, go: () => this.take(part), back: () => this.put(part, into, before) };
  }

  move(part, into, before) {
    const home = { into: null, before: null };
    const go = () => {
      [home.into, home.before] = [part.parentElement, part.nextElementSibling];
      into.insertBefore(part, before?.parentElement === into ? before : this.foot(into));
      this.table.toldMoved(part);
    };
    const back = () => {
      home.into.insertBefore(part, home.before);
      this.table.toldMoved(part);
    };
    return { part, go, back };
  }

  // Rows stand above the line that adds another one; groups simply follow each other.
  foot(into) { return into.matches?.("tbody") ? into.lastElementChild : null; }

  put(part, into, before) {
    into.insertBefore(part, before?.parentElement === into ? before : this.foot(into));
    this.table.toldBack(part);
  }

  take(part) {
    this.table.toldRemoved(part);
    if (part.dataset.sent && !part.dataset.at) this.table.detached.set(part.dataset.temp, part);
    part.remove();
  }
}

export const typedSince = (box) => box.value !== (box.dataset.entered ?? baseline(box));
