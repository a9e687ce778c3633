//! Stands between the core and whoever carries out what it says, and breaks a rule there once, so that it can be shown that the
//! monitor sees it.

use crate::rules::{Happened, How};
use headline_ticker::effect::{Effect, NONE, Saying};
use headline_ticker::load::refresh::{RequestId, SourceId, TickerId};

/// What is done to break a rule.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sabotage {
    AskTooSoon,
    AskWhileHidden,
    AskWhileLeft,
    AskWithoutNetwork,
    AskForNobodyInSight,
    AskBeforeItIsWelcome,
    AskTwice,
    AskOnAndOn,
    NeverAsk,
    LoseList,
    LoseNews,
    ShowLateAnswer,
    LoseLoadStart,
    LoseLoadEnd,
    LoseSettle,
    SettleTooSoon,
    LoseWake,
    LoseAbort,
    AbortTooSoon,
    OpenTwice,
    NeverClose,
    SpeakToTheGone,
    OutliveTheLast,
}

#[derive(Default)]
pub struct Saboteur {
    pub what: Option<Sabotage>,
    from: f64,
    pub done: bool,
    /// Every request that was made, and its source.
    asked: Vec<(RequestId, SourceId)>,
    /// What was kept from everyone: a source, and its requests.
    victim: Option<SourceId>,
    lost: Vec<RequestId>,
    /// A ticker that was scrolled away, and when.
    away: Option<(TickerId, f64)>,
    tickers: usize,
    /// The name of the next request that is none.
    forged: RequestId,
}

type Effects = Vec<(TickerId, Effect)>;

impl Saboteur {
    /// One that strikes at the first occasion after some time.
    pub fn new(what: Option<Sabotage>, from: f64) -> Self {
        Self { what, from, ..Self::default() }
    }

    /// Changes what is done about what happened.
    pub fn tamper(&mut self, now: f64, happened: &Happened, effects: &mut Effects) {
        let Some(what) = self.what else { return };
        self.watch(now, happened, effects);
        if what == Sabotage::NeverAsk && now >= self.from {
            self.keep_silent(effects);
        }
        let more = !self.done || what == Sabotage::AskOnAndOn;
        if more && now >= self.from {
            self.done |= self.strike(what, now, happened, effects);
        }
    }

    /// Whether other lists are to be seen than there are: empty ones, or those of a late answer.
    pub fn forges_lists(&mut self, now: f64, happened: &Happened) -> bool {
        let brings = |news| match happened {
            Happened::Answered { how: How::Feed { first, .. }, .. } => first.is_some() == news,
            _ => false,
        };
        let forges = match self.what {
            Some(Sabotage::LoseList) => !self.done,
            Some(Sabotage::LoseNews) => !self.done && brings(true),
            Some(Sabotage::ShowLateAnswer) => brings(false),
            _ => false,
        };
        self.done |= forges && now >= self.from;
        forges && now >= self.from
    }

    fn watch(&mut self, now: f64, happened: &Happened, effects: &Effects) {
        for (_, effect) in effects {
            if let Effect::Fetch { request, source } = effect {
                self.asked.push((*request, *source));
            }
        }
        match happened {
            Happened::Sight(id, false) => self.away = Some((*id, now)),
            Happened::Sight(..) | Happened::Refresh(_) => self.away = None,
            Happened::Connected(_) => self.tickers += 1,
            Happened::Disconnected(_) => self.tickers -= 1,
            _ => {}
        }
    }

