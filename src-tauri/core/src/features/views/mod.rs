//! Lists: the register of them, views of them a clerk keeps by name (保存的视图), and their rows as a workbook.
//!
//! Every list of the program stands in `data/lists.json`: the call that answers it, its columns and its filters. So a
//! list gets its workbook and its views by a paragraph of data; the rows of a workbook are those of the call, in its
//! order, masked as it masks them.

pub mod book;
pub mod calls;
pub mod lists;
pub mod rows;
pub mod sources;
pub mod store;
