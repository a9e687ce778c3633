//! How well near-duplicates are known, on labelled pairs.

use headline_ticker::load::merge::similar;

type Files = [(&'static str, &'static str); 3];

const FIRST: Files =
    [("ar", include_str!("pairs/ar.tsv")), ("fr", include_str!("pairs/fr.tsv")), ("en", include_str!("pairs/en.tsv"))];

const SECOND: Files = [
    ("ar", include_str!("pairs/second/ar.tsv")),
    ("fr", include_str!("pairs/second/fr.tsv")),
    ("en", include_str!("pairs/second/en.tsv")),
];

const THIRD: Files = [
    ("ar", include_str!("pairs/third/ar.tsv")),
    ("fr", include_str!("pairs/third/fr.tsv")),
    ("en", include_str!("pairs/third/en.tsv")),
];

/// Of one half in one language: pairs rightly joined, wrongly joined, and wrongly kept apart.
fn count(file: &str, half: &str) -> [usize; 3] {
    let mut counts = [0; 3];
    for line in file.lines() {
        let [of, label, _, one, other] = line.split('\t').collect::<Vec<_>>()[..] else { panic!("{line}") };
        if of != half {
            continue;
        }
        let joined = similar(one, other);
        assert_eq!(joined, similar(other, one), "either way round: {line}");
        match (label, joined) {
            ("same", true) => counts[0] += 1,
            ("other", true) => counts[1] += 1,
            ("same", false) => counts[2] += 1,
            ("other", false) => {}
            _ => panic!("{line}"),
        }
    }
    counts
}

/// The three languages together: at least so many of a hundred joined pairs tell one story (precision), and at least so many
/// of a hundred pairs that do are joined (recall).
fn check(files: Files, half: &str, precision: usize, recall: usize) {
    let mut sums = [0; 3];
    for (language, file) in files {
        let counts = count(file, half);
        println!("{half} {language}: {counts:?}");
        for (sum, count) in sums.iter_mut().zip(counts) {
            *sum += count;
        }
    }
    let [right, wrong, missed] = sums;
    assert!(right * 100 >= precision * (right + wrong), "{half}: precision {right} of {}", right + wrong);
    assert!(right * 100 >= recall * (right + missed), "{half}: recall {right} of {}", right + missed);
}

#[test]
fn the_pairs_that_the_measure_was_chosen_by() {
    check(FIRST, "tune", 95, 90);
}

/// They were run once, when the measure stood.
#[test]
fn the_pairs_that_were_held_back() {
    check(FIRST, "held", 95, 60);
}

/// Pairs by others, who wrote them without the measure's code before their eyes; it was not changed by them.
#[test]
fn pairs_that_others_wrote() {
    for half in ["tune", "held"] {
        check(SECOND, half, 98, 45);
        check(THIRD, half, 98, 45);
    }
}
