//! One's own account.

use crate::{
    error::Error,
    http::{
        caller::{Caller, Reply},
        serve::{Accept, Serve, Submission},
    },
    service::{own_account, passkeys, second_step},
    state::AppState,
};
use shared::api::account::{
    Account, AccountChanged, ChangePassword, EndOtherSignIns, EndSignIn, GetAccount,
    factor::{
        FactorChanged, FactorView, GetFactor, GetRecoveryCodes, KeepRecoveryCodes,
        MakeRecoveryCodes, ProveOneself, Proven, RecoveryCodes, RemoveFactor, SetFactor,
    },
    passkeys::{AddPasskey, AskToMakePasskey, PasskeyQuestion, RemovePasskey},
};

impl Serve for GetAccount {
    async fn serve(self, app: &AppState, caller: &Caller) -> Result<Reply<Account>, Error> {
        Ok(own_account::view(app, caller.presented(app)).await?.into())
    }
}

impl Accept for ChangePassword {
    async fn accept(
        sent: Submission<Self>,
        app: &AppState,
        caller: &Caller,
    ) -> Result<Reply<AccountChanged>, Error> {
        Ok(own_account::change_password(app, caller.presented(app), sent.valid).await?.into())
    }
}

impl Accept for EndSignIn {
    async fn accept(
        sent: Submission<Self>,
        app: &AppState,
        caller: &Caller,
    ) -> Result<Reply<AccountChanged>, Error> {
        let name = &sent.entered.sign_in;
        Ok(own_account::end_sign_in(app, caller.presented(app), name).await?.into())
    }
}

impl Accept for EndOtherSignIns {
    async fn accept(
        _: Submission<Self>,
        app: &AppState,
        caller: &Caller,
    ) -> Result<Reply<AccountChanged>, Error> {
        Ok(own_account::end_other_sign_ins(app, caller.presented(app)).await?.into())
    }
}

impl Serve for AskToMakePasskey {
    async fn serve(self, app: &AppState, caller: &Caller) -> Result<Reply<PasskeyQuestion>, Error> {
        Ok(passkeys::ask_to_make(app, caller.presented(app)).await?.into())
    }
}

impl Accept for AddPasskey {
    async fn accept(
        sent: Submission<Self>,
        app: &AppState,
        caller: &Caller,
    ) -> Result<Reply<AccountChanged>, Error> {
        Ok(passkeys::add(app, caller.presented(app), sent.valid).await?.into())
    }
}

impl Accept for RemovePasskey {
    async fn accept(
        sent: Submission<Self>,
        app: &AppState,
        caller: &Caller,
    ) -> Result<Reply<AccountChanged>, Error> {
        let name = &sent.entered.passkey;
        Ok(passkeys::remove(app, caller.presented(app), name).await?.into())
    }
}

impl Serve for GetFactor {
    async fn serve(self, app: &AppState, caller: &Caller) -> Result<Reply<FactorView>, Error> {
        Ok(second_step::view(app, caller.presented(app)).await?.into())
    }
}

impl Accept for SetFactor {
    async fn accept(
        sent: Submission<Self>,
        app: &AppState,
        caller: &Caller,
    ) -> Result<Reply<FactorChanged>, Error> {
        Ok(second_step::set(app, caller.presented(app), sent.valid).await?.into())
    }
}

impl Accept for RemoveFactor {
    async fn accept(
        _: Submission<Self>,
        app: &AppState,
        caller: &Caller,
    ) -> Result<Reply<FactorChanged>, Error> {
        Ok(second_step::remove(app, caller.presented(app)).await?.into())
    }
}

impl Accept for MakeRecoveryCodes {
    async fn accept(
        _: Submission<Self>,
        app: &AppState,
        caller: &Caller,
    ) -> Result<Reply<FactorChanged>, Error> {
        Ok(second_step::make_recovery_codes(app, caller.presented(app)).await?.into())
    }
}

impl Serve for GetRecoveryCodes {
    async fn serve(self, app: &AppState, caller: &Caller) -> Result<Reply<RecoveryCodes>, Error> {
        Ok(second_step::recovery_codes(app, caller.presented(app)).await?.into())
    }
}

impl Accept for KeepRecoveryCodes {
    async fn accept(
        _: Submission<Self>,
        app: &AppState,
        caller: &Caller,
    ) -> Result<Reply<FactorChanged>, Error> {
        Ok(second_step::keep_recovery_codes(app, caller.presented(app)).await?.into())
    }
}

impl Accept for ProveOneself {
    async fn accept(
        sent: Submission<Self>,
        app: &AppState,
        caller: &Caller,
    ) -> Result<Reply<Proven>, Error> {
        Ok(second_step::prove(app, caller.presented(app), sent.valid).await?.into())
    }
}
