//! Files that unfold to far more than they are: kept as they came, never unfolded.

use crate::http::desk::{Answer, read};
use crate::program::{Running, done, set_up, token};
use flate2::Compression;
use flate2::write::{DeflateEncoder, GzEncoder};
use flate2::{Crc, CrcWriter};
use image::{DynamicImage, ImageFormat, RgbImage};
use reqwest::{Client, Method, RequestBuilder};
use serde_json::json;
use std::fs;
use std::io::{self, Cursor, Write};
use tempfile::TempDir;

/// How much the bombs hold.
const HOLDS: u64 = 512 << 20;
/// How much memory the desk may take for all of them: a part of one.
const MAY_TAKE: u64 = 96 << 20;

/// So many zeros, through this.
fn zeros(mut into: impl Write) {
    io::copy(&mut io::Read::take(io::repeat(0), HOLDS), &mut into).unwrap();
}

fn gz() -> Vec<u8> {
    let mut packed = GzEncoder::new(Vec::new(), Compression::best());
    zeros(&mut packed);
    packed.finish().unwrap()
}

/// A .zip with one file.
fn zip() -> Vec<u8> {
    let mut packed = CrcWriter::new(DeflateEncoder::new(Vec::new(), Compression::best()));
    zeros(&mut packed);
    let crc = packed.crc().sum().to_le_bytes();
    let packed = packed.into_inner().finish().unwrap();
    let [packed_size, size] = [packed.len() as u64, HOLDS].map(|size| u32::try_from(size).unwrap().to_le_bytes());
    // Version 2.0, no flags, deflated, no date.
    let head = [&[20, 0, 0, 0, 8, 0, 0, 0, 0, 0], &crc[..], &packed_size, &size, &[5, 0, 0, 0]].concat();
    let file = [b"PK\x03\x04", &head[..], b"ceros", &packed].concat();
    let entry = [b"PK\x01\x02\x14\0", &head[..], &[0; 14], b"ceros"].concat();
    let [entry_size, at] = [entry.len(), file.len()].map(|size| u32::try_from(size).unwrap().to_le_bytes());
    let end = [b"PK\x05\x06\0\0\0\0\x01\0\x01\0", &entry_size[..], &at, &[0, 0]].concat();
    [file, entry, end].concat()
}

fn picture(format: ImageFormat) -> Vec<u8> {
    let mut bytes = Cursor::new(Vec::new());
    DynamicImage::from(RgbImage::new(8, 8)).write_to(&mut bytes, format).unwrap();
    bytes.into_inner()
}

/// Small pictures that say they have 60,000 × 60,000 pixels, each where its format says so.
fn vast() -> [(&'static str, Vec<u8>); 4] {
    const SIDE: u16 = 60_000;
    let mut gif = picture(ImageFormat::Gif);
    gif[6..10].copy_from_slice(&[SIDE.to_le_bytes(); 2].concat());

    let mut png = picture(ImageFormat::Png);
    png[16..24].copy_from_slice(&[u32::from(SIDE).to_be_bytes(); 2].concat());
    let mut crc = Crc::new();
    crc.update(&png[12..29]);
    png[29..33].copy_from_slice(&crc.sum().to_be_bytes());

    let mut jpeg = picture(ImageFormat::Jpeg);
    let frame = jpeg.windows(2).position(|marker| marker == [0xff, 0xc0]).unwrap();
    jpeg[frame + 5..frame + 9].copy_from_slice(&[SIDE.to_be_bytes(); 2].concat());

    // The pixels of a WebP cannot be so many, but its canvas can.
    let plain = picture(ImageFormat::WebP);
    let side = (u32::from(SIDE) - 1).to_le_bytes();
    let canvas = [b"VP8X", &[10, 0, 0, 0, 0, 0, 0, 0][..], &side[..3], &side[..3]].concat();
    let length = u32::try_from(plain.len() - 8 + canvas.len()).unwrap().to_le_bytes();
    let webp = [b"RIFF", &length[..], b"WEBP", &canvas, &plain[12..]].concat();

    [("a.gif", gif), ("a.png", png), ("a.jpg", jpeg), ("a.webp", webp)]
}

/// A connection for each request: one that is refused before its body is read is closed behind it, and whoever asks on it
/// at that moment would not be heard.
fn unpooled() -> Client {
    Client::builder().pool_max_idle_per_host(0).build().unwrap()
}

struct Desk {
    running: Running,
    client: Client,
    token: String,
}

impl Desk {
    fn request(&self, method: Method, path: &str) -> RequestBuilder {
        self.client.request(method, format!("{}/api/v1{path}", self.running.url)).bearer_auth(&self.token)
    }

    async fn upload(&self, name: &str, bytes: Vec<u8>) -> Answer {
        read(self.request(Method::POST, &format!("/uploads?name={name}")).body(bytes)).await
    }

    /// The most memory that it ever took, in bytes.
    fn took(&self) -> u64 {
        let status = fs::read_to_string(format!("/proc/{}/status", self.running.id())).unwrap();
        let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:")).unwrap();
        line.trim().trim_end_matches(" kB").parse::<u64>().unwrap() * 1024
    }
}

#[tokio::test]
async fn what_unfolds_to_far_more_than_it_is_comes_back_as_it_was_and_takes_no_memory() {
    let folder = TempDir::new().unwrap();
    let data = folder.path().join("desk.redb");
    set_up(&data, "correcto caballo batería");
    let token = token(&data, "agent");
    let desk = Desk { running: Running::start(&data), client: unpooled(), token };
    let (gz, zip) = (gz(), zip());
    assert!(gz.len() as u64 * 500 < HOLDS && zip.len() as u64 * 500 < HOLDS);
    let before = desk.took();

    // What comes packed is refused as it stands, whatever it is for.
    for path in ["/tickets", "/uploads?name=a.gz"] {
        let packed = desk.request(Method::POST, path).header("content-type", "application/json");
        read(packed.header("content-encoding", "gzip").body(gz.clone())).await.fails(415, "unsupported_media_type");
    }

    // What is sent along is kept as it came; what says that it is a vast picture is not drawn.
    let requester = json!({ "email": "rosa@canelos.example" });
    let case = json!({ "subject": "Archivos", "channel": "mail", "requester": requester });
    let number = read(desk.request(Method::POST, "/tickets").json(&case)).await.is(201).json["number"].clone();
    for (name, bytes) in [("a.gz", gz), ("a.zip", zip)].into_iter().chain(vast()) {
        let sent = desk.upload(name, bytes.clone()).await.is(201).json;
        let note = json!({ "text": name, "attachments": [sent["id"]] });
        let noted = desk.request(Method::POST, &format!("/tickets/{number}/notes")).json(&note);
        read(noted).await.is(201);
        let timeline = read(desk.request(Method::GET, &format!("/tickets/{number}/timeline"))).await.is(200).json;
        let file = timeline["items"].as_array().unwrap().last().unwrap()["note"]["attachments"][0]["id"].clone();
        let link = format!("/tickets/{number}/attachments/{}", file.as_str().map_or(file.to_string(), str::to_owned));
        read(desk.request(Method::GET, &format!("{link}/preview"))).await.fails(404, "not_found");
        let kept = desk.request(Method::GET, &link).send().await.unwrap().bytes().await.unwrap();
        assert!(kept == bytes, "{name}");
    }

    let took = desk.took() - before;
    assert!(took < MAY_TAKE, "it took {} MiB more", took >> 20);
    let log = tokio::task::spawn_blocking(|| desk.running.end()).await.unwrap();
    assert!(!log.contains("panic"), "{log}");
    done(&data, &["check", "--rebuild"], "");
}
