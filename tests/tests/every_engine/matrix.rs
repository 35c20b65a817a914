//! Each engine by each way to run the page, with what came of each job.

use std::cell::RefCell;
use std::panic::{AssertUnwindSafe, catch_unwind};

use tests::single_file;

use crate::jobs::{self, JOBS};
use crate::offline;
use crate::{Engine, Page, Site, Window, visit_with};

/// A way to run the page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Form {
    /// From a host that counts as secure.
    Hosted,
    /// From a host of an intranet without TLS.
    PlainHttp,
    /// After one visit, when the host is gone.
    Offline,
    /// From a disk, as one file.
    SingleFile,
}

/// What came of one job.
pub(crate) struct Cell {
    engine: Engine,
    form: Form,
    job: &'static str,
    came: Came,
}

enum Came {
    Done,
    Failed(String),
    NotReached,
}

impl Cell {
    /// What went wrong, in a line.
    pub(crate) fn failure(&self) -> Option<String> {
        match &self.came {
            Came::Failed(why) => {
                let form = self.form.name();
                Some(format!("{}, {form}, {}: {why}", self.engine, self.job))
            }
            Came::Done | Came::NotReached => None,
        }
    }
}

impl Form {
    pub(crate) const ALL: [Self; 4] = [
        Self::Hosted,
        Self::PlainHttp,
        Self::Offline,
        Self::SingleFile,
    ];

    fn name(self) -> &'static str {
        match self {
            Self::Hosted => "hosted",
            Self::PlainHttp => "plain HTTP",
            Self::Offline => "offline",
            Self::SingleFile => "one file",
        }
    }

    /// Opens the page this way, and does every job.
    pub(crate) fn visited(self, engine: Engine) -> Vec<Cell> {
        let done = RefCell::new(0);
        let ended = catch_unwind(AssertUnwindSafe(|| self.visit(engine, &done)));
        let reached = done.into_inner();
        let reason = ended.err().map(|reason| told(&*reason));
        let came = |index: usize| match (&reason, index.cmp(&reached)) {
            (_, std::cmp::Ordering::Less) | (None, _) => Came::Done,
            (Some(reason), std::cmp::Ordering::Equal) => Came::Failed(reason.clone()),
            (Some(_), std::cmp::Ordering::Greater) => Came::NotReached,
        };
        let jobs = JOBS.into_iter().enumerate();
        jobs.map(|(index, job)| Cell {
            engine,
            form: self,
            job,
            came: came(index),
        })
        .collect()
    }

    fn visit(self, engine: Engine, done: &RefCell<usize>) {
        let site = Site::of_variable("TWINLOCK_DIST");
        visit_with(engine, &site, Window::Desktop, async |page| {
            self.open(&site, page).await;
            jobs::all(page, &site, done).await;
        });
    }

    async fn open(self, site: &Site, page: &Page) {
        match self {
            Self::Hosted => {}
            Self::PlainHttp => page.open(&site.plain_url()).await,
            Self::Offline => {
                offline::wait_until_kept(page).await;
                site.go_offline();
                page.open("about:blank").await;
                page.open(&site.url()).await;
            }
            Self::SingleFile => page.open(&single_file::address()).await,
        }
        let secure = page.script("return window.isSecureContext", &[]).await;
        assert_eq!(secure, serde_json::json!(self != Self::PlainHttp));
    }
}

/// What a test panicked with.
fn told(reason: &(dyn std::any::Any + Send)) -> String {
    let text = reason.downcast_ref::<String>().map(String::as_str);
    let text = text.or_else(|| reason.downcast_ref::<&str>().copied());
    text.unwrap_or("it panicked").to_owned()
}

/// Prints a line for each engine and way, with a word for each job.
pub(crate) fn print(cells: &[Cell]) {
    println!(
        "{:<10}{:<12}{}",
        "engine",
        "form",
        JOBS.map(column).concat()
    );
    for row in cells.chunks(JOBS.len()) {
        let Some(first) = row.first() else { continue };
        let words = row.iter().map(|cell| {
            column(match cell.came {
                Came::Done => "yes",
                Came::Failed(_) => "NO",
                Came::NotReached => "-",
            })
        });
        let words: String = words.collect();
        println!("{:<10}{:<12}{words}", first.engine, first.form.name());
        debug_assert!(row.iter().zip(JOBS).all(|(cell, job)| cell.job == job));
    }
}

fn column(word: &str) -> String {
    format!("{word:<12}")
}
