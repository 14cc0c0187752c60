// When a text is saved, and what is true of it. The server alone says what is saved.
//
// `base` is the revision that what is before the writer was written on. It moves only when
// all of a newer one is before the writer too, or to the revision that holds exactly what
// was sent; after a conflict not before the person has chosen.

import { assembled } from "./answers.js";

export const PAUSE = 2_000;
export const LONGEST = 20_000;
export const RETRIES = [1_000, 2_000, 4_000, 8_000, 15_000, 30_000];

export class Saver {
  base;
  /** What is in the way: null, or the reply "signed-out", "someone-else", "refused" or "locked". */
  halted = null;
  /** The reply that asks, until it is answered. */
  conflict = null;

  #face;
  #send;
  #keep;
  #clock;
  #tell;
  /** What was before the writer when the server had all of it; null if it never had. */
  #settled;
  /** Sent, and no reply came: it may be saved or not. It goes again before anything newer. */
  #doubt = null;
  /** What the server will not take, so that it is not sent again as it is. */
  #unfit = null;
  #held = null;
  #failures = 0;
  #firstAt = null;
  #restUntil = 0;
  #timer = null;
  #running = null;

  /**
   * `face()` is the box, `send({text, base})` a promise of a reply, `keep(copy or null)` keeps
   * a copy in the browser, `tell(event, facts)` is told what happened.
   */
  constructor({ face, send, keep, clock, tell, base, settled }) {
    Object.assign(this, { base });
    this.#face = face;
    this.#send = send;
    this.#keep = keep;
    this.#clock = clock;
    this.#tell = tell;
    this.#settled = settled;
  }

  get isUnsaved() {
    return this.#doubt !== null || this.#face().text() !== this.#settled;
  }

  /** Whether the server has it, if only beside the text that stands. */
  get isSafe() {
    return !this.isUnsaved || (this.#held !== null && this.#face().text() === this.#held);
  }

  get isSaving() {
    return this.#running !== null;
  }

  /** The writer changed something. */
  changed() {
    this.#keepCopy();
    this.#firstAt ??= this.#clock.now();
    this.#wake(Math.min(PAUSE, this.#firstAt + LONGEST - this.#clock.now()));
    this.#tell("changed");
  }

  /** Save now. One save is under way at a time; what is typed meanwhile goes with the next. */
  save() {
    this.#running ??= this.#saveOnce().finally(() => {
      this.#running = null;
      if (this.#timer === null && this.#isWaiting()) this.#wake(PAUSE);
    });
    return this.#running;
  }

