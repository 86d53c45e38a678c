//! What may be asked of papers: make one, look at its pages, print it. Saving and sticks are the business of `exchange`.

use super::frame::{self, Head, said};
use super::gather::{head, people, seated, span, villages};
use super::model::{Check, Kind, Made, Options, PagePicture, PageWish, PrintWish, Printed, Wish};
use super::shelf::Paper;
use super::{chase, coverage, faults, figures, key, ledger, month, reception, schedule, slips};
use crate::calls::{Call, Done, Work};
use crate::features::evaluations;
use crate::features::exchange::writing::{self, Outgoing};
use crate::features::office::store as office;
use crate::features::visits::model::{Filter, Page};
use crate::features::visits::store as visits;
use crate::ground::clock::day;
use crate::ground::refusal::{Result, refuse};
use crate::ground::station::{Op, Reading, Right, Undo};
use crate::ground::words;
use base64::Engine;
use chrono::{Datelike, Days};
use std::collections::BTreeMap;
use zhudian_paper::Document;

const MAKE: Op = Op { name: "papers.make", right: Right::View, undo: Undo::Never("exported") };
const PAGE: Op = Op { name: "papers.page", right: Right::View, undo: Undo::Undoable };
const PRINT: Op = Op { name: "papers.print", right: Right::View, undo: Undo::Never("exported") };

