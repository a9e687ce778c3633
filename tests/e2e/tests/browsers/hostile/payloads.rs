//! What hostile feeds carry.

/// What becomes of a text in a title, where markup and entities are decoded once; elsewhere it is shown as it is.
#[derive(Clone, Copy, Debug)]
pub enum Shown {
    /// It stays what it is.
    Same,
    /// It was markup.
    Gone,
    /// This is left.
    Rest(&'static str),
}

use Shown::{Gone, Rest, Same};

/// Texts of one kind.
#[derive(Debug)]
pub struct Class {
    /// What they are.
    pub name: &'static str,
    /// What a careless page does with them that is found (`careless` in `kit/hostile.js`); nothing where they only must not disturb.
    pub careless: Option<&'static str>,
    /// Each text, and what is shown of it. `{n}` is the row's number, `{host}` the server.
    pub texts: &'static [(&'static str, Shown)],
}

/// Every class. Each text runs `ran`, leads or fetches to `/canary/`, or is a name that every object has.
pub static CLASSES: [Class; 10] = [
    // They come first, as images are fetched that are in view.
    Class { name: WEB, careless: None, texts: &[("//{host}/canary/{n}", Same), ("\\\\{host}\\canary\\{n}", Same)] },
    Class {
        name: "tags",
        careless: Some("markup"),
        texts: &[
            ("<script>ran({n})</script>", Gone),
            ("<SCRIPT SRC=/canary/{n}></SCRIPT>", Gone),
            ("<scr<script>ipt>ran({n})</script>", Rest("<scr")),
            ("\"><script>ran({n})</script>", Rest("\">")),
            ("</textarea></title><img src=/canary/{n} onerror=ran({n})>", Rest("</textarea></title>")),
            ("<img src=/canary/{n} onerror=ran({n})>", Gone),
            ("<img src=/canary/{n} onerror=ran({n}) <b>x</b>", Rest("x")),
            ("<iframe srcdoc=\"<script>parent.ran({n})</script>\"></iframe>", Gone),
            ("<iframe src=javascript:parent.ran({n})></iframe>", Gone),
            ("<style>*{background:url(/canary/{n})}</style>", Gone),
            ("<base href=/canary/{n}>", Same),
            ("<link rel=stylesheet href=/canary/{n}>", Same),
            ("<meta http-equiv=default-style content=/canary/{n}>", Same),
            ("<form action=/canary/{n}><button formaction=javascript:ran({n})>x</button></form>", Same),
            ("<object data=/canary/{n}></object>", Same),
            ("<embed src=/canary/{n}>", Same),
            ("<video src=/canary/{n} onerror=ran({n})></video>", Gone),
            ("<details open ontoggle=ran({n})>", Same),
            ("<input autofocus onfocus=ran({n})>", Same),
            ("<math><mi xlink:href=javascript:ran({n})>", Same),
            (
                "<template shadowrootmode=open><img src=/canary/{n}></template>",
                Rest("<template shadowrootmode=open></template>"),
            ),
            ("<b style=background:url(/canary/{n})>x</b>", Rest("x")),
            ("<a href=javascript:ran({n})>x</a>", Rest("x")),
        ],
    },
    Class {
        name: "SVG",
        careless: Some("markup"),
        texts: &[
            ("<svg onload=ran({n})>", Gone),
            ("<svg><script>ran({n})</script></svg>", Gone),
            ("<svg><image href=/canary/{n} /></svg>", Rest("<image href=/canary/{n} />")),
            ("<svg><use href=/canary/{n}#x /></svg>", Rest("<use href=/canary/{n}#x />")),
            (
                "<svg><animate onbegin=ran({n}) attributeName=x dur=1s>",
                Rest("<animate onbegin=ran({n}) attributeName=x dur=1s>"),
            ),
            ("<svg><style>*{fill:url(/canary/{n})}</style></svg>", Gone),
            ("<svg><a xlink:href=javascript:ran({n})><text>x</text></a></svg>", Rest("<text>x</text>")),
        ],
    },
    Class {
        name: "entities",
        careless: Some("markup"),
        texts: &[
            ("&lt;img src=/canary/{n} onerror=ran({n})&gt;", Rest("<img src=/canary/{n} onerror=ran({n})>")),
            ("&amp;lt;img src=/canary/{n}&amp;gt;", Rest("&lt;img src=/canary/{n}&gt;")),
            ("&#60;img src=/canary/{n}&#x3e;", Rest("<img src=/canary/{n}>")),
            ("&#60img src=/canary/{n}&#62", Same),
            ("&LT;svg onload=ran({n})&GT;", Same),
            ("<img src=/canary/{n} onerror=\"&#114;an({n})\">", Gone),
            ("<a href=\"&#106;avascript:ran({n})\">x</a>", Rest("x")),
        ],
    },
    Class {
        name: "javascript:",
        careless: Some("address"),
        texts: &[
            ("javascript:ran({n})", Same),
            ("JaVaScRiPt:ran({n})", Same),
            (" \tjavascript:ran({n})", Same),
            ("java\tscript:ran({n})", Same),
            ("java\nscript\n:ran({n})", Same),
            ("\u{1}javascript:ran({n})", Same),
            ("&#106;avascript:ran({n})", Rest("javascript:ran({n})")),
            ("javascript&colon;ran({n})", Same),
            ("javascript://{host}/%0aran({n})", Same),
        ],
    },
    Class {
        name: "data:",
        careless: Some("address"),
        texts: &[
            ("data:text/html,<script>opener.ran({n})</script>", Rest("data:text/html,")),
            (
                "DATA:image/svg+xml,<svg xmlns='http://www.w3.org/2000/svg' onload='ran({n})'/>",
                Rest("DATA:image/svg+xml,"),
            ),
            ("da\tta:,/canary/{n}", Same),
        ],
    },
    Class {
        name: "other schemes",
        careless: Some("address"),
        texts: &[
            ("vbscript:ran({n})", Same),
            ("blob:http://{host}/canary/{n}", Same),
            ("file:///canary/{n}", Same),
            ("filesystem:http://{host}/canary/{n}", Same),
            ("view-source:http://{host}/canary/{n}", Same),
            ("ftp://{host}/canary/{n}", Same),
            ("about:blank#/canary/{n}", Same),
        ],
    },
    Class {
        name: "templates",
        careless: Some("template"),
        texts: &[
            ("{{ran({n})}}", Same),
            ("{{constructor.constructor('ran({n})')()}}", Same),
            ("${ran({n})}", Same),
            ("#{ran({n})}", Same),
            ("<%= ran({n}) %>", Same),
            ("[[ran({n})]]", Same),
        ],
    },
    Class {
        name: "CSS",
        careless: Some("style"),
        texts: &[
            ("url(/canary/{n})", Same),
            ("red;background-image:url(/canary/{n})", Same),
            ("expression(ran({n}))", Same),
            ("url(/canary/{n})}*{color:red", Same),
        ],
    },
    Class {
        name: "names of every object",
        careless: None,
        texts: &[("__proto__", Same), ("constructor", Same), ("constructor.prototype", Same), ("toString", Same)],
    },
];

