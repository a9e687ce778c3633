// How far a headline jumps, for look.js. A jump is what one frame moves beyond what the frames on either side of it do: a strip that
// goes on, stands, starts or stops makes none, nor does a glide, which moves much in each of many frames.
// Frames are { time, left, right, seen: [[title, left, right], …] }, with the viewport's edges.
{
  // Frames on either side that a move is held against. Their median is no jump while one lasts for two frames at most.
  const SIDE = 3;

  // What is cut off by so many px could be gone in the next frame.
  const EDGE = 10;

  const median = (values) => values.toSorted((one, other) => one - other)[Math.floor(values.length / 2)];

  // What the frames of one side, the nearest first, let expect: their median, and where it gets to if the pace goes on changing as it does,
  // since a glide is fastest in its middle. A jump among them changes nothing steadily.
  const expected = (side) => {
    const middle = median(side);
    if (side.length < SIDE) return [middle];
    const changes = [side[0] - side[1], side[1] - side[2]];
    const change = changes[0] * changes[1] > 0 ? Math.sign(changes[0]) * Math.min(...changes.map(Math.abs)) : 0;
    return [middle, middle + 2 * change];
  };

  // The nearest headline of the same title.
  const nearest = ([title, left], { seen }) => {
    const others = seen.filter(([other]) => other === title);
    return others.length ? others.reduce((one, other) => (Math.abs(one[1] - left) <= Math.abs(other[1] - left) ? one : other)) : null;
  };

  // The way of each headline, for as long as it is seen: [title, left, right] in each of the frames since the `first`.
  const waysOf = (taken) => {
    const ways = [];
    let going = new Map();
    taken.forEach((frame, at) => {
      const here = new Map();
      for (const [place, way] of going) {
        const next = nearest(place, frame);
        if (next === null) continue;
        way.places.push(next);
        here.set(next, way);
      }
      for (const place of frame.seen) {
        if (!here.has(place)) {
          const way = { first: at, places: [place] };
          ways.push(way);
          here.set(place, way);
        }
      }
      going = here;
    });
    return ways;
  };

  // The largest jump on one way, in px.
  const jumpOn = ({ first, places }, taken, speed) => {
    // Frames are dropped now and then, so moves are held against each other by the time that they took.
    const times = places.slice(1).map((_, index) => taken[first + index + 1].time - taken[first + index].time);
    const paces = times.map((time, index) => (places[index + 1][1] - places[index][1]) / time);
    const beyond = paces.map((pace, at) => {
      const sides = [paces.slice(Math.max(0, at - SIDE), at).reverse(), paces.slice(at + 1, at + 1 + SIDE)].filter((side) => side.length);
      // To stand still for a frame is no jump, whatever the others do.
      const usual = [0, ...(sides.length ? sides.flatMap(expected) : [speed])];
      return (pace - Math.min(Math.max(pace, Math.min(...usual)), Math.max(...usual))) * times[at];
    });
    // One that takes two frames is as wide as both.
    let together = 0;
    let largest = 0;
    for (const off of beyond) {
      together = off * together > 0 ? together + off : off;
      largest = Math.max(largest, Math.abs(together));
    }
    const last = first + places.length - 1;
    if (last === taken.length - 1) return largest;
    // It is not there any more. Whether it stood, went on as it did or went on at the strip's speed: should it still be seen?
    const [, left, right] = places.at(-1);
    const viewport = taken[last];
    const time = taken[last + 1].time - viewport.time;
    const isIn = (pace) => Math.min(right + pace * time, viewport.right) - Math.max(left + pace * time, viewport.left) > EDGE;
    return [0, speed, paces.at(-1) ?? speed].every(isIn) ? Math.max(largest, viewport.right - viewport.left) : largest;
  };

  // The largest jump in these frames, in px, where the strip moves at so many px/s. One that should still be seen, and is gone, jumped by
  // the viewport's width.
  kit.jumpOf = (taken, speed) => Math.max(0, ...waysOf(taken).map((way) => jumpOn(way, taken, speed / 1_000)));
}
