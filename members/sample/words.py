"""Made-up people and places: parts of names with how often they come. No real person, no real district."""

from __future__ import annotations

from random import Random

# (family, weight). Lowland and highland families side by side, as in a mountain district.
FAMILIES = (
    ("Nguyễn", 26), ("Trần", 9), ("Lê", 8), ("Phạm", 6), ("Hoàng", 7), ("Vũ", 4), ("Đặng", 4), ("Bùi", 4), ("Đỗ", 3),
    ("Ngô", 2), ("Dương", 3), ("Đinh", 2), ("Phan", 2), ("Trịnh", 2), ("Lưu", 1), ("Mai", 1), ("Tạ", 1), ("Cao", 1),
    ("Nông", 5), ("Lý", 5), ("Triệu", 4), ("Ma", 3), ("Hà", 4), ("Vi", 2), ("Bế", 2), ("Lục", 2), ("Lò", 5),
    ("Quàng", 2), ("Cà", 2), ("Tòng", 2), ("Lường", 2), ("Cầm", 1), ("Bạc", 1), ("Giàng", 4), ("Sùng", 3), ("Vàng", 3),
    ("Thào", 3), ("Hạng", 2), ("Vừ", 2), ("Lầu", 1), ("Cứ", 1), ("Bàn", 2), ("Phàn", 2), ("Chảo", 2),
    ("Tẩn", 2), ("Hứa", 1), ("Long", 1), ("Sần", 1), ("Khoàng", 1), ("Tráng", 1), ("Ly", 1),
)  # fmt: skip
HMONG = frozenset({"Giàng", "Sùng", "Vàng", "Thào", "Hạng", "Vừ", "Lầu", "Cứ", "Tráng", "Ly"})
DAO = frozenset({"Bàn", "Phàn", "Chảo", "Tẩn", "Sần"})
MIDDLES = {
    "m": ("Văn",) * 10 + ("Đức", "Minh", "Quang", "Xuân", "Hữu", "Đình", "Ngọc", "Công", "Tiến", "Mạnh", "Quốc", "Thế",
          "Trọng", "Thanh", "Duy", "Bá", "Hồng", "Hoàng", "Hải", "Việt", "Trung", "Anh", "Gia", "Nhật", "Khắc", "Doãn",
          "Đăng", "Viết", "Sỹ", "Phú"),
    "f": ("Thị",) * 9 + ("Thị Thu", "Thị Kim", "Thị Thanh", "Thị Ngọc", "Thị Bích", "Thị Minh", "Thị Hồng", "Ngọc",
          "Thu", "Phương", "Khánh", "Thị Phương", "Thị Mai", "Thị Lan", "Thị Hải", "Thị Hồng", "Thị Tuyết", "Thị Thúy",
          "Thị Diệu", "Thị Quỳnh", "Minh", "Thùy", "Hồng", "Bích"),
}  # fmt: skip
HIGHLAND_MIDDLES = {
    "hmong": {
        "m": ("A", "A", "A", "Seo", "Seo", "Văn", "Chứ", "Nhìa", "Mí", "Vả"),
        "f": ("Thị", "Thị", "Thị", "Thị Mái", "Thị Dua", "Thị Pàng", "Thị Ka", "Thị Sua"),
    },
    "dao": {
        "m": ("Văn", "Láo", "Tiến", "Phù", "Kim", "Chòi", "Dào", "Tòn", "Quầy", "Vần"),
        "f": ("Thị", "Mùi", "Tả", "Thị", "Mùi", "Chẳn", "Sài", "Thị Mùi"),
    },
}
# Given names three times as frequent as the others.
COMMON = 3
GIVEN = {
    "m": ("An", "Bình", "Cường", "Chính", "Chung", "Dũng", "Duy", "Đạt", "Đông", "Đức", "Giang", "Hải", "Hiếu", "Hòa",
          "Hoàng", "Hùng", "Huy", "Hưng", "Khánh", "Khôi", "Kiên", "Lâm", "Long", "Lực", "Mạnh", "Minh", "Nam", "Nghĩa",
          "Phong", "Phúc", "Quân", "Quang", "Quý", "Sơn", "Tài", "Tâm", "Thái", "Thắng", "Thành", "Thịnh", "Thọ",
          "Tiến", "Toàn", "Trung", "Trường", "Tuấn", "Tùng", "Việt", "Vinh", "Vượng") * COMMON
         + ("Ân", "Bách", "Bảo", "Bắc", "Bằng", "Cảnh", "Chiến", "Chương", "Công", "Cương", "Danh", "Doanh", "Dương",
            "Đại", "Đăng", "Điệp", "Định", "Đoàn", "Đồng", "Giáp", "Hà", "Hào", "Hân", "Hậu", "Hiển", "Hiền", "Hiệp",
            "Hiệu", "Hoan", "Hoàn", "Học", "Hồng", "Huân", "Huấn", "Huỳnh", "Khải", "Khang", "Khiêm", "Khoa", "Khương",
            "Kỳ", "Lai", "Lập", "Liêm", "Linh", "Lộc", "Lợi", "Luân", "Luật", "Lương", "Lưu", "Ngân", "Ngọc", "Nguyên",
            "Nhã", "Nhân", "Nhật", "Nhiên", "Ninh", "Oai", "Phấn", "Phi", "Phú", "Phương", "Quảng", "Quốc", "Quyền",
            "Quyết", "Quỳnh", "Sang", "Sáng", "Sinh", "Sĩ", "Tân", "Tấn", "Thạch", "Thanh", "Thăng", "Thân", "Thế",
            "Thi", "Thiện", "Thiệp", "Thiều", "Thuận", "Thuật", "Thức", "Thực", "Thường", "Thưởng", "Tín", "Tình",
            "Tính", "Toản", "Trí", "Triển", "Trọng", "Trụ", "Trực", "Tú", "Tuân", "Tuệ", "Tuyên", "Tường", "Ước",
            "Vân", "Viên", "Viễn", "Vĩnh", "Vũ", "Xuyên", "Yên"),
    "f": ("An", "Anh", "Ánh", "Bích", "Châm", "Chi", "Diệp", "Dung", "Duyên", "Đào", "Giang", "Hà", "Hạnh", "Hằng",
          "Hiền", "Hoa", "Hòa", "Hồng", "Huệ", "Huyền", "Hương", "Lan", "Liên", "Linh", "Loan", "Lụa", "Ly", "Mai",
          "Mến", "Minh", "Nga", "Ngân", "Ngọc", "Nhung", "Oanh", "Phương", "Quyên", "Sen", "Tâm", "Thảo", "Thu",
          "Thủy", "Thúy", "Trang", "Tuyết", "Vân", "Xuân", "Yến") * COMMON
         + ("Ái", "Bình", "Bưởi", "Cam", "Cúc", "Châu", "Chiên", "Chung", "Dịu", "Dinh", "Duyến", "Đoan", "Gấm", "Hải",
            "Hảo", "Hân", "Hậu", "Hiên", "Hiếu", "Hoài", "Hoàn", "Hoạt", "Hợi", "Hợp", "Hường", "Khanh", "Khuyên",
            "Kiều", "Kim", "Lam", "Lành", "Lâm", "Lê", "Lệ", "Liễu", "Luận", "Luyến", "Lương", "Lựu", "Mận", "Miền",
            "Mơ", "Mùa", "Mừng", "Mỹ", "Ngà", "Nghĩa", "Nguyên", "Nguyệt", "Nhã", "Nhài", "Nhàn", "Nhâm", "Nhi",
            "Nhiên", "Nhuận", "Như", "Ninh", "Nụ", "Phấn", "Phúc", "Phượng", "Quế", "Quý", "Quỳnh", "Sáng", "Sâm",
            "Sim", "Sinh", "Soan", "Thái", "Thanh", "Thành", "Thắm", "Thân", "Thêm", "Thiết", "Thịnh", "Thoa", "Thoan",
            "Thơ", "Thơm", "Thuận", "Thục", "Thư", "Thương", "Tình", "Tĩnh", "Toan", "Trà", "Trâm", "Trinh", "Trúc",
            "Tú", "Tuyến", "Tươi", "Uyên", "Vi", "Viên", "Xinh", "Xoan", "Xuyến", "Yên"),
}  # fmt: skip
HIGHLAND_GIVEN = {
    "hmong": {"m": ("Chu", "Dế", "Dình", "Giống", "Lềnh", "Lử", "Páo", "Phử", "Sếnh", "Tủa", "Vảng", "Vư", "Sử", "Kỷ",
                    "Nủ", "Chờ", "Nhè", "Pó", "Chống", "Tồng", "Phàng", "Chứ", "Dờ", "Khua", "Dia"),
              "f": ("Cở", "Dở", "Mảy", "Mị", "Pà", "Sua", "Xây", "Dợ", "Chía", "Mo",
                    "Xua", "Dua", "Súa", "Say", "Chở", "Dính", "Mỷ", "Pàng", "Lỳ", "Chư", "Sinh", "Máy",
                    "Sông", "Ghênh")},
    "dao": {"m": ("Tá", "Chẳn", "Phú", "Sài", "Vảng", "Guyển", "Sơn", "Lìn"),
            "f": ("Mẩy", "Lai", "Pham", "Khé", "Mùi", "Nhậy")},
}  # fmt: skip

