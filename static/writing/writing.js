// One part being written: what the page, the server, the browser and the writer tell each other.

import { timeOf } from "./clock.js";
import { Found } from "./found.js";
import { Kept } from "./kept.js";
import { guard, sending } from "./leaving.js";
import { People } from "./people.js";
import { PlainFace } from "./plain.js";
import { Presence } from "./presence.js";
import { Questions } from "./questions.js";
import { Saver } from "./saver.js";
import { Server } from "./server.js";
import { State } from "./state.js";
import { openTabs, thisTab } from "./tabs.js";

const WARN_BEFORE = 10 * 60 * 1_000;
const WRITING_FOR = 10_000;
const OWN = "another tab of yours";

export class Writing {
  #form;
  #clock;
  #box;
  #base;
  #plain;
  #page;
  #isPageKnown;
  #isTogether;
  #offered = new Set();
  #wroteAt = -Infinity;
  #versionTold;
  #ownName = null;

  constructor({ form, clock }) {
    this.#form = form;
    this.#clock = clock;
    this.#box = form.elements.text;
    this.#base = form.elements.base;
    this.#plain = new PlainFace(this.#box);
    this.#page = { text: this.#box.value, base: Number(this.#base.value) };
    // Two texts to be made into one are in the box: nothing comes in before the first change.
    this.#isTogether = new URLSearchParams(location.search).has("beside");
    this.#isPageKnown = this.#isTogether;
    this.#versionTold = Number(form.dataset.version);
    this.#assemble();
  }

  async start() {
    this.#listen();
    await this.#recover();
    this.presence.start();
  }

  face = () => this.#box.face ?? this.#plain;

  #assemble() {
    const { user, part, presence } = this.#form.dataset;
    const { now, after, cancel, wall, heed } = this.#clock;
    const place = (name) => document.getElementById(`writing-${name}`);
    const text = () => this.face().text();
    this.server = new Server({
      fetch: (...asked) => fetch(...asked),
      heed,
      editor: this.#form.action,
      presence,
      user,
      token: this.#form.elements.csrfmiddlewaretoken.value,
    });
    this.kept = new Kept({ storage: () => localStorage, user, part, tab: thisTab, wall });
    this.saver = new Saver({
      face: this.face,
      send: (sent) => this.server.save(sent),
      keep: (copy) => this.kept.put(copy && { ...copy, caret: this.face().caret() }),
      clock: { now, after, cancel },
      tell: (event, facts) => this.#told(event, facts),
      base: this.#page.base,
      settled: this.#page.text,
    });
    this.state = new State({ place: place("state"), text });
    this.people = new People({ place: place("people") });
    this.questions = new Questions({
      place: place("questions").appendChild(document.createElement("div")),
      settle: (choose) => this.saver.settle(choose),
      focusText: () => this.face().focus(),
    });
    this.found = new Found({
      place: place("questions"),
      text,
      take: (copy) => this.#take(copy),
      discard: ({ tab }) => this.kept.remove(tab),
      restore: (copy) => this.kept.restore(copy),
    });
    this.presence = new Presence({ ask: () => this.#ask(), hear: (answer) => this.#hear(answer) });
  }

  #listen() {
    this.#form.addEventListener("input", ({ target }) => {
      if (target !== this.#box) return;
      this.#wroteAt = this.#clock.now();
      this.saver.changed();
    });
    window.addEventListener("online", () => this.saver.resume());
    window.addEventListener("pagehide", () => this.server.part(thisTab));
    const fill = () => {
      this.#box.value = this.face().text();
      this.#fillIn();
    };
    const isSending = sending({ form: this.#form, saver: this.saver, fill, ask: () => this.questions.focus() });
    guard({ saver: this.saver, kept: this.kept, isSending });
  }

  /** What the form itself would send. */
  #fillIn() {
    this.#base.value = this.saver.base;
    this.#form.elements.csrfmiddlewaretoken.value = this.server.token;
  }

  /** Texts that tabs which are gone kept. Those that met a log-in page are saved; others are offered. */
  async #recover() {
    const open = await openTabs();
    const lost = this.kept.others().filter(({ tab }) => !open.has(tab) && !this.#offered.has(tab));
    const here = this.face().text();
    for (const { tab } of lost.filter(({ text }) => text === here)) this.kept.remove(tab);
    const copies = lost.filter(({ text }) => text !== here);
    for (const { tab } of copies) this.#offered.add(tab);
    const replayed = this.#isPageKnown ? undefined : copies.find(({ met }) => met === "signed-out");
    this.found.offer(copies.filter((copy) => copy !== replayed));
    if (replayed) this.#replay(replayed);
  }