    fn strike(&mut self, what: Sabotage, now: f64, happened: &Happened, effects: &mut Effects) -> bool {
        let last = self.asked.last().map(|(_, source)| *source);
        match (what, happened) {
            (Sabotage::AskTooSoon, Happened::Answered { request, how: How::Feed { .. } }) => {
                self.forge(self.source_of(*request), effects)
            }
            (Sabotage::AskOnAndOn, Happened::Answered { request, .. }) => {
                self.done |= self.forge(self.source_of(*request), effects);
                false
            }
            (Sabotage::AskBeforeItIsWelcome, Happened::Answered { request, how: How::Failed { wait, .. } }) => {
                *wait > 0.0 && self.forge(self.source_of(*request), effects)
            }
            (Sabotage::AskWhileHidden, Happened::Hidden(_, true))
            | (Sabotage::AskWhileLeft, Happened::Left(true))
            | (Sabotage::AskWithoutNetwork, Happened::Online(false)) => self.forge(last, effects),
            (Sabotage::AskForNobodyInSight, Happened::Woke) => {
                let long = self.away.is_some_and(|(_, since)| now > since + 60e3);
                long && self.tickers == 1 && self.forge(last, effects)
            }
            (Sabotage::AskTwice, _) => {
                let is_asked = |(_, effect): &(_, Effect)| matches!(effect, Effect::Fetch { .. });
                effects.iter().any(is_asked) && self.forge(last, effects)
            }
            (Sabotage::SpeakToTheGone, Happened::Disconnected(id)) => add(*id, Effect::Furnish, effects),
            (Sabotage::OutliveTheLast, Happened::Disconnected(_)) => {
                self.tickers == 0 && add(NONE, Effect::Wake(Some(now + 1e3)), effects)
            }
            (Sabotage::SettleTooSoon, Happened::Refresh(id)) => {
                let waits = !effects.iter().any(|(_, effect)| matches!(effect, Effect::Settle(_)));
                waits && self.tickers > 0 && add(*id, Effect::Settle(1), effects)
            }
            _ => self.strike_effects(what, effects),
        }
    }

    fn strike_effects(&mut self, what: Sabotage, effects: &mut Effects) -> bool {
        let lose = |effects: &mut Effects, is_lost: fn(&Effect) -> bool| {
            let place = effects.iter().position(|(_, effect)| is_lost(effect));
            place.map(|place| effects.remove(place)).is_some()
        };
        match what {
            Sabotage::LoseLoadStart => lose(effects, |effect| matches!(effect, Effect::Say(Saying::LoadStart))),
            Sabotage::LoseLoadEnd => lose(effects, |effect| matches!(effect, Effect::Say(Saying::LoadEnd))),
            Sabotage::LoseSettle => lose(effects, |effect| matches!(effect, Effect::Settle(_))),
            Sabotage::LoseAbort => lose(effects, |effect| matches!(effect, Effect::Abort(_))),
            Sabotage::NeverClose => lose(effects, |effect| matches!(effect, Effect::Close(_))),
            Sabotage::LoseWake => {
                let place =
                    effects.iter().position(|(id, effect)| *id == NONE && matches!(effect, Effect::Wake(Some(_))));
                place.map(|place| effects.remove(place)).is_some()
            }
            Sabotage::OpenTwice => {
                let open = effects.iter().find(|(_, effect)| matches!(effect, Effect::Open(_))).cloned();
                open.is_some_and(|(id, effect)| add(id, effect, effects))
            }
            Sabotage::AbortTooSoon => {
                let request = effects.iter().find_map(|(_, effect)| match effect {
                    Effect::Fetch { request, .. } => Some(*request),
                    _ => None,
                });
                request.is_some_and(|request| add(NONE, Effect::Abort(request), effects))
            }
            _ => false,
        }
    }

    /// A source is asked by nobody's leave.
    fn forge(&mut self, source: Option<SourceId>, effects: &mut Effects) -> bool {
        let Some(source) = source else { return false };
        self.forged += 1;
        add(NONE, Effect::Fetch { request: RequestId::MAX - self.forged, source }, effects)
    }

    fn source_of(&self, request: RequestId) -> Option<SourceId> {
        self.asked.iter().rev().find(|(other, _)| *other == request).map(|(_, source)| *source)
    }

    /// Keeps every request for a source from everyone.
    fn keep_silent(&mut self, effects: &mut Effects) {
        effects.retain(|(_, effect)| match effect {
            Effect::Fetch { request, source } if *self.victim.get_or_insert(*source) == *source => {
                self.lost.push(*request);
                self.done = true;
                false
            }
            Effect::Abort(request) => !self.lost.contains(request),
            _ => true,
        });
    }
}

fn add(id: TickerId, effect: Effect, effects: &mut Effects) -> bool {
    effects.push((id, effect));
    true
}