/// The calls of this feature.
#[must_use]
pub fn all() -> Vec<Call> {
    vec![
        Call::work(&MAKE, r#"{"kind":"ledger","options":{"from":"2026-09-01","to":"2026-09-30"}}"#, make),
        Call::work(&PAGE, r#"{"paper":"$paper","page":1,"scale":4}"#, page),
        Call::work(&PRINT, r#"{"paper":"$paper","to":"$folder"}"#, print),
    ]
}

/// A paper with what was seen while it was made.
struct Drafted {
    title: String,
    name: String,
    document: Document,
    checks: Vec<Check>,
    personal: bool,
}

fn make(work: &Work<'_>, wish: Wish) -> Result<Done<Made>> {
    if wish.kind == Kind::List {
        return crate::features::views::book::make(work, &MAKE, wish.options.list.unwrap_or_default());
    }
    let printer = work.desk.printer()?;
    let station = work.desk.station()?;
    let mut drafted = station.read(&work.session.actor, |reading| draft(reading, &wish))?;
    frame::prove(&mut drafted.document);
    work.progress.step(0, 1, "papers");
    let pdf = printer.pdf(&drafted.document).map_err(faults::refusal)?;
    work.progress.go_on()?;
    let pages = printer.page_count(&pdf).map_err(faults::refusal)?;
    work.progress.step(1, 1, "papers");
    drafted.checks.push(Check { code: "glyphs", good: true, sentence: words::print("check.glyphs").to_owned() });
    let print_only = wish.kind == Kind::Key;
    let has_tables = !zhudian_paper::Workbook::from(&drafted.document).sheets.is_empty();
    let forms = matches!(wish.kind, Kind::Forms | Kind::Pack | Kind::VisitSheets);
    let formats = match (print_only, has_tables && !forms) {
        (true, _) => Vec::new(),
        // A notice is a drawing, and a docx of it would not be one.
        (false, _) if wish.kind == Kind::StationNotice => vec!["pdf"],
        (false, true) => vec!["pdf", "xlsx", "docx"],
        (false, false) => vec!["pdf", "docx"],
    };
    // Whoever looks at phones leaves a line, as in the lists on the screen.
    let mut done = if drafted.personal {
        let written = station.write(&MAKE, &work.session.actor, |writing| {
            writing.note("title", drafted.title.clone());
            writing.keep();
            Ok(())
        })?;
        Done { answer: (), operation: written.operation, changed: written.changed }
    } else {
        Done::silent(())
    };
    let warnings = drafted.checks.iter().filter(|check| !check.good).map(|check| check.sentence.clone()).collect();
    let made = Made {
        title: drafted.title.clone(),
        name: drafted.name.clone(),
        pages: i64::try_from(pages).unwrap_or(i64::MAX),
        formats,
        personal: drafted.personal,
        print_only,
        checks: drafted.checks,
        warnings,
        paper: work.desk.shelf().lay(Paper {
            kind: wish.kind.code(),
            title: drafted.title,
            name: drafted.name,
            pdf,
            pages,
            document: Some(drafted.document),
            book: None,
            personal: drafted.personal,
            print_only,
            reason: String::new(),
        }),
    };
    Ok(Done { answer: made, operation: done.operation.take(), changed: done.changed })
}

fn page(work: &Work<'_>, wish: PageWish) -> Result<Done<PagePicture>> {
    let paper = pages_of(work, &wish.paper)?;
    let picture = work.desk.printer()?.page(&paper.pdf, wish.page as usize, wish.scale).map_err(faults::refusal)?;
    let png = base64::engine::general_purpose::STANDARD.encode(&picture.png);
    Ok(Done::silent(PagePicture { png, width: picture.width, height: picture.height }))
}

/// A paper that has pages; the workbook of a list has none.
fn pages_of(work: &Work<'_>, token: &str) -> Result<std::sync::Arc<Paper>> {
    let paper = work.desk.shelf().take(token)?;
    if paper.pdf.is_empty() { Err(refuse("views.xlsx_only")) } else { Ok(paper) }
}

/// Hands the finished pages to a viewer: a file in the private folder the caller names, and a line in the journal.
fn print(work: &Work<'_>, wish: PrintWish) -> Result<Done<Printed>> {
    let paper = pages_of(work, &wish.paper)?;
    let folder = match &wish.to {
        Some(token) => work.desk.files().path(token)?,
        None => private_folder(work)?,
    };
    let file = Outgoing {
        what: paper.title.clone(),
        stem: paper.name.clone(),
        ending: "pdf".to_owned(),
        bytes: paper.pdf.clone(),
        personal: paper.personal,
        reason: String::new(),
    };
    let mut staged = writing::stage(&folder, vec![file], work.progress)?;
    let station = work.desk.station()?;
    let mut named = || staged.iter_mut().try_for_each(|one| one.name().map(|_| ()));
    let done = station.write(&PRINT, &work.session.actor, |writing| {
        writing.note("title", paper.title.clone());
        writing.note("pages", paper.pages);
        writing.keep();
        named()
    })?;
    let path = staged
        .first()
        .and_then(|one| one.path())
        .map(std::path::Path::to_owned)
        .ok_or_else(|| refuse("papers.gone"))?;
    Ok(Done {
        answer: Printed { file: work.desk.files().offer(path) },
        operation: done.operation,
        changed: done.changed,
    })
}

/// The folder finished papers lie in for a viewer, closed to other users of the computer. The window empties it when it
/// starts and when it ends.
///
/// # Errors
/// What the disk says.
pub fn private_folder(work: &Work<'_>) -> Result<std::path::PathBuf> {
    let folder = work.desk.place().database.with_file_name("viewer");
    std::fs::create_dir_all(&folder)?;
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        std::fs::set_permissions(&folder, std::fs::Permissions::from_mode(0o700))?;
    }
    Ok(folder)
}

fn draft(reading: &Reading<'_>, wish: &Wish) -> Result<Drafted> {
    let head = head(reading)?;
    let options = &wish.options;
    match wish.kind {
        Kind::Month => draft_month(reading, &head, options),
        Kind::Slips => draft_slips(reading, &head, options),
        Kind::Coverage => draft_coverage(reading, &head, options),
        Kind::Schedule => draft_schedule(reading, &head, options),
        Kind::Forms => draft_forms(reading, &head, options),
        Kind::Chase => draft_chase(reading, &head, options),
        Kind::Ledger => draft_ledger(reading, &head, options),
        Kind::Tally | Kind::ResultPage | Kind::Results | Kind::ResultLetter | Kind::Pack => {
            draft_evaluation(reading, &head, wish)
        }
        Kind::Key => draft_key(&head, options),
        Kind::Dossier => {
            let drawn = crate::features::dossiers::papers::drawn(reading, &head, options)?;
            Ok(named(drawn.title, &drawn.covers, drawn.document))
        }
        Kind::MeetingNotice | Kind::MeetingSignIn | Kind::MeetingMinutes => {
            let drawn = crate::features::meetings::papers::drawn(reading, &head, wish.kind, options)?;
            Ok(named(drawn.title, &drawn.covers, drawn.document))
        }
        Kind::Handover | Kind::Transfer | Kind::GroupMaterial => {
            let id = options.record_id.as_deref().unwrap_or_default();
            let drawn = match wish.kind {
                Kind::Handover => crate::features::handovers::papers::drawn(reading, &head, id)?,
                Kind::Transfer => crate::features::transfers::papers::drawn(reading, &head, id)?,
                _ => crate::features::materials::papers::drawn(reading, &head, id, options.leader_copy)?,
            };
            Ok(named(drawn.title, &drawn.covers, drawn.document))
        }
        Kind::ActivityRecord | Kind::ActivityReport | Kind::ActivityCollation | Kind::ActivityList => {
            let drawn = crate::features::activities::papers::drawn(reading, &head, wish.kind, options)?;
            Ok(named(drawn.title, &drawn.covers, drawn.document))
        }
        Kind::Notice | Kind::NoticeDelivery | Kind::NoticePhones => {
            let drawn = crate::features::notices::papers::drawn(reading, &head, wish.kind, options)?;
            Ok(Drafted { personal: drawn.personal, ..named(drawn.title, &drawn.covers, drawn.document) })
        }
        Kind::Proposal
        | Kind::ProposalSlip
        | Kind::ProposalExamination
        | Kind::ProposalAssignment
        | Kind::ProposalReply
        | Kind::ProposalRating
        | Kind::ProposalList => {
            let drawn = crate::features::proposals::papers::drawn(reading, &head, wish.kind, options)?;
            Ok(Drafted { personal: drawn.personal, ..named(drawn.title, &drawn.covers, drawn.document) })
        }
        Kind::VisitSheets => {
            let drawn = crate::features::plans::papers::drawn(reading, &head, options)?;
            Ok(Drafted { personal: drawn.personal, ..named(drawn.title, &drawn.covers, drawn.document) })
        }
        Kind::StationNotice => {
            let drawn = crate::features::posters::papers::drawn(reading, &head, options)?;
            // It hangs in public: its file is not marked as internal.
            let name = format!("{} {}", drawn.title, drawn.covers);
            Ok(Drafted { checks: drawn.checks, name, ..named(drawn.title, &drawn.covers, drawn.document) })
        }
        // The rest are papers of opinions, made where opinions live.
        kind => {
            let made = crate::features::opinions::papers::draft(reading, &head, kind, options)?;
            let name =
                said("paper.file", &[("title", made.title.clone().into()), ("covers", made.covers.clone().into())]);
            Ok(Drafted {
                title: made.title,
                name,
                document: made.document,
                checks: Vec::new(),
                personal: made.personal,
            })
        }
    }
}

/// Names a file by the paper's title and what it covers.
fn file_name(document: &Document, covers: &str) -> String {
    said("paper.file", &[("title", document.title.text.clone().into()), ("covers", covers.into())])
}

/// A paper whose title stands in its letter, not above it.
fn named(title: String, covers: &str, document: Document) -> Drafted {
    let name = said("paper.file", &[("title", title.clone().into()), ("covers", covers.into())]);
    Drafted { title, name, document, checks: Vec::new(), personal: false }
}

fn plain(document: Document, covers: &str) -> Drafted {
    Drafted {
        title: document.title.text.clone(),
        name: file_name(&document, covers),
        document,
        checks: Vec::new(),
        personal: false,
    }
}

fn draft_month(reading: &Reading<'_>, head: &Head, options: &Options) -> Result<Drafted> {
    let (from, to) = span(options, reading.today)?;
    let (since, mut rows) = figures::month_rows(reading, from, to)?;
    let quiet = rows.iter().filter(|row| row.zero).count();
    if !options.zero_rows {
        // A village that has figures of the year stays: its part of the totals must be seen.
        rows.retain(|row| !row.zero || row.due.unwrap_or(0) > 0 || row.year != month::Counts::default());
    }
    let report = month::Month {
        from,
        to,
        since,
        rows,
        filled_by: options.filled_by.trim().to_owned(),
        reviewed_by: options.reviewed_by.trim().to_owned(),
        in_charge: options.in_charge.trim().to_owned(),
        definitions: options.definitions,
    };
    let document = month::document(head, &report);
    let check = |code, good, sentence: String| Check { code, good, sentence };
    Ok(Drafted {
        title: document.title.text.clone(),
        name: month::name(head, &report),
        checks: vec![
            check("sums", true, words::print("check.sums").to_owned()),
            check(
                "quiet",
                quiet == 0,
                if quiet == 0 {
                    words::print("check.no_quiet").to_owned()
                } else {
                    said("check.quiet", &[("n", quiet.into())])
                },
            ),
        ],
        document,
        personal: false,
    })
}

fn draft_slips(reading: &Reading<'_>, head: &Head, options: &Options) -> Result<Drafted> {
    let as_of = options.day.as_deref().map_or(Ok(reading.today), day)?;
    let found = figures::slips(reading, as_of, options.circle_id.as_deref(), options.person_id.as_deref())?;
    if found.slips.is_empty() {
        return Err(refuse("papers.nobody"));
    }
    let covers = match found.slips.as_slice() {
        [one] => one.name.clone(),
        [first, ..] if options.circle_id.is_some() => first.circle.clone(),
        _ => String::new(),
    };
    let covers = format!("{covers}{}", frame::long_day(as_of));
    Ok(plain(slips::document(head, &found), &covers))
}

fn draft_coverage(reading: &Reading<'_>, head: &Head, options: &Options) -> Result<Drafted> {
    let on = options.day.as_deref().map_or(Ok(reading.today), day)?;
    let whole = coverage::Coverage { day: on, villages: villages(reading, on)?, delegates: seated(reading, on)? };
    let holes = whole.villages.iter().filter(|one| !coverage::holes(one).is_empty()).count();
    let mut drafted = plain(coverage::document(head, &whole), &frame::long_day(on));
    let sentence = if holes == 0 {
        words::print("check.no_holes").to_owned()
    } else {
        said("check.holes", &[("n", holes.into())])
    };
    drafted.checks.push(Check { code: "holes", good: holes == 0, sentence });
    Ok(drafted)
}

fn draft_schedule(reading: &Reading<'_>, head: &Head, options: &Options) -> Result<Drafted> {
    let (from, to) = whole_month(options, reading)?;
    let mut list = villages(reading, from)?;
    list.retain(|village| chosen(&options.area_ids, &village.id));
    let phones = options.phones.unwrap_or(false);
    let document = schedule::document(head, &schedule::Schedule { from, to, villages: list, phones });
    Ok(Drafted { personal: phones, ..plain(document, &frame::period_name(from, to)) })
}

/// Plans look ahead: the whole month of the day unless days are given.
fn whole_month(options: &Options, reading: &Reading<'_>) -> Result<(chrono::NaiveDate, chrono::NaiveDate)> {
    if options.from.is_some() || options.to.is_some() {
        return span(options, reading.today);
    }
    let on = options.day.as_deref().map_or(Ok(reading.today), day)?;
    let first = on.with_day(1).unwrap_or(on);
    let next = first.checked_add_months(chrono::Months::new(1)).and_then(|day| day.pred_opt());
    Ok((first, next.unwrap_or(first)))
}

/// Reminders and blank forms are the week's work: Monday to Sunday of the day unless days are given.
fn whole_week(options: &Options, reading: &Reading<'_>) -> Result<(chrono::NaiveDate, chrono::NaiveDate)> {
    if options.from.is_some() || options.to.is_some() {
        return span(options, reading.today);
    }
    let on = options.day.as_deref().map_or(Ok(reading.today), day)?;
    let monday = on - Days::new(u64::from(on.weekday().num_days_from_monday()));
    Ok((monday, monday + Days::new(6)))
}

fn chosen(wanted: &[String], id: &str) -> bool {
    wanted.is_empty() || wanted.iter().any(|one| one == id)
}

fn draft_forms(reading: &Reading<'_>, head: &Head, options: &Options) -> Result<Drafted> {
    let (from, to) = whole_week(options, reading)?;
    let mut list = villages(reading, from)?;
    list.retain(|village| chosen(&options.area_ids, &village.id));
    let mut forms = reception::forms(&list, from, to);
    if options.area_ids.is_empty() {
        // For the whole town only what is planned is printed; a village asked for by name always gets its form.
        forms.retain(|form| form.day.is_some());
    }
    if forms.is_empty() {
        return Err(refuse("papers.no_slots"));
    }
    if forms.len() > 500 {
        return Err(refuse("papers.too_many_forms").with("n", forms.len()));
    }
    let batch = reception::Forms {
        forms,
        kinds: labels(reading, "visit_kind")?.into_iter().map(|(_, label)| label).collect(),
        tags: labels(reading, "tag")?.into_iter().map(|(_, label)| label).collect(),
        topics: labels(reading, "topic")?.into_iter().map(|(_, label)| label).collect(),
    };
    Ok(plain(reception::document(head, &batch), &frame::period_name(from, to)))
}

/// Labels still offered, in their order.
fn labels(reading: &Reading<'_>, list: &str) -> Result<Vec<(String, String)>> {
    let entries = office::entries(reading.db)?;
    Ok(entries.into_iter().filter(|one| one.list == list && one.active).map(|one| (one.code, one.label)).collect())
}

fn draft_chase(reading: &Reading<'_>, head: &Head, options: &Options) -> Result<Drafted> {
    let (from, to) = whole_week(options, reading)?;
    let owed = figures::owed(reading, from, to.min(reading.today))?;
    let phones = options.phones.unwrap_or(true);
    let document = chase::document(head, &chase::Chase { from, to, owed, phones });
    Ok(Drafted { personal: phones, ..plain(document, &frame::period_name(from, to)) })
}

fn draft_ledger(reading: &Reading<'_>, head: &Head, options: &Options) -> Result<Drafted> {
    let (from, to) = span(options, reading.today)?;
    let kinds: BTreeMap<String, String> = office::entries(reading.db)?
        .into_iter()
        .filter(|one| one.list == "visit_kind")
        .map(|one| (one.code, one.label))
        .collect();
    let mut only = Vec::new();
    if let Some(kind) = &options.visit_kind {
        only.push(kinds.get(kind).cloned().unwrap_or_else(|| kind.clone()));
    }
    if let Some(person) = &options.person_id {
        only.extend(people(reading)?.get(person).map(|one| one.name.clone()));
    }
    let area = options.area_ids.first().cloned();
    if let Some(area) = &area {
        only.extend(villages(reading, to)?.into_iter().find(|one| one.id == *area).map(|one| one.name));
    }
    let filter = Filter {
        from: Some(from.to_string()),
        to: Some(to.to_string()),
        area_id: area,
        person_id: options.person_id.clone(),
        kind: options.visit_kind.clone(),
        ..Filter::default()
    };
    let mut page = Page { filter, sort: "day".to_owned(), descending: false, offset: 0, limit: 200 };
    let mut lines = Vec::new();
    loop {
        let more = visits::lines(reading.db, &page)?;
        let got = u32::try_from(more.len()).unwrap_or(0);
        lines.extend(more);
        if got < page.limit {
            break;
        }
        page.offset += got;
    }
    let document = ledger::document(head, &ledger::Ledger { from, to, only: only.join("\u{3001}"), lines, kinds });
    let mut drafted = plain(document, &frame::period_name(from, to));
    drafted.checks.push(Check { code: "sums", good: true, sentence: words::print("check.sums").to_owned() });
    Ok(drafted)
}

/// The papers of an evaluation.
fn draft_evaluation(reading: &Reading<'_>, head: &Head, wish: &Wish) -> Result<Drafted> {
    let options = &wish.options;
    let round = options.round.as_deref().ok_or_else(|| refuse("evaluations.which"))?;
    let of_batch = match &options.batch {
        Some(batch) => {
            let held = evaluations::store::batches::find(reading.db, batch)?;
            Some(held.ok_or_else(|| refuse("evaluations.batch_gone"))?.area_id)
        }
        None => None,
    };
    let area = of_batch.as_deref().or(options.area_id.as_deref());
    if wish.kind == Kind::Pack {
        let document = evaluations::evening::pack(reading, head, round, area, evaluations::evening::Part::All)?;
        let title = evaluations::gather::whole(reading, round)?.round.title;
        let mut drafted = plain(document, &title);
        drafted.title = said("evaluations.pack.title", &[("title", title.into())]);
        drafted.name.clone_from(&drafted.title);
        return Ok(drafted);
    }
    let closed = evaluations::papers::closed(reading, round)?;
    let document = match wish.kind {
        Kind::Tally => closed.tally(head, area)?,
        Kind::ResultPage => closed.pages(head, options.person_id.as_deref())?,
        Kind::ResultLetter => closed.letter(head),
        _ => closed.together(head),
    };
    let mut drafted = plain(document, &closed.covers());
    if wish.kind == Kind::ResultLetter {
        drafted.title = said("evaluations.letter.name", &[("title", closed.covers().into())]);
        drafted.name.clone_from(&drafted.title);
    }
    Ok(drafted)
}

fn draft_key(head: &Head, options: &Options) -> Result<Drafted> {
    let letters = options.recovery_key.chars().filter(|letter| letter.is_ascii_alphanumeric()).count();
    if letters < 40 {
        return Err(refuse("papers.key"));
    }
    Ok(plain(key::document(head, &options.recovery_key), &frame::long_day(head.today)))
}
