//! A headline ticker for news sites.

pub mod date;
pub mod headline;
pub mod load;
pub mod settings;
pub mod text;
pub mod words;

#[cfg(target_arch = "wasm32")]
mod web {
    use wasm_bindgen::prelude::*;

    /// Takes a host and its shadow root under management.
    #[wasm_bindgen]
    pub fn connect(host: &web_sys::HtmlElement) -> u32 {
        host.set_title("connected");
        0
    }
}