DISTRICT, PROVINCE = "Mường Khoang", "Vân Giang"
FIRST = ("Nậm", "Mường", "Bản", "Tà", "Phiêng", "Khuổi", "Pắc", "Thạch", "Vĩnh", "Tân", "Yên", "Phú", "Cao", "Xuân",
         "Đồng", "Hòa")  # fmt: skip
SECOND = ("Khoang", "Lìn", "Sẳn", "Chà", "Ngàm", "Vèn", "Hẩu", "Loỏng", "Pheo", "Dền", "Khuông", "Sòi", "Mạ", "Chấn",
          "Lập", "Thịnh", "Lạc", "Khê", "Trạch", "Quan")  # fmt: skip
HAMLETS = ("Nà Sản", "Khau Vài", "Pò Mười", "Cốc Lải", "Nậm Tăm", "Huổi Lèng", "Tà Chải", "Phiêng Ban", "Bó Đưa",
           "Pác Nặm", "Lũng Vai", "Đông Cuông", "Nà Lốc", "Khau Tràng", "Pò Sim", "Cốc Mặn", "Nậm Chảy", "Huổi Sản",
           "Tà Lèng", "Phiêng Luông", "Bó Củng", "Pác Khuổi", "Lũng Phìn", "Nà Ngần", "Khau Đôn", "Pò Lùng", "Cốc Pục",
           "Nậm Kha", "Huổi Mí", "Tà Ghênh", "Phiêng Cải", "Bó Luông")  # fmt: skip
