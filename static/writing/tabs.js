// Which tabs of this browser are open on the editor. A tab is one page load.

const NAME = "writing-tab:";
const ANSWER_WITHIN = 300;

export const thisTab = Array.from(crypto.getRandomValues(new Uint8Array(12)), (byte) =>
  byte.toString(16).padStart(2, "0"),
).join("");

const channel = "BroadcastChannel" in window ? new BroadcastChannel("writing-tabs") : null;
let held = null;

/** Let other tabs see that this one is open, until it closes or crashes. */
export function open() {
  // Without a promise that never ends the lock would be let go at once.
  held ??= new Promise((resolve) => {
    if (!navigator.locks) return resolve();
    navigator.locks.request(NAME + thisTab, () => {
      resolve();
      return new Promise(() => {});
    });
  });
  channel?.addEventListener("message", ({ data }) => {
    if (data === "who is open?") channel.postMessage({ open: thisTab });
  });
  return held;
}

/** The tabs that are open now. */
export async function openTabs() {
  if (!navigator.locks) return answering();
  const { held: locks } = await navigator.locks.query();
  return new Set(locks.filter(({ name }) => name.startsWith(NAME)).map(({ name }) => name.slice(NAME.length)));
}

/** Where there are no locks (not over https), the tabs are asked. */
function answering() {
  const tabs = new Set([thisTab]);
  const hear = ({ data }) => data?.open && tabs.add(data.open);
  channel?.addEventListener("message", hear);
  channel?.postMessage("who is open?");
  return new Promise((resolve) => {
    setTimeout(() => {
      channel?.removeEventListener("message", hear);
      resolve(tabs);
    }, ANSWER_WITHIN);
  });
}
