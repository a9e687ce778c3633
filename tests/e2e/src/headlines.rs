//! Invented headlines.

use serde_json::{Value, json};

/// Beginnings of Arabic headlines, 20 to 110 characters with what is put after them.
const ARABIC: [&str; 6] = [
    "افتتاح خط حافلات كهربائية يربط المحطة بالحي الجامعي",
    "المكتبة البلدية تمدد ساعات العمل خلال فترة الامتحانات",
    "فريق المدينة يتأهل إلى النهائي بثلاثية «نظيفة» أمام ضيفه القادم من الساحل الغربي",
    "أمطار متفرقة مساء الغد",
    "ورشة لترميم المخطوطات تفتح أبوابها للزوار يوم السبت المقبل في القصر القديم",
    "سوق الحرفيين يعود إلى الساحة الكبرى بعد غياب دام ثلاثة أعوام كاملة",
];

/// Beginnings of English headlines.
const ENGLISH: [&str; 6] = [
    "Electric bus line opens between the station and the campus",
    "City library to stay open longer while students prepare for their examinations",
    "Home side reaches the final after a 3–0 win over its visitors from the western coast",
    "Scattered rain tomorrow evening",
    "Manuscript workshop in the old palace opens its doors to visitors next Saturday",
    "Craft market returns to the great square after three years away",
];

/// Beginnings of Arabic headlines as an aggregator has them, with Latin names, figures and guillemets.
const MIXED: [&str; 10] = [
    ARABIC[0],
    "شركة Nordwind تعلن عن طراز X7 بمدى يبلغ 640 كيلومترًا",
    ARABIC[2],
    "«المنارة» تطلق تطبيقًا جديدًا على iOS و Android",
    ARABIC[3],
    "تحديث Linux 7.2 يصل إلى الخوادم الجامعية بعد أسبوع من التأجيل",
    ARABIC[4],
    "ارتفاع عدد زوار معرض الكتاب إلى 125,000 زائر في ثلاثة أيام",
    ARABIC[5],
    "مهرجان Sahara Jazz يعود في نسخته الثانية عشرة بأربعين فرقة من عشرين بلدًا",
];

/// So many Arabic headlines, mixed with Latin names and figures, each different.
pub fn mixed(count: usize) -> Value {
    numbered(&MIXED, count)
}

/// So many Arabic headlines, each different.
pub fn arabic(count: usize) -> Value {
    numbered(&ARABIC, count)
}

/// So many English headlines, each different.
pub fn english(count: usize) -> Value {
    numbered(&ENGLISH, count)
}

/// Headlines of at least 500 px, so that long stretches pass without a belt event.
pub fn long(count: usize) -> Value {
    let title = |number: usize| format!("{number} {} {}", ENGLISH[number % 6], ENGLISH[(number + 1) % 6]);
    (0..count).map(|number| headline(&number.to_string(), &title(number))).collect()
}

/// Arabic headlines of at most 500 px with their publisher, so that a strip of them stays short.
pub fn short(count: usize) -> Value {
    numbered(&[ARABIC[0], ARABIC[1], ARABIC[3]], count)
}

fn numbered(beginnings: &[&str], count: usize) -> Value {
    let title = |number: usize| format!("{} {}", beginnings[number % beginnings.len()], number + 1);
    (0..count).map(|number| headline(&number.to_string(), &title(number))).collect()
}

/// One headline of a feed.
pub fn headline(id: &str, title: &str) -> Value {
    json!({ "id": id, "title": title, "url": format!("/n/{id}"), "publisher": "صحيفة الميناء" })
}
