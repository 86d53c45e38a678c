//! One window in the hands of a test: what a person can do (look, click, type) and nothing else.

use std::future::Future;
use std::net::TcpListener;
use std::os::unix::process::CommandExt;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};
use thirtyfour::prelude::*;
use thirtyfour::{Capabilities, Key};

/// What a step of a journey answers: the reason when it failed.
pub type Told<T> = Result<T, String>;

/// How long a person would wait for the next thing to appear.
const PATIENCE: Duration = Duration::from_secs(60);

/// A window, its drivers and its data folder.
pub struct Window {
    driver: Option<WebDriver>,
    runtime: tokio::runtime::Runtime,
    server: Option<Child>,
    folder: tempfile::TempDir,
    home: PathBuf,
    markers: PathBuf,
}

/// Plays one journey in a window of its own on an empty data folder.
pub fn play(name: &str, journey: fn(&mut Window) -> Told<()>) -> Told<()> {
    let mut window = Window::new()?;
    window.open()?;
    let told = journey(&mut window);
    if told.is_err() || std::env::var_os("ZHUDIAN_PICTURES").is_some() {
        window.keep_evidence(name);
    }
    window.close();
    told?;
    super::canary::nothing_open(window.scratch())?;
    window.no_reports()
}

impl Window {
    fn new() -> Told<Self> {
        let folder = tempfile::tempdir().map_err(said)?;
        let home = folder.path().join("data");
        let runtime =
            tokio::runtime::Builder::new_multi_thread().worker_threads(1).enable_all().build().map_err(said)?;
        let markers = folder.path().join("markers");
        Ok(Self { driver: None, runtime, server: None, folder, home, markers })
    }

    /// The data folder of the program.
    pub fn home(&self) -> &Path {
        &self.home
    }

    /// The same person at another computer: nothing of the first one is there.
    pub fn move_to_a_new_computer(&mut self) {
        self.home = self.folder.path().join("new computer");
        self.markers = self.folder.path().join("new markers");
    }

    /// A folder for the test's own files.
    pub fn scratch(&self) -> &Path {
        self.folder.path()
    }

    /// Starts the program on its data folder.
    pub fn open(&mut self) -> Told<()> {
        let (port, native) = (free_port()?, free_port()?);
        let driver = super::stage::find_driver().ok_or("tauri-driver is missing: npm run setup")?;
        let server = Command::new(driver)
            .args(["--port", &port.to_string(), "--native-port", &native.to_string()])
            .env("ZHUDIAN_HOME", &self.home)
            .env("ZHUDIAN_MARKERS", &self.markers)
            .env("ZHUDIAN_TEST_CHOICE", self.choice())
            .envs(self.nest()?)
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .process_group(0)
            .spawn()
            .map_err(said)?;
        self.server = Some(server);
        let program = env!("CARGO_BIN_EXE_zhudian");
        let mut wanted = Capabilities::new();
        wanted.set("tauri:options", serde_json::json!({ "application": program })).map_err(said)?;
        let address = format!("http://127.0.0.1:{port}");
        let since = Instant::now();
        loop {
            match self.within(async { WebDriver::new(&address, wanted.clone()).await }) {
                Ok(driver) => {
                    self.driver = Some(driver);
                    return Ok(());
                }
                Err(error) if since.elapsed() > PATIENCE => return Err(format!("no window: {error}")),
                Err(_) => std::thread::sleep(Duration::from_millis(100)),
            }
        }
    }

    /// Closes the window and waits until the program is gone.
    pub fn close(&mut self) {
        if let Some(driver) = self.driver.take() {
            drop(self.within(driver.quit()));
        }
        if let Some(mut server) = self.server.take() {
            // The driver, the engine's driver and a program that did not close form one process group.
            let group = format!("-{}", server.id());
            let kill = |arguments: &[&str]| Command::new("kill").args(arguments).stderr(Stdio::null()).status();
            drop(kill(&["--", &group]));
            drop(server.wait());
            // The program holds the file until it has ended.
            let end = Instant::now() + Duration::from_secs(15);
            while Instant::now() < end && kill(&["-0", "--", &group]).is_ok_and(|status| status.success()) {
                std::thread::sleep(Duration::from_millis(50));
            }
        }
    }

    /// Every folder a program may take for its own lies in the test's folder, so that all it leaves can be looked at.
    fn nest(&self) -> Told<Vec<(&'static str, PathBuf)>> {
        let folders: Vec<(&str, PathBuf)> = super::canary::PLACES
            .iter()
            .filter(|(name, _)| !name.is_empty())
            .map(|(name, folder)| (*name, self.folder.path().join(folder)))
            .collect();
        for (_, folder) in &folders {
            std::fs::create_dir_all(folder).map_err(said)?;
        }
        Ok(folders)
    }

    fn choice(&self) -> PathBuf {
        self.folder.path().join("choice.txt")
    }

