//! What mails of every age and make say.

use super::*;
use base64::Engine;
use base64::engine::general_purpose::STANDARD;

async fn begun(desk: &Desk, ana: &Someone<'_>, raw: impl Into<Vec<u8>>) -> Value {
    assert!(matches!(take(desk, raw).await, Ok(TakenIn::New(_))));
    case(ana, newest(ana).await).await
}

/// The names of a case's files.
fn files(case: &Value) -> Vec<String> {
    let files = case["attachments"].as_array().unwrap().iter();
    let mut names: Vec<String> = files.map(|file| file["name"].as_str().unwrap().to_owned()).collect();
    names.sort();
    names
}

#[tokio::test]
async fn letters_are_read_whatever_they_are_said_to_be() {
    let desk = Desk::set_up().await;
    let ana = with_a_group(&desk).await;
    let old = b"From: Jos\xe9 <jose@canelos.example>\r\nSubject: Ca\xf1er\xeda rota\r\nMessage-ID: <viejo@x>\r\n\r\n\
                El ba\xf1o, \x80 5.\r\n";
    let case = begun(&desk, &ana, old).await;
    assert_eq!((&case["subject"], &case["description"]), (&json!("Cañería rota"), &json!("El baño, € 5.")));
    assert_eq!(case["requester"]["name"], "José");

    let little_endian: Vec<u8> = "\u{feff}Cañería".encode_utf16().flat_map(u16::to_le_bytes).collect();
    let in_base64 = |bytes: &[u8]| STANDARD.encode(bytes).into_bytes();
    for (n, (kind, encoding, body, text)) in [
        ("text/plain", "8bit", b"Ca\xf1er\xeda".to_vec(), "Cañería"),
        ("text/plain", "8bit", "Cañería".into(), "Cañería"),
        ("text/plain", "base64", in_base64(b"Ca\xf1er\xeda"), "Cañería"),
        ("text/html", "8bit", b"<p>Ca\xf1er\xeda</p>".to_vec(), "Cañería"),
        ("text/plain; charset=klingon", "8bit", b"Ca\xf1er\xeda".to_vec(), "Cañería"),
        ("text/plain; charset=unknown-8bit", "quoted-printable", "Ca=F1er=EDa".into(), "Cañería"),
        ("text/plain; charset=klingon", "8bit", "Cañería".into(), "Cañería"),
        ("text/plain; charset=us-ascii", "8bit", b"Ca\xf1er\xeda".to_vec(), "Cañería"),
        ("text/plain; charset=iso-8859-15", "8bit", b"\xa4 5".to_vec(), "€ 5"),
        ("text/plain; charset=Shift_JIS", "8bit", b"\x83n\x83\x8D\x81[".to_vec(), "ハロー"),
        ("text/plain; charset=gb18030", "8bit", b"\xc4\xe3\xba\xc3".to_vec(), "你好"),
        ("text/plain; charset=KOI8-R", "8bit", b"\xf0\xd2\xc9\xd7\xc5\xd4".to_vec(), "Привет"),
        ("text/plain; charset=utf-16", "base64", in_base64(&little_endian), "Cañería"),
        ("text/plain; format=flowed", "8bit", "Una que \r\nsigue.\r\n".into(), "Una que sigue."),
        ("text/plain; format=Flowed; DelSp=Yes", "8bit", "漢字 \r\n仮名".into(), "漢字仮名"),
    ]
    .into_iter()
    .enumerate()
    {
        let mut raw = format!(
            "From: b@canelos.example\r\nSubject: Caso {n}\r\nMessage-ID: <{n}@x>\r\nContent-Type: {kind}\r\n\
             Content-Transfer-Encoding: {encoding}\r\n\r\n"
        )
        .into_bytes();
        raw.extend(body);
        assert_eq!(begun(&desk, &ana, raw).await["description"], text, "{kind} {encoding}");
    }
    desk.close().await;
}

