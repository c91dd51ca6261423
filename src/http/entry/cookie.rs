//! The cookies: `__Host-ventanilla` where TLS is, else `ventanilla`, for the session; the same with `-device` for the
//! browser in which somebody signed in, `-survey` for a survey that somebody opened, `-review` for
//! its review, `-guest` for who came in to their own pages by a code; and `__Secure-ventanilla-case` for a case that somebody opened by the link of a mail.

use poem::Request;
use poem::http::header;

/// A cookie that no script reads, sent with all paths of the desk unless it says otherwise.
pub(crate) struct Cookie {
    /// The name where TLS is: browsers keep such a cookie to one host, all its paths, and TLS.
    secure_name: &'static str,
    /// The name where it is not: a trial on one's own machine.
    plain_name: &'static str,
    /// Whether browsers send it when a link of another site leads here.
    same_site: &'static str,
}

/// Who is signed in.
pub(crate) const SESSION: Cookie =
    Cookie { secure_name: "__Host-ventanilla", plain_name: "ventanilla", same_site: "Lax" };
/// The browser in which somebody signed in. Only the desk's own pages need it.
pub(crate) const DEVICE: Cookie =
    Cookie { secure_name: "__Host-ventanilla-device", plain_name: "ventanilla-device", same_site: "Strict" };
/// A survey that somebody opened by a link, until they have answered.
pub(crate) const SURVEY: Cookie =
    Cookie { secure_name: "__Host-ventanilla-survey", plain_name: "ventanilla-survey", same_site: "Lax" };

/// The review of a survey that somebody opened by a link.
pub(crate) const REVIEW: Cookie =
    Cookie { secure_name: "__Host-ventanilla-review", plain_name: "ventanilla-review", same_site: "Lax" };

/// Who came in to their own pages by a code.
pub(crate) const GUEST: Cookie =
    Cookie { secure_name: "__Host-ventanilla-guest", plain_name: "ventanilla-guest", same_site: "Lax" };

/// A case that somebody opened by the link of a mail. It is sent with the pages of that case alone, so that several may
/// be open beside each other.
pub(crate) const CASE: Cookie =
    Cookie { secure_name: "__Secure-ventanilla-case", plain_name: "ventanilla-case", same_site: "Lax" };

impl Cookie {
    /// The header value that gives it to a browser for `seconds`.
    pub(crate) fn set(&self, secret: &str, secure: bool, seconds: i64) -> String {
        self.set_below("/", secret, secure, seconds)
    }

    /// The same for what lies below a path. (A name that begins with `__Host-` allows none but the root.)
    pub(crate) fn set_below(&self, path: &str, secret: &str, secure: bool, seconds: i64) -> String {
        let (name, tls, same_site) = (self.name(secure), if secure { "; Secure" } else { "" }, self.same_site);
        format!("{name}={secret}; Path={path}; Max-Age={seconds}; HttpOnly; SameSite={same_site}{tls}")
    }

    /// The header value that takes it away.
    pub(crate) fn clear(&self, secure: bool) -> String {
        self.set("", secure, 0)
    }

    /// Its secret, as the request brings it. Where TLS is, a cookie without the prefix is not believed: another host of
    /// the same domain may have set it.
    pub(crate) fn read<'a>(&self, request: &'a Request, secure: bool) -> Option<&'a str> {
        let name = self.name(secure);
        let lines = request.headers().get_all(header::COOKIE).into_iter().filter_map(|line| line.to_str().ok());
        let mut pairs = lines.flat_map(|line| line.split(';')).filter_map(|pair| pair.trim().split_once('='));
        pairs.find(|(key, _)| *key == name).map(|(_, value)| value)
    }

    fn name(&self, secure: bool) -> &'static str {
        if secure { self.secure_name } else { self.plain_name }
    }
}

#[cfg(test)]
mod tests {
    use super::{DEVICE, SESSION};
    use poem::Request;

    #[test]
    fn a_plain_cookie_is_not_believed_where_tls_is() {
        let request = Request::builder()
            .header("cookie", "a=b; ventanilla-device=d; ventanilla=plain")
            .header("cookie", "__Host-ventanilla=s")
            .finish();
        assert_eq!(SESSION.read(&request, true), Some("s"));
        assert_eq!(SESSION.read(&request, false), Some("plain"));
        assert_eq!(DEVICE.read(&request, true), None);
        assert_eq!(DEVICE.read(&request, false), Some("d"));
        let set = SESSION.set("x", true, 60);
        assert_eq!(set, "__Host-ventanilla=x; Path=/; Max-Age=60; HttpOnly; SameSite=Lax; Secure");
        assert_eq!(DEVICE.clear(false), "ventanilla-device=; Path=/; Max-Age=0; HttpOnly; SameSite=Strict");
    }
}
