//! What may be written on the command line.

use clap::{Parser, Subcommand, ValueEnum};
use std::path::PathBuf;

/// The office's calls from a terminal.
///
/// The passphrase comes from `ZHUDIAN_PASSPHRASE` or a prompt, the person from `ZHUDIAN_USER`; without it, the one that
/// `init` created.
#[derive(Debug, Parser)]
#[command(name = "zhudian-cli", version, arg_required_else_help = true)]
pub struct Arguments {
    /// The office file; by default that of the window.
    #[arg(long, global = true, value_name = "FILE")]
    pub db: Option<PathBuf>,
    /// Refusals as JSON on standard error.
    #[arg(long, global = true)]
    pub json: bool,
    #[command(subcommand)]
    pub command: Command,
}

#[derive(Debug, Subcommand)]
pub enum Command {
    /// Found an office; prints its recovery key this once.
    Init {
        /// Name as printed on every paper.
        #[arg(long)]
        office: String,
        /// 9-digit code of the town; its villages are laid from the built-in list.
        #[arg(long)]
        area: String,
        /// List of villages (workbook or CSV with columns for code, name and town; docs/handbook) of a district that is not built in.
        #[arg(long, value_name = "FILE")]
        areas: Option<PathBuf>,
        /// First day of use (YYYY-MM-DD); the start of this year when left out.
        #[arg(long)]
        since: Option<String>,
    },
    /// List every registered call with its shapes.
    Calls {
        /// As the TypeScript the pages are checked against.
        #[arg(long)]
        typescript: bool,
    },
    /// Make one call. A text value `file:PATH` in the JSON stands for a chosen file or folder.
    Call {
        /// Such as `visits.list`.
        name: String,
        /// The payload, or `-` to read it from standard input.
        #[arg(default_value = "{}")]
        payload: String,
    },
    /// Import rosters or visit ledgers from Excel or CSV, files or folders.
    Import {
        kind: ImportKind,
        #[arg(required = true)]
        files: Vec<PathBuf>,
        /// Only show what would be written.
        #[arg(long)]
        dry_run: bool,
        /// Roles of columns by heading, as JSON: what `--dry-run` prints as `mapping`, corrected, or `{"heading": "role"}`.
        #[arg(long, value_name = "FILE")]
        mapping: Option<PathBuf>,
    },
    /// Take back an operation, by default the last that can be.
    Undo {
        operation: Option<i64>,
        /// Leave the records that were changed or used since as they are, and take back the rest.
        #[arg(long)]
        rest: bool,
    },
    /// What each delegate has done and still to do.
    Duties {
        /// The day to look from (YYYY-MM-DD).
        #[arg(long, value_name = "DAY")]
        as_of: Option<String>,
    },
    /// Counts of a period.
    Statistics {
        /// First day (YYYY-MM-DD).
        #[arg(long, value_name = "DAY")]
        from: String,
        /// Last day.
        #[arg(long, value_name = "DAY")]
        to: String,
    },
    /// Make a report as xlsx and PDF.
    Report {
        kind: ReportKind,
        /// First day (YYYY-MM-DD).
        #[arg(long, value_name = "DAY")]
        from: String,
        /// Last day.
        #[arg(long, value_name = "DAY")]
        to: String,
        /// Folder for the files.
        #[arg(long, value_name = "DIR")]
        out: PathBuf,
    },
    /// Make any paper of `papers.make` in every format it has.
    Paper {
        /// Its kind: opinion_urge, proposal_reply, dossier, handover, notice …
        kind: String,
        /// Its options, as JSON; a paper of one record takes `{"record_id": …}`.
        #[arg(default_value = "{}")]
        options: String,
        /// Folder for the files.
        #[arg(long, value_name = "DIR")]
        out: PathBuf,
        /// The paper holds personal data and may be written all the same; the register of exports says so.
        #[arg(long)]
        personal: bool,
    },
    /// The rows of a list as xlsx: exactly those of its call, in their order, over all pages.
    List {
        /// Code of the list: visits, opinions, proposals, delegates, history …
        list: String,
        /// What the list's call is asked, as JSON.
        #[arg(default_value = "{}")]
        request: String,
        /// Folder for the file.
        #[arg(long, value_name = "DIR")]
        out: PathBuf,
        /// Write names and phones the list masks; the reason is kept in the register of exports.
        #[arg(long, value_name = "REASON")]
        personal: Option<String>,
    },
    /// Evaluation sheets.
    Sheets {
        #[command(subcommand)]
        act: Sheets,
    },
    /// Write finished files to a stick or folder: checked after writing, never in place of others.
    Export {
        #[arg(long, value_name = "FILE", required = true, num_args = 1..)]
        report: Vec<PathBuf>,
        #[arg(long, value_name = "DIR")]
        to: PathBuf,
        /// Number of the stick, for the register of exports.
        #[arg(long, default_value = "")]
        medium: String,
    },
    /// Back up now.
    Backup {
        /// A second place from now on, on another disk or a stick.
        #[arg(long, value_name = "DIR")]
        to: Option<PathBuf>,
    },
    /// Put a backup in the place of the office file, or, on a new computer, where there is none yet. An office file is
    /// replaced only with `--yes`. `ZHUDIAN_RECOVERY_KEY` opens a backup whose passphrase is not known; on a new computer
    /// `ZHUDIAN_PASSPHRASE` is then the new one.
    Restore {
        backup: PathBuf,
        /// Replace the office file that is there; it is kept aside.
        #[arg(long)]
        yes: bool,
        /// Only show what the backup holds.
        #[arg(long)]
        dry_run: bool,
    },
    /// Check the file and the chain of its journal.
    Check,
    /// Serve the pages on this computer's loop for the page tests.
    #[cfg(debug_assertions)]
    Serve {
        /// The built pages.
        #[arg(long, value_name = "DIR", default_value = "ui/dist")]
        pages: PathBuf,
        /// Text file whose lines answer the next file dialog.
        #[arg(long, value_name = "FILE")]
        choice: Option<PathBuf>,
    },
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum ImportKind {
    Roster,
    Visits,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum ReportKind {
    Month,
}

#[derive(Debug, Subcommand)]
pub enum Sheets {
    /// Print the sheets of a round.
    Print {
        #[arg(long)]
        round: String,
        /// With everything that goes to the meetings: covers of the bags, what is said, the rules, sheets to count by.
        #[arg(long)]
        pack: bool,
        #[arg(long, value_name = "FILE")]
        out: PathBuf,
        /// Where everything stands on the pages, for the reader.
        #[arg(long, value_name = "FILE")]
        geometry: Option<PathBuf>,
    },
    /// Read scans, files or folders, and answer page by page. Nothing is counted; `call evaluations.scan` does that.
    Read {
        #[arg(required = true)]
        paths: Vec<PathBuf>,
        /// The round whose sheets they are.
        #[arg(long, required_unless_present = "geometry")]
        round: Option<String>,
        /// Where everything stands on the pages, instead of a round: no office file is opened.
        #[arg(long, value_name = "FILE", conflicts_with = "round")]
        geometry: Option<PathBuf>,
        #[arg(long, value_name = "FILE")]
        out: PathBuf,
    },
}
