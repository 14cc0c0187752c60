// The ways out of the page: sending the form, closing it, turning to another tab.

/** Ask before the page is left while the server lacks something. */
export function guard({ saver, kept, isSending }) {
  window.addEventListener("beforeunload", (event) => {
    // To sign in again one must leave; the text waits in this browser.
    const isWaiting = saver.halted?.status === "signed-out" && kept.isSafe;
    if (!saver.isSafe && !isSending() && !isWaiting) event.preventDefault();
  });
  document.addEventListener("visibilitychange", () => {
    if (document.hidden && !isSending()) saver.save();
  });
}

/**
 * Send the form only once no save of our own is under way, so that nobody meets a conflict
 * with themselves. What is in the way of a save keeps the writer on this page.
 */
export function sending({ form, saver, fill, ask }) {
  let isSending = false;
  form.addEventListener("submit", async (event) => {
    if (event.defaultPrevented) return;
    if (isSending || (saver.isSafe && !saver.isSaving)) {
      isSending = true;
      fill();
      return;
    }
    event.preventDefault();
    const { submitter } = event;
    // What this page's other script remembers of the form: it was not sent after all.
    delete form.dataset.sent;
    if (!(await maySend(saver))) return saver.conflict ? ask() : undefined;
    isSending = true;
    fill();
    form.requestSubmit(submitter);
  });
  window.addEventListener("pageshow", () => {
    isSending = false;
  });
  return () => isSending;
}

/** Where the server's own page says more than we can, it is to be sent all the same. */
async function maySend(saver) {
  if (saver.halted?.status === "signed-out") saver.resume();
  const reply = await saver.finish();
  if (reply?.status === "conflict") return false;
  return saver.isSafe || ["invalid", "locked", "refused"].includes(reply?.status ?? saver.halted?.status);
}
