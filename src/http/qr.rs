//! Pictures that telephones read.

use qrcode::QrCode;
use qrcode::render::svg;

/// A text as the picture (SVG) of a QR code; `None`: it is too long for one.
pub(super) fn picture(text: &str) -> Option<String> {
    Some(QrCode::new(text).ok()?.render::<svg::Color<'_>>().min_dimensions(200, 200).build())
}
