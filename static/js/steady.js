// What somebody looks at stays where it is on the screen while something above it grows or shrinks.

const inSight = (element) => {
  const { top, bottom, height } = element.getBoundingClientRect();
  return height > 0 && bottom > 0 && top < innerHeight;
};

const looked = () => {
  const text = document.querySelector("[data-text]");
  const focused = document.activeElement;
  if (text.contains(focused) && inSight(focused)) return focused;
  return [...text.querySelectorAll("[data-row], [data-at]")].find((each) => each.getBoundingClientRect().top >= 0 && inSight(each));
};

// The browser's own way of doing so gives up at times; both at once would do it twice.
export const steadily = (work) => {
  const page = document.documentElement.style;
  const place = looked();
  const before = place?.getBoundingClientRect().top;
  page.setProperty("overflow-anchor", "none");
  work();
  if (place?.isConnected) scrollBy({ top: place.getBoundingClientRect().top - before, behavior: "instant" });
  requestAnimationFrame(() => page.removeProperty("overflow-anchor"));
};
