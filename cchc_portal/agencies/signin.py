"""The forms of signing in and of passwords, in the portal's own order and words."""

from __future__ import annotations

from typing import Any

from allauth.account import forms as account

from .formbase import PortalFormMixin

RULES = "Ít nhất 12 ký tự. Có thể dùng một câu dài dễ nhớ, viết không dấu."


def _plain_widgets(form: Any, labels: dict[str, str], hints: dict[str, str] | None = None) -> None:
    """Label every box above it, not inside it."""
    for name, field in form.fields.items():
        field.label = labels.get(name, field.label)
        field.help_text = (hints or {}).get(name, "")
        field.widget.attrs.pop("placeholder", None)


class LoginForm(PortalFormMixin, account.LoginForm):
    """User name or e-mail, and the password."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields.pop("remember", None)
        _plain_widgets(self, {"login": "Tên đăng nhập hoặc thư điện tử", "password": "Mật khẩu"})
        self.fields["login"].widget.attrs.update(
            autocapitalize="none", spellcheck="false", autocomplete="username"
        )
        self.speak_vietnamese()


class ResetPasswordForm(PortalFormMixin, account.ResetPasswordForm):
    """Where to send the link for a new password."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _plain_widgets(
            self,
            {"email": "Thư điện tử"},
            {"email": "Địa chỉ công vụ đã ghi trong tài khoản."},
        )
        self.speak_vietnamese()


class ResetPasswordKeyForm(PortalFormMixin, account.ResetPasswordKeyForm):
    """The new password, after following the link."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _plain_widgets(
            self,
            {"password1": "Mật khẩu mới", "password2": "Nhập lại mật khẩu mới"},
            {"password1": RULES},
        )
        self.speak_vietnamese()


class ChangePasswordForm(PortalFormMixin, account.ChangePasswordForm):
    """The old password and the new one."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        labels = {
            "oldpassword": "Mật khẩu đang dùng",
            "password1": "Mật khẩu mới",
            "password2": "Nhập lại mật khẩu mới",
        }
        _plain_widgets(self, labels, {"password1": RULES})
        self.speak_vietnamese()


class ReauthenticateForm(PortalFormMixin, account.ReauthenticateForm):
    """The password once more, before something delicate."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _plain_widgets(self, {"password": "Mật khẩu"})
        self.speak_vietnamese()
