//! The letter with which the results of a closed round go to the office of the district.

use super::papers::Closed;
use super::store::batches::Sheets;
use crate::features::reports::frame::{Head, long_day, paper, said};
use crate::ground::words::print;
use zhudian_paper::{Block, Document, Letter, LetterLevel, LetterPart, Setting};

impl Closed {
    /// The letter to the office of the district, with the results as its annex.
    #[must_use]
    pub fn letter(&self, head: &Head) -> Document {
        let round = &self.whole.round;
        let sum = |of: fn(&Sheets) -> i64| self.counts.values().map(|(sheets, _)| of(sheets)).sum::<i64>();
        let issued: i64 = self.whole.batches.iter().map(|batch| batch.held.issued + batch.held.copied).sum();
        let fields = [
            ("office", head.office.clone().into()),
            ("title", round.title.clone().into()),
            ("villages", self.villages().len().into()),
            ("delegates", self.rated().into()),
            ("issued", issued.into()),
            ("returned", sum(|one| one.valid + one.void + one.blank).into()),
            ("valid", sum(|one| one.valid).into()),
            ("void", sum(|one| one.void).into()),
            ("blank", sum(|one| one.blank).into()),
            ("missing", sum(|one| one.missing).into()),
            ("closed", self.closed_day().into()),
        ];
        let to = if self.addressee.is_empty() { print("evaluations.letter.district") } else { &self.addressee };
        let letter = Letter {
            title: self.whole.said("evaluations.letter.title", &fields).into(),
            addressee: said("evaluations.letter.to", &[("to", to.into())]).into(),
            parts: vec![
                LetterPart::body(said("evaluations.letter.opening", &fields)),
                LetterPart::heading(LetterLevel::First, print("evaluations.letter.sheets_head")),
                LetterPart::body(self.whole.said("evaluations.letter.sheets", &fields)),
                LetterPart::heading(LetterLevel::First, print("evaluations.letter.results_head")),
                LetterPart::body(self.whole.said("evaluations.letter.results", &fields)),
                LetterPart::body(print("evaluations.letter.closing")),
            ],
            annexes: vec![self.whole.print("evaluations.letter.annex").into()],
            signed: vec![head.office.clone().into()],
            day: long_day(head.today).into(),
            ..Letter::default()
        };
        let annex = self.together(head);
        let mut document = paper(head, String::new(), Setting::A4);
        document.blocks = vec![
            Block::Letter(Box::new(letter)),
            Block::NewPaper { title: self.whole.print("evaluations.letter.annex_title").into(), meta: annex.meta },
        ];
        document.blocks.extend(annex.blocks);
        document.definitions = annex.definitions;
        document
    }
}
