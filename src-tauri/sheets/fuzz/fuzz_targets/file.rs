//! Any bytes as a file of scans: the reader must answer, keep its promises, and end.
#![no_main]

#[allow(dead_code)]
mod drawn;

use libfuzzer_sys::fuzz_target;
use zhudian_paper::verdict::PageStatus;
use zhudian_sheets::{Pictures, read};

fuzz_target!(
    init: {
        drawn::watch_own_panics();
        std::sync::LazyLock::force(&drawn::GEOMETRY);
    },
    |bytes: &[u8]| {
        let pictures = Pictures { doubtful_rows: true, page: true, ..Pictures::default() };
        let verdicts = read(bytes, std::slice::from_ref(&drawn::GEOMETRY), pictures);
        assert!(!verdicts.is_empty());
        for verdict in verdicts {
            let known = verdict.code.as_ref().is_some_and(|code| drawn::GEOMETRY.pages.iter().any(|page| page.batch == code.batch));
            assert!(verdict.rows.is_empty() || known && matches!(verdict.status, PageStatus::Read | PageStatus::Review));
            assert!(verdict.rows.iter().all(|row| row.marked.len() <= 1 && row.doubtful == row.doubt.is_some()));
        }
    }
);
