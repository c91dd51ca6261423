//! Files in the envelope that Outlook makes of a mail (`winmail.dat`, MS-OXTNEF): a run of attributes, each with its level,
//! what it is, its length and its bytes. The envelope is read as far as it is whole.

use super::read::File;
use mail_parser::decoders::charsets::map::charset_decoder;

/// How an envelope begins.
const SIGNATURE: &[u8] = &[0x78, 0x9f, 0x3e, 0x22];
/// The level of what is about a file.
const OF_FILE: u8 = 2;
/// By which code page names are written.
const CODE_PAGE: u32 = 0x0006_9007;
/// A file begins.
const BEGINS: u32 = 0x0006_9002;
/// The name of a file.
const TITLE: u32 = 0x0001_8010;
/// The bytes of a file.
const DATA: u32 = 0x0006_800f;

/// The files in the envelope; none: it is none, or has none.
pub(super) fn unpack(envelope: &[u8]) -> Vec<File> {
    let (mut files, mut code_page) = (Vec::<File>::new(), 1252);
    // After the signature comes a key that nothing is done with.
    let Some(mut rest) = envelope.strip_prefix(SIGNATURE).and_then(|rest| rest.get(2..)) else { return files };
    while let Some(attribute) = next(&mut rest) {
        let Attribute { level, id, data } = attribute;
        match (level, id, files.last_mut()) {
            (_, CODE_PAGE, _) => code_page = number(data).unwrap_or(code_page),
            (OF_FILE, BEGINS, _) => files.push(File { name: String::new(), bytes: Vec::new() }),
            (OF_FILE, TITLE, Some(file)) => file.name = text(data, code_page),
            (OF_FILE, DATA, Some(file)) => file.bytes = data.to_vec(),
            _ => {}
        }
    }
    files.retain(|file| !file.name.is_empty());
    files
}

struct Attribute<'a> {
    level: u8,
    id: u32,
    data: &'a [u8],
}

fn next<'a>(rest: &mut &'a [u8]) -> Option<Attribute<'a>> {
    let (level, behind) = rest.split_first()?;
    let (id, length) = (number(behind)?, number(behind.get(4..)?)? as usize);
    let data = behind.get(8..)?.get(..length)?;
    // A checksum of two bytes ends it.
    *rest = behind.get(8 + length + 2..)?;
    Some(Attribute { level: *level, id, data })
}

fn number(bytes: &[u8]) -> Option<u32> {
    bytes.first_chunk().map(|bytes| u32::from_le_bytes(*bytes))
}

fn text(bytes: &[u8], code_page: u32) -> String {
    let bytes = bytes.split(|byte| *byte == 0).next().unwrap_or_default();
    let charset = if code_page == 65_001 { "utf-8".to_owned() } else { format!("windows-{code_page}") };
    match charset_decoder(charset.as_bytes()) {
        Some(decode) => decode(bytes),
        None => String::from_utf8_lossy(bytes).into_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::unpack;

    /// An attribute: its level, what it is, and its checksum.
    fn attribute(level: u8, id: u32, data: &[u8]) -> Vec<u8> {
        let sum = data.iter().fold(0_u16, |sum, byte| sum.wrapping_add(u16::from(*byte)));
        let mut bytes = vec![level];
        bytes.extend(id.to_le_bytes());
        bytes.extend((data.len() as u32).to_le_bytes());
        bytes.extend(data);
        bytes.extend(sum.to_le_bytes());
        bytes
    }

    fn envelope(files: &[(&str, &[u8])]) -> Vec<u8> {
        let mut bytes = super::SIGNATURE.to_vec();
        bytes.extend([1, 0]);
        bytes.extend(attribute(1, 0x0008_9006, &[0, 0, 1, 0]));
        bytes.extend(attribute(1, 0x0006_9007, &[0xe4, 4, 0, 0, 0, 0, 0, 0]));
        let day = [0xea, 7, 11, 0, 28, 0, 9, 0, 0, 0, 0, 0, 6, 0];
        for (name, data) in files {
            bytes.extend(attribute(2, 0x0006_9002, &[1, 0, 0xff, 0xff, 0xff, 0xff, 0, 0, 0, 0, 0, 0, 0, 0]));
            bytes.extend(attribute(2, 0x0001_8010, &[name.as_bytes(), &[0]].concat()));
            bytes.extend(attribute(2, 0x0003_8012, &day));
            bytes.extend(attribute(2, 0x0003_8013, &day));
            bytes.extend(attribute(2, 0x0006_800f, data));
            bytes.extend(attribute(2, 0x0006_9005, &[0; 4]));
        }
        bytes
    }

    #[test]
    fn the_files_of_an_envelope_come_out_and_a_broken_one_gives_none() {
        let whole = envelope(&[("plano.pdf", b"%PDF"), ("vacio.txt", b"")]);
        let files: Vec<_> = unpack(&whole).into_iter().map(|file| (file.name, file.bytes)).collect();
        assert_eq!(files, [("plano.pdf".to_owned(), b"%PDF".to_vec()), ("vacio.txt".to_owned(), Vec::new())]);
        for n in 0..whole.len() {
            let (cut, mut other) = (&whole[..n], whole.clone());
            other[n] ^= 0xff;
            assert!(unpack(cut).len() <= 2 && unpack(&other).len() <= 2, "{n}");
        }
        assert!(unpack(b"").is_empty() && unpack(b"winmail").is_empty());
    }
}
