//! Travel over time: what the strip's one animation plays, and what the core computes with.

/// How far ahead of now a new path may depart from the old one, in ms. The compositor follows the old path until the
/// browser has committed the new one, so both must agree until then.
const NOTICE: f64 = 60.0;
/// How much of the past a path keeps, in ms, for a page clock that runs a little ahead of the frame on screen.
const HISTORY: f64 = 100.0;
/// How long a change of speed takes, in ms.
const GLIDE: f64 = 400.0;

/// A moment at which place and speed of the strip are fixed.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Knot {
    /// Time on the document's timeline, in ms.
    pub time: f64,
    /// How far the strip has moved by then, in px.
    pub travel: f64,
    /// The speed at that moment, in px/s.
    pub speed: f64,
}

/// One keyframe of the animation that plays a path: its place within the animation, from 0 to 1; the translation, in px along
/// the way that the strip travels; and the two heights of `cubic-bezier(1/3, a, 2/3, b)` up to the next keyframe, which are NaN
/// where it is linear.
pub type Keyframe = [f64; 4];

/// Travel as one continuous function of timeline time, with continuous speed.
///
/// Between two knots it is the cubic that has their travel and speed at both ends. A CSS `cubic-bezier` whose control
/// points stand at a third and two thirds of the time is exactly such a cubic, so the browser plays what we compute.
/// Before its first and after its last knot the strip stands still.
#[derive(Clone, Debug, PartialEq)]
pub struct Path {
    first: Knot,
    rest: Vec<Knot>,
}

impl Path {
    /// A strip that stands at `travel` from `time` on.
    pub fn still(time: f64, travel: f64) -> Self {
        Path { first: Knot { time, travel, speed: 0.0 }, rest: Vec::new() }
    }

    /// The same path, with the strip standing `wait` ms longer at its end.
    pub fn wait(mut self, wait: f64) -> Self {
        let last = self.last();
        self.rest.push(Knot { time: last.time + wait, ..last });
        self
    }

    /// Goes on from the last knot to `speed` px/s within a moment, then runs on for `run` px; at speed 0 it comes to rest on
    /// a whole pixel, where text is sharp.
    pub fn glide(mut self, speed: f64, run: f64) -> Self {
        let last = self.last();
        if speed != last.speed {
            let straight = last.travel + (last.speed + speed) / 2.0 * GLIDE / 1000.0;
            let travel = if speed == 0.0 { straight.round_ties_even() } else { straight };
            self.rest.push(Knot { time: last.time + GLIDE, travel, speed });
        }
        if speed > 0.0 {
            let last = self.last();
            self.rest.push(Knot { time: last.time + run / speed * 1000.0, travel: last.travel + run, speed });
        }
        self
    }

    /// The part of this path that a successor made `now` must repeat: it ends where the successor may depart.
    pub fn departing(&self, now: f64) -> Self {
        let start = self.knot((now - HISTORY).max(self.first.time));
        let end = now + NOTICE;
        let mut rest = Vec::new();
        for knot in &self.rest {
            if knot.time > start.time && knot.time < end {
                rest.push(*knot);
            }
        }
        rest.push(self.knot(end));
        Path { first: start, rest }
    }

    /// The same path with `by` px less travel at every moment.
    pub fn rebased(mut self, by: f64) -> Self {
        self.first.travel -= by;
        for knot in &mut self.rest {
            knot.travel -= by;
        }
        self
    }

    /// How far the strip has moved at `time`, in px.
    pub fn travel(&self, time: f64) -> f64 {
        self.knot(time).travel
    }

    /// The first time at which the strip has moved `travel` px or more; infinite where it never comes to that.
    pub fn reaches(&self, travel: f64) -> f64 {
        if self.first.travel >= travel {
            return self.first.time;
        }
        let Some((from, to)) = self.segment(&|to| to.travel >= travel) else { return f64::INFINITY };
        if from.speed == to.speed {
            return from.time + (travel - from.travel) / from.speed * 1000.0;
        }
        let (mut low, mut high) = (from.time, to.time);
        while high - low > 0.5 {
            let middle = (low + high) / 2.0;
            if between(from, to, middle).travel < travel { low = middle } else { high = middle }
        }
        high
    }

