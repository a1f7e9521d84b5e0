"""Who signs in. What somebody may see comes from roles, which live in dated terms of their own."""

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.sessions.base_session import AbstractBaseSession
from django.db import models


class AccountManager(BaseUserManager["Account"]):
    """Django's login looks accounts up here; accounts are made by the verbs of `procedure.accounts`."""


class Account(AbstractBaseUser):
    username = models.CharField("tên đăng nhập", max_length=60, unique=True)
    full_name = models.CharField("họ và tên", max_length=120)
    must_change_password = models.BooleanField("phải đổi mật khẩu", default=True)
    is_active = models.BooleanField("đang dùng", default=True)
    created_at = models.DateTimeField("lập lúc", auto_now_add=True)
    dense_rows = models.BooleanField("bảng dòng dày", default=False)
    opened_at = models.DateTimeField("mở khóa lúc", null=True, blank=True)

    objects = AccountManager()

    USERNAME_FIELD = "username"
    REQUIRED_FIELDS = ["full_name"]

    class Meta:
        verbose_name = "tài khoản"
        verbose_name_plural = "tài khoản"

    def __str__(self) -> str:
        return self.full_name


class SignIn(AbstractBaseSession):
    """A session, with the account it is of."""

    session_key = models.CharField("khóa phiên", max_length=40, primary_key=True)
    session_data = models.TextField("nội dung phiên")
    expire_date = models.DateTimeField("hết hạn lúc", db_index=True)
    account = models.ForeignKey(Account, models.CASCADE, null=True, related_name="sign_ins", verbose_name="tài khoản")

    class Meta:
        verbose_name = "phiên đăng nhập"
        verbose_name_plural = "phiên đăng nhập"

    @classmethod
    def get_session_store_class(cls):  # type: ignore[no-untyped-def]
        from members.sessions import SessionStore

        return SessionStore


class LoginFailure(models.Model):
    """One wrong try; enough of them from one address lock that account for that address for a while."""

    username = models.CharField("tên đăng nhập đã gõ", max_length=60)
    address = models.GenericIPAddressField("địa chỉ máy")
    at = models.DateTimeField("lúc")

    class Meta:
        verbose_name = "lần đăng nhập sai"
        verbose_name_plural = "lần đăng nhập sai"
        indexes = [models.Index(fields=["username", "address", "at"], name="login_failure_lookup")]

    def __str__(self) -> str:
        return f"{self.username} {self.at}"
