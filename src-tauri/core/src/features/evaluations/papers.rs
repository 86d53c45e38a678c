//! Papers of a closed round: the count of a village, a page a delegate, the results in the order of the sheets, the letter.

use super::charts;
use super::gather::{self, Printed, Whole};
use super::results::{self, ResultDelegate, ResultItem, ResultVoters, Results};
use super::store::Voters;
use super::store::batches::{self, Sheets};
use super::tables::{Heads, answers, by_village};
use crate::features::office::store as office;
use crate::features::reports::frame::{Head, long_day, meta, paper, said};
use crate::ground::clock::day;
use crate::ground::refusal::{Result, refuse};
use crate::ground::station::Reading;
use crate::ground::words::print;
use std::collections::BTreeMap;
use zhudian_paper::{
    Block, Cell, Column, Document, Field, FieldRow, Fields, ParagraphStyle, Row, RowKind, Setting, SignaturePlace,
    Table, TableSize, Text, Width,
};

/// A closed round with all that its papers show.
pub struct Closed {
    pub(super) whole: Whole,
    results: Results,
    pub(super) counts: BTreeMap<String, (Sheets, batches::Answers)>,
    closing: (String, String),
    pub(super) addressee: String,
}

/// Gathers a closed round.
///
/// # Errors
/// `evaluations.not_closed_paper` while it is open.
pub fn closed(reading: &Reading<'_>, round: &str) -> Result<Closed> {
    let whole = gather::whole(reading, round)?;
    if whole.round.closed_on.is_none() {
        return Err(refuse("evaluations.not_closed_paper"));
    }
    let results = results::of(reading, &whole)?;
    let counts = batches::counts(reading.db, round)?;
    let closing = batches::closing(reading.db, round)?;
    let addressee = office::office(reading.db)?.map(|office| office.district_office).unwrap_or_default();
    Ok(Closed { whole, results, counts, closing, addressee })
}

/// Party members or residents, as printed.
fn voters_label(voters: Voters) -> &'static str {
    match voters {
        Voters::All => "",
        Voters::Members => print("evaluations.voters.members"),
        Voters::Residents => print("evaluations.voters.residents"),
    }
}

/// Who is rated, with whose sheets.
pub(super) fn voters_said(name: &str, voters: Voters) -> String {
    said("evaluations.rated_by", &[("person", name.into()), ("voters", voters_label(voters).into())])
}

fn place(key: &str, value: impl Into<Text>) -> SignaturePlace {
    SignaturePlace { label: print(key).to_owned(), value: value.into() }
}

fn field(key: &str, value: impl Into<Text>) -> Field {
    Field::new(print(key), value)
}

fn row(fields: Vec<Field>) -> FieldRow {
    FieldRow { fields, height: 85 }
}

fn dense(table: Table) -> Block {
    Block::Table(Table { size: TableSize::Dense, ..table })
}

fn count(n: Option<i64>, key: &str) -> String {
    n.map(|n| said(key, &[("n", n.into())])).unwrap_or_default()
}

/// A place for each who signs the count by hand, three beside each other: beside the label and the printed name more than
/// three centimetres stay free.
fn places_to_sign(held: Option<&batches::Held>) -> Block {
    let none = Vec::new();
    let many = |of: fn(&batches::Held) -> &Vec<String>| held.map_or(&none, of).clone();
    let one = |of: fn(&batches::Held) -> &String| held.map(of).into_iter().filter(|name| !name.is_empty()).cloned();
    let mut places: Vec<Field> = Vec::new();
    for (key, mut names) in [
        ("evaluations.scrutineers", many(|held| &held.scrutineers)),
        ("evaluations.counters", many(|held| &held.counters)),
        ("evaluations.reader", one(|held| &held.reader).collect()),
        ("evaluations.chair", one(|held| &held.chair).collect()),
    ] {
        if names.is_empty() {
            names.push(String::new());
        }
        places.extend(names.into_iter().map(|name| Field::new(print(key).trim_end_matches('\u{ff1a}'), name)));
    }
    // A last row of one or two keeps the width of the others.
    while !places.len().is_multiple_of(3) {
        places.push(Field::new("", ""));
    }
    let rows = places.chunks(3).map(|three| FieldRow { fields: three.to_vec(), height: 100 }).collect();
    Block::Fields(Fields { label_chars: 3, rows })
}

