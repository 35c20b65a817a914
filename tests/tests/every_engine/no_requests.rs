//! A whole session as the browser itself sees it, or its sockets: once the worker is ready, nothing is asked for.

use std::cell::RefCell;

use serde_json::json;
use tests::browser::visit_captured;

use crate::{Engine, Page, Site, Window, jobs, offline};

/// Requests made on purpose, so that it is seen that requests are seen. They also mark where the session lies.
const MARKS: [&str; 2] = ["?session-begins", "?session-ends"];

#[test]
fn a_session_makes_no_request_by_the_browsers_own_account() {
    for engine in Engine::ALL {
        let site = Site::of_variable("TWINLOCK_DIST");
        let seen = visit_captured(engine, &site, Window::Desktop, async |page| {
            page.wait_for_text("Worker ready").await;
            // The service worker stores the page meanwhile.
            offline::wait_until_kept(page).await;
            ask(page, MARKS[0]).await;
            jobs::session(page, &RefCell::new(0)).await;
            forget(page).await;
            ask(page, MARKS[1]).await;
        });
        let marks = MARKS.map(|mark| seen.iter().position(|request| request.contains(mark)));
        let [Some(begin), Some(end)] = marks else {
            panic!("{engine}: what was asked on purpose is not in {seen:#?}");
        };
        let own = |request: &String| request.starts_with(&format!("GET {}", site.url()));
        let foreign: Vec<_> = seen.iter().filter(|it| !own(it)).collect();
        assert_eq!(foreign, [""; 0], "{engine}: to others");
        // The first mark may be written down more than once, as it goes from the page to the network.
        let session = seen[begin..end].iter().filter(|it| !it.contains(MARKS[0]));
        // Browsers look by themselves whether there is a newer service worker.
        let made: Vec<_> = session
            .filter(|it| !it.ends_with("/service-worker.js"))
            .collect();
        assert_eq!(made, [""; 0], "{engine}: in the session");
    }
}

async fn ask(page: &Page, query: &str) {
    let ask = "return fetch(arguments[0], { cache: 'no-store' }).then(answer => answer.ok)";
    assert_eq!(page.script(ask, &[json!(query)]).await, json!(true));
}

async fn forget(page: &Page) {
    page.press("Set up").await;
    page.press("Settings").await;
    page.press("Forget everything").await;
    page.press("Forget everything").await;
    page.wait_for_text("Everything is forgotten").await;
}
