//! Who has asked the system for less motion gets none.

use serde_json::json;
use tests::browser::Window;

use crate::{line, visit_states};

/// What moves, or would.
const MOVES: &str = "
const longest = text => Math.max(...text.split(',').map(parseFloat));
return [...document.querySelectorAll('*')]
  .filter(element => {
    const style = getComputedStyle(element);
    const animates = style.animationName !== 'none' && longest(style.animationDuration) > 0;
    return animates || longest(style.transitionDuration) > 0 || style.scrollBehavior === 'smooth';
  })
  .map(element => `${element.tagName} ${element.getAttribute('class')}`)
  .slice(0, 8)";

#[test]
fn nothing_moves_for_who_wants_no_motion() {
    let mut moved = false;
    let moving = visit_states(Window::Laptop, async |page, state| {
        page.media(&[("prefers-reduced-motion", "no-preference")])
            .await;
        moved |= page.script(MOVES, &[]).await != json!([]);
        page.media(&[("prefers-reduced-motion", "reduce")]).await;
        // The spinner, which stands where work is under way, too.
        let show = "document.querySelector('[data-part=spinner]')?.removeAttribute('hidden')";
        page.script(show, &[]).await;
        line(state, "moves", &page.script(MOVES, &[]).await)
    });
    assert!(moved, "nothing ever moves");
    assert!(moving.is_empty(), "{moving}");
}
