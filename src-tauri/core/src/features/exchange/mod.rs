//! Files that leave the program, to a stick or a folder, and the register of them (导出登记).
//!
//! A file is written under a temporary name, synced, read back, compared by SHA-256 and only then given its name; what
//! was there before is never overwritten. Files of one export appear all or not at all.

pub mod calls;
pub mod drives;
pub mod names;
pub mod store;
pub mod writing;
