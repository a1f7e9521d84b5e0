"""A stopwatch for one step: by the clock, and by the processor, which a busy machine disturbs less."""

from __future__ import annotations

import time


class Watch:
    """Runs from when it is made."""

    def __init__(self) -> None:
        self.clock, self.processor = time.perf_counter(), time.process_time()

    def stop(self) -> dict[str, float]:
        """Seconds of both since then; the processor's are those of all threads."""
        return {"seconds": time.perf_counter() - self.clock, "processor": time.process_time() - self.processor}