    /// Says what the next dialog of the system will answer.
    pub fn will_choose(&self, paths: &[&Path]) -> Told<()> {
        let lines: String = paths.iter().map(|path| format!("{}\n", path.display())).collect();
        std::fs::write(self.choice(), lines).map_err(said)
    }

    /// One request to the driver; a driver that does not answer is a failure, not a wait without end.
    fn within<T>(&self, request: impl Future<Output = WebDriverResult<T>>) -> Told<T> {
        self.runtime.block_on(async {
            tokio::time::timeout(PATIENCE, request)
                .await
                .map_err(|_| "the driver does not answer".to_owned())?
                .map_err(said)
        })
    }

    fn driver(&self) -> Told<&WebDriver> {
        self.driver.as_ref().ok_or_else(|| "the window is closed".to_owned())
    }

    /// The text a person sees in the window.
    pub fn text(&self) -> Told<String> {
        let driver = self.driver()?;
        self.within(async { driver.find(By::Tag("body")).await?.text().await })
    }

    /// The title of the window.
    pub fn title(&self) -> Told<String> {
        let driver = self.driver()?;
        self.within(driver.title())
    }

    /// Waits until a text is to be seen.
    pub fn sees(&self, text: &str) -> Told<()> {
        self.wait(&format!("the text {text:?}"), || Ok(self.text()?.contains(text)))
    }

    /// Waits until a text is to be seen, for long work.
    pub fn sees_within(&self, text: &str, seconds: u64) -> Told<()> {
        self.wait_for(Duration::from_secs(seconds), &format!("the text {text:?}"), || Ok(self.text()?.contains(text)))
    }

    /// Waits until something holds.
    pub fn wait(&self, what: &str, holds: impl Fn() -> Told<bool>) -> Told<()> {
        self.wait_for(PATIENCE, what, holds)
    }

    fn wait_for(&self, patience: Duration, what: &str, holds: impl Fn() -> Told<bool>) -> Told<()> {
        let since = Instant::now();
        loop {
            let now = holds();
            match now {
                Ok(true) => return Ok(()),
                _ if since.elapsed() > patience => {
                    let seen = self.text().unwrap_or_else(|error| error);
                    return Err(format!(
                        "{what} did not come within {patience:?} ({now:?}); the window shows:\n{seen}"
                    ));
                }
                _ => std::thread::sleep(Duration::from_millis(50)),
            }
        }
    }

    /// Waits for an element by CSS that is to be seen.
    pub fn find(&self, css: &str) -> Told<WebElement> {
        let driver = self.driver()?;
        let since = Instant::now();
        loop {
            let found = self.within(async {
                for element in driver.find_all(By::Css(css)).await? {
                    if element.is_displayed().await? {
                        return Ok::<_, WebDriverError>(Some(element));
                    }
                }
                Ok(None)
            });
            match found {
                Ok(Some(element)) => return Ok(element),
                _ if since.elapsed() > PATIENCE => {
                    let seen = self.text().unwrap_or_else(|error| error);
                    return Err(format!("{css} is not to be seen; the window shows:\n{seen}"));
                }
                _ => std::thread::sleep(Duration::from_millis(50)),
            }
        }
    }

    /// Clicks the button, link or tab with these words.
    pub fn click(&self, words: &str) -> Told<()> {
        let driver = self.driver()?;
        let path = format!(
            "//*[self::button or self::a or self::summary or self::label or @role='tab' or @role='option' or @role='button']\
             [contains(normalize-space(.), '{words}') or @aria-label='{words}']"
        );
        let since = Instant::now();
        loop {
            let clicked = self.within(async {
                let mut best: Option<(usize, WebElement)> = None;
                for element in driver.find_all(By::XPath(&path)).await? {
                    if element.is_displayed().await? && element.is_enabled().await? {
                        // The one that says least besides the words is the one meant.
                        let length = element.text().await?.chars().count();
                        if best.as_ref().is_none_or(|(shortest, _)| length < *shortest) {
                            best = Some((length, element));
                        }
                    }
                }
                match best {
                    Some((_, element)) => element.click().await.map(|()| true),
                    None => Ok(false),
                }
            });
            match clicked {
                Ok(true) => return Ok(()),
                _ if since.elapsed() > PATIENCE => {
                    let seen = self.text().unwrap_or_else(|error| error);
                    return Err(format!("nothing to click says {words:?} ({clicked:?}); the window shows:\n{seen}"));
                }
                _ => std::thread::sleep(Duration::from_millis(50)),
            }
        }
    }

    /// Does something with an element; once more when the page has drawn it anew in between.
    fn with<T>(&self, css: &str, act: impl AsyncFn(WebElement) -> WebDriverResult<T>) -> Told<T> {
        let since = Instant::now();
        loop {
            let element = self.find(css)?;
            match self.within(act(element)) {
                Err(_) if since.elapsed() < PATIENCE => std::thread::sleep(Duration::from_millis(50)),
                told => return told,
            }
        }
    }

    /// Clicks an element.
    pub fn click_on(&self, css: &str) -> Told<()> {
        self.with(css, async |element| element.click().await)
    }

