//! The rules of the tree: which room may know of which, and where compilation may be conditional.

use std::{
    collections::BTreeSet,
    fs,
    path::{Path, PathBuf},
    process::Command,
};

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap().to_owned()
}

/// The crates that `package` needs in the end, without those only for tests and builds.
fn needs(package: &str, more: &[&str]) -> BTreeSet<String> {
    let output = Command::new(env!("CARGO"))
        .current_dir(root())
        .args([
            "tree",
            "--offline",
            "--package",
            package,
            "--edges",
            "normal",
            "--prefix",
            "none",
            "--format",
            "{p}",
        ])
        .args(more)
        .output()
        .unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let text = String::from_utf8(output.stdout).unwrap();
    text.lines().filter_map(|it| it.split(' ').next()).map(str::to_owned).collect()
}

#[test]
fn the_rules_and_the_client_know_nothing_of_the_server() {
    let rules = needs("shared", &[]);
    let client = needs("app", &["--features", "hydrate", "--target", "wasm32-unknown-unknown"]);
    for (name, tree, own) in
        [("shared", &rules, "pulldown-cmark"), ("app in the browser", &client, "gloo-net")]
    {
        assert!(tree.contains(own), "the tree of {name} was read");
        for foreign in ["axum", "tokio", "sled", "hyper", "server", "chrono-tz", "argon2"] {
            assert!(!tree.contains(foreign), "{name} needs {foreign}");
        }
    }
    assert!(!rules.contains("app") && !rules.contains("leptos"), "the rules know nothing of pages");
}

/// Every Rust source file below `folder`.
fn sources(folder: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            found.extend(sources(&path));
        } else if path.extension().is_some_and(|it| it == "rs") {
            found.push(path);
        }
    }
    found
}

#[test]
fn compilation_is_conditional_only_where_the_sides_meet() {
    let root = root();
    let is_allowed = |path: &Path| {
        let app = root.join("app/src");
        path == app.join("lib.rs") || path.starts_with(app.join("api"))
    };
    let mut n_read = 0;
    for folder in ["app/src", "shared/src"] {
        for path in sources(&root.join(folder)) {
            n_read += 1;
            let text = fs::read_to_string(&path).unwrap();
            let conditions = text.lines().filter(|it| {
                it.contains("cfg(") || it.contains("cfg!(") || it.contains("cfg_attr(")
            });
            for line in conditions.filter(|it| !it.contains("#[cfg(test)]")) {
                assert!(is_allowed(&path), "{}: {line}", path.display());
            }
        }
    }
    assert!(n_read > 50, "{n_read} files were read");
}

#[test]
fn a_textarea_is_written_in_one_place() {
    // Leptos does not escape what stands in one: the component does.
    let root = root();
    for path in sources(&root.join("app/src")) {
        let text = fs::read_to_string(&path).unwrap();
        let is_component = path.ends_with("components/textarea.rs");
        let writes =
            text.lines().any(|it| !it.trim_start().starts_with("//") && it.contains("<textarea"));
        assert!(is_component || !writes, "{} writes a textarea itself", path.display());
    }
}

#[test]
fn every_room_says_what_it_is() {
    let root = root();
    for room in ["app", "server", "shared", "style", "end2end"] {
        let readme = fs::read_to_string(root.join(room).join("README.md")).unwrap_or_default();
        assert!(readme.lines().count() > 10, "{room}/README.md");
    }
    let mut top: Vec<String> = fs::read_dir(&root)
        .unwrap()
        .map(|it| it.unwrap().file_name().into_string().unwrap())
        .filter(|it| !it.starts_with('.') && it != "target")
        .collect();
    top.sort();
    let agreed = [
        "Cargo.lock",
        "Cargo.toml",
        "LICENSE",
        "README.md",
        "app",
        "end2end",
        "rust-toolchain.toml",
        "server",
        "shared",
        "style",
    ];
    assert_eq!(top, agreed);
}