# Who is known to everybody is no made-up person.
KNOWN = frozenset({
    "Phạm Minh Chính", "Nguyễn Xuân Phúc", "Lê Đức Thọ", "Trần Quốc Vượng", "Phan Văn Giang", "Nguyễn Trọng Nghĩa",
    "Nguyễn Xuân Thắng", "Bùi Quang Huy", "Nguyễn Mạnh Hùng", "Lê Minh Hưng", "Nguyễn Văn Thắng", "Nguyễn Thị Định",
})  # fmt: skip


def person_name(random: Random, sex: str) -> str:
    """A full name as it is written, for "m" or "f": no part of it twice (Mai Thị Mai), nobody known to everybody."""
    while True:
        name = _name(random, sex)
        parts = name.split()
        if len(set(parts)) == len(parts) and name not in KNOWN:
            return name


def _name(random: Random, sex: str) -> str:
    family = random.choices([name for name, _ in FAMILIES], [weight for _, weight in FAMILIES])[0]
    if name := highland_name(random, family, sex):
        return name
    middle, given = random.choice(MIDDLES[sex]), random.choice(GIVEN[sex])
    return " ".join(part for part in (family, middle, given) if part)


def highland_name(random: Random, family: str, sex: str) -> str:
    """Most people of a Hmong or Dao family bear names of their people; "" for everybody else."""
    people = "hmong" if family in HMONG else "dao" if family in DAO else ""
    if not people or random.random() >= 0.8:
        return ""
    middle = random.choice(HIGHLAND_MIDDLES[people][sex])
    return f"{family} {middle} {random.choice(HIGHLAND_GIVEN[people][sex])}"


def place_names(random: Random, count: int) -> list[str]:
    """Different names of communes; a numeral is added when the pairs run out."""
    pairs = [f"{one} {other}" for one in FIRST for other in SECOND if f"{one} {other}" != DISTRICT]
    random.shuffle(pairs)
    numbered = [f"{name} {number}" for number in range(2, 2 + count // len(pairs) + 1) for name in pairs]
    return (pairs + numbered)[:count]
