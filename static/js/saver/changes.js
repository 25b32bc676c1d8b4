// A change as it waits, is sent and is kept: { op: "set", at, fields: { name: { was, now, tick } } }, or a structural one (add, move, remove).

export const keyOf = (at, name) => `${at}|${name}`;
export const wire = ({ done, again, ...change }) => change; // eslint-disable-line no-unused-vars
const bare = ({ was, now, tick, from }) => ({ was, now, tick, from });
export const toSend = (change) => (change.op === "set" ? { op: "set", at: change.at, fields: mapped(change.fields, bare) } : wire(change));
export const mapped = (texts, make) => Object.fromEntries(Object.entries(texts).map(([name, field]) => [name, make(field)]));
export const structural = (change) => change.op !== "set";

// One change after another, of each field the first "was" and the last "now"; nothing that came in is altered.
export const joined = (changes) => {
  const all = [];
  for (const change of changes) {
    const earlier = change.op === "set" && all.find((each) => each.op === "set" && each.at === change.at);
    if (!earlier) { all.push(structural(change) ? change : { ...change, fields: { ...change.fields } }); continue; }
    for (const [name, field] of Object.entries(change.fields)) earlier.fields[name] = { ...field, ...earlier.fields[name], now: field.now, tick: field.tick };
  }
  return all;
};

// What has been sent may stand on the server, whether its answer comes or not: `sent` are the texts that may.
export const MOST_SENT = 20;
export const asSent = (change) => (structural(change) ? change : { ...change, fields: mapped(change.fields, (field) => ({ ...field, sent: [...(field.sent || []), field.now].slice(-MOST_SENT) })) });
