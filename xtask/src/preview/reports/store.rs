//! Where reports are kept: a file, so that the preview's end ends neither a block nor a limit.

use std::fs;
use std::net::{IpAddr, Ipv6Addr};
use std::path::Path;
use std::sync::{Mutex, MutexGuard, PoisonError};

use anyhow::{Context, Result, anyhow};
use rusqlite::{Connection, OptionalExtension, TransactionBehavior, params};

use crate::preview::reports::Report;

/// How many readers must report an image until it is blocked: one alone should not decide what all others see. Who makes up readers
/// gets past it, as fast as the limit allows; a site that knows its readers should count those.
const THRESHOLD: u32 = 3;
/// How many reports one client may send ...
const LIMIT: u32 = 20;
/// ... in how many seconds.
const WINDOW: i64 = 600;

const TABLES: &str = "
    -- What is deleted is overwritten as well: an address that is forgotten should not stand in the file.
    pragma secure_delete = on;
    -- The key makes a reader count once for an image.
    create table if not exists report (
        image text not null,
        reader text not null,
        url text,
        reason text not null,
        time integer not null,
        primary key (image, reader)
    ) strict, without rowid;
    create table if not exists request (
        client text not null,
        time integer not null
    ) strict;
";

/// All reports, and who sent some of late.
pub struct Store {
    /// Locked because a connection cannot be shared.
    connection: Mutex<Connection>,
}

/// What became of a report.
#[derive(Debug, PartialEq)]
pub enum Outcome {
    /// It counts, now or already.
    Kept,
    /// The client has sent too many; the next one is taken after so many seconds.
    TooMany { seconds: i64 },
}

impl Store {
    /// The store in this folder, which is made if there is none.
    pub fn open(folder: &Path) -> Result<Store> {
        let path = folder.join("reports.sqlite");
        let unusable = || format!("cannot keep image reports in {}", path.display());
        fs::create_dir_all(folder).with_context(unusable)?;
        // In words and not as the cause, which has a cause of its own that says the same again.
        Connection::open(&path).and_then(Store::on).map_err(|error| anyhow!("{}: {error}", unusable()))
    }

    /// The store in this database, which may be empty.
    pub fn on(connection: Connection) -> rusqlite::Result<Store> {
        connection.execute_batch(TABLES)?;
        Ok(Store { connection: Mutex::new(connection) })
    }

    /// Takes a report that comes from `address` in the second `now`, unless the limit forbids. A reader who reports an image again
    /// changes nothing.
    pub fn add(&self, report: &Report, address: IpAddr, now: i64) -> rusqlite::Result<Outcome> {
        let Report { image, url, reason, reader } = report;
        let client = client(address);
        let mut connection = self.connection(now)?;
        // Immediate, so that a second preview on this file waits here and not between the question and the entry.
        let transaction = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
        let first: Option<i64> = transaction
            .query_row(
                "select time from request where client = ?1 order by time desc limit 1 offset ?2",
                params![client, LIMIT - 1],
                |row| row.get(0),
            )
            .optional()?;
        if let Some(first) = first {
            return Ok(Outcome::TooMany { seconds: first + WINDOW - now });
        }
        transaction.execute("insert into request (client, time) values (?1, ?2)", params![client, now])?;
        transaction.execute(
            "insert into report (image, reader, url, reason, time) values (?1, ?2, ?3, ?4, ?5) on conflict do nothing",
            params![image, reader, url, reason, now],
        )?;
        transaction.commit()?;
        Ok(Outcome::Kept)
    }

    /// The images that enough readers reported, in the order of their addresses.
    pub fn blocked(&self, now: i64) -> rusqlite::Result<Vec<String>> {
        let connection = self.connection(now)?;
        let mut images =
            connection.prepare("select image from report group by image having count(*) >= ?1 order by image")?;
        images.query_map([THRESHOLD], |row| row.get(0))?.collect()
    }

