// What is asked of the server, and what its answers mean.

const PATIENCE = 20_000;
const LOG_IN = "/accounts/login/";
// A browser sends no more than this while its page is being left.
const PARTING = 60_000;
const TOKEN = /name="csrfmiddlewaretoken" value="(\w+)"/;
const USER = /data-user="(\d+)"/;
const JSON_ANSWERS = [200, 400, 409, 423, 429];

const FAILED = { status: "failed" };
const SIGNED_OUT = { status: "signed-out" };
const REFUSED = { status: "refused" };
const TOO_LONG = { status: "invalid", errors: {} };

export class Server {
  token;

  #fetch;
  #heed;
  #editor;
  #presence;
  #user;

  /** `editor` and `presence` are addresses, `user` is whose page this is. */
  constructor({ fetch, heed, editor, presence, user, token }) {
    Object.assign(this, { token });
    this.#fetch = fetch;
    this.#heed = heed;
    this.#editor = editor;
    this.#presence = presence;
    this.#user = user;
  }

  /** Save; the reply's `status` is the server's own, or failed, signed-out, someone-else, refused. */
  async save({ text, base }) {
    const reply = await this.#post(this.#editor, { text, base });
    return reply.status === "conflict" ? { ...reply, text: reply.text ?? reply.theirs } : reply;
  }

  /** Say who is here and hear what is new: `status` is "here", or as for a save. */
  async present(fields) {
    const reply = await this.#post(this.#presence, fields);
    if (reply.token) this.token = reply.token;
    return { status: "here", ...reply };
  }

  /** What can still be sent while the page goes away. */
  part(tab) {
    const fields = { tab, base: 0, leave: 1, csrfmiddlewaretoken: this.token };
    navigator.sendBeacon?.(this.#presence, new URLSearchParams(fields));
  }

  async #post(address, fields) {
    try {
      const answer = await this.#ask(address, fields);
      if (answer.status !== 403) return await meaning(answer);
      const refused = await this.#renew();
      return refused ?? (await meaning(await this.#ask(address, fields)));
    } catch {
      return FAILED;
    }
  }

  async #ask(address, fields) {
    const body = new URLSearchParams({ ...fields, csrfmiddlewaretoken: this.token });
    const answer = await this.#fetch(address, {
      method: "POST",
      body,
      headers: { Accept: "application/json" },
      keepalive: document.hidden && String(body).length < PARTING,
      signal: AbortSignal.timeout(PATIENCE),
    });
    this.#heed(answer.headers.get("Date"));
    return answer;
  }

  /** A 403 is an expired token, another person, or a refusal: the page itself says which. */
  async #renew() {
    const page = await this.#fetch(this.#editor, { signal: AbortSignal.timeout(PATIENCE) });
    if (isLogIn(page)) return SIGNED_OUT;
    if (page.status === 403 || page.status === 404) return REFUSED;
    const text = await page.text();
    const user = text.match(USER)?.[1];
    const token = text.match(TOKEN)?.[1];
    if (!user || !token) return FAILED;
    if (user !== this.#user) return { status: "someone-else" };
    this.token = token;
    return null;
  }
}

async function meaning(answer) {
  if (isLogIn(answer)) return SIGNED_OUT;
  if (answer.status === 403 || answer.status === 404) return REFUSED;
  if (answer.status === 413) return TOO_LONG;
  return JSON_ANSWERS.includes(answer.status) ? answer.json() : FAILED;
}

const isLogIn = (answer) => answer.redirected && new URL(answer.url).pathname.startsWith(LOG_IN);
