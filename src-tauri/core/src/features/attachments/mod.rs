//! 附件: scans, photos and files kept with a visit, an opinion or one of its moves, a report, a meeting or a proposal.
//!
//! The record (`attachments`) is journalled like any other; the bytes lie beside it by their digest, inside the same
//! encrypted file, so that a backup carries them and the same file is stored once. What a file is is told from its bytes.
//! Place, time and device are taken out of photos before anything is kept. Attachments stand on no paper and in no list.
//!
//! What was removed can be brought back, so its bytes stay, until they are erased or the removed ones are cleared away.

pub mod calls;
pub mod erasing;
pub mod kinds;
pub mod metadata;
pub mod model;
pub mod rules;
pub mod store;

/// Whether one old value may ever be written again by itself: of an attachment only what was typed.
#[must_use]
pub fn restorable(kind: &str, column: &str) -> bool {
    kind != erasing::TABLE || matches!(column, "file_name" | "note")
}
