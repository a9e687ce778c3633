//! What is measured about a moving strip, from frame to frame. Times are the document timeline's, read in each frame, in ms; places are CSS pixels.

use anyhow::{Result, bail};
use serde::Deserialize;
use std::collections::HashMap;

/// One item's box in one frame.
#[derive(Clone, Copy, Debug, Deserialize)]
pub struct Placed {
    /// The same element has the same number in every frame.
    pub item: u32,
    /// Its left edge.
    pub left: f64,
    /// Its right edge.
    pub right: f64,
}

/// Where everything stood in one frame.
#[derive(Clone, Debug, Deserialize)]
pub struct Frame {
    /// The document timeline's time.
    pub time: f64,
    /// The left edge of the ticker's viewport.
    pub left: f64,
    /// The right edge of the ticker's viewport.
    pub right: f64,
    /// Every item in the DOM.
    pub items: Vec<Placed>,
}

/// Consecutive frames.
#[derive(Clone, Debug, Deserialize)]
#[serde(transparent)]
pub struct Frames(pub Vec<Frame>);

impl Frames {
    /// How far the strip had moved in each frame since the first one (to the right is positive), from the items common to both frames.
    ///
    /// # Errors
    /// Where two frames have no item in common, or there are too few frames to say anything.
    pub fn travel(&self) -> Result<Vec<(f64, f64)>> {
        if self.0.len() < 10 {
            bail!("{} frames are too few to measure anything", self.0.len());
        }
        let mut travelled = 0.0;
        let mut points = Vec::with_capacity(self.0.len());
        for (before, after) in self.0.iter().zip(self.0.iter().skip(1)) {
            let moves = moves(before, after);
            if moves.is_empty() {
                bail!("between {} and {} ms every item was replaced", before.time, after.time);
            }
            if points.is_empty() {
                points.push((before.time, 0.0));
            }
            travelled += moves.iter().sum::<f64>() / moves.len() as f64;
            points.push((after.time, travelled));
        }
        Ok(points)
    }

    /// The speed in px/s by least squares; to the right is positive.
    ///
    /// # Errors
    /// As [`Frames::travel`].
    pub fn speed(&self) -> Result<f64> {
        let points = self.travel()?;
        let count = points.len() as f64;
        let mean_time = points.iter().map(|(time, _)| time).sum::<f64>() / count;
        let mean_place = points.iter().map(|(_, place)| place).sum::<f64>() / count;
        let covariance: f64 = points.iter().map(|(time, place)| (time - mean_time) * (place - mean_place)).sum();
        let variance: f64 = points.iter().map(|(time, _)| (time - mean_time).powi(2)).sum();
        Ok(covariance / variance * 1000.0)
    }

    /// The largest distance in px by which any item, between two frames, moved otherwise than a strip of this speed does.
    pub fn largest_jump(&self, speed: f64) -> f64 {
        self.steps(|step, milliseconds| (step - speed * milliseconds / 1000.0).abs())
    }

    /// The two frames with the largest jump, to look at when it should not be there.
    pub fn unevenest(&self, speed: f64) -> Option<(&Frame, &Frame)> {
        let pairs = self.0.iter().zip(self.0.iter().skip(1));
        let jump = |(before, after): &(&Frame, &Frame)| {
            let travelled = speed * (after.time - before.time) / 1000.0;
            moves(before, after).into_iter().map(|step| (step - travelled).abs()).fold(0.0, f64::max)
        };
        pairs.max_by(|one, other| jump(one).total_cmp(&jump(other)))
    }

    /// The largest distance in px by which any item, between two frames, left what a strip does whose speed is anywhere between the two
    /// given ones: for glides.
    pub fn largest_jump_between(&self, slowest: f64, fastest: f64) -> f64 {
        self.steps(|step, milliseconds| {
            let (least, most) = (slowest * milliseconds / 1000.0, fastest * milliseconds / 1000.0);
            (least.min(most) - step).max(step - least.max(most)).max(0.0)
        })
    }

    /// The widest stretch of the viewport in px that no item covered in some frame.
    pub fn widest_empty(&self) -> f64 {
        self.emptiest().map_or(0.0, Frame::widest_empty)
    }

    /// The frame with the widest empty stretch, to look at when it should not be there.
    pub fn emptiest(&self) -> Option<&Frame> {
        self.0.iter().max_by(|one, other| one.widest_empty().total_cmp(&other.widest_empty()))
    }

    /// The widest overlap of two items in px.
    pub fn widest_overlap(&self) -> f64 {
        let overlap = |frame: &Frame| {
            let placed = frame.in_order();
            let neighbours = placed.iter().zip(placed.iter().skip(1));
            neighbours.map(|(one, other)| one.right - other.left).fold(0.0, f64::max)
        };
        self.0.iter().map(overlap).fold(0.0, f64::max)
    }

    /// The same frames with every place measured from the viewport's edge that the strip travels towards, which may itself move;
    /// a strip that travels left is mirrored, so that travel is always positive.
    pub fn from_edge(&self, right: bool) -> Frames {
        let turned = |frame: &Frame| {
            let edge = if right { frame.right } else { frame.left };
            let place = |left: f64, right_edge: f64| {
                if right { (left - edge, right_edge - edge) } else { (edge - right_edge, edge - left) }
            };
            let (left, right_edge) = place(frame.left, frame.right);
            let items = frame.items.iter().map(|placed| {
                let (left, right) = place(placed.left, placed.right);
                Placed { item: placed.item, left, right }
            });
            Frame { time: frame.time, left, right: right_edge, items: items.collect() }
        };
        Frames(self.0.iter().map(turned).collect())
    }

