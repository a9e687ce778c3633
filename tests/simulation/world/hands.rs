//! Carries out what the core says, as a browser would.

use super::{Due, LONGEST_TIMER, World};
use crate::network::headlines;
use crate::rules::Happened;
use crate::{CALM, MINUTE, SECOND};
use headline_ticker::effect::{Effect, NONE};
use headline_ticker::headline::Key;
use headline_ticker::load::refresh::{RequestId, SourceId, TickerId};
use headline_ticker::page::Event;

impl World {
    pub(super) fn carry_out(&mut self, id: TickerId, effect: &Effect, address: Option<&str>) {
        match effect {
            Effect::Fetch { request, source } => self.ask(*request, *source, address),
            Effect::Abort(request) => self.abort(*request),
            Effect::Forget(id) => {
                self.bodies.remove(id);
                self.streams.remove(id);
            }
            Effect::Open(id) => {
                self.last_stream += 1;
                self.streams.insert(*id, self.last_stream);
                let wait = self.chance.between(SECOND, 30.0 * MINUTE);
                self.later(wait, Due::Stream(*id, self.last_stream));
            }
            Effect::Close(id) => {
                self.streams.remove(id);
            }
            Effect::Wake(at) if id == NONE => self.set_timer(*at),
            Effect::Recall(name) => self.recalls.push_back((id, *name)),
            Effect::Keep(name, true) => {
                let list = self.page.ticker(id).map(|ticker| ticker.headlines().to_vec());
                self.kept.insert(name.0, (self.wall(), list.unwrap_or_default()));
            }
            _ => {}
        }
    }

    fn ask(&mut self, request: RequestId, source: SourceId, address: Option<&str>) {
        let timeouts = self.tickers.iter().map(|(_, attributes)| attributes.timeout);
        let timeout = timeouts.fold(SECOND, f64::max);
        let calm = self.now >= CALM;
        let timeout = if calm { SECOND } else { timeout };
        let Some(server) = self.servers.iter_mut().find(|server| Some(server.address) == address) else { return };
        let reply = server.asked(self.now, timeout, calm, &mut self.chance);
        if reply.after < f64::INFINITY {
            self.later(reply.after, Due::Answer(request, source, reply));
        }
    }

    /// Some answers come though nobody waits for them any more.
    fn abort(&mut self, request: RequestId) {
        self.count("ended request");
        if self.chance.one_in(2) {
            self.queue.retain(|(_, due)| !matches!(due, Due::Answer(other, ..) if *other == request));
        }
    }

    /// A timer comes a little late, much later on a hidden page, and at times a little early.
    fn set_timer(&mut self, at: Option<f64>) {
        self.timer += 1;
        let Some(at) = at else { return };
        let late = match self.chance.below(10) {
            0 => self.chance.between(-5.0, 0.0),
            1 if self.hidden => self.chance.between(0.0, MINUTE),
            1 => self.chance.between(0.0, SECOND),
            _ => self.chance.between(0.0, 20.0),
        };
        let time = (at + late).clamp(self.now + 1.0, self.now + LONGEST_TIMER);
        self.queue.push((time, Due::Timer(self.timer)));
    }

    /// Reports what the storage had, which was kept by this page or by one before it.
    pub(super) fn recall(&mut self, id: TickerId, name: Key) {
        let Some((_, attributes)) = self.tickers.iter().find(|(other, _)| *other == id) else { return };
        let (cache, sources) = (attributes.cache, attributes.sources.clone());
        let (since, list) = match self.kept.get(&name.0) {
            Some((since, list)) => (*since, list.clone()),
            None if self.chance.one_in(2) => {
                let since = self.wall() - self.chance.between(0.0, 2.0 * cache);
                (since, sources.iter().flat_map(|address| headlines(address, 1)).collect())
            }
            None => return,
        };
        self.count("recalled");
        let counts = (0.0..=cache).contains(&(self.wall() - since));
        let held = |address: &&&str| list.iter().any(|headline| headline.source == **address);
        let sources = sources.iter().filter(held).copied().collect();
        self.take(Happened::Recalled { ticker: id, sources, counts }, Event::Recalled(id, list, since));
    }
}