#[tokio::test]
async fn subjects_and_names_of_files_are_read_in_every_variety() {
    let desk = Desk::set_up().await;
    let ana = with_a_group(&desk).await;
    for (written, subject) in [
        ("=?utf-8?Q?Ca=C3=B1er=C3=ADa_rota?=", "Cañería rota"),
        ("=?utf-8?B?Q2HDsWVyw61h?=", "Cañería"),
        ("=?iso-8859-1?q?Ca=F1er?=\r\n =?utf-8?B?w61h?=", "Cañería"),
        ("=?utf-8*es?Q?Ca=C3=B1o?= roto", "Caño roto"),
        ("=?utf-8?B?Q2HD?= =?utf-8?B?sW8=?=", "Caño"),
        ("=?unknown-8bit?Q?Ca=F1er=EDa?=", "Cañería"),
        ("=?utf-8?Q?Ca=C3=B1o", "=?utf-8?Q?Ca=C3=B1o"),
        ("=?utf-8?X?Ca=C3=B1o?=", "=?utf-8?X?Ca=C3=B1o?="),
    ] {
        let raw = format!("From: b@canelos.example\r\nSubject: {written}\r\n\r\nHola {written}\r\n");
        assert_eq!(begun(&desk, &ana, raw).await["subject"], subject, "{written}");
    }
    let mut raw = b"From: b@canelos.example\r\nSubject: Archivos\r\n\
        Content-Type: multipart/mixed; boundary=m\r\n\r\n--m\r\n\r\nVan.\r\n"
        .to_vec();
    for head in [
        &b"filename*=utf-8'es'pl%C3%A1no.pdf"[..],
        b"filename*0*=utf-8''n%C3%B3; filename*1*=mina%20; filename*2=1.pdf",
        b"filename=\"=?utf-8?B?Y2HDsW8ucGRm?=\"",
        b"filename=\"=?iso-8859-1?Q?ba=F1o?= =?utf-8?Q?_=C3=BAnico.pdf?=\"",
        b"filename=\"cort\xe9.pdf\"",
        b"filename=\"=?utf-8?Q?ca=C3?= =?utf-8?Q?=B1a.pdf?=\"",
        b"filename=\"=?utf-8?Q?abierto.pdf\"",
    ] {
        raw.extend(b"--m\r\nContent-Type: application/pdf\r\nContent-Disposition: attachment; ");
        raw.extend(head);
        raw.extend(b"\r\n\r\n%PDF\r\n");
    }
    raw.extend(b"--m--\r\n");
    let names = files(&begun(&desk, &ana, raw).await);
    for name in ["pláno.pdf", "nómina 1.pdf", "caño.pdf", "baño único.pdf", "corté.pdf", "caña.pdf"] {
        assert!(names.iter().any(|other| other == name), "{name} in {names:?}");
    }
    assert_eq!(names.len(), 7, "{names:?}");
    desk.close().await;
}

/// Outlook's envelope of one file.
fn envelope(name: &str, bytes: &[u8]) -> Vec<u8> {
    let mut whole = vec![0x78, 0x9f, 0x3e, 0x22, 1, 0];
    for (id, data) in
        [(0x0006_9002_u32, &[0; 14][..]), (0x0001_8010, &[name.as_bytes(), &[0]].concat()), (0x0006_800f, bytes)]
    {
        whole.push(2);
        whole.extend(id.to_le_bytes());
        whole.extend((data.len() as u32).to_le_bytes());
        whole.extend(data);
        let sum = data.iter().fold(0_u16, |sum, byte| sum.wrapping_add(u16::from(*byte)));
        whole.extend(sum.to_le_bytes());
    }
    whole
}

