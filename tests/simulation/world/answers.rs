//! What comes from servers.

use super::{Due, World};
use crate::network::{Body, Reply, Retry, headline, headlines};
use crate::rules::{Happened, How};
use crate::{CALM, MINUTE, SECOND};
use headline_ticker::load::feed::Feed;
use headline_ticker::load::refresh::{self, Answer, Headers, Reason, RequestId, SourceId};

impl World {
    /// An answer arrives. A page in a browser ends requests so that none is late; the core must not count on that.
    pub(super) fn answer(&mut self, request: RequestId, id: SourceId, reply: &Reply) {
        let source = self.page.requested(request);
        let (answer, how) = match (reply.body, &source) {
            (_, None) => {
                self.count("late answer");
                let feed = Feed { headlines: self.late.clone(), problems: Vec::new() };
                (Answer::Feed(feed), How::Feed { first: None, max_age: 0.0 })
            }
            (Body::Failed(reason, status), _) => self.fails(reason, status, reply.retry),
            (Body::Feed(body), Some(_)) if self.bodies.get(&id) == Some(&body) => {
                self.count("unchanged");
                (Answer::Unchanged, How::Unchanged { max_age: reply.max_age })
            }
            // It cannot be, and must do no harm.
            (Body::Feed(_), Some(_)) if self.now < CALM && !self.bodies.contains_key(&id) && self.chance.one_in(20) => {
                self.count("unchanged from nothing");
                (Answer::Unchanged, How::Unchanged { max_age: reply.max_age })
            }
            (Body::Feed(body), Some(source)) => {
                self.count(if body == 0 { "empty" } else { "feed" });
                self.bodies.insert(id, body);
                let headlines = headlines(&source.address, body);
                let first = headlines.first().map(|headline| headline.title.clone());
                let feed = Feed { headlines, problems: Vec::new() };
                (Answer::Feed(feed), How::Feed { first, max_age: reply.max_age })
            }
        };
        let headers = Headers::clone(&reply.headers);
        self.step(Happened::Answered { request, how }, refresh::Event::Answered { request, answer, headers });
    }

    fn fails(&mut self, reason: Reason, status: u16, retry: Retry) -> (Answer, How) {
        let wait = match retry {
            Retry::Unsaid => 0.0,
            Retry::After(wait) => wait,
            Retry::At(moment) => (moment - self.wall()).max(0.0),
        };
        let what = match (reason, retry) {
            (_, Retry::After(_)) => "busy for seconds",
            (_, Retry::At(_)) => "busy until a date",
            (Reason::Status, _) => "broken",
            (Reason::Network, _) => "dead",
            (Reason::Missing, _) => "missing",
            (Reason::TooLarge, _) => "too large",
            _ => "truncated",
        };
        self.count(what);
        (Answer::Failed { reason, status }, How::Failed { what, wait })
    }

    pub(super) fn stream(&mut self, id: SourceId, number: u32) {
        if self.chance.one_in(4) && self.now < CALM {
            self.streams.remove(&id);
            self.count("stream lost");
            return self.step(Happened::Lost(id), refresh::Event::Lost(id));
        }
        let Some(source) = self.page.source(id) else { return };
        self.count("streamed");
        let title = format!("{} sends {}", source.address, self.now);
        self.step(Happened::Streamed(id), refresh::Event::Streamed(id, headline(&source.address, &title, self.now)));
        let wait = self.chance.between(SECOND, 30.0 * MINUTE);
        self.later(wait, Due::Stream(id, number));
    }
}