    /// Of frames turned by [`Frames::from_edge`]: the speed of the leading edge of the first item in view, px/s, as the median of its steps.
    ///
    /// # Errors
    /// Where there are no two frames with time between them.
    pub fn speed_of_first(&self) -> Result<f64> {
        let mut speeds: Vec<f64> =
            self.steps_of_first().into_iter().map(|(step, between)| step / between * 1000.0).collect();
        speeds.sort_by(f64::total_cmp);
        match speeds.get(speeds.len() / 2) {
            Some(median) => Ok(*median),
            None => bail!("no first item in view"),
        }
    }

    /// Of frames turned by [`Frames::from_edge`]: the largest distance in px by which the leading edge of the first item in view moved
    /// otherwise than at this speed.
    pub fn largest_jump_of_first(&self, speed: f64) -> f64 {
        let jumps = self.steps_of_first().into_iter().map(|(step, between)| (step - speed * between / 1000.0).abs());
        jumps.fold(0.0, f64::max)
    }

    /// How far the leading edge of the first item in view moved from frame to frame in px, and the time between in ms.
    fn steps_of_first(&self) -> Vec<(f64, f64)> {
        let pairs = self.0.iter().zip(self.0.iter().skip(1));
        let step = |(before, after): (&Frame, &Frame)| {
            // The first in view is the one over the edge: the last whose leading edge is past it.
            let over = before.items.iter().filter(|placed| placed.right >= 0.0);
            let first = over.min_by(|one, other| one.right.total_cmp(&other.right))?;
            let now = after.items.iter().find(|placed| placed.item == first.item)?;
            let between = after.time - before.time;
            (between > 0.0).then_some((now.right - first.right, between))
        };
        pairs.filter_map(step).collect()
    }

    /// The greatest of `measure(step of an item in px, time between the frames in ms)`.
    fn steps(&self, measure: impl Fn(f64, f64) -> f64) -> f64 {
        let pairs = self.0.iter().zip(self.0.iter().skip(1));
        pairs
            .flat_map(|(before, after)| {
                let between = after.time - before.time;
                moves(before, after).into_iter().map(move |step| (step, between))
            })
            .map(|(step, between)| measure(step, between))
            .fold(0.0, f64::max)
    }
}

impl Frame {
    fn in_order(&self) -> Vec<Placed> {
        let mut placed = self.items.clone();
        placed.sort_by(|one, other| one.left.total_cmp(&other.left));
        placed
    }

    fn widest_empty(&self) -> f64 {
        let mut covered = self.left;
        let mut widest: f64 = 0.0;
        for item in self.in_order() {
            widest = widest.max(item.left.min(self.right) - covered);
            covered = covered.max(item.right);
        }
        widest.max(self.right - covered)
    }
}

/// How far each item moved that is in both frames.
fn moves(before: &Frame, after: &Frame) -> Vec<f64> {
    let places: HashMap<u32, f64> = before.items.iter().map(|placed| (placed.item, placed.left)).collect();
    let step = |placed: &Placed| places.get(&placed.item).map(|left| placed.left - left);
    after.items.iter().filter_map(step).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Frames of two items, 100 px wide each, in a viewport of 150 px, at these times and left edges.
    fn frames(places: &[(f64, f64)]) -> Frames {
        let frame = |&(time, left): &(f64, f64)| Frame {
            time,
            left: 0.0,
            right: 150.0,
            items: vec![
                Placed { item: 1, left, right: left + 100.0 },
                Placed { item: 2, left: left + 100.0, right: left + 200.0 },
            ],
        };
        Frames(places.iter().map(frame).collect())
    }

    fn even(speed: f64) -> Vec<(f64, f64)> {
        (0..20).map(|frame| f64::from(frame) * 16.0).map(|time| (time, speed * time / 1000.0)).collect()
    }

    #[test]
    fn speed_is_signed_pixels_per_second() {
        assert!((frames(&even(60.0)).speed().unwrap() - 60.0).abs() < 1e-9);
        assert!((frames(&even(-400.0)).speed().unwrap() + 400.0).abs() < 1e-9);
    }

    #[test]
    fn a_jump_is_what_the_speed_does_not_explain() {
        let mut places = even(60.0);
        assert!(frames(&places).largest_jump(60.0) < 1e-9);
        places[10].1 += 3.0;
        assert!((frames(&places).largest_jump(60.0) - 3.0).abs() < 1e-9);
        assert!((frames(&places).largest_jump_between(0.0, 60.0) - 3.0).abs() < 1e-9);
    }

    #[test]
    fn empty_stretches_are_found_at_both_ends() {
        assert_eq!(frames(&[(0.0, 0.0)]).widest_empty(), 0.0);
        assert_eq!(frames(&[(0.0, 7.0)]).widest_empty(), 7.0);
        assert_eq!(frames(&[(0.0, -60.0)]).widest_empty(), 10.0);
        assert_eq!(frames(&[(0.0, 500.0)]).widest_empty(), 150.0);
    }
}
