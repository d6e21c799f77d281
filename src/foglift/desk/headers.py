"""What every answer tells the browser to forbid, and what is put into a page on its way out.

A page may be rendered once and sent to many: what differs from one to the next (the nonce of its
scripts, the token of its forms, who is logged in) is put in the place of the marks of `render`.
"""

import html
from collections.abc import Callable, Mapping

from foglift.desk.render import CSRF, NONCE, ROLE, USER
from foglift.desk.sessions import Who

_ALWAYS = {
    "x-content-type-options": "nosniff",
    # Tells no other site anything. With no-referrer a browser would not say either where a form
    # comes from, and that is asked of every change.
    "referrer-policy": "same-origin",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "x-frame-options": "DENY",
    "permissions-policy": (
        "accelerometer=(), autoplay=(), camera=(), "
        "display-capture=(), geolocation=(), gyroscope=(), hid=(), magnetometer=(), "
        "microphone=(), midi=(), payment=(), serial=(), usb=(), xr-spatial-tracking=()"
    ),
}
# The map makes its worker and its pictures out of blobs and data of its own.
_PAGE = (
    "default-src 'none'; script-src 'nonce-{nonce}'; style-src 'nonce-{nonce}'; "
    "img-src 'self' data: blob:; font-src 'self'; connect-src 'self'; worker-src 'self' blob:; "
    "manifest-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
_WORKER = "default-src 'none'; script-src 'self' blob:; connect-src 'self'; worker-src blob:"
_OTHER = "default-src 'none'; frame-ancestors 'none'"
_POLICIES = {"text/html": _PAGE, "text/javascript": _WORKER, "application/javascript": _WORKER}


def headers(status: int, kind: str, nonce: str, private: bool) -> Mapping[str, str]:
    """The headers that an answer of some type carries. A page that the browser has already keeps
    the policy that it came with, for it holds the nonce of that."""
    found = dict(_ALWAYS)
    if status != 304:
        found["content-security-policy"] = _POLICIES.get(kind, _OTHER).format(nonce=nonce)
    found["cache-control"] = "no-store" if private else "private, no-cache"
    return found


def filled(page: bytes, nonce: str, who: Who, public: bool, token: Callable[[], str]) -> bytes:
    """The page with its marks filled in; a token is only made for a page that has a form."""
    name = who.name or ("Your name" if who.alone and not public else "")
    for mark, words in ((NONCE, nonce), (ROLE, who.role), (USER, html.escape(name))):
        page = page.replace(mark.encode(), words.encode())
    form = CSRF.encode()
    return page.replace(form, token().encode()) if form in page else page