    /// Puts text into the field, in place of what stands there.
    pub fn fill(&self, css: &str, text: &str) -> Told<()> {
        self.with(css, async |field| {
            field.click().await?;
            field.send_keys(Key::Control + "a").await?;
            field.send_keys(text).await
        })
    }

    /// Chooses the line with these words of a list field.
    pub fn select(&self, css: &str, words: &str) -> Told<()> {
        self.with(css, async |list| {
            list.find(By::XPath(format!("./option[normalize-space(.)='{words}']"))).await?.click().await
        })
    }

    /// The texts of all elements, as far as they are to be seen.
    pub fn texts(&self, css: &str) -> Told<Vec<String>> {
        let driver = self.driver()?;
        self.within(async {
            let mut texts = Vec::new();
            for element in driver.find_all(By::Css(css)).await? {
                texts.push(element.text().await?);
            }
            Ok(texts)
        })
    }

    /// Presses keys where the focus is.
    pub fn keys(&self, keys: impl Into<TypingData>) -> Told<()> {
        let driver = self.driver()?;
        let keys = keys.into();
        self.within(async { driver.active_element().await?.send_keys(keys).await })
    }

    /// The name of the element that has the focus.
    fn focus(&self) -> Told<String> {
        let driver = self.driver()?;
        self.within(async { driver.active_element().await?.attr("name").await }).map(Option::unwrap_or_default)
    }

    /// Waits until the focus is in the field of this name.
    pub fn focus_is(&self, name: &str) -> Told<()> {
        self.wait(&format!("the focus in {name:?}"), || Ok(self.focus()? == name))
    }

    /// Presses Tab until the focus is in the field of this name.
    pub fn tab_to(&self, name: &str) -> Told<()> {
        for _ in 0..20 {
            if self.focus()? == name {
                return Ok(());
            }
            self.keys(Key::Tab + "")?;
        }
        Err(format!("Tab does not come to {name:?}; it is in {:?}", self.focus()?))
    }

    /// An attribute of an element.
    pub fn attribute(&self, css: &str, name: &str) -> Told<String> {
        self.with(css, async |element| element.attr(name).await).map(Option::unwrap_or_default)
    }

    /// The value of a field.
    pub fn value(&self, css: &str) -> Told<String> {
        self.with(css, async |field| field.prop("value").await).map(Option::unwrap_or_default)
    }

    /// Asks the closed file by the terminal; the window must be closed for what is written.
    pub fn terminal(&self, arguments: &[&str]) -> Told<serde_json::Value> {
        // The terminal program lies beside the window's: `cargo build --workspace --bins` makes both.
        let program = Path::new(env!("CARGO_BIN_EXE_zhudian")).with_file_name("zhudian-cli");
        let output = Command::new(&program)
            .arg("--db")
            .arg(self.home.join("office.db"))
            .args(arguments)
            .env("ZHUDIAN_USER", crate::start::CLERK)
            .env("ZHUDIAN_PASSPHRASE", crate::start::PASSPHRASE)
            .env("ZHUDIAN_MARKERS", &self.markers)
            .output()
            .map_err(|error| format!("{}: {error}", program.display()))?;
        if !output.status.success() {
            return Err(format!("the terminal refused {arguments:?}: {}", String::from_utf8_lossy(&output.stderr)));
        }
        serde_json::from_slice(&output.stdout).map_err(said)
    }

    /// A picture and the page at the end of a journey: of a failed one always, of the others when asked for.
    fn keep_evidence(&self, name: &str) {
        std::thread::sleep(Duration::from_millis(400));
        let folder = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join("desktop");
        drop(std::fs::create_dir_all(&folder));
        if let Ok(driver) = self.driver() {
            if let Ok(picture) = self.within(driver.screenshot_as_png()) {
                drop(std::fs::write(folder.join(format!("{name}.png")), picture));
            }
            if let Ok(page) = self.within(driver.source()) {
                drop(std::fs::write(folder.join(format!("{name}.html")), page));
            }
        }
        eprintln!("picture and page of {name}: {}", folder.display());
    }

    /// The browser engine refused nothing and no page failed.
    fn no_reports(&self) -> Told<()> {
        let log = std::fs::read_to_string(self.home.join("log/zhudian.log")).unwrap_or_default();
        let reports: Vec<&str> = log
            .lines()
            .filter(|line| [" csp ", " page ", " panic ", " fault "].iter().any(|kind| line.contains(kind)))
            .collect();
        if reports.is_empty() { Ok(()) } else { Err(format!("the log of the program holds:\n{}", reports.join("\n"))) }
    }
}

impl Drop for Window {
    fn drop(&mut self) {
        self.close();
    }
}

pub fn said(error: impl std::fmt::Display) -> String {
    error.to_string()
}

fn free_port() -> Told<u16> {
    TcpListener::bind("127.0.0.1:0")
        .and_then(|listener| listener.local_addr())
        .map(|address| address.port())
        .map_err(said)
}
