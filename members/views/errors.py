"""Pages for what went wrong. None of them asks the database; each carries the number of the request."""

from collections.abc import Callable
from http import HTTPStatus

from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string

from members.sealing import Unreadable

REASONS = {
    400: (
        "Chương trình không hiểu yêu cầu này",
        "Nội dung gửi lên bị hỏng. Quay lại trang trước và làm lại.",
    ),
    403: ("Đồng chí không có quyền làm việc này", "Nếu việc này thuộc phần của đồng chí, đề nghị văn phòng cấp quyền."),
    404: ("Không tìm thấy trang", "Không tìm thấy, hoặc không thuộc phạm vi của đồng chí."),
    405: ("Trang này không mở thẳng được", "Chưa ghi gì cả. Quay lại trang trước và bấm lại nút ở đó."),
    413: ("Gửi lên quá nhiều một lần", "Chia nhỏ tệp hoặc danh sách rồi gửi từng phần."),
    500: ("Chương trình gặp lỗi", "Việc vừa làm chưa được ghi. Thử lại; nếu vẫn lỗi, báo văn phòng kèm số dưới đây."),
}
EXPIRED = ("Trang này mở đã lâu", "Chưa ghi gì cả. Quay lại trang trước, tải lại trang rồi gửi lần nữa.")
# When even the templates can't be read.
BARE = (
    '<!doctype html><html lang="vi"><meta charset="utf-8"><title>{0}</title><h1>{0}</h1><p>{1}</p>'
    "<p>Số yêu cầu: {2}</p>"
)


def answer(request: HttpRequest, status: int, said: tuple[str, str] | None = None) -> HttpResponse:
    title, sentence = said or REASONS[status]
    number = getattr(request, "number", "")
    try:
        page = render_to_string("error.html", {"title": title, "sentence": sentence, "number": number})
    except Exception:
        # The page for errors must not fail itself.
        page = BARE.format(title, sentence, number)
    return HttpResponse(page, status=status)


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return answer(request, 413 if type(exception).__name__ in TOO_MUCH else 400)


TOO_MUCH = {"RequestDataTooBig", "TooManyFieldsSent", "TooManyFilesSent"}


def forbidden(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return answer(request, 403)


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return answer(request, 404)


def failed(request: HttpRequest) -> HttpResponse:
    return answer(request, 500)


def in_words(get_response: Callable[[HttpRequest], HttpResponse]) -> Callable[[HttpRequest], HttpResponse]:
    """Middleware: a page asked in a way it does not take (an address of a form opened again) says so; Django's own
    answer is empty."""

    def answered(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        if response.status_code != HTTPStatus.METHOD_NOT_ALLOWED or response.content:
            return response
        page = answer(request, 405)
        page["Allow"] = response["Allow"]
        return page

    answered.process_exception = kept_with_another_key  # type: ignore[attr-defined]  # Django asks the function for it
    return answered


def kept_with_another_key(request: HttpRequest, exception: Exception) -> HttpResponse | None:
    """What a page would show was sealed with the key of another installation: no fault of the program."""
    if not isinstance(exception, Unreadable):
        return None
    return answer(request, HTTPStatus.CONFLICT, ("Không mở lại được tệp này", exception.sentence))


def csrf_failed(request: HttpRequest, reason: str = "") -> HttpResponse:
    return answer(request, 403, EXPIRED)