    /// When the path begins, on the document's timeline, in ms.
    pub fn start(&self) -> f64 {
        self.first.time
    }

    /// How long the path moves or waits before it stands for good, in ms; more than 0 even where it only stands.
    pub fn duration(&self) -> f64 {
        (self.last().time - self.first.time).max(1.0)
    }

    /// The path as the keyframes of an animation that starts at [`Path::start`] and lasts [`Path::duration`].
    pub fn keyframes(&self) -> Vec<Keyframe> {
        let mut keyframes = Vec::new();
        let mut from = self.first;
        for to in &self.rest {
            let at = (from.time - self.first.time) / self.duration();
            let (a, b) = easing(from, *to);
            keyframes.push([at, from.travel, a, b]);
            from = *to;
        }
        keyframes.push([1.0, self.last().travel, f64::NAN, f64::NAN]);
        keyframes
    }

    fn last(&self) -> Knot {
        self.rest.last().copied().unwrap_or(self.first)
    }

    /// The first two neighbours of which the later is as wanted.
    fn segment(&self, wanted: &dyn Fn(&Knot) -> bool) -> Option<(Knot, Knot)> {
        let mut from = self.first;
        for to in &self.rest {
            if wanted(to) {
                return Some((from, *to));
            }
            from = *to;
        }
        None
    }

    fn knot(&self, time: f64) -> Knot {
        if time <= self.first.time {
            return Knot { time, ..self.first };
        }
        match self.segment(&|to| time <= to.time) {
            Some((from, to)) => between(from, to, time),
            None => Knot { time, travel: self.last().travel, speed: 0.0 },
        }
    }
}

/// Distance and the two end speeds of a segment, each in px for the whole of its time.
fn slopes(from: Knot, to: Knot) -> (f64, f64, f64) {
    let seconds = (to.time - from.time) / 1000.0;
    (to.travel - from.travel, from.speed * seconds, to.speed * seconds)
}

fn between(from: Knot, to: Knot, time: f64) -> Knot {
    let span = to.time - from.time;
    if span <= 0.0 {
        return to;
    }
    let (distance, leave, arrive) = slopes(from, to);
    let part = (time - from.time) / span;
    let square = 3.0 * distance - 2.0 * leave - arrive;
    let cube = leave + arrive - 2.0 * distance;
    Knot {
        time,
        travel: from.travel + part * (leave + part * (square + part * cube)),
        speed: (leave + part * (2.0 * square + part * 3.0 * cube)) / span * 1000.0,
    }
}

