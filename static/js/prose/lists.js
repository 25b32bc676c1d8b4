// Lists as a plan has them: 1. over - over +. A member goes deeper under the one before it; a numbered one becomes a dash there.

const DEEPEST = { orderedList: 3, bulletList: 2 };

const depthOf = ($pos) => {
  let depth = 0;
  for (let at = $pos.depth; at > 0; at -= 1) if ($pos.node(at).type.name === "listItem") depth += 1;
  return depth;
};
const topList = ($pos) => $pos.node(1)?.type.name;
const deepest = (item) => {
  let depth = 0;
  item.forEach((child) => { if (child.type.name === "bulletList") child.forEach((inner) => { depth = Math.max(depth, 1 + deepest(inner)); }); });
  return depth;
};

// Puts the chosen members at the end of the list inside the member before them.
export const nest = (state, dispatch) => {
  const { $from, $to } = state.selection;
  const range = $from.blockRange($to, (node) => node.childCount > 0 && node.firstChild.type.name === "listItem");
  if (!range || range.startIndex === 0) return false;
  const list = range.parent;
  const chosen = [];
  for (let at = range.startIndex; at < range.endIndex; at += 1) chosen.push(list.child(at));
  const depth = depthOf(state.doc.resolve(range.start)) + 1;
  if (Math.max(...chosen.map((item) => depth + 1 + deepest(item))) > (DEEPEST[topList($from)] || 2)) return false;
  if (!dispatch) return true;
  const { tr, schema } = state;
  const before = list.child(range.startIndex - 1);
  const inner = before.lastChild.type.name === "bulletList" ? before.lastChild : null;
  // Into the last inner list, or into a new one at the member's end.
  const end = range.start - 1 - (inner ? 1 : 0);
  const content = inner ? chosen : schema.nodes.bulletList.create(null, chosen);
  const { anchor, head } = state.selection;
  const offset = { anchor: anchor - range.start, head: head - range.start };
  tr.delete(range.start, range.end);
  tr.insert(end, content);
  const start = end + (inner ? 0 : 1);
  const kind = state.selection.constructor;
  if (kind.create) tr.setSelection(kind.create(tr.doc, start + offset.anchor, start + offset.head));
  dispatch(tr.scrollIntoView());
  return true;
};