impl Closed {
    pub(super) fn closed_day(&self) -> String {
        self.whole.round.closed_on.as_deref().and_then(|text| day(text).ok()).map(long_day).unwrap_or_default()
    }

    /// What the figures mean, the note of the closing, and the corrections: all, or those of a village or a delegate.
    fn definitions(&self, area: Option<&str>, person: Option<&str>) -> Vec<Text> {
        let mut all: Vec<Text> =
            vec![self.results.denominator.clone().into(), self.whole.print("evaluations.define.weight").into()];
        all.extend(self.results.rule.clone().map(Text::from));
        all.extend(self.results.over.iter().cloned().map(Text::from));
        if !self.closing.0.is_empty() {
            let fields = [("note", self.closing.0.clone().into()), ("name", self.closing.1.clone().into())];
            all.push(said("evaluations.define.note", &fields).into());
        }
        let area = area.map(|area| self.whole.area(area));
        let person = person.map(|person| self.whole.person(person));
        let about = |one: &&results::ResultCorrection| {
            area.as_ref().is_none_or(|area| *area == one.area)
                && person.as_ref().is_none_or(|person| *person == one.person)
        };
        for one in self.results.corrections.iter().filter(about) {
            let told = |n: Option<i64>| n.map_or_else(|| "\u{2014}".to_owned(), |n| n.to_string());
            let fields = [
                ("day", one.on.clone().into()),
                ("area", one.area.clone().into()),
                ("person", one.person.clone().into()),
                ("text", one.text.clone().into()),
                ("label", one.label.clone().into()),
                ("was", told(one.was).into()),
                ("now", told(one.now).into()),
                ("reason", one.reason.clone().into()),
                ("name", one.name.clone().into()),
            ];
            all.push(said("evaluations.define.correction", &fields).into());
        }
        all
    }

    /// The villages of the round in the order of their batches.
    pub(super) fn villages(&self) -> Vec<(&str, Vec<&Printed>)> {
        let mut all: Vec<(&str, Vec<&Printed>)> = Vec::new();
        for batch in &self.whole.batches {
            match all.iter_mut().find(|(area, _)| *area == batch.held.area_id) {
                Some((_, held)) => held.push(batch),
                None => all.push((&batch.held.area_id, vec![batch])),
            }
        }
        all
    }

    fn sheets(&self, batch: &Printed) -> Sheets {
        self.counts.get(&batch.held.id).map(|(sheets, _)| *sheets).unwrap_or_default()
    }

    /// The count of each village, or of one: sheets, answers, places to sign.
    ///
    /// # Errors
    /// `evaluations.batch_gone` for a village without batches.
    pub fn tally(&self, head: &Head, area: Option<&str>) -> Result<Document> {
        let title = self.whole.print("evaluations.tally").to_owned();
        let mut document = paper(head, title.clone(), Setting::A4);
        let wanted = self.villages().into_iter().filter(|(id, _)| area.is_none_or(|area| area == *id));
        let mut blocks = Vec::new();
        // On sheets of a workbook nothing but the caption tells of which village a table is.
        let several = area.is_none() && self.villages().len() > 1;
        let line = vec![meta(vec![
            said("evaluations.of_round", &[("title", self.whole.round.title.clone().into())]),
            said("evaluations.closed_on", &[("day", self.closed_day().into())]),
        ])];
        for (at, (area, batches)) in wanted.enumerate() {
            if at > 0 {
                blocks.push(Block::NewPaper { title: title.clone().into(), meta: line.clone() });
            }
            blocks.extend(self.village(area, &batches, several));
        }
        if blocks.is_empty() {
            return Err(refuse("evaluations.batch_gone"));
        }
        document.meta = line;
        document.blocks = blocks;
        Ok(document)
    }

