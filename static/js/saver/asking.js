// One request that saves: what is sent, and each way in which it may fail.

const LARGEST_LAST_WORD = 60000; // bytes that a browser still sends for a page that is being closed
const PATIENCE = 20000;

export class Trouble extends Error {
  constructor(kind, sentence = "") { super(kind); this.kind = kind; this.sentence = sentence; }
}

// Resolves to what the server said of these changes; throws Trouble of the kind "offline", "signed-out", "token", "closed", "junk" or "server".
export const ask = async (address, token, said) => {
  const body = JSON.stringify(said);
  const giveUp = new AbortController();
  const patience = setTimeout(() => giveUp.abort(), PATIENCE);
  let answer;
  try {
    answer = await fetch(address, {
      method: "POST", body, signal: giveUp.signal, keepalive: body.length < LARGEST_LAST_WORD,
      headers: { "Content-Type": "application/json", "X-CSRFToken": token, Accept: "application/json" },
    });
  } catch { throw new Trouble("offline"); } finally { clearTimeout(patience); }
  if (answer.status === 401 || answer.redirected) throw new Trouble("signed-out");
  if (answer.status === 403) throw new Trouble("token");
  const answered = await answer.json().catch(() => ({}));
  if (answer.status === 409) throw new Trouble("closed", answered.sentence);
  if (answer.status === 400 || answer.status === 413) throw new Trouble("junk", answered.sentence);
  if (!answer.ok || !Array.isArray(answered.results)) throw new Trouble("server");
  return answered;
};
