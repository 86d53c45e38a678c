//! The register: every call the window, the terminal and the tests may make. One line a feature.

use crate::desk::{Desk, Session};
use crate::ground::progress::Progress;
use crate::ground::refusal::{Refusal, Result, refuse};
use crate::ground::station::{Op, Reading, Right, Undo, Writing};
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::Value;
use std::collections::BTreeMap;
use ts_rs::TS;

/// How a call behaves.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Kind {
    /// Needs no session: what a locked program may be asked.
    Open,
    /// Looks only.
    Read,
    /// Looks at masked data and leaves a line in the journal first.
    Watched,
    /// One journalled operation.
    Write,
    /// Long or file-bound work; its handler uses the doors itself and says how far it is.
    Work,
}

/// What a call answers.
#[derive(Debug, Clone, Serialize)]
pub struct Reply {
    /// The feature's answer.
    pub answer: Value,
    /// The journal entry, when one was written.
    pub operation: Option<i64>,
    /// Tables that changed.
    pub changed: Vec<String>,
}

/// What a work handler gets.
pub struct Work<'a> {
    /// The desk: its station and its files.
    pub desk: &'a Desk,
    /// Who asks.
    pub session: &'a Session,
    /// Where to say how far it is.
    pub progress: &'a dyn Progress,
}

/// What a work handler answers: the answer, its journal entry if any, the tables that changed.
pub struct Done<T> {
    /// The answer.
    pub answer: T,
    /// The journal entry.
    pub operation: Option<i64>,
    /// Tables that changed.
    pub changed: Vec<String>,
}

impl<T> Done<T> {
    /// Work that wrote no entry.
    pub fn silent(answer: T) -> Self {
        Self { answer, operation: None, changed: Vec::new() }
    }
}

impl<T> From<crate::ground::station::Written<T>> for Done<T> {
    fn from(written: crate::ground::station::Written<T>) -> Self {
        Self { answer: written.answer, operation: written.operation, changed: written.changed }
    }
}

/// A look at one standing of the file, for lists that are read page by page and must not change between pages.
pub type Look = Box<dyn Fn(&Reading<'_>, Value) -> Result<Value> + Send + Sync>;

type Handler = Box<dyn Fn(&Desk, Option<&Session>, Value, &dyn Progress) -> Result<Reply> + Send + Sync>;

/// TypeScript shape of a type: its expression and the declarations it needs.
#[derive(Clone)]
pub struct Shape {
    /// Name of the type as referred to.
    pub name: String,
    /// One-line shape, for people.
    pub inline: String,
    /// Declarations by type name.
    pub declarations: BTreeMap<String, String>,
}

/// One registered call.
pub struct Call {
    /// `feature.verb`
    pub name: &'static str,
    /// How it behaves.
    pub kind: Kind,
    /// Right it needs.
    pub right: Right,
    /// How its write is taken back; `Undoable` for reads, which have nothing to take back.
    pub undo: Undo,
    /// A payload that works on the sample township, as JSON. The contract test sends it.
    pub example: &'static str,
    /// Shape of the request.
    pub request: Shape,
    /// Shape of the answer.
    pub answer: Shape,
    /// The look itself, of calls that only look.
    pub look: Option<Look>,
    run: Handler,
}

fn shape<T: TS + 'static + ?Sized>() -> Shape {
    struct Gather(BTreeMap<String, String>, Vec<std::any::TypeId>);
    impl ts_rs::TypeVisitor for Gather {
        fn visit<T: TS + 'static + ?Sized>(&mut self) {
            if self.1.contains(&std::any::TypeId::of::<T>()) {
                return;
            }
            self.1.push(std::any::TypeId::of::<T>());
            if T::output_path().is_some() {
                let config = configuration();
                self.0.insert(T::ident(&config), T::decl(&config));
            }
            T::visit_dependencies(self);
            T::visit_generics(self);
        }
    }
    let config = configuration();
    let mut gather = Gather(BTreeMap::new(), Vec::new());
    ts_rs::TypeVisitor::visit::<T>(&mut gather);
    Shape { name: T::name(&config), inline: T::inline(&config), declarations: gather.0 }
}

