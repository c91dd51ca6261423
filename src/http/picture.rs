//! Pictures that people send along, drawn anew and small: what is shown was made here, and holds nothing but pixels.
//! The decoders are bounded, and run apart from the requests.

use crate::desk::Fault;
use crate::http::problem::{Code, Problem};
use image::codecs::jpeg::JpegEncoder;
use image::codecs::png::PngEncoder;
use image::{DynamicImage, ImageDecoder, ImageFormat, ImageReader, Limits};
use rules::survey::LOGO_MAX;
use std::io::Cursor;
use std::sync::Arc;
use tokio::sync::Semaphore;

/// The longest side of what is shown, in pixels.
const SHOWN: u32 = 1_600;
/// The longest side that a picture may have.
const MOST_SIDE: u32 = 20_000;
/// How many pixels a picture may have: more than any camera of a telephone gives by itself.
const MOST_PIXELS: u64 = 40_000_000;
/// How much memory a decoder may take.
const MOST_MEMORY: u64 = 256 << 20;
/// How many pictures are drawn at the same time.
const AT_ONCE: usize = 1;
/// How many are at work or wait for their turn; more are told to come back.
const MOST: usize = 32;
/// The quality of a JPEG, of 100.
const QUALITY: u8 = 82;

/// A picture as it is shown.
#[derive(Debug)]
pub(super) struct Picture {
    /// What it is.
    pub(super) media_type: &'static str,
    /// Its bytes.
    pub(super) bytes: Vec<u8>,
}

/// Where pictures are drawn.
#[derive(Clone, Debug)]
pub struct Drawing {
    turns: Arc<Semaphore>,
    places: Arc<Semaphore>,
}

impl Default for Drawing {
    fn default() -> Self {
        Self { turns: Arc::new(Semaphore::new(AT_ONCE)), places: Arc::new(Semaphore::new(MOST)) }
    }
}

impl Drawing {
    /// Draws the picture that `read` reads, when its turn comes.
    pub(super) async fn draw(
        &self,
        read: impl FnOnce() -> Result<Vec<u8>, Fault> + Send + 'static,
    ) -> Result<Picture, Problem> {
        self.turn(move || read().map(|bytes| draw(&bytes))).await?.ok_or_else(|| Problem::of(Code::NotFound))
    }

    /// Draws a logo from this picture; `None`: it is no picture, or cannot be made so small.
    pub(super) async fn logo(&self, bytes: Vec<u8>) -> Result<Option<Picture>, Problem> {
        self.turn(move || Ok(draw_logo(&bytes))).await
    }

    /// Has something drawn when its turn comes.
    async fn turn(
        &self,
        work: impl FnOnce() -> Result<Option<Picture>, Fault> + Send + 'static,
    ) -> Result<Option<Picture>, Problem> {
        let place = Arc::clone(&self.places).try_acquire_owned().map_err(|_| Problem::busy())?;
        let turn = Arc::clone(&self.turns).acquire_owned().await.map_err(|error| Problem::internal(&error))?;
        let drawn = tokio::task::spawn_blocking(move || {
            let drawn = work();
            // Whoever gave up waiting for the picture held their turn until here all the same.
            drop((turn, place));
            drawn
        });
        // A decoder that panics has met no picture.
        Ok(drawn.await.unwrap_or(Ok(None))?)
    }
}

/// The picture in these bytes, small and upright; nothing when there is none, or one beyond the bounds. Of moving ones
/// the first.
fn draw(bytes: &[u8]) -> Option<Picture> {
    written(&upright(bytes, (SHOWN, SHOWN))?)
}

/// The longest sides that a logo is drawn with.
const LOGO_SIDES: (u32, u32) = (480, 160);

/// A logo from the picture in these bytes: as large as its bytes allow.
fn draw_logo(bytes: &[u8]) -> Option<Picture> {
    if !may_be_logo(image::guess_format(bytes).ok()?) {
        return None;
    }
    let whole = upright(bytes, LOGO_SIDES)?;
    let mut picture = whole.clone();
    loop {
        let drawn = written(&picture)?;
        if drawn.bytes.len() <= LOGO_MAX {
            return Some(drawn);
        }
        let (width, height) = (picture.width() * 4 / 5, picture.height() * 4 / 5);
        if width < 16 || height < 16 {
            return None;
        }
        picture = whole.thumbnail(width, height);
    }
}

const fn may_be_logo(format: ImageFormat) -> bool {
    matches!(format, ImageFormat::Png | ImageFormat::Jpeg | ImageFormat::WebP)
}

/// What these bytes are when they are a logo as the desk draws one. Only their head is looked at: whoever shows them gets
/// no more than so many bytes and pixels.
pub(super) fn logo_type(bytes: &[u8]) -> Option<&'static str> {
    let reader = ImageReader::new(Cursor::new(bytes)).with_guessed_format().ok()?;
    let media_type = match reader.format()? {
        ImageFormat::Png => "image/png",
        ImageFormat::Jpeg => "image/jpeg",
        _ => return None,
    };
    let (width, height) = reader.into_dimensions().ok()?;
    let small = width <= LOGO_SIDES.0 && height <= LOGO_SIDES.1 && bytes.len() <= LOGO_MAX;
    small.then_some(media_type)
}

