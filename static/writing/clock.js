// Time. How long ago is asked of a clock nobody can set; what o'clock it is, of the server.

/** How far this computer's clock is from the server's, once the server has said. */
let behind = 0;

export const clock = {
  now: () => performance.now(),
  after: (delay, act) => setTimeout(act, delay),
  cancel: (timer) => clearTimeout(timer),
  /** Milliseconds since 1970 as the server counts them. */
  wall: () => Date.now() + behind,
  /** Set by the Date of a reply, so that a clock wrong by a day does no harm. */
  heed(date) {
    const said = Date.parse(date ?? "");
    if (said) behind = said - Date.now();
  },
};

const LONDON = { timeZone: "Europe/London" };
const TIME = new Intl.DateTimeFormat("en-GB", { ...LONDON, hour: "2-digit", minute: "2-digit" });
const DAY = new Intl.DateTimeFormat("en-GB", { ...LONDON, day: "numeric", month: "long" });

/** “14:02”, or “21 November, 14:02” if that is not today. */
export function timeOf(milliseconds, now = clock.wall()) {
  const time = TIME.format(milliseconds);
  const day = DAY.format(milliseconds);
  return day === DAY.format(now) ? time : `${day}, ${time}`;
}