#[tokio::test]
async fn signed_mails_show_their_text_and_envelopes_their_files() {
    let desk = Desk::set_up().await;
    let ana = with_a_group(&desk).await;
    let signed = format!(
        "From: b@canelos.example\r\nSubject: Firmado\r\n\
         Content-Type: multipart/signed; protocol=\"application/pgp-signature\"; boundary=s\r\n\r\n--s\r\n\
         Content-Type: multipart/mixed; boundary=m\r\n\r\n--m\r\n\
         Content-Type: multipart/alternative; boundary=a\r\n\r\n--a\r\n\r\nEn palabras.\r\n--a\r\n\
         Content-Type: multipart/related; boundary=r\r\n\r\n--r\r\nContent-Type: text/html\r\n\r\n\
         <p>Con <b>foto</b>: <img src=\"cid:f\"></p>\r\n--r\r\nContent-Type: image/png; name=foto.png\r\nContent-ID: <f>\r\n\
         Content-Transfer-Encoding: base64\r\n\r\n{PIXEL}\r\n--r--\r\n--a--\r\n--m\r\n\
         Content-Type: application/pdf; name=plano.pdf\r\n\r\n%PDF\r\n--m--\r\n--s\r\n\
         Content-Type: application/pgp-signature; name=firma.asc\r\n\r\n-----BEGIN PGP SIGNATURE-----\r\n--s--\r\n"
    );
    let case = begun(&desk, &ana, signed).await;
    assert_eq!((&case["description"], &case["letter"]["sealed"]), (&json!("En palabras."), &json!(false)));
    assert_eq!(files(&case), ["firma.asc", "foto.png", "plano.pdf"]);
    let face = format!("/api/v1/tickets/{}/mails/{}/face", case["number"], case["letter"]["id"]);
    let face = ana.get(&face).await.is(200).text;
    assert!(face.contains("<b>foto</b>") && face.contains("data:image/png;base64,"), "{face}");

    let of_outlook = format!(
        "From: b@canelos.example\r\nSubject: De Outlook\r\nContent-Type: multipart/mixed; boundary=m\r\n\r\n--m\r\n\r\n\
         Va el plano.\r\n--m\r\nContent-Type: application/ms-tnef; name=winmail.dat\r\n\
         Content-Transfer-Encoding: base64\r\n\r\n{}\r\n--m\r\n\
         Content-Type: application/ms-tnef; name=roto.dat\r\n\r\nnada\r\n--m--\r\n",
        STANDARD.encode(envelope("plano.pdf", b"%PDF-1.4"))
    );
    let case = begun(&desk, &ana, of_outlook).await;
    assert_eq!(case["description"], "Va el plano.");
    assert_eq!(files(&case), ["plano.pdf", "roto.dat"]);
    desk.close().await;
}

#[tokio::test]
async fn of_a_very_long_mail_the_beginning_is_shown_and_says_so() {
    let desk = Desk::set_up().await;
    let ana = with_a_group(&desk).await;
    let shows = async |number: &Value, mail: &Value| {
        ana.get(&format!("/api/v1/tickets/{number}/mails/{mail}/face")).await.is(200).text
    };
    let in_html = |body: &str| {
        format!(
            "From: b@canelos.example\r\nSubject: Largo\r\nMessage-ID: <{}@x>\r\nContent-Type: text/html\r\n\r\n{body}",
            body.len()
        )
    };
    // Ten megabytes of tables in tables; and as many of plain rows.
    let nested = "<table><tr><td>".repeat(700_000);
    let rows =
        format!("<p>Al comienzo</p>{}", format!("<p>Una fila más, {}</p>\r\n", "larga ".repeat(20)).repeat(70_000));
    for (body, seen) in [(&nested, None), (&rows, Some("Al comienzo"))] {
        assert!(body.len() > 10_000_000);
        let begun = begun(&desk, &ana, in_html(body)).await;
        assert_eq!((&begun["letter"]["shortened"], &begun["letter"]["face"]), (&json!(true), &json!(true)));
        let face = shows(&begun["number"], &begun["letter"]["id"]).await;
        assert!(seen.is_none_or(|seen| face.contains(seen)), "{face:.400}");
        assert!(face.len() < 3_000_000, "{}", face.len());
        let raw = format!("/api/v1/tickets/{}/mails/{}/raw", begun["number"], begun["letter"]["id"]);
        assert!(ana.get(&raw).await.is(200).text.len() > 10_000_000);
    }
    let plain =
        begun(&desk, &ana, format!("From: b@canelos.example\r\nSubject: Más\r\n\r\n{}", "más ".repeat(600_000)));
    assert_eq!(plain.await["letter"]["shortened"], true);
    let longer =
        format!("From: b@canelos.example\r\nSubject: Registro\r\n\r\n{}", "línea de un registro\r\n".repeat(3_000));
    assert_eq!(begun(&desk, &ana, longer).await["letter"]["shortened"], true, "more than a text may have");
    let short = begun(&desk, &ana, in_html("<p>Corto</p>")).await;
    assert_eq!(short["letter"]["shortened"], false);
    desk.close().await;
}

