"""Which instrument holds for a subject on a day: the value is its name."""

from __future__ import annotations

from datetime import date

from .parts import Confidence, Instrument, Rule, Wording, rule

HIGH, MED, LOW, UNVERIFIED = Confidence.HIGH, Confidence.MED, Confidence.LOW, Confidence.UNVERIFIED
Line = (
    tuple[str, tuple[int, int, int]]
    | tuple[str, tuple[int, int, int], Confidence]
    | tuple[str, tuple[int, int, int], Confidence, str]
)

DAY_OF_338 = "Chưa rõ ngày của 338-QĐ/TW; ngày ghi là của 339-QĐ/TW."


def _followed(name: str, title: str, *lines: Line) -> Rule:
    """`lines` are name, first day, how sure where that is not HIGH, and a note; each replaces the one before."""
    wordings = []
    for line in lines:
        paper, day = line[0], line[1]
        confidence = line[2] if len(line) > 2 else HIGH
        note = line[3] if len(line) > 3 else ""
        wordings.append(Wording(Instrument(paper, date(*day)), paper, "", confidence, note))
    return rule(f"instrument.{name}", title, "{}", *wordings)


INSTRUMENTS = (
    _followed("charter", "Điều lệ Đảng", ("Điều lệ Đảng (Đại hội XI)", (2011, 1, 19)),
              ("Điều lệ Đảng (Đại hội XI, chưa thấy văn bản sửa)", (2026, 1, 19), MED)),
    _followed("implementation", "Quy định thi hành Điều lệ", ("29-QĐ/TW", (2016, 7, 25)), ("24-QĐ/TW", (2021, 7, 30)),
              ("232-QĐ/TW", (2025, 1, 20)), ("294-QĐ/TW", (2025, 7, 1)), ("20-QĐ/TW", (2026, 4, 8)),
              ("208-QĐ/TW", (2026, 7, 26))),
    _followed("guidance", "Hướng dẫn của Ban Bí thư", ("01-HD/TW (2016)", (2016, 9, 20)),
              ("01-HD/TW (2021)", (2021, 9, 28)), ("06-HD/TW", (2025, 6, 9)), ("01-HD/TW (2026)", (2026, 5, 19))),
    _followed("member_work", "Hướng dẫn nghiệp vụ công tác đảng viên", ("12-HD/BTCTW (2012)", (2012, 5, 17)),
              ("09-HD/BTCTW", (2017, 6, 5)), ("12-HD/BTCTW (2022)", (2022, 1, 18)),
              ("12-HD/BTCTW (2022), sửa theo 3028-CV/BTCTW", (2022, 4, 4), MED), ("38-HD/BTCTW", (2025, 9, 29))),
    _followed("rating", "Kiểm điểm, xếp loại hằng năm", ("132-QĐ/TW", (2018, 3, 8)), ("124-QĐ/TW", (2023, 10, 4)),
              ("366-QĐ/TW", (2025, 8, 30))),
    _followed("rating_guidance", "Hướng dẫn kiểm điểm, xếp loại", ("16-HD/BTCTW", (2018, 9, 24)),
              ("16-HD/BTCTW và 21-HD/BTCTW", (2019, 10, 18)), ("25-HD/BTCTW", (2023, 11, 10)),
              ("43-HD/BTCTW", (2025, 10, 31)), ("43-HD/BTCTW và 10072-CV/BTCTW", (2025, 11, 6)),
              ("43-HD/BTCTW, 10072-CV/BTCTW và 02-HD/BTCTW", (2026, 5, 22), LOW)),
    _followed("discipline", "Kỷ luật, kiểm tra, giám sát", ("22-QĐ/TW", (2021, 7, 28)),
              ("22-QĐ/TW và 69-QĐ/TW", (2022, 7, 6)),
              ("296-QĐ/TW", (2025, 5, 30), MED), ("296-QĐ/TW và 08-HD/TW", (2025, 6, 10), MED),
              ("21-QĐ/TW", (2026, 4, 11), MED)),
    _followed("conduct", "Những điều đảng viên không được làm", ("37-QĐ/TW", (2021, 10, 25), MED),
              ("207-QĐ/TW", (2026, 7, 26), MED)),
    _followed("residence", "Giữ mối liên hệ với nơi cư trú", ("76-QĐ/TW", (2000, 6, 15), UNVERIFIED),
              ("213-QĐ/TW", (2020, 1, 2)), ("213-QĐ/TW và 33-HD/BTCTW", (2020, 10, 30))),
    _followed("documents", "Thể thức văn bản của Đảng", ("66-QĐ/TW", (2017, 2, 6), MED),
              ("66-QĐ/TW và 36-HD/VPTW", (2018, 4, 3), MED), ("399-QĐ/TW", (2026, 1, 9), MED),
              ("399-QĐ/TW và 05-HD/VPTW", (2026, 5, 27), MED)),
    _followed("dues", "Đảng phí", ("342-QĐ/TW", (2010, 12, 28), MED), ("01-QĐ/TW", (2026, 2, 1), MED)),
    _followed("cards", "Thẻ đảng viên", ("85-QĐ/TW", (2003, 10, 6)), ("85-QĐ/TW và 29-CT/TW", (2003, 10, 17)),
              ("51-CT/TW", (2025, 8, 8))),
    _followed("statistics", "Biểu thống kê", ("12-HD/BTCTW (2012), phần 2", (2012, 5, 17)),
              ("3296-CV/BTCTW", (2017, 1, 1), UNVERIFIED, "Chỉ biết là năm 2017, chưa rõ ngày; tính từ đầu năm."),
              ("11-HD/BTCTW", (2021, 12, 13), MED)),
    _followed("meetings", "Sinh hoạt chi bộ", ("50-CT/TW", (2025, 7, 23)), ("50-CT/TW và 42-HD/BTCTW", (2025, 10, 28))),
    _followed("electronic", "Thủ tục và dữ liệu điện tử", ("338-QĐ/TW và 339-QĐ/TW", (2025, 7, 10), HIGH, DAY_OF_338),
              ("338-QĐ/TW, 339-QĐ/TW và 379-QĐ/TW", (2025, 10, 22), HIGH, DAY_OF_338),
              ("338-QĐ/TW, 339-QĐ/TW, 379-QĐ/TW và 384-QĐ/TW", (2025, 11, 19), HIGH, DAY_OF_338)),
)  # fmt: skip