fn configuration() -> ts_rs::Config {
    ts_rs::Config::new().with_large_int("number")
}

fn decode<Q: DeserializeOwned>(name: &str, payload: Value) -> Result<Q> {
    let payload = if payload.is_null() { Value::Object(serde_json::Map::new()) } else { payload };
    serde_json::from_value(payload).map_err(|error| refuse("call.shape").with("call", name).because(error))
}

fn encode<A: Serialize>(done: Done<A>) -> Result<Reply> {
    Ok(Reply { answer: serde_json::to_value(done.answer)?, operation: done.operation, changed: done.changed })
}

fn session_of(session: Option<&Session>) -> Result<&Session> {
    session.ok_or_else(|| refuse("session.none"))
}

impl Call {
    /// A call that needs no session.
    pub fn open<Q: DeserializeOwned + TS + 'static, A: Serialize + TS + 'static>(
        name: &'static str,
        example: &'static str,
        act: fn(&Desk, Q) -> Result<A>,
    ) -> Self {
        Self::new::<Q, A>(
            name,
            Kind::Open,
            Right::View,
            Undo::Undoable,
            example,
            Box::new(move |desk, _, payload, _| encode(Done::silent(act(desk, decode(name, payload)?)?))),
        )
    }

    /// A call that looks.
    pub fn read<Q: DeserializeOwned + TS + 'static, A: Serialize + TS + 'static>(
        name: &'static str,
        example: &'static str,
        look: fn(&Reading<'_>, Q) -> Result<A>,
    ) -> Self {
        let mut call = Self::new::<Q, A>(
            name,
            Kind::Read,
            Right::View,
            Undo::Undoable,
            example,
            Box::new(move |desk, session, payload, _| {
                let session = session_of(session)?;
                let request = decode(name, payload)?;
                encode(Done::silent(desk.station()?.read(&session.actor, |reading| look(reading, request))?))
            }),
        );
        call.look =
            Some(Box::new(move |reading, payload| Ok(serde_json::to_value(look(reading, decode(name, payload)?)?)?)));
        call
    }

    /// A call that looks at masked data: the access line is committed before the answer is read.
    pub fn watched<Q: DeserializeOwned + TS + 'static, A: Serialize + TS + 'static>(
        op: &'static Op,
        example: &'static str,
        subject: fn(&Q) -> String,
        look: fn(&Reading<'_>, Q) -> Result<A>,
    ) -> Self {
        Self::new::<Q, A>(
            op.name,
            Kind::Watched,
            op.right,
            op.undo,
            example,
            Box::new(move |desk, session, payload, _| {
                let session = session_of(session)?;
                let request: Q = decode(op.name, payload)?;
                let station = desk.station()?;
                let written = station.write(op, &session.actor, |writing| {
                    writing.subject(&subject(&request));
                    writing.keep();
                    Ok(())
                })?;
                let answer = station.read(&session.actor, |reading| look(reading, request))?;
                encode(Done { answer, operation: written.operation, changed: Vec::new() })
            }),
        )
    }

    /// A call that is one journalled operation.
    pub fn write<Q: DeserializeOwned + TS + 'static, A: Serialize + TS + 'static>(
        op: &'static Op,
        example: &'static str,
        act: fn(&mut Writing<'_>, Q) -> Result<A>,
    ) -> Self {
        Self::new::<Q, A>(
            op.name,
            Kind::Write,
            op.right,
            op.undo,
            example,
            Box::new(move |desk, session, payload, _| {
                let session = session_of(session)?;
                if session.actor.right < op.right {
                    return Err(refuse("right.missing").with("operation", op.name));
                }
                let request = decode(op.name, payload)?;
                encode(desk.station()?.write(op, &session.actor, |writing| act(writing, request))?.into())
            }),
        )
    }

    /// Long or file-bound work.
    pub fn work<Q: DeserializeOwned + TS + 'static, A: Serialize + TS + 'static>(
        op: &'static Op,
        example: &'static str,
        act: fn(&Work<'_>, Q) -> Result<Done<A>>,
    ) -> Self {
        Self::new::<Q, A>(
            op.name,
            Kind::Work,
            op.right,
            op.undo,
            example,
            Box::new(move |desk, session, payload, progress| {
                let session = session_of(session)?;
                if session.actor.right < op.right {
                    return Err(refuse("right.missing").with("operation", op.name));
                }
                let request = decode(op.name, payload)?;
                encode(act(&Work { desk, session, progress }, request)?)
            }),
        )
    }

    fn new<Q: TS + 'static, A: TS + 'static>(
        name: &'static str,
        kind: Kind,
        right: Right,
        undo: Undo,
        example: &'static str,
        run: Handler,
    ) -> Self {
        Self { name, kind, right, undo, example, request: shape::<Q>(), answer: shape::<A>(), look: None, run }
    }

    /// Runs the call. A panic inside is answered as `fault`; its transaction rolled back with it.
    ///
    /// # Errors
    /// The feature's refusals.
    pub fn run(
        &self,
        desk: &Desk,
        session: Option<&Session>,
        payload: Value,
        progress: &dyn Progress,
    ) -> Result<Reply> {
        std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| (self.run)(desk, session, payload, progress)))
            .unwrap_or_else(|panic| {
                let said = panic.downcast_ref::<&str>().map(|text| (*text).to_owned());
                let said = said.or_else(|| panic.downcast_ref::<String>().cloned()).unwrap_or_default();
                Err::<Reply, Refusal>(refuse("fault").because(said))
            })
    }
}

/// All calls by name.
pub struct Register(pub BTreeMap<&'static str, Call>);

impl Register {
    /// Gathers every feature's calls.
    #[must_use]
    pub fn whole() -> Self {
        use crate::features as f;
        let groups = [
            f::auth::calls::all(),
            f::office::calls::all(),
            f::attachments::calls::all(),
            f::areas::calls::all(),
            f::delegates::calls::all(),
            f::stations::calls::all(),
            f::visits::calls::all(),
            f::plans::calls::all(),
            f::posters::calls::all(),
            f::opinions::calls::all(),
            f::opinions::family::all(),
            f::opinions::giver::all(),
            f::calendar::calls::all(),
            f::backup::calls::all(),
            f::check::calls::all(),
            f::drafts::calls::all(),
            f::erasure::calls::all(),
            f::history::calls::all(),
            f::practice::calls::all(),
            f::imports::calls::all(),
            f::search::calls::all(),
            f::rulebook::calls::all(),
            f::meetings::calls::all(),
            f::activities::calls::all(),
            f::handovers::calls::all(),
            f::transfers::calls::all(),
            f::materials::calls::all(),
            f::notices::calls::all(),
            f::proposals::calls::all(),
            f::evaluations::calls::all(),
            f::duties::calls::all(),
            f::dossiers::calls::all(),
            f::reports::calls::all(),
            f::exchange::calls::all(),
            f::openings::calls::all(),
            f::weeks::calls::all(),
            f::statistics::calls::all(),
            f::workbench::calls::all(),
            f::views::calls::all(),
        ];
        Self(groups.into_iter().flatten().map(|call| (call.name, call)).collect())
    }

    /// The generated TypeScript: every wire type, and one map from call name to its request and answer.
    #[must_use]
    pub fn typescript(&self) -> String {
        let mut declarations = BTreeMap::new();
        let mut map = String::new();
        for call in self.0.values() {
            declarations.extend(call.request.declarations.clone());
            declarations.extend(call.answer.declarations.clone());
            map.push_str(&format!(
                "  {:?}: {{ request: {}; answer: {} }};\n",
                call.name, call.request.name, call.answer.name
            ));
        }
        let types: String = declarations.values().map(|text| format!("export {text}\n")).collect();
        format!(
            "// Generated from the core by `npm run gen`. Do not edit.\n\n{types}\n/** Every call: what it takes and what it answers. */\nexport interface Calls {{\n{map}}}\n"
        )
    }
}

/// How an operation of this name is taken back and the right it asks for, if it is registered.
#[must_use]
pub fn register_op(name: &str) -> Option<(Undo, Right)> {
    if name == "office.found" {
        return Some((Undo::Never("founding"), Right::Manage));
    }
    crate::desk::register().0.get(name).map(|call| (call.undo, call.right))
}