/// Files are kept packed as they came: what would be without end when it is unpacked costs what it is.
#[tokio::test]
async fn a_bomb_is_a_file_like_any_other() {
    let desk = Desk::set_up().await;
    let ana = with_a_group(&desk).await;
    let mut zip = b"PK\x03\x04\x14\0\0\0\x08\0".to_vec();
    zip.extend([0_u8; 4]);
    zip.extend([0xff; 8]);
    zip.extend([0x08, 0, 0, 0]);
    zip.extend(b"ceros.txt");
    zip.extend([0_u8; 40_000]);
    let tnef = {
        // One attachment that says it is two gigabytes long.
        let mut bytes = 0x223e_9f78_u32.to_le_bytes().to_vec();
        bytes.extend([1, 0, 2, 0x0f, 0x80, 6, 0]);
        bytes.extend(0x7fff_ffff_u32.to_le_bytes());
        bytes.extend([0_u8; 100]);
        bytes
    };
    let part = |kind: &str, name: &str, bytes: &[u8]| {
        format!(
            "--m\r\nContent-Type: {kind}; name={name}\r\nContent-Transfer-Encoding: base64\r\n\
             Content-Disposition: attachment\r\n\r\n{}\r\n",
            STANDARD.encode(bytes)
        )
    };
    let raw = format!(
        "From: b@canelos.example\r\nSubject: Bomba\r\nContent-Type: multipart/mixed; boundary=m\r\n\r\n--m\r\n\r\nVa.\r\n{}{}--m--\r\n",
        part("application/zip", "bomba.zip", &zip),
        part("application/ms-tnef", "winmail.dat", &tnef)
    );
    let begun = begun(&desk, &ana, raw).await;
    assert_eq!(files(&begun), ["bomba.zip", "winmail.dat"]);
    let sizes: Vec<&Value> = begun["attachments"].as_array().unwrap().iter().map(|file| &file["size"]).collect();
    assert_eq!(sizes, [&json!(zip.len()), &json!(tnef.len())]);
    desk.close().await;
}

#[tokio::test]
async fn of_many_large_pictures_the_face_shows_some_and_says_where_the_others_are() {
    let desk = Desk::set_up().await;
    let ana = with_a_group(&desk).await;
    // Each begins as a picture does, and has two megabytes and a half.
    let picture = STANDARD.encode([STANDARD.decode(PIXEL).unwrap(), vec![0; 2_500_000]].concat());
    let parts: String = (0..4)
        .map(|n| {
            format!(
                "--r\r\nContent-Type: image/png\r\nContent-ID: <foto{n}>\r\nContent-Transfer-Encoding: base64\r\n\r\n{picture}{n}===\r\n"
            )
        })
        .collect();
    let shown: String = (0..4).map(|n| format!("<img src=\"cid:foto{n}\">")).collect();
    let raw = format!(
        "From: b@canelos.example\r\nSubject: Fotos\r\nMessage-ID: <fotos@x>\r\nMIME-Version: 1.0\r\n\
         Content-Type: multipart/related; boundary=r\r\n\r\n--r\r\nContent-Type: text/html\r\n\r\n{shown}\r\n{parts}--r--\r\n"
    );
    let begun = begun(&desk, &ana, raw).await;
    assert_eq!(files(&begun).len(), 4);
    let face = format!("/api/v1/tickets/{}/mails/{}/face", begun["number"], begun["letter"]["id"]);
    let face = ana.get(&face).await.is(200).text;
    assert_eq!(face.matches("data:image/png;base64,").count(), 2);
    assert!(face.contains("Hay 2 imágenes que no se muestran aquí por su tamaño"), "{face:.600}");
    desk.close().await;
}
