//! Dates as feeds write them, read without the browser so that every reader reads them alike.

use crate::text;

const SECOND: i32 = 1_000;
const MINUTE: i32 = 60 * SECOND;
const HOUR: i32 = 60 * MINUTE;
const DAY: i32 = 24 * HOUR;

/// Milliseconds since the beginning of 1970 in UTC, from a date as feeds and HTTP write it; `None` for anything else, also for a
/// day that does not exist.
///
/// That is, of ISO 8601 or RFC 3339, a date alone (its first moment in UTC) or a date and a time, with `T` or a space between,
/// seconds and their fraction where there are any, and `Z`, `±hh:mm`, `±hhmm` or `±hh`. Or a date as mail has it, such as
/// `Sun, 06 Nov 1994 08:49:37 GMT`, <https://datatracker.ietf.org/doc/html/rfc5322#section-3.3> and its obsolete forms: the day of
/// the week and the seconds may be missing, the year may have two digits (from 1970 on), and the zone may have a name, of
/// which those of North America and UTC are known. A time without a zone, or with an unknown one, is UTC.
pub fn parse(text: &str) -> Option<f64> {
    iso(text).or_else(|| iso(&of_mail(text)?))
}

fn iso(text: &str) -> Option<f64> {
    let mut cursor = Cursor { rest: text.trim_ascii().as_bytes(), fits: true };
    let mut moment = f64::from(cursor.day()) * f64::from(DAY);
    if !cursor.is_at_end() {
        if !cursor.eat(b"Tt") {
            cursor.expect(b' ');
            cursor.spaces();
        }
        moment += f64::from(cursor.time() - cursor.zone());
    }
    (cursor.fits && cursor.is_at_end()).then_some(moment)
}

/// The months as mail writes them, each with its number, and the zones, each with its distance from UTC.
const MONTHS: &str = "Jan 01 Feb 02 Mar 03 Apr 04 May 05 Jun 06 Jul 07 Aug 08 Sep 09 Oct 10 Nov 11 Dec 12";
const ZONES: &str = "EST -05 EDT -04 CST -06 CDT -05 MST -07 MDT -06 PST -08 PDT -07";

/// A date of mail as ISO 8601 has it.
fn of_mail(text: &str) -> Option<String> {
    let mut words = text::words(text, b" ,\t\n\r");
    let mut day = words.next()?;
    if !day.as_bytes().first()?.is_ascii_digit() {
        day = words.next()?;
    }
    let month = text::following(MONTHS, b" ", words.next()?.get(..3)?)?;
    let year = words.next()?;
    let century = match year.len() {
        2 if year < "70" => "20",
        2 => "19",
        _ => "",
    };
    let time = words.next()?;
    let zone = words.next().unwrap_or("Z");
    let is_name = zone.as_bytes().first()?.is_ascii_alphabetic();
    let zone = if is_name { text::following(ZONES, b" ", zone).unwrap_or("Z") } else { zone };
    let zero = if day.len() == 1 { "0" } else { "" };
    Some(text::together(&[century, year, "-", month, "-", zero, day, " ", time, zone]))
}

/// What is left of the text, and whether all before it was as it has to be. Reading goes on where it was not, to no avail:
/// that takes far fewer bytes of code than leaving at each place.
struct Cursor<'a> {
    rest: &'a [u8],
    fits: bool,
}

impl Cursor<'_> {
    fn is_at_end(&self) -> bool {
        self.rest.is_empty()
    }

    /// Whether the next byte is one of some; then it is read.
    fn eat(&mut self, some: &[u8]) -> bool {
        match self.rest {
            [first, rest @ ..] if some.contains(first) => {
                self.rest = rest;
                true
            }
            _ => false,
        }
    }

    /// The next byte has to be this one.
    fn expect(&mut self, byte: u8) {
        self.fits &= self.eat(&[byte]);
    }

    fn spaces(&mut self) {
        while self.eat(b" ") {}
    }

    /// The next byte, which has to be a digit.
    fn digit(&mut self) -> i32 {
        match self.rest {
            [digit @ b'0'..=b'9', rest @ ..] => {
                self.rest = rest;
                i32::from(digit - b'0')
            }
            _ => {
                self.fits = false;
                0
            }
        }
    }

    /// A number of exactly two digits, which has to be at most `most`.
    fn pair(&mut self, most: i32) -> i32 {
        let number = self.digit() * 10 + self.digit();
        self.fits &= number <= most;
        number
    }

    /// A day, in days since 1970. It has to exist.
    fn day(&mut self) -> i32 {
        let year = self.pair(99) * 100 + self.pair(99);
        self.expect(b'-');
        let month = self.pair(12);
        self.expect(b'-');
        let day = self.pair(31);
        let before = days_before(year, month);
        self.fits &= month > 0 && day > 0 && before + day <= days_before(year, month + 1);
        before + day - 1
    }

    /// The time of a day: 24:00 is the next day's first moment, and a leap second counts as the next minute's first.
    fn time(&mut self) -> i32 {
        let hours = self.pair(24);
        self.expect(b':');
        let mut time = hours * HOUR + self.pair(59) * MINUTE;
        if self.eat(b":") {
            time += self.pair(60) * SECOND;
            if self.eat(b".,") {
                time += self.fraction();
            }
        }
        self.fits &= time <= DAY || hours < 24;
        time
    }

    /// The digits after the point, one at least, as whole milliseconds; finer ones are read and left out.
    fn fraction(&mut self) -> i32 {
        let mut place = 100;
        let mut milliseconds = self.digit() * place;
        while self.rest.first().is_some_and(u8::is_ascii_digit) {
            place /= 10;
            milliseconds += self.digit() * place;
        }
        milliseconds
    }

    /// How far the zone is ahead of UTC.
    fn zone(&mut self) -> i32 {
        self.spaces();
        if self.is_at_end() || self.eat(b"Zz") {
            return 0;
        }
        let sign = if self.eat(b"-") { -1 } else { 1 };
        if sign > 0 {
            self.expect(b'+');
        }
        let mut ahead = self.pair(23) * HOUR;
        if self.eat(b":") || !self.is_at_end() {
            ahead += self.pair(59) * MINUTE;
        }
        sign * ahead
    }
}

/// Days from 1970 to the first of a month in the Gregorian calendar, negative before it. Month 13 is the next year's first.
fn days_before(year: i32, month: i32) -> i32 {
    // In years that begin in March the leap day is the last day, and five months take 153 days. Counted from 400 years before
    // the year 0, none of this is negative.
    let months = (year * 12 + month + 4_797) as u32;
    let (year, month) = (months / 12, months % 12);
    let days = year * 365 + year / 4 - year / 100 + year / 400 + (month * 153 + 2) / 5;
    days as i32 - 865_565
}
