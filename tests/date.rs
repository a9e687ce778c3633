//! Which dates are read, and as which moment.

use headline_ticker::date::parse;

fn check(text: &str, seconds: Option<f64>) {
    assert_eq!(parse(text), seconds.map(|seconds| seconds * 1_000.0), "{text:?}");
}

#[test]
fn dates_and_times() {
    check("1970-01-01", Some(0.0));
    check("1969-12-31", Some(-86_400.0));
    check("0000-01-01", Some(-62_167_219_200.0));
    check("0001-01-01", Some(-62_135_596_800.0));
    check("2000-02-29", Some(951_782_400.0));
    check("2026-11-21", Some(1_795_219_200.0));
    check("9999-12-31T23:59:59Z", Some(253_402_300_799.0));
    check("2026-11-21T10:30", Some(1_795_257_000.0));
    check("2026-11-21T10:30:15Z", Some(1_795_257_015.0));
    check("2026-11-21t10:30:15z", Some(1_795_257_015.0));
    check(" 2026-11-21 10:30:15 ", Some(1_795_257_015.0));
    check("2026-11-21  10:30:15Z", Some(1_795_257_015.0));
    check("2026-11-21T24:00:00Z", Some(1_795_305_600.0));
    check("2026-11-21T23:59:60Z", Some(1_795_305_600.0));
}

#[test]
fn fractions_of_seconds() {
    check("2026-11-21T10:30:15.5Z", Some(1_795_257_015.5));
    check("2026-11-21T10:30:15,250Z", Some(1_795_257_015.25));
    check("2026-11-21T10:30:15.0079999Z", Some(1_795_257_015.007));
    check("2026-11-21T10:30:15.123456789+00:00", Some(1_795_257_015.123));
}

#[test]
fn zones() {
    check("2026-11-21T10:30:15+03:00", Some(1_795_246_215.0));
    check("2026-11-21T10:30:15+0300", Some(1_795_246_215.0));
    check("2026-11-21T10:30:15+03", Some(1_795_246_215.0));
    check("2026-11-21 10:30:15 +0300", Some(1_795_246_215.0));
    check("2026-11-21T10:30:15-05:30", Some(1_795_276_815.0));
    check("2026-11-21T10:30+03:00", Some(1_795_246_200.0));
    check("2026-01-01T00:00:00+14:00", Some(1_767_175_200.0));
}

#[test]
fn what_is_no_date() {
    for text in [
        "",
        "yesterday",
        "2026",
        "2026-11",
        "2026-1-1",
        "20261121",
        "2026-00-10",
        "2026-13-01",
        "2026-02-29",
        "1900-02-29",
        "2026-04-31",
        "2026-11-00",
        "2026-11-21T",
        "2026-11-21T10",
        "2026-11-21T25:00",
        "2026-11-21T24:01",
        "2026-11-21T10:60",
        "2026-11-21T10:30:61",
        "2026-11-21T10:30:15.",
        "2026-11-21T10:30:15+3",
        "2026-11-21T10:30:15+03:",
        "2026-11-21T10:30:15+24:00",
        "2026-11-21T10:30:15+03:60",
        "2026-11-21T10:30:15 UTC",
        "2026-11-21T10:30:15Zulu",
        "2026-11-21X10:30",
        "+2026-11-21",
        "٢٠٢٦-١١-٢١",
    ] {
        check(text, None);
    }
}

#[test]
fn dates_of_mail() {
    let saturday = Some(1_795_257_015.0);
    for text in [
        "Sat, 21 Nov 2026 10:30:15 GMT",
        " sat, 21 nov 2026 10:30:15 gmt ",
        "21 Nov 2026 10:30:15 UT",
        "Sat 21 November 2026 10:30:15 UTC",
        "Saturday, 21 Nov 26 10:30:15 Z",
        "Sat, 21 Nov 2026 10:30:15",
        "Sat, 21 Nov 2026 13:30:15 +0300",
        "Sat, 21 Nov 2026 13:30:15 +03:00",
        "Sat, 21 Nov 2026 07:00:15 -0330",
        "Sat, 21 Nov 2026 05:30:15 EST",
        "Sat, 21 Nov 2026 06:30:15 EDT",
        "Sat, 21 Nov 2026 04:30:15 CST",
        "Sat, 21 Nov 2026 05:30:15 CDT",
        "Sat, 21 Nov 2026 03:30:15 MST",
        "Sat, 21 Nov 2026 04:30:15 MDT",
        "Sat, 21 Nov 2026 02:30:15 PST",
        "Sat, 21 Nov 2026 03:30:15 PDT",
        // Of a zone that nobody knows, mail's standard says that it is UTC.
        "Sat, 21 Nov 2026 10:30:15 XYZ",
        "Sat,\n 21\tNov  2026 10:30:15 +0000 (UTC)",
    ] {
        check(text, saturday);
    }
    check("Sun, 06 Nov 1994 08:49:37 GMT", Some(784_111_777.0));
    check("6 Nov 94 08:49 GMT", Some(784_111_740.0));
    check("1 Jan 70 00:00 GMT", Some(0.0));
    check("Mon, 1 Jun 2026 9:05:00 GMT", None);
    for text in [
        "Sat, 31 Nov 2026 10:30:15 GMT",
        "Sat, 21 10 2026 10:30:15 GMT",
        "Sat, 21 Nev 2026 10:30:15 GMT",
        "Sat, 21 Nov 2026",
        "Sat, 21 Nov 026 10:30:15 GMT",
        "Sat, 21 Nov 2026 25:30:15 GMT",
        "Sat, 21 Nov 2026 10:30:15 +3",
        "Sat, xx Nov 2026 10:30:15 GMT",
        "Sat,",
        "Sat, 21 No",
        "السبت 21 نوفمبر 2026 10:30",
    ] {
        check(text, None);
    }
}

/// The calendar, day by day over a thousand years, against the simplest possible one.
#[test]
fn every_day_follows_the_one_before() {
    let mut expected = -86_400_000.0 * 135_140.0;
    for year in 1600..2600_u32 {
        let leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
        let february = if leap { 29 } else { 28 };
        for (month, days) in [31, february, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31].into_iter().enumerate() {
            for day in 1..=days {
                let text = format!("{year:04}-{:02}-{day:02}", month + 1);
                assert_eq!(parse(&text), Some(expected), "{text}");
                expected += 86_400_000.0;
            }
        }
    }
}
