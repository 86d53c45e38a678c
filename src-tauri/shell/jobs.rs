//! Long work: who watches it, and how it is stopped.

use crate::office::Progress;
use serde_json::json;
use std::collections::HashMap;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};
use tauri::{AppHandle, Emitter};

/// A page draws progress ten times a second at most; more events would only slow the work down.
const PACE: Duration = Duration::from_millis(100);

/// The work that runs now, by the name the page gave it.
#[derive(Default)]
pub struct Jobs {
    running: Mutex<HashMap<String, Arc<AtomicBool>>>,
}

impl Jobs {
    /// Begins a job and gives the progress the core reports to.
    pub fn begin(&self, app: &AppHandle, job: Option<String>) -> Watched {
        let stop = Arc::new(AtomicBool::new(false));
        if let (Some(job), Ok(mut running)) = (&job, self.running.lock()) {
            running.insert(job.clone(), Arc::clone(&stop));
        }
        Watched { app: app.clone(), job, stop, told: Mutex::new(None) }
    }

    /// Forgets a finished job.
    pub fn end(&self, job: Option<&str>) {
        if let (Some(job), Ok(mut running)) = (job, self.running.lock()) {
            running.remove(job);
        }
    }

    /// Asks a job to stop; says whether it was running.
    pub fn stop(&self, job: &str) -> bool {
        self.running
            .lock()
            .is_ok_and(|running| running.get(job).inspect(|stop| stop.store(true, Ordering::Relaxed)).is_some())
    }

    /// Asks all jobs to stop, at exit.
    pub fn stop_all(&self) {
        if let Ok(running) = self.running.lock() {
            running.values().for_each(|stop| stop.store(true, Ordering::Relaxed));
        }
    }
}

/// Progress that travels to the page as `progress` events.
pub struct Watched {
    app: AppHandle,
    job: Option<String>,
    stop: Arc<AtomicBool>,
    told: Mutex<Option<Instant>>,
}

impl Progress for Watched {
    fn step(&self, done: u64, total: u64, what: &str) {
        let Some(job) = &self.job else { return };
        if let Ok(mut told) = self.told.lock() {
            let early = told.is_some_and(|last| last.elapsed() < PACE);
            if early && done < total {
                return;
            }
            *told = Some(Instant::now());
        }
        // A page that is gone is no reason to stop the work.
        drop(self.app.emit("progress", json!({ "job": job, "done": done, "total": total, "what": what })));
    }

    fn cancelled(&self) -> bool {
        self.stop.load(Ordering::Relaxed)
    }
}
