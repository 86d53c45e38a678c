//! The sheet that goes along on a visit: what the plan knows is printed, the rest is wide room to write, in the order
//! and with the numbers of the visit form, so that it is entered as it lies on the table. Its number and square code
//! stand at the upper right; what the village waits to hear is printed to be given back.

use super::calls::{whole, written};
use super::model::{Plan, PlanWhole};
use super::{code, store};
use crate::features::office::store as office;
use crate::features::opinions::store as opinions;
use crate::features::reports::frame::{Head, long_day, names, paper, period_name, said};
use crate::features::reports::gather::{Name, people};
use crate::features::reports::model::Options;
use crate::features::weeks::rules::week_of;
use crate::ground::clock::day;
use crate::ground::refusal::{Result, refuse};
use crate::ground::station::Reading;
use crate::ground::words::print;
use std::collections::BTreeMap;
use zhudian_paper::{
    Block, Cell, Column, Document, Field, FieldRow, Fields, MetaLine, ParagraphStyle, Row, Setting, SignaturePlace,
    SquareCode, Table, Text, Width,
};

/// Most sheets in one paper.
const MOST: usize = 200;

/// What a sheet has for the situation, extra fields, promises and new opinions together, in tenths of a millimetre: the
/// page without its title, fixed fields, notes and places to sign.
const ROOM: usize = 1130;

/// Room for the situation.
const SITUATION: usize = 230;

/// A field that is only there when something stands in it.
const FIELD: usize = 85;

/// Caption and head of the table of promises, and one promise of two lines.
const PROMISES: (usize, usize) = (122, 125);

/// A row for a new opinion, and the least and most of them a sheet has.
const ROW: usize = 105;
const ROWS: (usize, usize) = (4, 7);

/// Rows for new opinions beside so many promises and extra fields; none when the promises need a page of their own.
fn rows_beside(promises: usize, fields: usize) -> Option<usize> {
    let promised = if promises == 0 { 0 } else { PROMISES.0 + PROMISES.1 * promises };
    let left = ROOM.checked_sub(SITUATION + FIELD * fields + promised)?;
    let rows = left / ROW;
    (rows >= ROWS.0).then(|| rows.min(ROWS.1))
}

/// A paper with what the shelf must know of it.
pub struct Drawn {
    /// Title of the whole.
    pub title: String,
    /// What it covers, for the file's name.
    pub covers: String,
    /// The paper.
    pub document: Document,
    /// Who gave an opinion stands on it.
    pub personal: bool,
}

/// A promise as printed.
struct Promise {
    number: String,
    said: String,
    answer: String,
    giver: String,
}

struct Sheets<'a> {
    reading: &'a Reading<'a>,
    people: BTreeMap<String, Name>,
    areas: BTreeMap<String, String>,
    kinds: Vec<(String, String)>,
    tags: Vec<String>,
    topics: Vec<String>,
    natures: Vec<String>,
    states: BTreeMap<String, String>,
    giver: bool,
}

/// The sheets of the plans asked for; of the week around the day when none is named.
///
/// # Errors
/// `plans.gone`, `plans.no_sheets`, `plans.too_many_sheets`; what the database says.
pub fn drawn(reading: &Reading<'_>, head: &Head, options: &Options) -> Result<Drawn> {
    let on = options.day.as_deref().map_or(Ok(reading.today), day)?;
    let week = week_of(on);
    let mut ids = options.plan_ids.clone();
    ids.extend(options.record_id.clone());
    let mut covers = period_name(week.from, week.to);
    if ids.is_empty() {
        ids = store::open_ids(reading.db, &week.from.to_string(), &week.to.to_string())?;
    } else if let [one] = ids.as_slice() {
        let plan = store::whole(reading.db, one)?.ok_or_else(|| refuse("plans.gone"))?;
        covers = written(plan.year, plan.number);
    }
    if ids.is_empty() {
        return Err(refuse("plans.no_sheets"));
    }
    if ids.len() > MOST {
        return Err(refuse("plans.too_many_sheets").with("n", ids.len()).with("most", MOST));
    }
    let sheets = Sheets::load(reading, options.giver.unwrap_or(false))?;
    let title = print("plans.sheet.title").to_owned();
    let mut document = paper(head, title.clone(), Setting::A4);
    // Single pages are dealt out to villages: a running number would mislead.
    document.foot.pages = String::new();
    let mut personal = false;
    for (at, id) in ids.iter().enumerate() {
        let plan = whole(reading, id)?;
        let meta = MetaLine(vec![said("plans.sheet.office", &[("office", head.office.clone().into())]).into()]);
        if at == 0 {
            document.meta = vec![meta];
        } else {
            document.blocks.push(Block::NewPaper { title: title.clone().into(), meta: vec![meta] });
        }
        let promises = sheets.promises(&plan)?;
        personal |= promises.iter().any(|one| !one.giver.is_empty());
        document.blocks.extend(sheets.sheet(&plan, &promises));
    }
    Ok(Drawn { title, covers, document, personal })
}

