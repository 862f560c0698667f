//! The nested cargo that compiles `app` for the browser.

use crate::{
    Failure,
    mode::Mode,
    place::{Place, variable},
    progress::Progress,
};
use std::{
    env,
    path::{Path, PathBuf},
    process::Command,
};

const TARGET: &str = "wasm32-unknown-unknown";

/// Compiles the client and says where the module is. Relocations are kept: from them the splitter reads
/// which function uses what. `cargo rustc` passes the flag to the last link only, so that the
/// dependencies are not built again as they would be with `RUSTFLAGS`.
pub(crate) fn module(place: &Place, mode: Mode, progress: &Progress) -> Result<PathBuf, Failure> {
    ensure_target(progress)?;
    progress.step("compiling for the browser: the first time takes minutes");
    let mut cargo = Command::new(variable("CARGO")?);
    cargo
        .current_dir(&place.root)
        .args(["rustc", "--package=app", "--lib", "--crate-type=cdylib", "--features=hydrate"])
        .args(["--locked", "--target", TARGET, "--profile", mode.profile(), "--target-dir"])
        .arg(&place.client_target)
        .args(["--", "-Clink-arg=--emit-relocs"]);
    clean(&mut cargo);
    // Both sides or none: what one renders, the other has to recognise. Set even when empty, since it
    // stands above what `.cargo/config.toml` says.
    let is_erased = env::var_os("CARGO_CFG_ERASE_COMPONENTS").is_some();
    cargo.env("RUSTFLAGS", if is_erased { "--cfg=erase_components" } else { "" });
    run(&mut cargo, "the client does not compile")?;
    Ok(place.client_target.join(TARGET).join(mode.profile()).join("app.wasm"))
}

/// Adds the browser's target to the toolchain where it is missing.
fn ensure_target(progress: &Progress) -> Result<(), Failure> {
    let rustc = variable("RUSTC")?;
    let sysroot = run(Command::new(&rustc).args(["--print", "sysroot"]), "rustc does not run")?;
    if Path::new(sysroot.trim()).join("lib/rustlib").join(TARGET).is_dir() {
        return Ok(());
    }
    progress.step("adding the browser's target to the toolchain");
    let failed =
        format!("the toolchain cannot compile for the browser; type: rustup target add {TARGET}");
    run(Command::new("rustup").args(["target", "add", TARGET]), &failed).map(drop)
}

/// Takes away what this build says about itself: it would be read as wishes for the nested one. Flags
/// are for the machine, not for the browser, and a wrapper such as clippy's would compile nothing.
fn clean(command: &mut Command) {
    const PREFIXES: [&str; 6] =
        ["CARGO_FEATURE_", "CARGO_CFG_", "CARGO_PKG_", "CARGO_MANIFEST_", "CARGO_BUILD_", "DEP_"];
    const NAMES: [&str; 15] = [
        "CARGO_ENCODED_RUSTFLAGS",
        "CARGO_TARGET_DIR",
        "DEBUG",
        "HOST",
        "NUM_JOBS",
        "OPT_LEVEL",
        "OUT_DIR",
        "PROFILE",
        "RUSTC",
        "RUSTC_LINKER",
        "RUSTC_WORKSPACE_WRAPPER",
        "RUSTC_WRAPPER",
        "RUSTDOC",
        "RUSTFLAGS",
        "TARGET",
    ];
    for (name, _) in env::vars_os() {
        let text = name.to_string_lossy();
        if NAMES.contains(&text.as_ref()) || PREFIXES.iter().any(|it| text.starts_with(it)) {
            command.env_remove(&name);
        }
    }
}

/// Runs `command` to its end and returns what it printed.
fn run(command: &mut Command, failed: &str) -> Result<String, Failure> {
    let done = command.output().map_err(|it| format!("{failed}: {it}"))?;
    if done.status.success() {
        return Ok(String::from_utf8_lossy(&done.stdout).into_owned());
    }
    Err(format!("{failed}\n{}", String::from_utf8_lossy(&done.stderr).trim_end()))
}
