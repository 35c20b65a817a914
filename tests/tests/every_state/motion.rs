//! Who has asked the system for less motion gets none.

use std::cell::RefCell;

use serde_json::json;
use tests::browser::Window;

use crate::visit_states;

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
    let moving = RefCell::new(Vec::new());
    let moved = RefCell::new(false);
    visit_states(Window::Laptop, async |page, state| {
        page.media(&[("prefers-reduced-motion", "no-preference")])
            .await;
        *moved.borrow_mut() |= page.script(MOVES, &[]).await != json!([]);
        page.media(&[("prefers-reduced-motion", "reduce")]).await;
        // The spinner, which stands where work is under way, too.
        page.script(
            "document.querySelector('[data-part=spinner]')?.removeAttribute('hidden')",
            &[],
        )
        .await;
        let found = page.script(MOVES, &[]).await;
        if found != json!([]) {
            moving
                .borrow_mut()
                .push(format!("{}: {found}", state.name()));
        }
    });
    assert!(moved.into_inner(), "nothing ever moves");
    let moving = moving.into_inner();
    assert!(moving.is_empty(), "{}", moving.join("\n"));
}
