//! What Chromium traces of itself, taken by its driver.

use crate::session::{Session, Vendor};
use anyhow::{Context, Result};
use serde_json::{Value, json};

impl Session {
    /// All events of Chromium's trace since the session was opened, in the format of its tracing; none where the knobs ask for no
    /// categories. The driver's trace ends with this call.
    ///
    /// # Errors
    /// Where the driver does not answer, or with what is no log.
    pub async fn trace(&self) -> Result<Vec<Value>> {
        let command = Vendor { path: "se/log", body: json!({ "type": "performance" }) };
        let log = self.timed("taking the trace", self.client.issue_cmd(command)).await?;
        let mut events = Vec::new();
        for entry in log.as_array().context("the driver's log is no list")? {
            // Each entry wraps what DevTools sent, as text.
            let sent: Value = serde_json::from_str(entry["message"].as_str().context("an entry has no message")?)?;
            if sent["message"]["method"] == "Tracing.dataCollected" {
                events.push(sent["message"]["params"].clone());
            }
        }
        Ok(events)
    }
}