fn easing(from: Knot, to: Knot) -> (f64, f64) {
    let (distance, leave, arrive) = slopes(from, to);
    let straight = (leave - distance).abs() < 1e-6 && (arrive - distance).abs() < 1e-6;
    if straight || distance == 0.0 {
        return (f64::NAN, f64::NAN);
    }
    (leave / distance / 3.0, 1.0 - arrive / distance / 3.0)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// Plays keyframes as the Web Animations standard says, with the bezier solved by bisection.
    fn play(path: &Path, time: f64) -> f64 {
        let keyframes = path.keyframes();
        let progress = ((time - path.start()) / path.duration()).clamp(0.0, 1.0);
        let place = keyframes.iter().rposition(|[at, ..]| *at <= progress).unwrap();
        let [at, travel, a, b] = keyframes[place];
        let Some([next, to, ..]) = keyframes.get(place + 1) else { return travel };
        let part = (progress - at) / (next - at);
        let eased = match a.is_nan() {
            true => part,
            false => {
                let bezier = |p: f64, q: f64, t: f64| {
                    3.0 * (1.0 - t) * (1.0 - t) * t * p + 3.0 * (1.0 - t) * t * t * q + t * t * t
                };
                let (mut low, mut high) = (0.0, 1.0);
                for _ in 0..60 {
                    let middle = (low + high) / 2.0;
                    if bezier(1.0 / 3.0, 2.0 / 3.0, middle) < part { low = middle } else { high = middle }
                }
                bezier(a, b, low)
            }
        };
        travel + (to - travel) * eased
    }

    #[test]
    fn a_run_keeps_its_speed() {
        for speed in [0.5, 20.0, 60.0, 400.0, 2000.0] {
            let path = Path::still(1000.0, 0.0).wait(1000.0).glide(speed, 100_000.0);
            let (one, two) = (path.travel(5000.0), path.travel(9000.0));
            assert!(((two - one) / 4.0 - speed).abs() < 1e-9, "{speed} px/s");
            assert_eq!(path.travel(2000.0), 0.0, "it waits first");
        }
    }

    #[test]
    fn coming_to_rest_ends_on_a_whole_pixel_and_stays() {
        let path = Path::still(0.0, 0.25).glide(61.7, 1e6).departing(3333.0).glide(0.0, 0.0);
        let rest = path.travel(1e6);
        assert_eq!(rest, rest.round());
        assert_eq!(path.reaches(rest + 1.0), f64::INFINITY);
    }

    proptest! {
        #[test]
        fn what_is_played_is_what_is_computed(changes in changes(), probe in 0.0..1.0f64) {
            let path = follow(&changes).pop().unwrap().1;
            let time = path.start() + probe * path.duration();
            prop_assert!((play(&path, time) - path.travel(time)).abs() < 1e-4);
        }

        #[test]
        fn a_successor_repeats_the_path_until_it_departs_and_never_jumps(changes in changes()) {
            let paths = follow(&changes);
            for pair in paths.windows(2) {
                let (now, old, new) = (pair[1].0, &pair[0].1, &pair[1].1);
                for ahead in [-HISTORY, 0.0, 25.0, NOTICE] {
                    prop_assert!((old.travel(now + ahead) - new.travel(now + ahead)).abs() < 1e-6);
                }
                let fastest = 2000.0;
                for step in 0..200 {
                    let time = now + f64::from(step) * 10.0;
                    let moved = new.travel(time + 10.0) - new.travel(time);
                    prop_assert!(moved > -1.0 && moved < fastest / 100.0 * 1.5 + 1.0, "{moved} px in 10 ms");
                }
            }
        }

        #[test]
        fn it_reaches_what_it_says_it_reaches(changes in changes(), ahead in 0.0..5000.0f64) {
            let (now, path) = follow(&changes).pop().unwrap();
            let goal = path.travel(now) + ahead;
            let time = path.reaches(goal);
            if time < f64::INFINITY {
                prop_assert!(path.travel(time) >= goal - 1e-6);
                prop_assert!(path.travel(time - 1.0) <= goal + 1e-6);
            } else {
                prop_assert!(path.travel(1e12) < goal);
            }
        }
    }

    fn changes() -> impl Strategy<Value = Vec<(f64, f64)>> {
        proptest::collection::vec((0.0..3000.0f64, prop_oneof![Just(0.0), 1.0..2000.0f64]), 1..12)
    }

    /// The paths that a strip goes through when its speed changes as told: (ms until the change, px/s).
    fn follow(changes: &[(f64, f64)]) -> Vec<(f64, Path)> {
        let mut now = 0.0;
        let mut paths = vec![(now, Path::still(0.0, 0.0).wait(1000.0).glide(60.0, 131_072.0))];
        for (wait, speed) in changes {
            now += wait;
            let next = paths.last().unwrap().1.departing(now).glide(*speed, 131_072.0);
            paths.push((now, next));
        }
        paths
    }
}
