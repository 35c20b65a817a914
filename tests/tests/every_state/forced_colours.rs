//! Where the system forces its own few colours (high contrast), what only a colour said must still be seen.

use serde_json::json;
use tests::browser::Window;
use tests::states::State;

use crate::{line, visit_states};

/// Buttons and fields without a border, and what is pressed, chosen or current and looks as if it were not.
const UNSEEN: &str = "
const outlined = element => {
  const style = getComputedStyle(element);
  return ['Top', 'Bottom', 'Left', 'Right'].some(side =>
    style[`border${side}Style`] !== 'none' && parseFloat(style[`border${side}Width`]) > 0
    && style[`border${side}Color`] !== getComputedStyle(element.parentElement).backgroundColor)
    || (style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) > 0);
};
const look = element => {
  const style = getComputedStyle(element);
  return [style.color, style.backgroundColor, style.borderTopColor, style.borderBottomColor, style.outlineStyle,
    style.fontWeight, style.forcedColorAdjust].join();
};
const shown = element => element.checkVisibility();
const states = ['aria-pressed', 'aria-current', 'aria-selected'];
const chosen = [...document.querySelectorAll(states.map(state => `[${state}]:not([${state}=false])`).join())];
const alike = chosen.filter(shown).filter(element => {
  const others = [...element.parentElement.children].filter(other =>
    other !== element && other.className === element.className && other.tagName === element.tagName);
  return others.some(other => look(other) === look(element));
});
const bare = [...document.querySelectorAll('.button:not(.button--text), .input, .toggle__box')]
  .filter(shown).filter(element => !element.disabled && element.type !== 'checkbox' && !outlined(element));
const name = element => `${element.tagName} ${element.className} ${element.textContent.trim().slice(0, 24)}`;
return [...alike.map(element => `chosen, unseen: ${name(element)}`), ...bare.map(element => `bare: ${name(element)}`)]
  .slice(0, 8)";

/// Leaves what is chosen without its colours.
const BREAK: &str = "document.querySelectorAll('.theme button').forEach(button =>
    button.style.cssText = 'background: Canvas; color: CanvasText; forced-color-adjust: auto')";

#[test]
fn what_colours_say_is_said_without_them() {
    let mut seen = false;
    let unseen = visit_states(Window::Laptop, async |page, state| {
        page.media(&[("forced-colors", "active")]).await;
        let forced = "return matchMedia('(forced-colors: active)').matches";
        assert_eq!(page.script(forced, &[]).await, json!(true));
        let found = page.script(UNSEEN, &[]).await;
        if state == State::Setup {
            page.script(BREAK, &[]).await;
            seen = page.script(UNSEEN, &[]).await != json!([]);
        }
        line(state, "not seen", &found)
    });
    assert!(seen, "nothing is ever unseen");
    assert!(unseen.is_empty(), "{unseen}");
}
