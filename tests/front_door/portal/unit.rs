//! The pages of whoever heads a unit.

use super::*;
use crate::LOOKS;

#[tokio::test]
async fn a_head_follows_the_cases_of_their_unit_and_adds_to_them_while_those_who_asked_decide() {
    let (desk, server) = (Desk::set_up().await, SmtpServer::start().await);
    let scene = Scene::set_up(&desk, &server).await;
    scene.lets_in("known").await;
    let made = async |unit: Value| scene.ana.post("/api/v1/units", &unit).await.is(201).json["id"].as_u64().unwrap();
    let (luis, eva, omar) =
        (person(&scene.beto, "Luis").await, person(&scene.beto, "Eva").await, person(&scene.beto, "Omar").await);
    let site = made(json!({ "name": "Casa Matriz", "heads": [eva] })).await;
    let treasury = made(json!({ "name": "Tesorería", "parent": site, "heads": [luis] })).await;
    made(json!({ "name": "Bodega", "parent": site, "heads": [omar] })).await;
    let in_unit = json!({ "name": "Rosa", "emails": ["rosa@canelos.example"], "unit": treasury });
    scene.beto.put(&format!("/api/v1/persons/{}", scene.rosa), &in_unit).await.is(200);
    let number = scene.opened(scene.rosa, "Sin correo").await;
    scene.does(number, "notes", &json!({ "text": "Ojo: secreto de la mesa" })).await;
    let (case, past) = (format!("/my/{number}"), "/my/unit?show=past");

    let luis = scene.signed_in("luis@canelos.example", 1).await;
    let own = luis.get("/my").await.is(200).text;
    assert!(own.contains("href=\"/my/unit?l=es\"") && !own.contains("Sin correo"), "{own}");
    let page = luis.get("/my/unit").await.is(200).text;
    for words in ["Casa Matriz › Tesorería", "Sin correo", "Rosa · Tesorería · lo tiene Redes"] {
        assert!(page.contains(words), "{words}: {page}");
    }
    assert!(luis.get(past).await.is(200).text.contains("no tiene casos anteriores"));
    let page = luis.get(&case).await.is(200).text;
    assert!(page.contains("Agregar algo") && !page.contains("secreto") && !page.contains("Ya está resuelto"), "{page}");
    sends(&luis, number, &[("text", "Es en todo el piso"), ("do", "send")], &[("plano.txt", b"piso 3")]).await.is(303);
    let page = luis.get(&case).await.is(200).text;
    let file = page.split_once(&format!("{case}/files/")).unwrap().1.split('"').next().unwrap().to_owned();

    // The head of the unit above sees it too; the one beside it and whoever heads nothing do not.
    let eva = scene.signed_in("eva@canelos.example", 1).await;
    assert!(eva.get("/my/unit").await.is(200).text.contains("Sin correo"));
    assert!(eva.get(&format!("{case}/files/{file}")).await.is(200).text == "piso 3");
    let omar = scene.signed_in("omar@canelos.example", 1).await;
    assert!(omar.get("/my/unit").await.is(200).text.contains("no tiene casos abiertos"));
    let rosa = scene.signed_in("rosa@canelos.example", 1).await;
    assert!(!rosa.get("/my").await.is(200).text.contains("/my/unit"));
    assert_eq!(rosa.get("/my/unit").await.header("location"), "/my");
    assert!(rosa.get(&case).await.is(200).text.contains("Es en todo el piso"), "who asked reads it");
    for path in [&*case, &format!("{case}/files/{file}")] {
        assert_eq!(omar.get(path).await.status, 404, "{path}");
    }

    // What becomes of it is for Rosa to say.
    let decides = async |does: &str| {
        let decision = form(&[("once", does), ("l", "es"), ("text", "Ya"), ("do", does)], &[]);
        send(&luis, &case, decision).await.status
    };
    assert_eq!(decides("settled").await, 409);
    scene.does(number, "wait", &json!({ "on": "requester" })).await;
    assert!(luis.get(&case).await.is(200).text.contains("Se espera la respuesta de Rosa."));
    scene.solves(number, "Se reinició").await;
    let page = luis.get(&case).await.is(200).text;
    assert!(page.contains("Si no quedó bien, puede decirlo Rosa.") && !page.contains("<form"), "{page}");
    for does in ["accept", "reject", "send"] {
        assert_eq!(decides(does).await, 409, "{does}");
    }
    sends(&rosa, number, &[("do", "accept")], &[]).await.is(303);
    assert!(luis.get(past).await.is(200).text.contains("Sin correo"));

    // Before they ask for something, heads too see what their unit asked for already.
    scene.opened(scene.rosa, "La impresora no imprime").await;
    let same = [("l", "es"), ("subject", "La impresora no imprime"), ("once", "4")];
    let before = async |by: &Someone<'_>| send(by, "/my/new", form(&same, &[])).await.text;
    for _ in 0..LOOKS {
        if before(&luis).await.contains("href=\"/my/2?l=es\"") {
            break;
        }
        tokio::time::sleep(Duration::from_millis(20)).await;
    }
    assert!(before(&luis).await.contains("href=\"/my/2?l=es\""));

    // Whoever heads it no more sees nothing, nor does a link that was kept lead anywhere.
    let nobody_heads = json!({ "name": "Tesorería", "parent": site, "heads": [] });
    scene.ana.put(&format!("/api/v1/units/{treasury}"), &nobody_heads).await.is(200);
    assert_eq!(luis.get("/my/unit").await.header("location"), "/my");
    for path in [&*case, &format!("{case}/files/{file}")] {
        assert_eq!(luis.get(path).await.status, 404, "{path}");
    }
    assert!(!luis.get("/my").await.is(200).text.contains("/my/unit"));
    desk.close().await;
}
