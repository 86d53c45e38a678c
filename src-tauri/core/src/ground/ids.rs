//! Record ids: UUIDv7 text for what is entered, UUIDv5 for what is built in, so that built-in rows are equal everywhere.

use uuid::Uuid;

/// Namespace of built-in rows, fixed for ever.
const BUILT_IN: Uuid = Uuid::from_u128(0x6f1d_2c1e_5b0a_5c55_9d5e_7a68_7564_6961);

/// A new id that sorts by time of entry.
#[must_use]
pub fn new_id() -> String {
    Uuid::now_v7().to_string()
}

/// A new id that tells nothing of time or order, for answers and sheets.
#[must_use]
pub fn blind_id() -> String {
    Uuid::new_v4().to_string()
}

/// The id of a built-in row: the same on every computer for the same kind and code.
#[must_use]
pub fn built_in_id(kind: &str, code: &str) -> String {
    Uuid::new_v5(&BUILT_IN, format!("{kind}/{code}").as_bytes()).to_string()
}

/// Random bytes from the operating system.
///
/// # Errors
/// Refuses with `fault` when the system has no random source.
pub fn random_bytes<const N: usize>() -> super::refusal::Result<[u8; N]> {
    let mut bytes = [0_u8; N];
    getrandom::fill(&mut bytes).map_err(|error| super::refusal::refuse("fault").because(error))?;
    Ok(bytes)
}

/// Bytes as lower-case hex digits.
#[must_use]
pub fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}