    fn village(&self, area: &str, batches: &[&Printed], several: bool) -> Vec<Block> {
        let first = batches.first().map(|batch| &batch.held);
        let sum = |of: fn(&batches::Held) -> Option<i64>| first.and_then(of);
        let (invited, members, residents) =
            (sum(|one| one.invited), sum(|one| one.present_members), sum(|one| one.present_residents));
        // What was known of a meeting before is true of its paper until the bag says otherwise.
        let meeting = self.whole.round.meetings.iter().find(|one| one.id == area);
        let invited = invited.or_else(|| meeting.and_then(|one| one.invited));
        let members = members.or_else(|| meeting.and_then(|one| one.present));
        let came = members.unwrap_or(0) + residents.unwrap_or(0);
        let quorum = match invited {
            Some(invited)
                if invited > 0 && self.whole.rules.quorum_percent > 0 && (members.is_some() || residents.is_some()) =>
            {
                let met = came * 100 >= invited * self.whole.rules.quorum_percent;
                let key = if met { "evaluations.quorum.met" } else { "evaluations.quorum.short" };
                said(key, &[("percent", self.whole.rules.quorum_percent.into())])
            }
            _ => String::new(),
        };
        let held_on = first.and_then(|one| one.held_on.as_deref());
        let held_on = held_on.or_else(|| meeting.and_then(|one| one.held_on.as_deref()));
        let held = held_on.and_then(|text| day(text).ok()).map(long_day);
        let held = held.map(|day| match first.map(|one| one.starts.as_str()).unwrap_or_default() {
            "" => day,
            starts => format!("{day} {starts}"),
        });
        let venue = first.map(|one| one.venue.clone()).filter(|venue| !venue.is_empty());
        let venue = venue.or_else(|| meeting.map(|one| one.venue.clone())).unwrap_or_default();
        let first_row = row(vec![
            Field::new(self.whole.print("evaluations.village"), self.whole.area(area)),
            Field::new(self.whole.print("evaluations.held_on"), held.unwrap_or_default()),
        ]);
        let place = field("evaluations.place", venue);
        let invited = Field::new(self.whole.print("evaluations.invited"), count(invited, "evaluations.people"));
        let quorum = field("evaluations.quorum", quorum);
        let rows = if self.whole.reports() {
            let came = field("evaluations.members.report", count(members, "evaluations.people"));
            vec![first_row, row(vec![place, invited]), row(vec![came, quorum])]
        } else {
            let members = field("evaluations.members", count(members, "evaluations.people"));
            let residents = field("evaluations.residents", count(residents, "evaluations.people"));
            vec![first_row, row(vec![place, quorum]), row(vec![invited, members, residents])]
        };
        let mut blocks = vec![Block::Fields(Fields { label_chars: 5, rows })];
        let mut tables = vec![Block::Table(self.sheets_table(batches))];
        tables.extend(self.answers_of(area));
        for table in &mut tables {
            if let (Block::Table(Table { caption, .. }), true) = (table, several) {
                let fields = [
                    (
                        "caption",
                        caption.take().unwrap_or_else(|| self.whole.print("evaluations.team").to_owned()).into(),
                    ),
                    ("area", self.whole.area(area).into()),
                ];
                *caption = Some(said("evaluations.caption", &fields));
            }
        }
        blocks.extend(tables);
        blocks.extend(self.remarks_of(area));
        blocks.push(places_to_sign(first));
        let definitions = self.definitions(Some(area), None);
        blocks.extend(definitions.into_iter().map(|text| Block::styled(ParagraphStyle::Note, text)));
        blocks
    }