impl<'a> Sheets<'a> {
    fn load(reading: &'a Reading<'a>, giver: bool) -> Result<Self> {
        let entries = office::entries(reading.db)?;
        let offered = |list: &str| -> Vec<(String, String)> {
            let kept = entries.iter().filter(|one| one.list == list && one.active);
            kept.map(|one| (one.code.clone(), one.label.clone())).collect()
        };
        let labels = |list: &str| offered(list).into_iter().map(|(_, label)| label).collect();
        let areas = crate::features::areas::store::list(reading.db)?;
        Ok(Self {
            people: people(reading)?,
            areas: areas
                .into_iter()
                .map(|area| (area.id, if area.short_name.is_empty() { area.name } else { area.short_name }))
                .collect(),
            kinds: offered("visit_kind"),
            tags: labels("tag"),
            topics: labels("topic"),
            natures: labels("opinion_nature"),
            states: entries
                .iter()
                .filter(|one| one.list == "opinion_state")
                .map(|one| (one.code.clone(), one.label.clone()))
                .collect(),
            giver,
            reading,
        })
    }

    fn promises(&self, it: &PlanWhole) -> Result<Vec<Promise>> {
        let mut found = Vec::new();
        for line in &it.promises {
            let Some(kept) = opinions::kept(self.reading.db, &line.id)? else { continue };
            let state = self.states.get(&line.state).cloned().unwrap_or_default();
            // The sheet is carried through the village: with the giver left out no words of it tell the giver either.
            let givers = opinions::family::givers(self.reading.db, &kept)?;
            let told = |text: &str| if self.giver { givers.for_own(text) } else { givers.left_out(text) };
            let reply = cut(&told(&kept.answer), 46);
            let answer = match (reply.is_empty(), line.unit.is_empty()) {
                (false, _) => format!("{state}\u{ff1a}{reply}"),
                (true, false) => format!("{state}\u{ff08}{}\u{ff09}", line.unit),
                (true, true) => state,
            };
            found.push(Promise {
                number: if line.number == 0 { String::new() } else { format!("{}-{}", line.year, line.number) },
                said: cut(&told(&line.content), 40),
                answer,
                giver: if self.giver { kept.entry.giver.clone() } else { String::new() },
            });
        }
        Ok(found)
    }

    fn names(&self, ids: &[String]) -> Vec<String> {
        ids.iter().filter_map(|id| self.people.get(id).map(|one| one.name.clone())).collect()
    }

    fn sheet(&self, it: &PlanWhole, promises: &[Promise]) -> Vec<Block> {
        let plan = &it.plan;
        let fields = usize::from(!plan.households.is_empty()) + usize::from(!plan.topics.is_empty());
        let beside = rows_beside(promises.len(), fields);
        let mut blocks = vec![
            Block::Code(SquareCode {
                text: code::digits(plan.year, plan.number),
                label: it.code.clone().into(),
                note: print("plans.sheet.code_note").into(),
            }),
            Block::Fields(self.fields(plan)),
        ];
        if beside.is_some() && !promises.is_empty() {
            blocks.push(self.back(promises, print("plans.sheet.back").to_owned()));
        }
        let overleaf = beside.is_none().then(|| said("plans.sheet.overleaf", &[("n", promises.len().into())]));
        blocks.push(self.heard(beside.or(rows_beside(0, fields)).unwrap_or(ROWS.0), overleaf));
        let note = |key: &str| Block::styled(ParagraphStyle::Note, print(key));
        blocks.push(Block::styled(
            ParagraphStyle::Note,
            said(
                "plans.sheet.lists",
                &[("topics", self.topics.join("\u{3001}").into()), ("natures", self.natures.join("\u{3001}").into())],
            ),
        ));
        blocks.push(note("plans.sheet.named"));
        blocks.push(note("reception.informed"));
        let place = |key: &str| SignaturePlace { label: print(key).to_owned(), value: Text::default() };
        blocks.push(Block::Signatures(vec![place("sign.recorder"), place("sign.leader"), place("sign.blank_day")]));
        if beside.is_none() {
            let caption =
                said("plans.sheet.back_of", &[("code", it.code.clone().into()), ("n", promises.len().into())]);
            blocks.push(Block::PageBreak);
            blocks.push(self.back(promises, caption));
        }
        blocks
    }

