//! The one door from outside: `rpc(session, name, payload)`.
//!
//! A desk holds one open office file at most, the sessions of those who unlocked it, and the tokens that stand for
//! chosen files. The actor of a call comes from its session, never from its payload.

use crate::calls::{Kind, Register, Reply};
use crate::features::evaluations::rounds::OpenRounds;
use crate::features::reports::shelf::Shelf;
use crate::ground::clock::{Clock, MachineClock};
use crate::ground::progress::Progress;
use crate::ground::refusal::{Result, refuse};
use crate::ground::station::{Actor, Station};
use serde_json::Value;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, OnceLock, RwLock, Weak};

/// Where a desk's things lie.
pub struct Place {
    /// The office file.
    pub database: PathBuf,
    /// Folder outside the data folder where markers of installations lie.
    pub markers: PathBuf,
    /// The clock.
    pub clock: Arc<dyn Clock>,
    /// Who does the work of other rooms.
    pub rooms: Rooms,
}

/// The rooms the core hands work to; the shell and the terminal introduce them. A room that is not there is a refusal.
#[derive(Default, Clone)]
pub struct Rooms {
    /// Makes papers and workbooks.
    pub printer: Option<Arc<dyn zhudian_paper::Printer>>,
    /// Makes evaluation sheets.
    pub sheets: Option<Arc<dyn zhudian_paper::SheetMaker>>,
    /// Reads scanned evaluation sheets.
    pub reader: Option<Arc<dyn zhudian_paper::SheetReader>>,
    /// Makes small pictures of pictures.
    pub pictures: Option<Arc<dyn zhudian_paper::PictureMaker>>,
}

impl Place {
    /// A place on this computer, with its clock.
    #[must_use]
    pub fn at(database: PathBuf) -> Self {
        Self { markers: markers_folder(&database), database, clock: Arc::new(MachineClock), rooms: Rooms::default() }
    }
}

/// The folder for markers of installations: outside any data folder, per person of the computer.
fn markers_folder(database: &Path) -> PathBuf {
    let from = |name: &str| std::env::var_os(name).filter(|value| !value.is_empty()).map(PathBuf::from);
    from("ZHUDIAN_MARKERS")
        .or_else(|| from("LOCALAPPDATA").map(|folder| folder.join("zhudian").join("installations")))
        .or_else(|| from("XDG_STATE_HOME").map(|folder| folder.join("zhudian").join("installations")))
        .or_else(|| {
            from("HOME").map(|folder| folder.join(".local").join("state").join("zhudian").join("installations"))
        })
        .unwrap_or_else(|| database.with_extension("installations"))
}

/// One unlocked person.
#[derive(Clone)]
pub struct Session {
    /// Who.
    pub actor: Actor,
}

/// Chosen files and folders: a page sees a token, never a path.
#[derive(Default)]
pub struct Files(Mutex<BTreeMap<String, PathBuf>>);

impl Files {
    /// Turns a chosen path into a token.
    pub fn offer(&self, path: PathBuf) -> String {
        let token = crate::ground::ids::blind_id();
        if let Ok(mut files) = self.0.lock() {
            files.insert(token.clone(), path);
        }
        token
    }

    /// The path behind a token.
    ///
    /// # Errors
    /// `file.token` when the token is not known here.
    pub fn path(&self, token: &str) -> Result<PathBuf> {
        self.0.lock().ok().and_then(|files| files.get(token).cloned()).ok_or_else(|| refuse("file.token"))
    }
}

/// The desk.
pub struct Desk {
    place: Place,
    station: RwLock<Option<Arc<Station>>>,
    left: Mutex<Weak<Station>>,
    sessions: Mutex<BTreeMap<String, Session>>,
    files: Files,
    shelf: Shelf,
    rounds: OpenRounds,
    practising: AtomicBool,
    away: AtomicBool,
}

/// The register is the same for every desk.
pub fn register() -> &'static Register {
    static REGISTER: OnceLock<Register> = OnceLock::new();
    REGISTER.get_or_init(Register::whole)
}

impl Desk {
    /// A desk with nothing open.
    #[must_use]
    pub fn new(place: Place) -> Self {
        Self {
            place,
            station: RwLock::new(None),
            left: Mutex::new(Weak::new()),
            sessions: Mutex::new(BTreeMap::new()),
            files: Files::default(),
            shelf: Shelf::default(),
            rounds: OpenRounds::default(),
            practising: AtomicBool::new(false),
            away: AtomicBool::new(false),
        }
    }

    /// Where things lie.
    #[must_use]
    pub fn place(&self) -> &Place {
        &self.place
    }

    /// The file in use: the office's, or the practice township's beside it.
    #[must_use]
    pub fn database(&self) -> PathBuf {
        if self.practising.load(Ordering::SeqCst) {
            self.place.database.with_file_name("practice").join("practice.db")
        } else {
            self.place.database.clone()
        }
    }

