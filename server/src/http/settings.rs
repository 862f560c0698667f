//! Settings.

use crate::{
    error::Error,
    http::{
        caller::{Caller, Reply},
        serve::{Accept, Serve, Submission},
    },
    service::settings,
    state::AppState,
};
use shared::api::settings::{
    ChangeHours, ChangeMatrix, ChangeOrganisation, ChangeSignIn, ChangeTargets, GetSettings,
    SettingsChanged, SettingsView,
    catalogue::{ChangeCategories, ChangeCategory, ChangeTeams, ChangeTopic},
    versions::{
        ListSettingsVersions, PreviewRestoration, RestorationPreview, RestoreSettings,
        SettingsVersions,
    },
};

impl Serve for GetSettings {
    async fn serve(self, app: &AppState, caller: &Caller) -> Result<Reply<SettingsView>, Error> {
        let actor = caller.actor(app).await?;
        Ok(settings::view(app, &actor)?.into())
    }
}

impl Serve for ListSettingsVersions {
    async fn serve(
        self,
        app: &AppState,
        caller: &Caller,
    ) -> Result<Reply<SettingsVersions>, Error> {
        let actor = caller.actor(app).await?;
        Ok(settings::versions(app, &actor, self.before).await?.into())
    }
}

impl Serve for PreviewRestoration {
    async fn serve(
        self,
        app: &AppState,
        caller: &Caller,
    ) -> Result<Reply<RestorationPreview>, Error> {
        let actor = caller.actor(app).await?;
        Ok(settings::preview(app, &actor, self.version).await?.into())
    }
}

/// The forms that change one group.
macro_rules! accept_change {
    ($($form:ty),* $(,)?) => {$(
        impl Accept for $form {
            async fn accept(
                sent: Submission<Self>,
                app: &AppState,
                caller: &Caller,
            ) -> Result<Reply<SettingsChanged>, Error> {
                let actor = caller.actor(app).await?;
                let command = sent.command();
                Ok(settings::change(app, &actor, command, &sent.valid).await?.into())
            }
        }
    )*};
}

accept_change!(
    ChangeOrganisation,
    ChangeMatrix,
    ChangeTargets,
    ChangeHours,
    ChangeSignIn,
    ChangeTeams,
    ChangeCategories,
    ChangeCategory,
    ChangeTopic,
);

impl Accept for RestoreSettings {
    async fn accept(
        sent: Submission<Self>,
        app: &AppState,
        caller: &Caller,
    ) -> Result<Reply<SettingsChanged>, Error> {
        let actor = caller.actor(app).await?;
        let (command, version) = (sent.command(), sent.entered.version);
        Ok(settings::restore(app, &actor, command, version, &sent.valid).await?.into())
    }
}