    fn fields(&self, plan: &Plan) -> Fields {
        let field = |key: &str, value: Text| Field { label: print(key).to_owned(), value, weight: 1, sign: None };
        let row = |fields: Vec<Field>, height: u32| FieldRow { fields, height };
        let boxed = |label: &str, on: bool| {
            format!("{}{label}", print(if on { "plans.sheet.box_on" } else { "reception.box" }))
        };
        let spread = |all: Vec<String>| all.join("\u{3000}");
        let kinds = self.kinds.iter().map(|(code, label)| boxed(label, *code == plan.kind)).collect();
        let delegates = self.names(&plan.delegates);
        let leader: Vec<String> = self.names(plan.leader_id.as_slice());
        let mut others = self.names(&plan.members);
        others.extend((!plan.companions.is_empty()).then(|| plan.companions.clone()));
        let day = day(&plan.day).map_or_else(|_| plan.day.clone(), long_day);
        let time = if plan.starts.is_empty() {
            print("reception.blank_time").to_owned()
        } else {
            said("reception.time", &[("starts", plan.starts.clone().into()), ("ends", plan.ends.clone().into())])
        };
        let area = self.areas.get(&plan.area_id).cloned().unwrap_or_default();
        let boxes: Vec<String> = delegates.iter().map(|name| boxed(name, false)).collect();
        let mut rows = vec![
            row(vec![field("reception.1", day.into()), field("reception.2", time.into())], 85),
            row(vec![field("reception.3", area.into()), field("reception.4", plan.place.clone().into())], 85),
            row(vec![field("reception.5", spread(kinds).into())], 90),
            row(
                vec![
                    field("reception.6", names(leader.iter().map(String::as_str), "")),
                    field("reception.7", names(others.iter().map(String::as_str), "")),
                ],
                95,
            ),
            row(vec![field("reception.8", Text::of(delegates.join("\u{3001}"), spread(boxes)))], 115),
        ];
        if !plan.households.is_empty() {
            rows.push(row(vec![field("plans.sheet.households", plan.households.clone().into())], 85));
        }
        if !plan.topics.is_empty() {
            rows.push(row(vec![field("plans.sheet.topics", plan.topics.clone().into())], 85));
        }
        let tags: Vec<String> = self.tags.iter().map(|label| boxed(label, false)).collect();
        rows.push(row(vec![field("reception.9", print("plans.sheet.counts").into())], 95));
        rows.push(row(vec![field("reception.10", spread(tags).into())], 85));
        rows.push(row(vec![field("reception.11", Text::default())], 230));
        Fields { rows, label_chars: 6 }
    }

    /// What the village waits to hear, with boxes for how it was told and what was said of it.
    fn back(&self, promises: &[Promise], caption: String) -> Block {
        let columns = vec![
            Column::text(print("plans.sheet.opinion"), Width::Chars(5)).centred(),
            Column::text(print("plans.sheet.said"), Width::Share(4)),
            Column::text(print("plans.sheet.answer"), Width::Share(4)),
            Column::text(print("plans.sheet.told"), Width::Chars(11)),
        ];
        let rows = promises.iter().map(|one| {
            let what =
                if one.giver.is_empty() { one.said.clone() } else { format!("{}\u{ff1a}{}", one.giver, one.said) };
            Row::body(vec![
                one.number.clone().into(),
                what.into(),
                one.answer.clone().into(),
                print("plans.sheet.told_boxes").into(),
            ])
        });
        Block::Table(Table { columns, rows: rows.collect(), caption: Some(caption), ..Table::default() })
    }

    fn heard(&self, count: usize, unit: Option<String>) -> Block {
        let columns = vec![
            Column::text(print("reception.line"), Width::Chars(2)).centred(),
            Column::text(print("reception.content"), Width::Share(1)),
            Column::text(print("reception.topic"), Width::Chars(5)),
            Column::text(print("plans.sheet.nature"), Width::Chars(5)),
            Column::text(print("reception.giver"), Width::Chars(6)),
            Column::text(print("reception.handling"), Width::Chars(8)),
        ];
        let rows = (1..=count).map(|at| {
            let mut cells: Vec<Cell> = vec![at.to_string().into()];
            cells.extend((0..5).map(|_| Cell::empty()));
            Row::body(cells)
        });
        let caption = Some(print("reception.12").to_owned());
        Block::Table(Table { columns, rows: rows.collect(), caption, unit, row_height: 105, ..Table::default() })
    }
}

/// So many characters of a text, with an ellipsis when there were more; line breaks become blanks.
fn cut(text: &str, most: usize) -> String {
    let flat: String = text.split_whitespace().collect::<Vec<_>>().join(" ");
    if flat.chars().count() <= most {
        return flat;
    }
    flat.chars().take(most).chain(['\u{2026}']).collect()
}