    fn sheets_table(&self, batches: &[&Printed]) -> Table {
        let number = |key: &str| Column::count(print(key), Width::Chars(3));
        let mut table = Table {
            caption: Some(print("evaluations.sheets").to_owned()),
            unit: Some(print("evaluations.unit").to_owned()),
            columns: vec![
                Column::text(self.whole.print("evaluations.rated"), Width::Share(1)),
                Column::text(print("evaluations.code"), Width::Chars(6)).centred(),
                number("evaluations.printed"),
                number("evaluations.issued"),
                number("evaluations.returned"),
                number("evaluations.valid"),
                number("evaluations.void_sheets"),
                number("evaluations.blank_sheets"),
                number("evaluations.missing"),
                number("evaluations.difference"),
            ],
            ..Table::default()
        };
        for batch in batches {
            let sheets = self.sheets(batch);
            let name = match &batch.held.person_id {
                Some(person) => self.whole.person(person),
                None => self.whole.print("evaluations.team").to_owned(),
            };
            let rated = match (batch.held.voters, &batch.held.person_id) {
                (Voters::All, Some(_)) => Text::name(name),
                (Voters::All, None) => name.into(),
                (voters, _) => Text::of(&name, voters_said(&name, voters)),
            };
            table.rows.push(Row::body(vec![
                Cell::text(rated),
                batch.readable().into(),
                batch.held.copies.into(),
                (batch.held.issued + batch.held.copied).into(),
                (sheets.valid + sheets.void + sheets.blank).into(),
                sheets.valid.into(),
                sheets.void.into(),
                sheets.blank.into(),
                sheets.missing.into(),
                sheets.difference.into(),
            ]));
        }
        if batches.len() > 1 {
            table.total(print("evaluations.total"));
        }
        table
    }

    /// The answers of a village: a table a delegate, or one for a team.
    fn answers_of(&self, area: &str) -> Vec<Block> {
        let mut blocks = Vec::new();
        let mut team = Vec::new();
        let mut apart: BTreeMap<&str, (&ResultVoters, Vec<(Text, &ResultItem)>)> = BTreeMap::new();
        for delegate in &self.results.delegates {
            let Some(village) = delegate.villages.iter().find(|one| one.area_id == area && one.sheets > 0) else {
                continue;
            };
            if !village.shown {
                let why = delegate.hidden_reason.clone().unwrap_or_default();
                let fields = [("person", delegate.person.clone().into()), ("why", why.into())];
                blocks.push(Block::styled(ParagraphStyle::Flush, said("evaluations.not_shown", &fields)));
                continue;
            }
            match village.items.as_slice() {
                [one] if one.row == delegate.person_id => team.push((Text::name(delegate.person.clone()), one)),
                items => {
                    let lines: Vec<_> =
                        items.iter().map(|item| (Text::of(&delegate.person, &item.text), item)).collect();
                    let caption = said("evaluations.of_delegate", &[("person", delegate.person.clone().into())]);
                    blocks.push(self.table(Some(caption), "evaluations.item", &lines));
                }
            }
            for voters in &village.voters {
                match voters.items.as_slice() {
                    [one] if one.row == delegate.person_id => {
                        let own = apart.entry(voters.voters.code()).or_insert_with(|| (voters, Vec::new()));
                        own.1.push((Text::name(delegate.person.clone()), one));
                    }
                    _ => blocks.push(self.voters_table(delegate, voters)),
                }
            }
        }
        if !team.is_empty() {
            blocks.push(self.table(None, "evaluations.rated", &team));
        }
        for (voters, lines) in apart.values() {
            let (person, n) = (self.whole.print("evaluations.team").into(), voters.valid.into());
            let fields = [("voters", voters_label(voters.voters).into()), ("person", person), ("n", n)];
            blocks.push(self.table(Some(said("evaluations.of_voters", &fields)), "evaluations.rated", lines));
        }
        blocks
    }

