//! The model as a file, while the desk runs and while it does not.

use crate::program::{Running, done, run, set_up};

#[test]
fn a_model_goes_out_is_changed_and_comes_back() {
    let folder = tempfile::tempdir().unwrap();
    let data = folder.path().join("desk.redb");
    set_up(&data, "una clave larga y propia");
    let running = Running::start(&data);
    let text = done(&data, &["model", "export"], "");
    assert_eq!(done(&data, &["model", "export"], ""), text);
    assert!(text.starts_with("version = 1\n"), "{text}");
    let nothing = run(&data, &["model", "export", "--draft"], "");
    assert_eq!(nothing.status.code(), Some(1));

    let file = folder.path().join("modelo.toml");
    let path = file.to_str().unwrap();
    let agreement =
        "\n[[agreements]]\nid = 1\nname = \"Todos\"\n\n[agreements.solution]\nminutes = 480\ntime = \"business\"\n";
    std::fs::write(&file, format!("{text}{agreement}")).unwrap();
    let imported = run(&data, &["model", "import", path], "");
    assert!(imported.status.success(), "{imported:?}");
    assert!(String::from_utf8_lossy(&imported.stderr).contains("agreements.0.solution.time: "), "{imported:?}");
    assert!(done(&data, &["model", "export", "--draft"], "").contains("[agreements.solution]"));
    assert_eq!(done(&data, &["model", "export"], ""), text, "a draft is not in force");
    let refused = run(&data, &["model", "import", path, "--publish"], "");
    assert_eq!(refused.status.code(), Some(1));
    assert!(
        String::from_utf8_lossy(&refused.stderr).contains("agreements.0.solution.time (calendar_needed)"),
        "{refused:?}"
    );

    // Words and skills are kept as people have theirs, however a file writes them.
    let rule = "\n[[assignment_rules]]\nid = 1\nname = \"Redes\"\nwords = [\" vpn  caída \"]\ngroup = 1\n\
                pick = \"by_skill\"\nskill = \" Redes \"\n";
    std::fs::write(&file, format!("{text}{rule}")).unwrap();
    done(&data, &["model", "import", path], "");
    let kept = done(&data, &["model", "export", "--draft"], "");
    assert!(kept.contains("skill = \"redes\"") && kept.contains("\"vpn caída\""), "{kept}");

    std::fs::write(&file, format!("{text}{}", agreement.replace("business", "elapsed"))).unwrap();
    running.end();
    assert_eq!(done(&data, &["model", "import", path, "--publish"], ""), "version 2 is in force\n");
    std::fs::write(&file, text.replacen("[[categories]]", "[[categories]]\ncolour = \"red\"", 1)).unwrap();
    let unknown = run(&data, &["model", "import", path], "");
    assert_eq!(unknown.status.code(), Some(1));
    assert!(String::from_utf8_lossy(&unknown.stderr).contains("categories.0.colour"), "{unknown:?}");
    let missing = run(&data, &["model", "import", "/nowhere/modelo.toml"], "");
    assert_eq!(missing.status.code(), Some(2));
    done(&data, &["check", "--rebuild"], "");
}
