//! The pages that tests write.

use crate::answer::Answer;
use std::fmt::Display;

/// A test page. The watch is its first script, and nothing in it is inline, so that it works under a strict policy.
#[derive(Clone, Debug)]
pub struct Html {
    lang: String,
    head: String,
    body: String,
    headers: Vec<(String, String)>,
    watch: &'static str,
}

impl Html {
    /// An empty page in this language (`ar` and the like are laid out right to left).
    pub fn new(lang: &str) -> Html {
        let watch = "<script src=\"/kit/watch.js\"></script>";
        Html { lang: lang.to_owned(), head: String::new(), body: String::new(), headers: Vec::new(), watch }
    }

    /// The same page without the watch, whose wrapping would be measured too.
    pub fn unwatched(mut self) -> Html {
        self.watch = "";
        self
    }

    /// Adds markup to the head.
    pub fn head(mut self, markup: &str) -> Html {
        self.head.push_str(markup);
        self
    }

    /// Adds markup to the body.
    pub fn body(mut self, markup: &str) -> Html {
        self.body.push_str(markup);
        self.body.push('\n');
        self
    }

    /// Adds a response header.
    pub fn header(mut self, name: &str, value: &str) -> Html {
        self.headers.push((name.to_owned(), value.to_owned()));
        self
    }

    /// The page as the server answers it.
    pub fn answer(&self) -> Answer {
        let Html { lang, head, body, watch, .. } = self;
        let dir = if lang.starts_with("ar") { "rtl" } else { "ltr" };
        let text = format!(
            "<!doctype html>\n<html lang=\"{lang}\" dir=\"{dir}\">\n<head>\n<meta charset=\"utf-8\">\n\
             <meta name=\"viewport\" content=\"width=device-width\">\n<title>Test page</title>\n\
             {watch}<script src=\"/kit/kit.js\"></script>\n\
             <link rel=\"stylesheet\" href=\"/kit/page.css\">\n{head}\n</head>\n<body>\n{body}</body>\n</html>\n"
        );
        let answer = Answer::html(&text);
        self.headers.iter().fold(answer, |answer, (name, value)| answer.header(name, value))
    }
}

/// The real script tag, from the served `/dist/` folder, with these `data-` attributes.
pub fn tag(attributes: &[(&str, &str)]) -> String {
    tag_of("/dist/", attributes)
}

/// The script tag of the testing build: it rebases every 1,000 px and can trap on purpose.
pub fn testing_tag(attributes: &[(&str, &str)]) -> String {
    tag_of("/testing/", attributes)
}

fn tag_of(folder: &str, attributes: &[(&str, &str)]) -> String {
    let data: String = attributes.iter().map(|(name, value)| attribute(&format!("data-{name}"), value)).collect();
    format!("<script async src=\"{folder}headline-ticker.js\"{data}></script>")
}

/// The element with these attributes and this own list, and the script that defines it.
pub fn element(attributes: &[(&str, &str)], list: &str) -> String {
    let attributes: String = attributes.iter().map(|(name, value)| attribute(name, value)).collect();
    format!(
        "<headline-ticker{attributes}>{list}</headline-ticker>\n<script async src=\"/dist/headline-ticker.js\"></script>"
    )
}

/// JSON within the page, which `#id` names; nothing of it ends its script.
pub fn inline(id: &str, json: impl Display) -> String {
    let json = json.to_string().replace('<', "\\u003c");
    format!("<script type=\"application/json\" id=\"{id}\">{json}</script>")
}

fn attribute(name: &str, value: &str) -> String {
    format!(" {name}=\"{}\"", value.replace('&', "&amp;").replace('"', "&quot;"))
}
