//! The session's cookie: `__Host-ventanilla` where TLS is, else `ventanilla`.

use poem::Request;
use poem::http::header;

/// The name where TLS is: browsers keep such a cookie to one host, all its paths, and TLS.
const SECURE_NAME: &str = "__Host-ventanilla";
/// The name where it is not: a trial on one's own machine.
const PLAIN_NAME: &str = "ventanilla";

/// The header value that gives a browser its session for `seconds`.
pub(crate) fn set(secret: &str, secure: bool, seconds: i64) -> String {
    let (name, tls) = if secure { (SECURE_NAME, "; Secure") } else { (PLAIN_NAME, "") };
    format!("{name}={secret}; Path=/; Max-Age={seconds}; HttpOnly; SameSite=Lax{tls}")
}

/// The header value that takes it away.
pub(crate) fn clear(secure: bool) -> String {
    set("", secure, 0)
}

/// The session's secret, as the request brings it. Where TLS is, a cookie without the prefix is not believed: another
/// host of the same domain may have set it.
pub(crate) fn read(request: &Request, secure: bool) -> Option<&str> {
    let name = if secure { SECURE_NAME } else { PLAIN_NAME };
    let lines = request.headers().get_all(header::COOKIE).into_iter().filter_map(|line| line.to_str().ok());
    let mut pairs = lines.flat_map(|line| line.split(';')).filter_map(|pair| pair.trim().split_once('='));
    pairs.find(|(key, _)| *key == name).map(|(_, value)| value)
}

#[cfg(test)]
mod tests {
    use super::{read, set};
    use poem::Request;

    #[test]
    fn a_plain_cookie_is_not_believed_where_tls_is() {
        let request = Request::builder()
            .header("cookie", "a=b; ventanilla=plain")
            .header("cookie", "__Host-ventanilla=s")
            .finish();
        assert_eq!(read(&request, true), Some("s"));
        assert_eq!(read(&request, false), Some("plain"));
        assert_eq!(set("x", true, 60), "__Host-ventanilla=x; Path=/; Max-Age=60; HttpOnly; SameSite=Lax; Secure");
    }
}
