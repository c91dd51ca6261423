//! Builds the web interface, so that `cargo run` suffices: from the lock file, when it is missing or stale.
//!
//! `VENTANILLA_UI_DIST` names a folder with an interface that is built already. `VENTANILLA_NO_UI=1` leaves it out, so
//! that a changed API can export its description before the interface fits it.

use std::path::{Path, PathBuf};
use std::process::Command;
use std::{env, fs, io};

/// What the interface is made of, besides its dependencies.
const SOURCES: [&str; 9] = [
    "web/src",
    "web/build",
    "web/public",
    "web/index.html",
    "web/package.json",
    "web/package-lock.json",
    "web/vite.config.ts",
    "web/svelte.config.js",
    "src/messages",
];

/// A copy of the lock file that the installed dependencies were installed from.
const STAMP: &str = "web/node_modules/.ventanilla-lock.json";

const NOTICE: &str = "<!doctype html>\n<html lang=\"es\">\n<head>\n<meta charset=\"utf-8\">\n<title>Ventanilla</title>\n</head>\n\
    <body>\n<h1>Ventanilla</h1>\n<p>Este programa se construyó sin la interfaz web. La API funciona: \
    <a href=\"/docs\">/docs</a>.</p>\n<p lang=\"en\">This program was built without the web interface. The API works: \
    <a href=\"/docs\">/docs</a>.</p>\n</body>\n</html>\n";

fn main() {
    println!("cargo:rerun-if-changed=build.rs");
    for name in ["VENTANILLA_NO_UI", "VENTANILLA_UI_DIST"] {
        println!("cargo:rerun-if-env-changed={name}");
    }
    if let Err(what) = build() {
        eprintln!("error: {what}");
        std::process::exit(1);
    }
}

fn build() -> Result<(), String> {
    let out = PathBuf::from(env::var_os("OUT_DIR").ok_or("OUT_DIR is not set")?).join("ui");
    if out.exists() {
        fs::remove_dir_all(&out).map_err(said(&out))?;
    }
    fs::create_dir_all(&out).map_err(said(&out))?;
    if env::var("VENTANILLA_NO_UI").is_ok_and(|value| value == "1") {
        return notice(&out);
    }
    if let Some(built) = env::var_os("VENTANILLA_UI_DIST").map(PathBuf::from) {
        println!("cargo:rerun-if-changed={}", built.display());
        if !built.join("index.html").is_file() {
            return Err(format!("VENTANILLA_UI_DIST: {} has no index.html", built.display()));
        }
        return copy(&built, &out);
    }
    if !Path::new("web/package.json").is_file() {
        return notice(&out);
    }
    for source in SOURCES.iter().filter(|source| Path::new(source).exists()) {
        println!("cargo:rerun-if-changed={source}");
    }
    install()?;
    npm(&["run", "build"], Some(&out))?;
    if out.join("index.html").is_file() {
        Ok(())
    } else {
        Err("the web interface was built without index.html".to_owned())
    }
}

/// Installs the dependencies of the web interface, unless they are those of the lock file already.
fn install() -> Result<(), String> {
    let lock = fs::read("web/package-lock.json").map_err(said(Path::new("web/package-lock.json")))?;
    if fs::read(STAMP).is_ok_and(|stamp| stamp == lock) {
        return Ok(());
    }
    npm(&["ci", "--no-audit", "--no-fund"], None)?;
    fs::write(STAMP, lock).map_err(said(Path::new(STAMP)))
}

/// Runs npm in `web`; what it prints goes where cargo shows it when it fails.
fn npm(arguments: &[&str], out: Option<&Path>) -> Result<(), String> {
    let mut command = Command::new("npm");
    command.args(arguments).current_dir("web");
    if let Some(out) = out {
        command.env("VENTANILLA_UI_OUT", out);
    }
    let output = command.output().map_err(|error| {
        if error.kind() == io::ErrorKind::NotFound {
            "the web interface needs Node.js 20 or newer with npm to be built, and there is none. Install it \
             (Debian: apt install nodejs npm), or set VENTANILLA_UI_DIST to a built interface, or build without one \
             by VENTANILLA_NO_UI=1"
                .to_owned()
        } else {
            format!("npm cannot be run: {error}")
        }
    })?;
    if output.status.success() {
        return Ok(());
    }
    let said = [output.stdout, output.stderr].concat();
    Err(format!("npm {} failed ({}):\n{}", arguments.join(" "), output.status, String::from_utf8_lossy(&said)))
}

fn notice(out: &Path) -> Result<(), String> {
    fs::write(out.join("index.html"), NOTICE).map_err(said(out))
}

fn copy(from: &Path, to: &Path) -> Result<(), String> {
    fs::create_dir_all(to).map_err(said(to))?;
    for entry in fs::read_dir(from).map_err(said(from))? {
        let entry = entry.map_err(said(from))?;
        let (source, target) = (entry.path(), to.join(entry.file_name()));
        if source.is_dir() {
            copy(&source, &target)?;
        } else {
            fs::copy(&source, &target).map_err(said(&source))?;
        }
    }
    Ok(())
}

fn said(path: &Path) -> impl Fn(io::Error) -> String {
    move |error| format!("{}: {error}", path.display())
}
