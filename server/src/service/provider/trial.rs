//! Trying the provider of the settings out: what it says of itself, in sentences.

use super::{configured, redirect};
use crate::{error::Error, state::AppState};
use shared::{
    actor::Actor,
    api::settings::trial::{Finding, SignInTrial},
    permission::{Action, Scope, may},
};

/// Asks the provider what it says of itself, whatever was known of it.
///
/// # Errors
/// The actor does not change settings.
pub async fn run(app: &AppState, actor: &Actor) -> Result<SignInTrial, Error> {
    may(actor, Action::ChangeSettings, &Scope::Portico)?;
    let redirect = redirect(app);
    let Some(provider) = configured(app) else {
        return Ok(SignInTrial { label: None, redirect, findings: Vec::new() });
    };
    let mut findings = Vec::new();
    match app.oidc.look(&provider.issuer).await {
        Ok((_, n_keys)) => {
            findings.push(sound("The discovery document is that of this provider."));
            findings.push(match n_keys {
                0 => faulty("It publishes no key that can be used here."),
                1 => sound("It publishes one key that can be used here."),
                n => sound(format!("It publishes {n} keys that can be used here.")),
            });
        }
        Err(error) => {
            let mut text = error.to_string();
            // The first letter of a sentence.
            if let Some(first) = text.get_mut(..1) {
                first.make_ascii_uppercase();
            }
            findings.push(faulty(format!("{text}.")));
        }
    }
    findings.push(if app.oidc.has_secret() {
        sound("Portico was started with a client secret.")
    } else {
        faulty("Portico was started without a client secret: most providers need one.")
    });
    Ok(SignInTrial { label: Some(provider.label.to_string()), redirect, findings })
}

fn sound(text: impl Into<String>) -> Finding {
    Finding { is_sound: true, text: text.into() }
}

fn faulty(text: impl Into<String>) -> Finding {
    Finding { is_sound: false, text: text.into() }
}
