//! What is wrong with a feed's headlines.

use crate::text;

/// Problems that are told one by one; of more than these only the number is told.
const TOLD: usize = 3;

/// Collects problems, but keeps few: a feed of ten thousand bad headlines must not fill the console.
#[derive(Default)]
pub struct Problems {
    /// The place of the headline that is read, from 1.
    pub place: usize,
    told: Vec<String>,
    more: usize,
}

impl Problems {
    /// Takes a problem of the headline that is read.
    pub fn add(&mut self, problem: &str) {
        if self.told.len() < TOLD {
            self.told.push(text::together(&["headline ", &text::decimal(self.place as u64), ": ", problem]));
        } else {
            self.more += 1;
        }
    }

    /// Takes that a field was left out, and why.
    pub fn left_out(&mut self, field: &str, reason: &str) {
        self.add(&text::together(&["its ", field, reason, " and was left out"]));
    }

    /// The first three, each with its headline's place, and how many more there were.
    pub fn told(mut self) -> Vec<String> {
        if self.more > 0 {
            self.told.push(text::together(&["and ", &text::decimal(self.more as u64), " more"]));
        }
        self.told
    }
}