    /// Turns to the practice township or back. Only while nothing is open.
    pub fn practise(&self, on: bool) {
        self.practising.store(on, Ordering::SeqCst);
    }

    /// Who makes papers.
    ///
    /// # Errors
    /// `room.printer` in a program without one.
    pub fn printer(&self) -> Result<&Arc<dyn zhudian_paper::Printer>> {
        self.place.rooms.printer.as_ref().ok_or_else(|| refuse("room.printer"))
    }

    /// Who makes evaluation sheets.
    ///
    /// # Errors
    /// `room.printer` in a program without one.
    pub fn sheet_maker(&self) -> Result<&Arc<dyn zhudian_paper::SheetMaker>> {
        self.place.rooms.sheets.as_ref().ok_or_else(|| refuse("room.printer"))
    }

    /// Who reads scanned evaluation sheets.
    ///
    /// # Errors
    /// `room.reader` in a program without one.
    pub fn sheet_reader(&self) -> Result<&Arc<dyn zhudian_paper::SheetReader>> {
        self.place.rooms.reader.as_ref().ok_or_else(|| refuse("room.reader"))
    }

    /// Who makes small pictures.
    ///
    /// # Errors
    /// `room.reader` in a program without one.
    pub fn pictures(&self) -> Result<&Arc<dyn zhudian_paper::PictureMaker>> {
        self.place.rooms.pictures.as_ref().ok_or_else(|| refuse("room.reader"))
    }

    /// Stores of rounds that are open.
    #[must_use]
    pub fn rounds(&self) -> &OpenRounds {
        &self.rounds
    }

    /// Chosen files.
    #[must_use]
    pub fn files(&self) -> &Files {
        &self.files
    }

    /// Finished papers, until they are saved, printed or the desk is cleared.
    #[must_use]
    pub fn shelf(&self) -> &Shelf {
        &self.shelf
    }

    /// The open file.
    ///
    /// # Errors
    /// `session.none` while nothing is unlocked, `database.busy` while the file is being swapped for another.
    pub fn station(&self) -> Result<Arc<Station>> {
        self.station
            .read()
            .ok()
            .and_then(|held| held.clone())
            .ok_or_else(|| refuse(if self.away.load(Ordering::SeqCst) { "database.busy" } else { "session.none" }))
    }

    /// Whether no file is open, nor on its way back to the desk.
    #[must_use]
    pub fn bare(&self) -> bool {
        self.station().is_err_and(|refusal| refusal.code == "session.none")
    }

    /// Puts an opened file on the desk.
    pub fn lay(&self, station: Station) -> Arc<Station> {
        let station = Arc::new(station);
        self.hold(Some(Arc::clone(&station)), false);
        station
    }

    /// Takes the open file off the desk for a moment; the sessions stay.
    pub(crate) fn take_off(&self) {
        self.hold(None, true);
    }

    /// The file that lay here before the desk was locked, while work that was under way then still holds it.
    pub(crate) fn left(&self) -> Option<Arc<Station>> {
        self.left.lock().ok().and_then(|left| left.upgrade())
    }

    /// Puts it back.
    pub(crate) fn put_back(&self, station: Arc<Station>) {
        self.hold(Some(station), false);
    }

    fn hold(&self, station: Option<Arc<Station>>, away: bool) {
        if let Ok(mut held) = self.station.write() {
            self.away.store(away, Ordering::SeqCst);
            *held = station;
        }
    }

    /// Clears the desk: every session ends and the file is closed.
    pub fn clear(&self) {
        if let Ok(mut sessions) = self.sessions.lock() {
            sessions.clear();
        }
        self.shelf.clear();
        self.rounds.clear();
        if let (Ok(open), Ok(mut left)) = (self.station(), self.left.lock()) {
            *left = Arc::downgrade(&open);
        }
        self.hold(None, false);
        self.practise(false);
    }

    /// Begins a session and answers its token.
    pub fn begin(&self, actor: Actor) -> String {
        let token = crate::ground::ids::blind_id();
        if let Ok(mut sessions) = self.sessions.lock() {
            sessions.insert(token.clone(), Session { actor });
        }
        token
    }

    /// Ends all sessions of a person.
    pub fn end_sessions(&self, clerk: &str) {
        if let Ok(mut sessions) = self.sessions.lock() {
            sessions.retain(|_, session| session.actor.id != clerk);
        }
    }

    /// The one door: a call by name.
    ///
    /// # Errors
    /// `call.unknown`, `session.none`, `right.missing`, `call.shape`, and the refusals of the feature.
    pub fn rpc(&self, session: Option<&str>, name: &str, payload: Value, progress: &dyn Progress) -> Result<Reply> {
        let call = register().0.get(name).ok_or_else(|| refuse("call.unknown").with("call", name))?;
        let session = session.and_then(|token| self.sessions.lock().ok().and_then(|held| held.get(token).cloned()));
        if call.kind != Kind::Open && session.is_none() {
            return Err(refuse("session.none"));
        }
        call.run(self, session.as_ref(), payload, progress)
    }
}
