//! The rows of a list as a workbook: exactly those of the filter, in their order, over all pages.

use super::lists::{self, Column};
use super::rows::{Names, at, filled, plain};
use super::sources::{self, Gathered};
use crate::calls::{Done, Work};
use crate::features::reports::faults;
use crate::features::reports::frame::{self, long_day, said};
use crate::features::reports::gather::head;
use crate::features::reports::model::Made;
use crate::features::reports::shelf::Paper;
use crate::ground::refusal::{Result, refuse};
use crate::ground::station::Op;
use serde::Deserialize;
use serde_json::Value;
use std::collections::HashMap;
use ts_rs::TS;
use zhudian_paper::{Block, ColumnKind, DayPattern, Row, RowKind, Setting, Table, TableSize, Width, Workbook};

/// Which rows of which list.
#[derive(Debug, Clone, Default, Deserialize, TS)]
#[serde(default, deny_unknown_fields)]
pub struct ListWish {
    /// Code of the list.
    pub list: String,
    /// What the list's call is asked, without its page.
    #[ts(type = "unknown")]
    pub request: Value,
    /// Only these lines in this order, where the page itself filters or sorts.
    pub ids: Option<Vec<String>>,
    /// Only these columns; all but the private ones when empty.
    pub columns: Vec<String>,
    /// With names and phones the list masks; needs a reason.
    pub personal: bool,
    /// What they are for.
    pub reason: String,
    /// The filter in words, for the sheet's head.
    pub said: String,
}

/// Makes the workbook and lays it on the shelf.
///
/// # Errors
/// `views.list`, `views.reason`, `views.nothing`, `views.too_many`; the refusals of the list's call and of the printer.
pub fn make(work: &Work<'_>, op: &'static Op, wish: ListWish) -> Result<Done<Made>> {
    let list = lists::find(&wish.list)?;
    let reason = wish.reason.trim().to_owned();
    if wish.personal && reason.is_empty() {
        return Err(refuse("views.reason"));
    }
    let printer = work.desk.printer()?;
    let station = work.desk.station()?;
    // Backups lie beside the file, not in it.
    let beside = sources::beside(&station, &wish.list)?;
    let (title, name, workbook) = station.read(&work.session.actor, |reading| {
        let head = head(reading)?;
        let mut found = match beside {
            Some(lines) => Gathered { columns: list.columns.clone(), lines },
            None => sources::gather(reading, &wish.list, &wish.request, work.progress)?,
        };
        if let Some(ids) = &wish.ids {
            found.lines = in_order(found.lines, &list.id, ids);
        }
        let all = found.lines.len();
        // What is about a person by name stands in no list that goes from hand to hand.
        found.lines.retain(|line| line.get("named") != Some(&Value::Bool(true)));
        let left_out = all - found.lines.len();
        if found.lines.is_empty() {
            return Err(if left_out > 0 {
                refuse("views.all_named").with("n", left_out)
            } else {
                refuse("views.nothing")
            });
        }
        if wish.personal {
            sources::unmask(reading, &wish.list, &mut found.lines)?;
        }
        let columns = chosen(found.columns, &wish);
        let names = Names::new(reading.db)?;
        let rows = found.lines.iter().map(|line| Row {
            kind: RowKind::Body,
            cells: columns.iter().map(|column| names.cell(column, line)).collect(),
            who: None,
        });
        let table = Table {
            rows: rows.collect(),
            columns: columns.iter().map(head_of).collect(),
            size: TableSize::Dense,
            caption: Some(list.title.clone()),
            ..Table::default()
        };
        let title = list.title.clone();
        let name = said("paper.file", &[("title", title.clone().into()), ("covers", long_day(head.today).into())]);
        let mut document = frame::paper(&head, title.clone(), Setting::A4_WIDE);
        let mut lines = vec![vec![head.office.clone(), said("views.rows", &[("n", table.rows.len().into())])]];
        if !wish.said.trim().is_empty() {
            lines.push(vec![said("views.filter", &[("said", wish.said.trim().into())])]);
        }
        if left_out > 0 {
            lines.push(vec![said("opinion.left_out", &[("n", left_out.into())])]);
        }
        if wish.personal {
            lines.push(vec![said("views.reason", &[("reason", reason.clone().into())])]);
        }
        document.meta = lines.into_iter().map(frame::meta).collect();
        document.blocks = vec![Block::Table(table)];
        frame::prove(&mut document);
        Ok((title, name, Workbook::from(&document)))
    })?;
    work.progress.go_on()?;
    let book = printer.xlsx(&workbook).map_err(faults::refusal)?;
    work.progress.step(1, 1, "papers");
    // Names and phones were looked at: that leaves a line, as in the lists on the screen.
    let (operation, changed) = if wish.personal {
        let written = station.write(op, &work.session.actor, |writing| {
            writing.note("title", title.clone());
            writing.note("reason", reason.clone());
            writing.keep();
            Ok(())
        })?;
        (written.operation, written.changed)
    } else {
        (None, Vec::new())
    };
    let paper = work.desk.shelf().lay(Paper {
        kind: "list",
        title: title.clone(),
        name: name.clone(),
        pdf: Vec::new(),
        pages: 0,
        document: None,
        book: Some(book),
        personal: wish.personal,
        print_only: false,
        reason,
    });
    let made = Made {
        paper,
        title,
        name,
        pages: 0,
        formats: vec!["xlsx"],
        personal: wish.personal,
        print_only: false,
        checks: Vec::new(),
        warnings: Vec::new(),
    };
    Ok(Done { answer: made, operation, changed })
}

/// The lines of these ids in their order; an id that is gone meanwhile is left out.
fn in_order(lines: Vec<Value>, key: &str, ids: &[String]) -> Vec<Value> {
    let named = |line: &Value| {
        if key.contains('{') { filled(key, line) } else { at(line, key).map(plain).unwrap_or_default() }
    };
    let mut held: HashMap<String, Value> = lines.into_iter().map(|line| (named(&line), line)).collect();
    ids.iter().filter_map(|id| held.remove(id)).collect()
}

/// The columns wanted: private ones only with a reason, in the place of those they say more than.
fn chosen(columns: Vec<Column>, wish: &ListWish) -> Vec<Column> {
    let replaced: Vec<String> =
        columns.iter().filter(|one| wish.personal && one.private).filter_map(|one| one.instead_of.clone()).collect();
    let wanted = |one: &Column| wish.columns.is_empty() || wish.columns.contains(&one.key);
    columns
        .into_iter()
        .filter(|one| if one.private { wish.personal } else { wanted(one) && !replaced.contains(&one.key) })
        .collect()
}

fn head_of(column: &Column) -> zhudian_paper::Column {
    let width = Width::Chars(if column.width == 0 { 8 } else { column.width });
    let number = matches!(column.kind.split(':').next(), Some("number" | "count" | "distinct" | "sum"));
    if number {
        zhudian_paper::Column {
            kind: ColumnKind::Number { decimals: 0, grouped: false },
            ..zhudian_paper::Column::text(column.name.clone(), width)
        }
    } else if column.kind == "day" {
        zhudian_paper::Column::day(column.name.clone(), width, DayPattern::default())
    } else {
        zhudian_paper::Column::text(column.name.clone(), width)
    }
}