  #replay(copy) {
    const said = `The text you had written at ${timeOf(copy.when)}, before you were signed out, is in the box.`;
    this.state.notice("replayed", said);
    this.#go(copy);
  }

  /** Go on from a found text; false while what is in the box could not be saved first. */
  async #take(copy) {
    await this.saver.finish();
    if (!this.saver.isSafe) return false;
    this.#go(copy);
    return true;
  }

  #go(copy) {
    this.#isPageKnown = true;
    const saving = this.saver.adopt(copy);
    if (this.kept.isSafe) this.kept.remove(copy.tab);
    return saving;
  }

  async #ask() {
    const asked = this.#isPageKnown ? this.saver.base : 0;
    const isWriting = this.#clock.now() - this.#wroteAt < WRITING_FOR;
    // As a form sends boxes: what is not so is not sent.
    const answer = await this.server.present({ tab: thisTab, base: asked, ...(isWriting && { writing: 1 }) });
    return { ...answer, asked };
  }

  #hear(answer) {
    if (answer.status === "failed") return;
    if (answer.status !== "here") {
      if (!this.saver.halted) this.saver.halt(answer);
      return;
    }
    if (answer.locked && !this.saver.halted) this.saver.halt({ status: "locked", reason: answer.locked });
    if (!answer.locked) this.saver.resume();
    this.#ownName = answer.people.find((one) => one.is_you)?.name ?? this.#ownName;
    this.people.show(answer.people);
    this.#learn({ text: "", ...answer });
    this.#warn(answer.session_ends);
    this.#tellVersion(answer.version);
    this.#fillIn();
    this.#recover();
  }

  /** The first answer says whether the page holds what is saved; later ones bring what is newer. */
  #learn(answer) {
    if (this.#isTogether && this.#wroteAt < 0) return undefined;
    if (this.#isPageKnown) return this.saver.heard({ ...answer, by: this.#name(answer.by) });
    this.#isPageKnown = true;
    if (this.saver.base !== this.#page.base) return undefined;
    if (answer.text === this.#page.text) this.saver.base = answer.revision;
    else {
      this.saver.doubtPage();
      this.saver.changed();
    }
    return undefined;
  }

  #warn(seconds) {
    const ends = seconds * 1_000;
    const left = ends - this.#clock.wall();
    if (!(left < WARN_BEFORE)) return this.state.forget("session");
    const words = `You will be signed out at ${timeOf(ends)}. What is saved stays saved; what is not is kept in this browser until you sign in again.`;
    return this.state.notice("session", words);
  }

  #tellVersion(version) {
    if (!version || version.number <= this.#versionTold) return;
    this.#versionTold = version.number;
    const purpose = version.purpose ? ` for ${version.purpose}` : "";
    const words = `Version ${version.number} was frozen at ${version.at} by ${version.by}${purpose}. What you have written since then is in the working text, not in that version.`;
    this.state.notice("version", words);
  }

  #told(event, facts) {
    const { state, questions } = this;
    const by = this.#name(facts?.by);
    const happened = {
      changed: () => (this.kept.isSafe ? state.changed() : state.full()),
      saved: () => state.saved(facts.at),
      merged: () => state.saved(facts.at, `Changes by ${by} were joined with yours.`),
      joined: () => state.joined(by, facts.at),
      answered: () => state.saved(facts.at, "What you chose is in the box."),
      failed: () => state.failed(this.kept.isSafe),
      invalid: () => state.invalid(problem(facts.errors), this.kept.isSafe),
      conflict: () => {
        state.asking(by);
        questions.ask({ ...facts, by });
      },
      unasked: () => questions.close(),
      "signed-out": () => state.signedOut(this.#signIn(), this.kept.isSafe),
      "someone-else": () => state.someoneElse(),
      refused: () => state.refused(),
      locked: () => state.locked(facts),
      resumed: () => state.resumed(),
    };
    happened[event]?.();
    this.#fillIn();
  }

  #name(name) {
    return name === this.#ownName ? OWN : name;
  }

  #signIn() {
    return `/accounts/login/?next=${encodeURIComponent(location.pathname + location.search)}`;
  }
}

/** What the server found wrong with the text, in its words. */
function problem(errors) {
  const [first] = Object.values(errors).flat();
  return (first?.message ?? "the text is too long").replace(/\.$/, "");
}