    fn table(&self, caption: Option<String>, first: &str, lines: &[(Text, &ResultItem)]) -> Block {
        Block::Table(answers(&self.whole, caption, self.whole.print(first), lines))
    }

    /// The sheets of party members, or of residents, by themselves.
    fn voters_table(&self, delegate: &ResultDelegate, voters: &ResultVoters) -> Block {
        let lines: Vec<_> = voters.items.iter().map(|item| (Text::of(&delegate.person, &item.text), item)).collect();
        let fields = [
            ("voters", voters_label(voters.voters).into()),
            ("person", delegate.person.clone().into()),
            ("n", voters.valid.into()),
        ];
        self.table(Some(said("evaluations.of_voters", &fields)), "evaluations.item", &lines)
    }

    /// Free words about somebody, as counters made them shorter.
    fn remarks_of(&self, rated: &str) -> Vec<Block> {
        let Some(own) = self.results.remarks.iter().find(|one| one.rated == rated) else { return Vec::new() };
        let mut blocks = vec![Block::styled(ParagraphStyle::Flush, print("evaluations.remarks"))];
        blocks.extend(own.texts.iter().zip(1_i64..).map(|(text, n)| {
            let fields = [("n", n.into()), ("text", text.clone().into())];
            Block::styled(ParagraphStyle::Item, said("evaluations.remark", &fields))
        }));
        blocks
    }

    /// A page a delegate, or the page of one.
    ///
    /// # Errors
    /// `evaluations.nobody_rated`.
    pub fn pages(&self, head: &Head, person: Option<&str>) -> Result<Document> {
        let title = self.whole.print("evaluations.result_page").to_owned();
        let mut document = paper(head, title.clone(), Setting::A4);
        let line = vec![meta(vec![
            said("evaluations.of_round", &[("title", self.whole.round.title.clone().into())]),
            said("evaluations.closed_on", &[("day", self.closed_day().into())]),
        ])];
        let mut blocks = Vec::new();
        let wanted = self.results.delegates.iter().filter(|one| person.is_none_or(|person| person == one.person_id));
        for (at, one) in wanted.enumerate() {
            if at > 0 {
                blocks.push(Block::NewPaper { title: title.clone().into(), meta: line.clone() });
            }
            blocks.extend(self.one_page(one));
        }
        if blocks.is_empty() {
            return Err(refuse("evaluations.nobody_rated"));
        }
        document.meta = line;
        document.blocks = blocks;
        document.foot.pages = String::new();
        Ok(document)
    }

    fn one_page(&self, one: &ResultDelegate) -> Vec<Block> {
        let mut blocks = vec![Block::Fields(Fields {
            label_chars: 5,
            rows: vec![
                row(vec![
                    Field::new(self.whole.print("evaluations.rated"), Text::name(one.person.clone())),
                    Field::new(self.whole.print("evaluations.areas"), one.areas.join("\u{3001}")),
                ]),
                row(vec![
                    field("evaluations.returned", count(Some(one.sheets), "evaluations.sheets_n")),
                    field("evaluations.valid", count(Some(one.valid), "evaluations.sheets_n")),
                ]),
            ],
        })];
        if one.shown {
            let several = one.areas.len() > 1;
            let lines: Vec<_> = one.items.iter().map(|item| (Text::of(&one.person, &item.text), item)).collect();
            let together = several || !one.voters.is_empty();
            let named = said("evaluations.of_delegate", &[("person", one.person.clone().into())]);
            // The caption is the name of the sheet in a workbook: there nothing else tells whom it is about.
            let named = if self.whole.reports() { one.person.clone() } else { named };
            let caption = Some(match together {
                true => format!("{named}\u{ff0c}{}", self.whole.print("evaluations.together")),
                false => named,
            });
            // Item by item, the chart below it and the villages beside each other: one page holds them in small type.
            blocks.push(dense(answers(&self.whole, caption, self.whole.print("evaluations.item"), &lines)));
            blocks.push(charts::of(&self.whole, "evaluations.chart", self.whole.print("evaluations.item"), &lines));
            if several && one.villages.iter().any(|village| village.shown) {
                blocks.push(dense(by_village(&self.whole, one)));
            }
            let shown = one.voters.iter().filter(|voters| voters.shown);
            blocks.extend(shown.map(|voters| self.voters_table(one, voters)));
            blocks.extend(self.remarks_of(&one.person_id));
        }
        if let Some(why) = &one.hidden_reason {
            blocks.push(Block::styled(ParagraphStyle::Note, why.clone()));
        }
        let definitions = self.definitions(None, Some(&one.person_id));
        blocks.extend(definitions.into_iter().map(|text| Block::styled(ParagraphStyle::Note, text)));
        blocks
    }

