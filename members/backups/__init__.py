"""The whole register in one file, and back: database, media and the witness, sealed for whoever keeps the key.

`take` writes one file, `put_back` reads it. How a database is dumped and loaded is said once for each engine.
"""

from members.backups.keys import make_key
from members.backups.restoring import put_back
from members.backups.taking import take

__all__ = ["make_key", "put_back", "take"]
