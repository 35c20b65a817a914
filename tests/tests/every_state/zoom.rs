//! At 400 % of 1,280 points, which is a window of 320, everything is there and nothing scrolls sideways but what must:
//! code and tables, each in its own frame (WCAG 2.2, 1.4.10).

use serde_json::json;
use tests::browser::Window;
use tests::states::State;

use crate::{line, visit_states};

/// What stands out to the right of the window or of a frame that is to be read, and is not inside something that scrolls by
/// itself.
const WIDER: &str = "
const scrolls = element => {
  for (let at = element.parentElement; at && at !== document.body; at = at.parentElement) {
    if (['auto', 'scroll', 'hidden', 'clip'].includes(getComputedStyle(at).overflowX)) return true;
  }
  return false;
};
const frames = [...document.querySelectorAll('.panel, .setup__form, .inspect__side, dialog[open]')]
  .filter(frame => frame.scrollWidth > frame.clientWidth + 1);
if (frames.length) return frames.map(frame => `${frame.className} scrolls sideways`);
if (document.documentElement.scrollWidth <= screen.width) return [];
return [...document.body.querySelectorAll('*')]
  .filter(element => element.checkVisibility() && !scrolls(element))
  .map(element => [element, Math.round(element.getBoundingClientRect().right)])
  .filter(([, right]) => right > screen.width)
  .map(([element, right]) => `${right} ${element.tagName} ${element.getAttribute('class')}`)
  .slice(0, 8)";

/// Buttons and fields that something else covers or that lie outside the window, once they are scrolled to.
const HIDDEN: &str = "
return [...document.querySelectorAll('button, input, select, textarea, summary, a[href]')]
  .filter(element => element.checkVisibility({ visibilityProperty: true }) && !element.disabled)
  .filter(element => !element.matches('.skip-link, .visually-hidden') && !element.closest('[inert]'))
  .filter(element => {
    const dialog = document.querySelector('dialog[open]');
    return !dialog || dialog.contains(element);
  })
  .filter(element => {
    element.scrollIntoView({ block: 'center', inline: 'center' });
    const { left, right, top, bottom } = element.getBoundingClientRect();
    if (right - left < 2) return false;
    const on = document.elementFromPoint((left + right) / 2, Math.max(top + 1, Math.min((top + bottom) / 2, innerHeight - 2)));
    // A menu or panel that is open lies above the page, until it is closed.
    if (on?.closest('.menu__list, .network__more')) return false;
    return !on || !(element.contains(on) || on.contains(element) || on.closest('label')?.contains(element));
  })
  .map(element => `${element.tagName} ${element.getAttribute('aria-label') ?? element.textContent.trim().slice(0, 30)}`)
  .slice(0, 8)";

/// Makes something too wide, and covers the rest.
const BREAK: &str = "
document.querySelector('h1').style.width = '500px';
const cover = document.createElement('div');
cover.style.cssText = 'position: fixed; inset: 0; z-index: 99';
document.body.append(cover)";

#[test]
fn everything_is_there_at_four_times_the_size() {
    let mut seen = false;
    let found = visit_states(Window::Zoomed, async |page, state| {
        assert_eq!(page.script("return innerWidth", &[]).await, json!(320));
        let wide = page.script(WIDER, &[]).await;
        let covered = page.script(HIDDEN, &[]).await;
        if state == State::Unknown {
            page.script(BREAK, &[]).await;
            seen = page.script(WIDER, &[]).await != json!([])
                && page.script(HIDDEN, &[]).await != json!([]);
        }
        let lines = [
            line(state, "too wide", &wide),
            line(state, "covered", &covered),
        ];
        lines.concat()
    });
    assert!(seen, "nothing is ever too wide or covered");
    assert!(found.is_empty(), "{found}");
}
