//! Travel over time: what the strip's one animation plays, and what the core computes with.

/// How far ahead of now a new path may depart from the old one, in ms. The compositor follows the old path until the
/// browser has committed the new one, so both must agree until then.
const NOTICE: f64 = 60.0;
/// How much of the past a path keeps, in ms, for a page clock that runs a little ahead of the frame on screen.
const HISTORY: f64 = 100.0;
/// How long a change of speed takes, in ms.
const GLIDE: f64 = 400.0;
/// What is thrown loses half of its speed in so many ms, as scrolling by touch does.
const HALF_LIFE: f64 = 225.0;
/// How often a throw's speed is halved before it is over: a 256th of it is not seen any more.
const HALVINGS: u32 = 8;

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
        Path::thrown(time, travel, 0.0)
    }

    /// The same path, with the strip standing `wait` ms longer at its end.
    pub fn wait(mut self, wait: f64) -> Self {
        let last = self.last();
        self.rest.push(Knot { time: last.time + wait, ..last });
        self
    }

    /// A strip that is let go of at `travel`, with that speed, in px/s.
    pub fn thrown(time: f64, travel: f64, speed: f64) -> Self {
        Path { first: Knot { time, travel, speed }, rest: Vec::new() }
    }

    /// Goes on from the last knot to `speed` px/s within a moment, then runs on for `run` px; at speed 0 it comes to rest on
    /// a whole pixel, where text is sharp.
    pub fn glide(mut self, speed: f64, run: f64) -> Self {
        let last = self.last();
        if speed != last.speed {
            let travel = last.travel + (last.speed + speed) / 2.0 * GLIDE / 1000.0;
            self.add(Knot { time: last.time + GLIDE, travel: sharp(travel, speed), speed });
        }
        self.run(speed, run)
    }

    /// Goes on from the last knot as a thing does that is thrown, until it has `speed` px/s, then as [`Path::glide`].
    pub fn fling(mut self, speed: f64, run: f64) -> Self {
        for halving in 1..=HALVINGS {
            let last = self.last();
            let next = if halving == HALVINGS { speed } else { (last.speed + speed) / 2.0 };
            // The exact way of a speed that decays so, in s: over a half-life its excess goes the lost part over ln 2.
            let way = speed * HALF_LIFE + (last.speed - next) * HALF_LIFE / std::f64::consts::LN_2;
            let travel = last.travel + way / 1000.0;
            self.add(Knot { time: last.time + HALF_LIFE, travel: sharp(travel, next), speed: next });
        }
        self.run(speed, run)
    }

    /// Goes on from the last knot to stand at `travel` after `time` ms.
    pub fn ease(mut self, travel: f64, time: f64) -> Self {
        self.add(Knot { time: self.last().time + time, travel, speed: 0.0 });
        self
    }

    fn run(mut self, speed: f64, run: f64) -> Self {
        if speed > 0.0 {
            let last = self.last();
            self.add(Knot { time: last.time + run / speed * 1000.0, travel: last.travel + run, speed });
        }
        self
    }

    /// Adds a knot, and where the strip turns on its way there: so between two knots it never does.
    fn add(&mut self, to: Knot) {
        let from = self.last();
        let (distance, leave, arrive) = slopes(from, to);
        let square = 3.0 * distance - 2.0 * leave - arrive;
        let cube = 3.0 * (leave + arrive - 2.0 * distance);
        // The zeros of the speed, `leave + 2 square x + cube x²`, from 0 to 1; in this form also where the cubic is none.
        let root = (square * square - cube * leave).sqrt();
        let (one, other) = (-leave / (square + root), -leave / (square - root));
        let mut done = 0.001;
        for part in &[one.min(other), one.max(other)] {
            if *part > done && *part < 0.999 {
                done = *part;
                let turn = between(from, to, from.time + part * (to.time - from.time));
                self.rest.push(Knot { speed: 0.0, ..turn });
            }
        }
        self.rest.push(to);
    }

    /// The part of this path that a successor made `now` must repeat: it ends where the successor may depart, and not before `until`.
    pub fn departing(&self, now: f64, until: f64) -> Self {
        let start = self.knot((now - HISTORY).max(self.first.time));
        let end = until.max(now + NOTICE);
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

    /// The first time after `now` at which the strip, having moved less than `travel` px before, has moved that much; infinite where
    /// it never comes to that.
    pub fn reaches(&self, travel: f64, now: f64) -> f64 {
        let mut from = self.knot(now);
        for to in &self.rest {
            if to.time > from.time {
                if from.travel < travel && to.travel >= travel {
                    return meets(from, *to, travel);
                }
                from = *to;
            }
        }
        f64::INFINITY
    }

    /// The least and the most travel from `now` on until the strip runs on for good or stands.
    pub fn bounds(&self, now: f64) -> (f64, f64) {
        let (mut least, mut most) = (self.travel(now), self.travel(now));
        let runs = self.last().speed > 0.0;
        for knot in self.rest.iter().take(self.rest.len().saturating_sub(usize::from(runs))) {
            if knot.time > now {
                (least, most) = (least.min(knot.travel), most.max(knot.travel));
            }
        }
        (least, most)
    }

    /// When and where the strip stands or runs on for good.
    pub fn end(&self) -> Knot {
        self.last()
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
        // An animation of one keyframe would begin at no travel at all.
        for at in [0.0, 1.0].iter().skip(usize::from(!keyframes.is_empty())) {
            keyframes.push([*at, self.last().travel, f64::NAN, f64::NAN]);
        }
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

    /// Where the strip is at `time`, and how fast.
    pub fn knot(&self, time: f64) -> Knot {
        if time <= self.first.time {
            return Knot { time, ..self.first };
        }
        match self.segment(&|to| time <= to.time) {
            Some((from, to)) => between(from, to, time),
            None => Knot { time, travel: self.last().travel, speed: 0.0 },
        }
    }
}

/// A place of rest is a whole pixel, where text is sharp; what moves on need not be.
fn sharp(travel: f64, speed: f64) -> f64 {
    if speed == 0.0 { travel.round_ties_even() } else { travel }
}

/// When the strip has moved `travel` px between two knots, the first of which is before that.
fn meets(from: Knot, to: Knot, travel: f64) -> f64 {
    let (mut low, mut high) = (from.time, to.time);
    while high - low > 0.5 {
        let middle = (low + high) / 2.0;
        if between(from, to, middle).travel < travel { low = middle } else { high = middle }
    }
    high
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
        let path = Path::still(0.0, 0.25).glide(61.7, 1e6).departing(3333.0, 3333.0).glide(0.0, 0.0);
        let rest = path.travel(1e6);
        assert_eq!(rest, rest.round());
        assert_eq!(path.reaches(rest + 1.0, 0.0), f64::INFINITY);
    }

    /// What is thrown goes the way that its speed, halved and halved again, makes, and then has the speed that is wanted.
    #[test]
    fn a_throw_decays_into_the_usual_speed() {
        for (thrown, speed) in
            [(3000.0, 60.0), (-3000.0, 60.0), (-20.0, 60.0), (800.0, 0.0), (-800.0, 0.0), (0.0, 60.0)]
        {
            let path = Path::thrown(0.0, 0.0, thrown).fling(speed, 1e5);
            let seconds = f64::from(HALVINGS) * HALF_LIFE / 1000.0;
            let way = speed * seconds + (thrown - speed) * HALF_LIFE / 1000.0 / std::f64::consts::LN_2;
            let end = path.travel(seconds * 1000.0);
            assert!((end - way).abs() < (thrown - speed).abs() / 500.0 + 0.51, "{thrown} px/s: {end} px, not {way}");
            let after = path.travel(seconds * 1000.0 + 1000.0) - end;
            assert!((after - speed).abs() < 1e-9, "{thrown} px/s: {after} px/s in the end");
        }
    }

    #[test]
    fn between_two_knots_it_never_turns() {
        let path = Path::thrown(0.0, 0.0, -900.0).fling(60.0, 1e5);
        let turns = path.rest.iter().filter(|knot| knot.speed == 0.0).count();
        assert_eq!(turns, 1, "it goes back, turns once, and goes on: {path:?}");
        let (least, most) = path.bounds(0.0);
        assert!(least < -150.0 && most < 200.0 && (0..2000).all(|time| path.travel(time.into()) >= least - 1e-6));
    }

    proptest! {
        #[test]
        fn what_is_played_is_what_is_computed(changes in changes(), probe in 0.0..1.0f64) {
            let path = follow(&changes).pop().unwrap().1;
            let ends = |path: &Path| (path.keyframes()[0][0], path.keyframes().last().unwrap()[0]);
            prop_assert_eq!(ends(&path), (0.0, 1.0));
            prop_assert_eq!(ends(&Path::still(0.0, 300.0)), (0.0, 1.0));
            let time = path.start() + probe * path.duration();
            prop_assert!((play(&path, time) - path.travel(time)).abs() < 1e-4);
        }

        #[test]
        fn a_successor_repeats_the_path_until_it_departs_and_never_jumps(changes in changes()) {
            let paths = follow(&changes);
            for (pair, change) in paths.windows(2).zip(&changes) {
                let (now, old, new) = (pair[1].0, &pair[0].1, &pair[1].1);
                // What is thrown was in a hand until now, and departs at once.
                let until = if matches!(change.1, Change::Throw(..)) { 0.0 } else { NOTICE };
                for ahead in [-HISTORY, 0.0, 25.0, NOTICE].into_iter().filter(|ahead| *ahead == 0.0 || until > 0.0) {
                    prop_assert!((old.travel(now + ahead) - new.travel(now + ahead)).abs() < 1e-6);
                }
                let fastest = 5000.0;
                for step in 0..200 {
                    let time = now + f64::from(step) * 10.0;
                    let moved = new.travel(time + 10.0) - new.travel(time);
                    prop_assert!(moved.abs() < fastest / 100.0 * 1.5 + 1.0, "{moved} px in 10 ms");
                }
            }
        }

        #[test]
        fn it_reaches_what_it_says_it_reaches(changes in changes(), ahead in 0.0..5000.0f64) {
            let (now, path) = follow(&changes).pop().unwrap();
            let goal = path.travel(now) + ahead;
            let time = path.reaches(goal, now);
            if time < f64::INFINITY {
                prop_assert!(time >= now && path.travel(time) >= goal - 1e-6);
                prop_assert!(path.travel(time - 1.0) <= goal + 1e-6 || time - 1.0 < now);
            } else {
                prop_assert!(path.travel(1e12) < goal || ahead == 0.0);
            }
        }
    }

    /// What can be asked of a strip that has a path.
    #[derive(Clone, Copy, Debug)]
    enum Change {
        Glide(f64),
        Throw(f64, f64),
        Ease(f64),
    }

    fn changes() -> impl Strategy<Value = Vec<(f64, Change)>> {
        let speed = || prop_oneof![Just(0.0), 1.0..2000.0f64];
        let change = prop_oneof![
            3 => speed().prop_map(Change::Glide),
            1 => (-5000.0..5000.0f64, speed()).prop_map(|(thrown, speed)| Change::Throw(thrown, speed)),
            1 => (-900.0..900.0f64).prop_map(Change::Ease),
        ];
        proptest::collection::vec((0.0..3000.0f64, change), 1..12)
    }

    /// The paths that a strip goes through when what it does changes as told: (time of the change, path).
    fn follow(changes: &[(f64, Change)]) -> Vec<(f64, Path)> {
        let mut now = 0.0;
        let mut paths = vec![(now, Path::still(0.0, 0.0).wait(1000.0).glide(60.0, 131_072.0))];
        for (wait, change) in changes {
            now += wait;
            let old = &paths.last().unwrap().1;
            let next = match *change {
                Change::Glide(speed) => old.departing(now, now).glide(speed, 131_072.0),
                Change::Throw(thrown, speed) => Path::thrown(now, old.travel(now), thrown).fling(speed, 131_072.0),
                Change::Ease(by) => {
                    old.departing(now, now).ease(old.travel(now) + by, 400.0).wait(100.0).glide(60.0, 131_072.0)
                }
            };
            paths.push((now, next));
        }
        paths
    }
}
