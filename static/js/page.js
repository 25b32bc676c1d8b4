// Pages of the portal asked for behind the scenes, parsed under this page's own nonce.

const nonce = document.querySelector("script[nonce]")?.nonce || "";

export const parse = (html) => new DOMParser().parseFromString(html.replace(/ nonce="[^"]*"/g, ` nonce="${nonce}"`), "text/html");

// Resolves to the page, or to null with `why`: "offline", "signed-out" or "server".
export const ask = async (address) => {
  let answer;
  try { answer = await fetch(address, { headers: { Accept: "text/html" } }); } catch { return { page: null, why: "offline" }; }
  if (answer.redirected || answer.status === 401) return { page: null, why: "signed-out" };
  if (!answer.ok) return { page: null, why: "server" };
  return { page: parse(await answer.text()), why: "" };
};
