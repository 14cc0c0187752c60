import assert from "node:assert/strict";
import { beforeEach, test } from "node:test";

import { Server } from "../../static/writing/server.js";

const EDITOR = "http://portal.test/strategies/marlshire/parts/people/edit/";
const LOG_IN = "http://portal.test/accounts/login/?next=/";

globalThis.document = { hidden: false };

let asked, answers, server;

beforeEach(() => {
  asked = [];
  answers = [];
  server = new Server({
    fetch: async (address, options) => {
      asked.push({ address, ...options });
      return answers.shift()();
    },
    heed: () => {},
    editor: EDITOR,
    presence: `${EDITOR}presence/`,
    user: "7",
    token: "old",
  });
});

function answer(status, body = "", { url = EDITOR, redirected = false } = {}) {
  const text = typeof body === "string" ? body : JSON.stringify(body);
  const reply = new Response(text, { status });
  Object.defineProperties(reply, { url: { value: url }, redirected: { value: redirected } });
  return () => reply;
}

const page = (user, token) =>
  answer(200, `<form data-user="${user}"><input type="hidden" name="csrfmiddlewaretoken" value="${token}"></form>`);
const saves = () => server.save({ text: "New.\n", base: 3 });
const statusOf = async (...given) => {
  answers = given;
  return (await saves()).status;
};

test("a save sends text, base and token, and gets the server’s reply", async () => {
  answers = [answer(200, { status: "saved", revision: 4 })];

  assert.deepEqual(await saves(), { status: "saved", revision: 4 });
  assert.equal(String(asked[0].body), "text=New.%0A&base=3&csrfmiddlewaretoken=old");
  assert.equal(asked[0].headers.Accept, "application/json");
});

test("each answer means what it says", async () => {
  assert.equal(await statusOf(answer(409, { status: "conflict", theirs: "T" })), "conflict");
  assert.equal(await statusOf(answer(423, { status: "locked" })), "locked");
  assert.equal(await statusOf(answer(429, { status: "slow" })), "slow");
  assert.equal(await statusOf(answer(400, { status: "invalid" })), "invalid");
  assert.equal(await statusOf(answer(413, "<h1>Too large</h1>")), "invalid");
  assert.equal(await statusOf(answer(404)), "refused");
});

test("whatever else comes is a failure: another page, half a reply, an error, no line", async () => {
  const broken = () => {
    throw new TypeError("Failed to fetch");
  };
  assert.equal(await statusOf(answer(200, "<h1>Hotel Wi-Fi</h1>")), "failed");
  assert.equal(await statusOf(answer(200, '{"status": "sav')), "failed");
  assert.equal(await statusOf(answer(500)), "failed");
  assert.equal(await statusOf(answer(503)), "failed");
  assert.equal(await statusOf(broken), "failed");
});

test("a log-in page in place of a reply means signed out", async () => {
  assert.equal(await statusOf(answer(200, "Sign in", { url: LOG_IN, redirected: true })), "signed-out");
});

test("an expired token is renewed from the page, and the save sent again", async () => {
  assert.equal(await statusOf(answer(403), page(7, "fresh"), answer(200, { status: "saved" })), "saved");
  assert.match(String(asked[2].body), /csrfmiddlewaretoken=fresh/);
});

test("nothing is saved in the name of somebody else who has signed in", async () => {
  assert.equal(await statusOf(answer(403), page(8, "fresh")), "someone-else");
  assert.equal(asked.length, 2);
  assert.equal(server.token, "old");
});

test("a refusal is told from an expired token", async () => {
  assert.equal(await statusOf(answer(403), answer(403)), "refused");
  assert.equal(await statusOf(answer(403), page(7, "fresh"), answer(403)), "refused");
  const logIn = answer(200, "Sign in", { url: LOG_IN, redirected: true });
  assert.equal(await statusOf(answer(403), logIn), "signed-out");
  assert.equal(await statusOf(answer(403), answer(500)), "failed");
});

test("presence brings a fresh token, which the next save sends", async () => {
  answers = [answer(200, { people: [], revision: 3, token: "newer" }), answer(200, { status: "saved" })];
  const here = await server.present({ tab: "t", base: 3 });
  await saves();

  assert.equal(here.status, "here");
  assert.match(String(asked[1].body), /csrfmiddlewaretoken=newer/);
});