    /// The results of all delegates in the order of the sheets.
    #[must_use]
    pub fn together(&self, head: &Head) -> Document {
        let mut document = paper(head, self.whole.print("evaluations.results").to_owned(), Setting::A4);
        document.meta = vec![meta(vec![
            said("evaluations.of_round", &[("title", self.whole.round.title.clone().into())]),
            said("evaluations.closed_on", &[("day", self.closed_day().into())]),
        ])];
        document.blocks = vec![Block::Table(self.results_table())];
        document.blocks.extend(self.together_chart());
        document.definitions = vec![self.whole.print("evaluations.define.order").into()];
        document.definitions.extend(self.definitions(None, None));
        document.signatures =
            vec![place("evaluations.scrutineers", ""), place("evaluations.counters", ""), place("sign.charge", "")];
        document
    }

    /// A bar for each who stands in a row of the sheet, in its order. Where every delegate has rows of items, the chart
    /// stands on the page of the delegate: bars of all below each other would be read as a ranking by item.
    fn together_chart(&self) -> Option<Block> {
        let mut lines: Vec<(Text, &ResultItem)> = Vec::new();
        for one in &self.results.delegates {
            match one.items.as_slice() {
                [item] if item.row == one.person_id => lines.push((Text::name(one.person.clone()), item)),
                [] => {}
                _ => return None,
            }
        }
        let first = self.whole.print("evaluations.rated");
        (!lines.is_empty()).then(|| charts::of(&self.whole, "evaluations.chart", first, &lines))
    }

    fn results_table(&self) -> Table {
        let heads = Heads::of(&self.whole, self.results.delegates.iter().flat_map(|one| &one.items));
        let mut table = Table { columns: heads.columns(self.whole.print("evaluations.item")), ..Table::default() };
        let over = u16::try_from(table.columns.len()).unwrap_or(1);
        for one in &self.results.delegates {
            let fields = [
                ("person", one.person.clone().into()),
                ("areas", one.areas.join("\u{3001}").into()),
                ("sheets", one.sheets.into()),
                ("valid", one.valid.into()),
            ];
            table.rows.push(Row::group(Text::of(&one.person, said("evaluations.group", &fields))));
            let single = self.whole.reports() && one.shown;
            if single {
                // Who reports has one row: the group line over it would say the name twice.
                table.rows.pop();
            }
            if one.items.is_empty() {
                let why = one.hidden_reason.clone().unwrap_or_default();
                table.rows.push(Row::body(vec![Cell::text(why).over(over)]));
            }
            for item in &one.items {
                let text = match item.row == one.person_id {
                    true if !single => print("evaluations.overall"),
                    _ => &item.text,
                };
                let line = heads.cells(Text::of(&one.person, text), item);
                table.rows.push(Row { kind: RowKind::Body, cells: line, who: Some(one.person.clone()) });
            }
        }
        table
    }

    /// How many are rated.
    pub(super) fn rated(&self) -> usize {
        self.results.delegates.len()
    }

    /// What a file of the round is named after.
    #[must_use]
    pub fn covers(&self) -> String {
        self.whole.round.title.clone()
    }
}