/// The picture in these bytes, upright and within these sides; nothing when there is none, or one beyond the bounds.
fn upright(bytes: &[u8], (widest, highest): (u32, u32)) -> Option<DynamicImage> {
    let mut limits = Limits::no_limits();
    (limits.max_image_width, limits.max_image_height) = (Some(MOST_SIDE), Some(MOST_SIDE));
    limits.max_alloc = Some(MOST_MEMORY);
    let mut reader = ImageReader::new(Cursor::new(bytes)).with_guessed_format().ok()?;
    reader.limits(limits);
    let mut decoder = reader.into_decoder().ok()?;
    let (width, height) = decoder.dimensions();
    if u64::from(width) * u64::from(height) > MOST_PIXELS {
        return None;
    }
    let orientation = decoder.orientation().ok();
    let mut picture = DynamicImage::from_decoder(decoder).ok()?;
    if let Some(orientation) = orientation {
        picture.apply_orientation(orientation);
    }
    if picture.width() > widest || picture.height() > highest {
        picture = picture.thumbnail(widest, highest);
    }
    Some(picture)
}

/// A picture as it is sent.
fn written(picture: &DynamicImage) -> Option<Picture> {
    let mut bytes = Vec::new();
    if picture.color().has_alpha() {
        picture.to_rgba8().write_with_encoder(PngEncoder::new(&mut bytes)).ok()?;
        return Some(Picture { media_type: "image/png", bytes });
    }
    picture.to_rgb8().write_with_encoder(JpegEncoder::new_with_quality(&mut bytes, QUALITY)).ok()?;
    Some(Picture { media_type: "image/jpeg", bytes })
}

#[cfg(test)]
mod tests {
    use super::{LOGO_MAX, SHOWN, draw, draw_logo, logo_type};
    use image::{DynamicImage, GenericImageView, ImageFormat, RgbImage, RgbaImage};
    use std::io::Cursor;

    fn written(picture: &DynamicImage, format: ImageFormat) -> Vec<u8> {
        let mut bytes = Cursor::new(Vec::new());
        assert!(picture.write_to(&mut bytes, format).is_ok());
        bytes.into_inner()
    }

    #[test]
    fn a_picture_is_drawn_anew_and_small() {
        let large = DynamicImage::from(RgbImage::new(3_200, 400));
        for format in [ImageFormat::Png, ImageFormat::Jpeg, ImageFormat::WebP, ImageFormat::Gif] {
            let mut bytes = written(&large, format);
            // What hides behind the picture does not come along.
            bytes.extend(b"<script>alert(1)</script>");
            assert!(crate::store::kept_file::begins_as_picture(&bytes));
            let drawn = draw(&bytes).map(|picture| picture.bytes).unwrap_or_default();
            assert!(!String::from_utf8_lossy(&drawn).contains("script"));
            let shown = image::load_from_memory(&drawn).map(|picture| picture.dimensions()).ok();
            assert_eq!(shown, Some((SHOWN, 200)), "{format:?}");
        }
        let clear = written(&DynamicImage::from(RgbaImage::new(30, 20)), ImageFormat::Png);
        assert_eq!(draw(&clear).map(|picture| picture.media_type), Some("image/png"));
    }

    #[test]
    fn a_logo_is_drawn_as_large_as_its_bytes_allow() {
        let plain = written(&DynamicImage::from(RgbaImage::new(3_000, 1_000)), ImageFormat::Png);
        let drawn = draw_logo(&plain).map(|logo| logo.bytes).unwrap_or_default();
        assert_eq!(logo_type(&drawn), Some("image/png"));
        assert_eq!(image::load_from_memory(&drawn).map(|logo| logo.dimensions()).ok(), Some((480, 160)));
        // What cannot be pressed together is drawn smaller, until it fits.
        let noise = RgbaImage::from_fn(900, 300, |x, y| {
            let n = (x * 7_919 + y * 104_729).wrapping_mul(2_654_435_761);
            image::Rgba(n.to_le_bytes())
        });
        let drawn = draw_logo(&written(&DynamicImage::from(noise), ImageFormat::Png)).map(|logo| logo.bytes);
        assert!(drawn.is_some_and(|bytes| bytes.len() <= LOGO_MAX && logo_type(&bytes).is_some()));
        assert!(draw_logo(&written(&DynamicImage::from(RgbImage::new(9, 9)), ImageFormat::Gif)).is_none());
        assert_eq!(logo_type(&plain), None, "too large");
        assert_eq!(logo_type(b"<svg xmlns=\"http://www.w3.org/2000/svg\"/>"), None);
    }

    #[test]
    fn what_is_no_picture_or_too_large_is_not_drawn() {
        let whole = written(&DynamicImage::from(RgbImage::new(300, 200)), ImageFormat::Png);
        // A GIF says its size in the bytes 6 to 9: 60,000 × 60,000, and 9,000 × 9,000.
        let of_size = |size: u16| {
            let mut bytes = written(&DynamicImage::from(RgbImage::new(8, 8)), ImageFormat::Gif);
            bytes[6..10].copy_from_slice(&[size.to_le_bytes(), size.to_le_bytes()].concat());
            bytes
        };
        let svg = br#"<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><script>1</script></svg>"#;
        let none: [&[u8]; 7] =
            [b"", b"%PDF-1.7", svg, b"\x89PNG\r\n\x1a\n", &whole[..whole.len() / 2], &of_size(60_000), &of_size(9_000)];
        for bytes in none {
            assert!(draw(bytes).is_none(), "{:?}", bytes.get(..8));
        }
    }
}
