// How a change between two texts of the server goes into a third that somebody is writing.
// All three are lists of blocks. What the writer changed is never touched.

// Beyond this many comparisons two texts are not worth the waiting: they are left apart.
const REACH = 4_000_000;

/** Where each of the old stands in the new, in order; -1 where it does not. */
export function places(old, next) {
  const found = new Array(old.length).fill(-1);
  let first = 0;
  while (first < old.length && first < next.length && old[first] === next[first]) {
    found[first] = first;
    first += 1;
  }
  let last = 0;
  while (last < Math.min(old.length, next.length) - first && old.at(-1 - last) === next.at(-1 - last)) {
    found[old.length - 1 - last] = next.length - 1 - last;
    last += 1;
  }
  const between = common(old.slice(first, old.length - last), next.slice(first, next.length - last));
  for (const [from, to] of between) found[first + from] = first + to;
  return found;
}

/** Pairs of a longest common run, gaps allowed. */
function common(old, next) {
  if (old.length * next.length > REACH) return [];
  const longest = Array.from({ length: old.length + 1 }, () => new Uint16Array(next.length + 1));
  for (let i = old.length - 1; i >= 0; i -= 1) {
    for (let j = next.length - 1; j >= 0; j -= 1) {
      const dropped = Math.max(longest[i + 1][j], longest[i][j + 1]);
      longest[i][j] = old[i] === next[j] ? longest[i + 1][j + 1] + 1 : dropped;
    }
  }
  const pairs = [];
  let [i, j] = [0, 0];
  while (i < old.length && j < next.length) {
    if (old[i] === next[j]) pairs.push([i++, j++]);
    else if (longest[i + 1][j] >= longest[i][j + 1]) i += 1;
    else j += 1;
  }
  return pairs;
}

/** Where two lists differ: old [from, to) became new [start, end). As many for as many is one by one. */
export function runs(old, next) {
  const found = [];
  let [from, start] = [0, 0];
  const close = (to, end) => {
    const size = to - from;
    if (size > 1 && end - start === size) {
      for (let n = 0; n < size; n += 1) found.push(run(from + n, from + n + 1, start + n, start + n + 1));
    } else if (size || end > start) found.push(run(from, to, start, end));
  };
  places(old, next).forEach((place, index) => {
    if (place < 0) return;
    close(index, place);
    [from, start] = [index + 1, place + 1];
  });
  close(old.length, next.length);
  return found;
}

const run = (from, to, start, end) => ({ from, to, start, end });

/**
 * What to do to the blocks that are here, so that they hold what changed between two others:
 * `{at, remove, insert}` each, in order. Null if that touches a block which differs here.
 */
export function steps(before, here, after) {
  const mine = runs(before, here);
  const standing = places(before, here);
  const done = [];
  for (const change of runs(before, after)) {
    const insert = after.slice(change.start, change.end);
    if (mine.some((own) => isSame(own, change) && isEqual(here.slice(own.start, own.end), insert))) continue;
    if (change.from === change.to) {
      const at = gap(mine, standing, here, change.from);
      if (at === null) return null;
      done.push({ at, remove: 0, insert });
    } else {
      if (mine.some((own) => own.from < own.to && own.from < change.to && own.to > change.from)) return null;
      for (let index = change.from; index < change.to; index += 1) {
        done.push({ at: standing[index], remove: 1, insert: index === change.from ? insert : [] });
      }
    }
  }
  return done;
}

/** Where in what is here something new goes that others put before this block. */
function gap(mine, standing, here, before) {
  const own = mine.find(({ from, to }) => from <= before && before <= to);
  if (!own) return before < standing.length ? standing[before] : here.length;
  if (before === own.from) return own.start;
  return before === own.to ? own.end : null;
}

const isSame = (one, other) => one.from === other.from && one.to === other.to;
const isEqual = (some, others) => some.length === others.length && some.every((one, index) => one === others[index]);
