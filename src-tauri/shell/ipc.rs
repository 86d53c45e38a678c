//! The one command: a name and JSON in, an answer or a coded refusal out.

use crate::office::{Refusal, refuse};
use crate::{Shell, errors, files, printing, window};
use serde_json::{Value, json};
use tauri::{AppHandle, Manager};

/// Answers a call of the page. Work runs on a thread of its own, so that the window never waits.
///
/// # Errors
/// The refusal as `{code, fields, fault, sentence, hint}`.
#[tauri::command]
pub async fn rpc(
    app: AppHandle,
    name: String,
    payload: Option<Value>,
    session: Option<String>,
    job: Option<String>,
) -> Result<Value, Value> {
    let payload = payload.unwrap_or(Value::Null);
    let answered = match name.strip_prefix("shell.") {
        Some(own) => own_call(&app, own, payload)
            .await
            .map(|answer| json!({ "answer": answer, "operation": null, "changed": [] })),
        None => core_call(app, name, payload, session, job).await,
    };
    answered.map_err(|refusal| refusal.wire())
}

async fn core_call(
    app: AppHandle,
    name: String,
    payload: Value,
    session: Option<String>,
    job: Option<String>,
) -> Result<Value, Refusal> {
    let work = tauri::async_runtime::spawn_blocking(move || {
        let shell = app.state::<Shell>();
        let progress = shell.jobs.begin(&app, job.clone());
        let reply = shell.desk.rpc(session.as_deref(), &name, payload, &progress);
        shell.jobs.end(job.as_deref());
        if let Err(refusal) = &reply
            && refusal.fault.is_some()
        {
            // What the machine said may quote a row, so only the place is noted.
            errors::note("fault", &format!("{name} {}", refusal.code));
        }
        reply.map(|reply| json!({ "answer": reply.answer, "operation": reply.operation, "changed": reply.changed }))
    });
    work.await.unwrap_or_else(|error| Err(refuse("fault").because(error)))
}

/// The calls the window answers itself.
async fn own_call(app: &AppHandle, name: &str, payload: Value) -> Result<Value, Refusal> {
    let text = |field: &str| payload.get(field).and_then(Value::as_str).unwrap_or_default().to_owned();
    let shell = app.state::<Shell>();
    match name {
        "about" => Ok(json!({
            "version": app.package_info().version.to_string(),
            "folder": shell.paths.home.display().to_string(),
            "debug": cfg!(debug_assertions),
        })),
        "choose" => Ok(files::choose(app, files::wish(payload)?).await),
        "open" => printing::open(app, &text("token")).map(Value::Bool),
        "cancel" => Ok(json!({ "cancelled": shell.jobs.stop(&text("job")) })),
        "guard" => {
            shell.guard.set(payload.get("unsaved").and_then(Value::as_bool).unwrap_or_default());
            Ok(json!({}))
        }
        "close" => {
            window::close(app);
            Ok(json!({}))
        }
        "reset_window" => window::reset(app).map(|()| json!({})).map_err(|error| refuse("fault").because(error)),
        "report" => {
            errors::note(&text("kind"), &text("fact"));
            Ok(json!({}))
        }
        _ => Err(refuse("call.unknown").with("call", format!("shell.{name}"))),
    }
}
