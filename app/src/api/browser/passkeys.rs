//! Passkeys: what the browser is asked and what it answers, as the texts that it reads and writes itself. Browsers
//! that do not speak of them in texts are treated like those that have none.

use send_wrapper::SendWrapper;
use shared::problem::{Code, Problem};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::js_sys::{Function, JSON, Object, Promise, Reflect};

const MAKE: (&str, &str) = ("parseCreationOptionsFromJSON", "create");
const USE: (&str, &str) = ("parseRequestOptionsFromJSON", "get");

fn get(of: &JsValue, name: &str) -> Result<JsValue, JsValue> {
    Reflect::get(of, &name.into())
}

fn call(of: &JsValue, name: &str, with: &JsValue) -> Result<JsValue, JsValue> {
    get(of, name)?.dyn_into::<Function>()?.call1(of, with)
}

pub(in crate::api) fn has_passkeys() -> bool {
    let kind = get(&leptos::prelude::window(), "PublicKeyCredential");
    kind.and_then(|it| get(&it, USE.0)).is_ok_and(|it| it.is_function())
}

pub(in crate::api) async fn ask_for_passkey(options: &str, makes: bool) -> Result<String, Problem> {
    let answer = SendWrapper::new(answer(options, if makes { MAKE } else { USE })).await;
    answer.map_err(|_| {
        Problem::new(Code::Forbidden, "Nothing was done: the browser was not given a passkey.")
    })
}

async fn answer(options: &str, (read, act): (&str, &str)) -> Result<String, JsValue> {
    let window = leptos::prelude::window();
    let options = call(&get(&window, "PublicKeyCredential")?, read, &JSON::parse(options)?)?;
    let question: Object = Object::new();
    Reflect::set(&question, &"publicKey".into(), &options)?;
    let container = get(&window.navigator(), "credentials")?;
    let promise = call(&container, act, &question)?.dyn_into::<Promise>()?;
    let credential = JsFuture::from(promise).await?;
    let answer = call(&credential, "toJSON", &JsValue::UNDEFINED)?;
    Ok(JSON::stringify(&answer)?.into())
}
