"""What `bin/demo` watches, to make the made-up district again when its maker has changed, is there."""

import re

from tests.house.source import ROOT


def test_every_maker_that_the_demo_watches_is_there():
    """Found by trying: a maker had become a folder, and the files that it made stayed the old ones."""
    (watched,) = re.findall(
        r'^  wanted="\$\(fingerprint (\./\*/migrations .*)\)"$', (ROOT / "bin/demo").read_text(), re.M
    )
    for pattern in watched.split():
        assert list(ROOT.glob(pattern)), pattern
