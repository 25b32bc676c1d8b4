// What has been typed and not yet saved, on this machine: one record for each tab, under person and plan.
// IndexedDB first, localStorage where that is refused; a small note in localStorage tells the sign-out question of it.

const person = document.body.dataset.user || "";
const NOTE = `cchc:draft:${person}:soan:`;
const ROOM = "tabs";

const open = () => new Promise((resolve, reject) => {
  const asked = indexedDB.open(`cchc:soan:${person}`, 1);
  asked.onupgradeneeded = () => asked.result.createObjectStore(ROOM);
  asked.onsuccess = () => resolve(asked.result);
  asked.onerror = () => reject(asked.error);
});

let database = null;
const room = async (mode) => {
  database ||= open().then((opened) => {
    opened.onversionchange = () => { opened.close(); database = null; };
    return opened;
  });
  return (await database).transaction(ROOM, mode, { durability: "strict" });
};

const done = (transaction) => new Promise((resolve, reject) => {
  transaction.oncomplete = () => resolve();
  transaction.onerror = transaction.onabort = () => reject(transaction.error);
});

const noteKey = (plan, tab) => `${NOTE}${plan}:${tab}`;

// Everything waits behind what was asked before it, so that an old state never comes last.
let line = Promise.resolve();
const inLine = (work) => {
  const turn = line.then(work);
  line = turn.catch(() => {});
  return turn;
};

const putNote = (key, value) => {
  if (value) localStorage.setItem(key, JSON.stringify(value));
  else localStorage.removeItem(key);
};

// Resolves to true once the record is safe on this machine.
export const keep = (plan, tab, record) => inLine(async () => {
  const key = noteKey(plan, tab);
  try {
    const transaction = await room("readwrite");
    transaction.objectStore(ROOM).put(record, `${plan}:${tab}`);
    await done(transaction);
    putNote(key, { at: new Date().toISOString(), path: location.pathname });
    return true;
  } catch {
    try { putNote(key, { at: new Date().toISOString(), path: location.pathname, record }); return true; } catch { return false; }
  }
});

export const forget = (plan, tab) => inLine(async () => {
  try { putNote(noteKey(plan, tab), null); } catch { /* nothing was noted then */ }
  try {
    const transaction = await room("readwrite");
    transaction.objectStore(ROOM).delete(`${plan}:${tab}`);
    await done(transaction);
  } catch { /* nothing was kept then */ }
});

const inDatabase = async (plan) => {
  const transaction = await room("readonly");
  const range = IDBKeyRange.bound(`${plan}:`, `${plan}:\uffff`);
  const store = transaction.objectStore(ROOM);
  const [keys, records] = [store.getAllKeys(range), store.getAll(range)];
  await done(transaction);
  return keys.result.map((key, at) => [key.slice(`${plan}:`.length), records.result[at]]);
};

const inNotes = (plan) => {
  const found = [];
  const start = `${NOTE}${plan}:`;
  for (const key of Object.keys(localStorage)) {
    const note = key.startsWith(start) && JSON.parse(localStorage.getItem(key));
    if (note?.record) found.push([key.slice(start.length), note.record]);
  }
  return found;
};

// [tab, record] of every tab of this person that worked in this plan and left something unsaved.
export const records = async (plan) => {
  const kept = await inDatabase(plan).catch(() => []);
  try { return [...kept, ...inNotes(plan).filter(([tab]) => !kept.some(([other]) => other === tab))]; } catch { return kept; }
};

// A tab holds a lock while it lives; whose lock is free has been closed or killed.
const lockName = (tab) => `cchc:soan:${tab}`;
export const live = (tab) => { navigator.locks?.request(lockName(tab), () => new Promise(() => {})); };
export const isDead = async (tab, touched) => {
  if (!navigator.locks) return Date.now() - (touched || 0) > 20000;
  return navigator.locks.request(lockName(tab), { ifAvailable: true }, (lock) => lock !== null);
};
