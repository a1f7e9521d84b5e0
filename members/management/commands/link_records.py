"""The matcher alone, on two .csv files; the register is not asked."""

from __future__ import annotations

from argparse import ArgumentParser
from typing import Any

from kit.matching import Description
from kit.matching.files import descriptions
from kit.matching.linkage import link
from kit.reading import Refused
from members.commanding import OfficeCommand, sent, write_json
from members.errors import Refusal


class Command(OfficeCommand):
    help = "Khớp người giữa hai tệp .csv bất kỳ, mỗi bên mỗi người một lần."

    def add_arguments(self, parser: ArgumentParser) -> None:
        super().add_arguments(parser)
        parser.add_argument("left", metavar="LEFT.csv", help="tệp thứ nhất")
        parser.add_argument("right", metavar="RIGHT.csv", help="tệp thứ hai")
        parser.add_argument("--json", metavar="OUT", required=True, help="ghi kết quả ra tệp JSON")

    def carry_out(self, **options: Any) -> None:
        self.actor(options)
        left, right = (self._people(options[side]) for side in ("left", "right"))
        self.progress("Đang khớp …")
        found = [one for one in link(left, right, one_to_one=True).links if one is not None]
        pairs = [
            {"left": left[one.left].id, "right": right[one.right].id, "score": round(one.score, 6), "sure": one.sure}
            for one in found
        ]
        write_json(options["json"], {"pairs": pairs})
        sure = sum(one.sure for one in found)
        self.stdout.write(f"Tệp thứ nhất {len(left)}, tệp thứ hai {len(right)}, khớp {len(found)}, chắc {sure}.")

    def _people(self, file: str) -> list[Description]:
        path = sent(file)
        try:
            return descriptions(path.name, path.read_bytes())
        except OSError as error:
            raise Refusal(f"Không mở được tệp {path.name}.") from error
        except Refused as refused:
            raise Refusal(refused.sentence) from refused
