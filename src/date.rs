//! Dates as feeds write them, read without the browser so that every reader reads them alike.

#![deny(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]

const SECOND: f64 = 1_000.0;
const MINUTE: f64 = 60.0 * SECOND;
const HOUR: f64 = 60.0 * MINUTE;
const DAY: f64 = 24.0 * HOUR;

/// Milliseconds since the beginning of 1970 in UTC, from a date of ISO 8601 or RFC 3339: a date alone (its first moment in
/// UTC) or a date and a time, with `T` or a space between, seconds and their fraction where there are any, and `Z`, `±hh:mm`,
/// `±hhmm` or `±hh`. A time without zone is UTC. `None` for anything else, also for a day that does not exist.
pub fn parse(text: &str) -> Option<f64> {
    let mut cursor = Cursor(text.trim_ascii().as_bytes());
    let day = cursor.day()?;
    if cursor.is_at_end() {
        return Some(day);
    }
    if !cursor.eat(b'T') && !cursor.eat(b't') {
        cursor.spaces()?;
    }
    let time = cursor.time()?;
    let zone = cursor.zone()?;
    cursor.is_at_end().then_some(day + time - zone)
}

/// What is left of the text.
struct Cursor<'a>(&'a [u8]);

impl Cursor<'_> {
    fn is_at_end(&self) -> bool {
        self.0.is_empty()
    }

    fn eat(&mut self, expected: u8) -> bool {
        match self.0 {
            [first, rest @ ..] if *first == expected => {
                self.0 = rest;
                true
            }
            _ => false,
        }
    }

    /// One space or more.
    fn spaces(&mut self) -> Option<()> {
        if !self.eat(b' ') {
            return None;
        }
        while self.eat(b' ') {}
        Some(())
    }

    /// The next byte as a digit.
    fn digit(&mut self) -> Option<u32> {
        let (first, rest) = self.0.split_first()?;
        let digit = (*first as char).to_digit(10)?;
        self.0 = rest;
        Some(digit)
    }

    /// A number of exactly two digits that is at most `most`.
    fn pair(&mut self, most: u32) -> Option<u32> {
        let number = self.digit()? * 10 + self.digit()?;
        (number <= most).then_some(number)
    }

    /// The first moment of a day.
    fn day(&mut self) -> Option<f64> {
        let year = self.pair(99)? * 100 + self.pair(99)?;
        let month = self.eat(b'-').then(|| self.pair(12))??;
        let day = self.eat(b'-').then(|| self.pair(31))??;
        if month == 0 || day == 0 || day > days_in(year, month) {
            return None;
        }
        Some(f64::from(days_since_1970(year, month, day)) * DAY)
    }

    /// The time of a day: 24:00 is the next day's first moment, and a leap second counts as the next minute's first.
    fn time(&mut self) -> Option<f64> {
        let hours = self.pair(24)?;
        let minutes = self.eat(b':').then(|| self.pair(59))??;
        let mut time = f64::from(hours) * HOUR + f64::from(minutes) * MINUTE;
        if self.eat(b':') {
            time += f64::from(self.pair(60)?) * SECOND;
            if self.eat(b'.') || self.eat(b',') {
                time += self.fraction()?;
            }
        }
        (time <= DAY || hours < 24).then_some(time)
    }

    /// The digits after the point as whole milliseconds; finer ones are read and left out.
    fn fraction(&mut self) -> Option<f64> {
        let mut place = 100;
        let mut milliseconds = self.digit()? * place;
        while let Some(digit) = self.digit() {
            place /= 10;
            milliseconds += digit * place;
        }
        Some(f64::from(milliseconds))
    }

    /// How far the zone is ahead of UTC.
    fn zone(&mut self) -> Option<f64> {
        if !self.is_at_end() {
            while self.eat(b' ') {}
        }
        if self.is_at_end() || self.eat(b'Z') || self.eat(b'z') {
            return Some(0.0);
        }
        let west = self.eat(b'-');
        if !west && !self.eat(b'+') {
            return None;
        }
        let mut ahead = f64::from(self.pair(23)?) * HOUR;
        if self.eat(b':') || !self.is_at_end() {
            ahead += f64::from(self.pair(59)?) * MINUTE;
        }
        Some(if west { -ahead } else { ahead })
    }
}

fn is_leap(year: u32) -> bool {
    year.is_multiple_of(4) && (!year.is_multiple_of(100) || year.is_multiple_of(400))
}

fn days_in(year: u32, month: u32) -> u32 {
    match month {
        2 if is_leap(year) => 29,
        2 => 28,
        4 | 6 | 9 | 11 => 30,
        _ => 31,
    }
}

/// Days from the first of January 1970 in the Gregorian calendar, negative before it.
fn days_since_1970(year: u32, month: u32, day: u32) -> i32 {
    let before = year.saturating_sub(1);
    let leaps = before / 4 - before / 100 + before / 400 + u32::from(year > 0);
    let mut days = year * 365 + leaps + day - 1;
    for earlier in 1..month {
        days += days_in(year, earlier);
    }
    // 1970 began 719,528 days after the first of January of the year 0, which was a leap year.
    days as i32 - 719_528
}