  /** Save until the server has all of it, or said why not; the last reply. */
  async finish() {
    let reply = await this.save();
    if (this.#isWaiting() && reply?.status !== "failed") reply = await this.save();
    return reply;
  }

  /** A newer revision was heard of by somebody who asked on our present base. */
  heard({ revision, text, asked, by, at }) {
    if (this.isSaving || this.conflict || asked !== this.base || revision === this.base) return;
    if (this.isUnsaved) {
      this.#retrySoon();
      return;
    }
    if (!this.#face().apply(this.#settled, text)) return;
    this.#stand(revision, this.#face().text());
    this.#tell("joined", { by, at });
  }

  /** The server answers again, to this person. */
  resume() {
    if (!this.halted && !this.#failures) return;
    if (this.halted) this.#tell("resumed");
    this.halted = null;
    this.#retrySoon();
  }

  /** Stop saving by itself; `reply` says why. */
  halt(reply) {
    this.halted = reply;
    this.#sleep();
    this.#keepCopy();
    this.#tell(reply.status, reply);
  }

  /** Go on from a text that was written earlier on another base, where its writer was in it. */
  async adopt({ text, base, doubt = null, caret = null }) {
    await this.#running;
    this.#face().replace(text);
    if (caret) this.#face().placeCaret(caret);
    this.base = base;
    this.#settled = null;
    this.#doubt = doubt === null ? null : { text: doubt, base };
    this.#drop();
    this.#keepCopy();
    return this.save();
  }

  /** What is before the writer is not what the server has, whatever it looked like. */
  doubtPage() {
    this.#settled = null;
  }

  /**
   * Bring in what was chosen, `choose(piece)` for each clash, and go on from the server's text.
   * What was typed since the question goes first; then it may be asked anew: false.
   */
  async settle(choose) {
    if (this.#face().text() !== this.#held) await this.finish();
    const { conflict } = this;
    if (!conflict || this.#face().text() !== this.#held) return false;
    if (conflict.pieces.some((piece) => !("text" in piece) && !choose(piece))) return false;

    const withMine = assembled(conflict.pieces, () => "mine");
    const chosen = assembled(conflict.pieces, choose);
    const face = this.#face();
    if (!face.apply(this.#held, withMine)) face.replace(withMine);
    if (chosen !== withMine) face.replace(chosen);
    this.#drop();
    this.#stand(conflict.revision, conflict.text);
    this.#tell("answered", conflict);
    await this.save();
    return true;
  }

  /** A copy in the browser of what the server does not have; none if it has all. */
  #keepCopy() {
    if (!this.isUnsaved) return this.#keep(null);
    const doubt = this.#doubt?.text ?? null;
    const met = this.halted?.status ?? "";
    return this.#keep({ text: this.#face().text(), base: this.#doubt?.base ?? this.base, doubt, met });
  }

  #isWaiting() {
    if (this.halted || this.isSafe) return false;
    return this.#doubt !== null || this.#face().text() !== this.#unfit;
  }

  async #saveOnce() {
    this.#sleep();
    if (!this.#isWaiting()) {
      if (!this.isUnsaved) this.#keep(null);
      return null;
    }
    const sent = this.#doubt ?? { text: this.#face().text(), base: this.base };
    this.#doubt = sent;
    if (sent.text === this.#face().text()) this.#firstAt = null;
    this.#keepCopy();
    this.#tell("saving");
    const reply = await this.#send(sent);
    this.#take(reply, sent);
    return reply;
  }

  #take(reply, sent) {
    if (reply.status === "failed") {
      this.#rest(RETRIES[Math.min(this.#failures, RETRIES.length - 1)]);
      this.#failures += 1;
      this.#tell("failed", reply);
      return;
    }
    this.#failures = 0;
    this.#restUntil = 0;
    this.#doubt = null;
    if (["saved", "unchanged", "merged"].includes(reply.status)) this.#taken(reply, sent);
    else if (reply.status === "conflict") this.#asked(reply, sent);
    else if (reply.status === "slow") this.#rest(reply.wait * 1_000);
    else if (reply.status === "invalid") this.#refused(reply, sent);
    else this.halt(reply);
  }

  /** The server has what was sent; what it joined with it is brought before the writer. */
  #taken(reply, sent) {
    this.#drop();
    const wasWhole = this.#face().text() === sent.text;
    const isOurs = reply.status === "saved" || (reply.status === "unchanged" && reply.revision === sent.base);
    if (isOurs) this.#stand(reply.revision, sent.text);
    else if (this.#face().apply(sent.text, reply.text)) {
      this.#stand(reply.revision, wasWhole ? this.#face().text() : reply.text);
    } else this.#stand(reply.sent ?? sent.base, sent.text);
    this.#tell(reply.status === "merged" ? "merged" : "saved", reply);
  }

  #stand(revision, settled) {
    this.base = revision;
    this.#settled = settled;
    this.#unfit = null;
    this.#keepCopy();
  }

  #asked(reply, sent) {
    this.#held = sent.text;
    this.conflict = reply;
    this.#keepCopy();
    this.#tell("conflict", reply);
  }

  #drop() {
    if (this.conflict) this.#tell("unasked");
    this.conflict = null;
    this.#held = null;
  }

  #refused(reply, sent) {
    this.#unfit = sent.text;
    this.#tell("invalid", reply);
  }

  /** The line or the server wants a rest: until then nothing is sent, whatever is typed. */
  #rest(delay) {
    this.#restUntil = this.#clock.now() + delay;
    this.#wake(delay);
  }

  #retrySoon() {
    if (this.isSaving) return;
    if (this.#failures) this.#restUntil = 0;
    this.#wake(0);
  }

  #wake(delay) {
    this.#sleep();
    if (this.halted) return;
    const wait = Math.max(0, delay, this.#restUntil - this.#clock.now());
    this.#timer = this.#clock.after(wait, () => {
      this.#timer = null;
      this.save();
    });
  }

  #sleep() {
    this.#clock.cancel(this.#timer);
    this.#timer = null;
  }
}
