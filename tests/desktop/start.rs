//! From an empty computer to an unlocked office.

use crate::window::{Told, Window};

/// The window opens, bears its name and shows a page.
pub fn the_window_opens_on_the_first_page(window: &mut Window) -> Told<()> {
    window.wait("the title", || Ok(window.title()?.contains("驻点通")))?;
    window.sees("非涉密软件")
}