    /// The connection, once it has forgotten who sent reports before the window: nobody's address is kept for longer than the limit
    /// needs it. Times after `now` are from before the clock was put back, and would keep a client out for as long.
    fn connection(&self, now: i64) -> rusqlite::Result<MutexGuard<'_, Connection>> {
        // Whoever panicked with it left no transaction half done: its drop rolls back.
        let connection = self.connection.lock().unwrap_or_else(PoisonError::into_inner);
        connection.execute("delete from request where time <= ?1 or time > ?2", [now - WINDOW, now])?;
        Ok(connection)
    }
}

/// Whom the limit counts as one: an address, or in IPv6 the network, since one client has all addresses of it.
fn client(address: IpAddr) -> String {
    match address.to_canonical() {
        IpAddr::V4(address) => address.to_string(),
        IpAddr::V6(address) => Ipv6Addr::from_bits(address.to_bits() >> 64 << 64).to_string(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What a store that is opened for this report alone, as after a restart, makes of it.
    fn add(folder: &Path, address: &str, now: i64) -> Outcome {
        let report = Report {
            image: "https://example.com/a.jpg".into(),
            url: None,
            reason: "offensive".into(),
            reader: "reader-1".into(),
        };
        let store = Store::open(folder).expect("a store");
        store.add(&report, address.parse().expect("an address"), now).expect("an outcome")
    }

    #[test]
    fn the_limit_counts_clients_and_moves_on() {
        let folder = tempfile::tempdir().expect("a folder");
        for second in 0..20 {
            assert_eq!(add(folder.path(), "192.0.2.1", 1000 + second), Outcome::Kept, "{second}");
            assert_eq!(add(folder.path(), &format!("2001:db8::{second}"), 1000 + second), Outcome::Kept, "{second}");
        }
        for (address, now, expect) in [
            ("192.0.2.1", 1019, Outcome::TooMany { seconds: 581 }),
            ("::ffff:192.0.2.1", 1019, Outcome::TooMany { seconds: 581 }),
            ("2001:db8::ffff", 1019, Outcome::TooMany { seconds: 581 }),
            ("192.0.2.2", 1019, Outcome::Kept),
            ("2001:db8:0:1::1", 1019, Outcome::Kept),
            ("192.0.2.1", 1599, Outcome::TooMany { seconds: 1 }),
            ("192.0.2.1", 1600, Outcome::Kept),
            // The next one to leave the window was sent a second after the first.
            ("192.0.2.1", 1600, Outcome::TooMany { seconds: 1 }),
            // The clock was put back.
            ("192.0.2.1", 10, Outcome::Kept),
        ] {
            assert_eq!(add(folder.path(), address, now), expect, "{address} at {now}");
        }
    }

    #[test]
    fn addresses_are_forgotten() {
        let folder = tempfile::tempdir().expect("a folder");
        let knows = || {
            let bytes = fs::read(folder.path().join("reports.sqlite")).expect("a file");
            bytes.windows(9).any(|window| window == b"192.0.2.1")
        };
        add(folder.path(), "192.0.2.1", 1000);
        for (now, expect) in [(1599, true), (1600, false)] {
            Store::open(folder.path()).expect("a store").blocked(now).expect("images");
            assert_eq!(knows(), expect, "{now}");
        }
    }

    #[test]
    fn what_cannot_be_opened_is_named() {
        let root = tempfile::tempdir().expect("a folder");
        let [folder, corrupt, file] = ["folder", "corrupt", "file"].map(|name| root.path().join(name));
        fs::create_dir_all(folder.join("reports.sqlite")).expect("a folder in the file's place");
        fs::create_dir(&corrupt).expect("a folder");
        fs::write(corrupt.join("reports.sqlite"), "no database ".repeat(100)).expect("a file");
        fs::write(&file, "").expect("a file in the folder's place");
        for (folder, why) in [(folder, "unable to open"), (corrupt, "sqlite: file is not a database"), (file, "")] {
            let error = Store::open(&folder).err().expect("an error");
            let error = format!("{error:#}");
            let path = folder.join("reports.sqlite").display().to_string();
            assert!(error.contains(&path) && error.contains(why) && !error.contains("Error code"), "{error}");
            assert_eq!(error.lines().count(), 1, "{error}");
        }
    }
}