/// The class of addresses that are followed, and fetched where they are an image's.
pub const WEB: &str = "addresses without a scheme";

/// One text as it stands in one field.
#[derive(Clone, Debug)]
pub struct Payload {
    /// Its class.
    pub class: &'static Class,
    /// The text, its number not filled in.
    pub text: &'static str,
    /// What is shown of it.
    pub shown: Shown,
    /// The number of its first field.
    pub number: usize,
}

/// No headline has as many fields.
pub const STRIDE: usize = 20;

/// Every text of every class.
pub fn all() -> Vec<Payload> {
    let texts = CLASSES.iter().flat_map(|class| class.texts.iter().map(move |text| (class, text)));
    let numbered = texts.enumerate();
    numbered
        .map(|(place, (class, (text, shown)))| Payload { class, text, shown: *shown, number: (place + 1) * STRIDE })
        .collect()
}

impl Payload {
    /// The text as it stands in a field.
    pub fn in_field(&self, field: usize, host: &str) -> String {
        filled(self.text, self.number + field, host)
    }

    /// What is shown of it in a field, where markup and entities are `decoded` once, or else as it is.
    pub fn shown_in_field(&self, field: usize, host: &str, decoded: bool) -> String {
        let text = match self.shown {
            Gone if decoded => "",
            Rest(rest) if decoded => rest,
            _ => self.text,
        };
        filled(text, self.number + field, host).split_ascii_whitespace().collect::<Vec<_>>().join(" ")
    }
}

fn filled(text: &str, number: usize, host: &str) -> String {
    text.replace("{n}", &number.to_string()).replace("{host}", host)
}
