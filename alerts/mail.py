"""Alerts as e-mail."""

import smtplib
import ssl
from datetime import datetime
from email.headerregistry import Address
from email.message import EmailMessage
from email.utils import format_datetime, make_msgid

from alerts.given import given
from core.errors import WorkError
from core.settings import Mail
from core.text import line

SECONDS = 30.0


def message(mail: Mail, to: str, subject: str, text: str, now: datetime) -> EmailMessage:
    """Write a message: plain text, marked as sent by a program, so that nobody's holiday notice answers it."""
    made = EmailMessage()
    # EmailMessage refuses line feeds in a header; what other characters a mail program might obey are gone as well.
    made["Subject"] = line(f"[negotiation-watch] {subject}", 200)
    made["From"] = _address(mail.sender)
    made["To"] = _address(to)
    made["Date"] = format_datetime(now)
    made["Message-ID"] = make_msgid(domain=_address(mail.sender).domain)
    made["Auto-Submitted"] = "auto-generated"
    made.set_content(text + "\n", cte="quoted-printable")
    return made


def _address(words: str) -> Address:
    return Address(addr_spec=line(words))


def send_mail(mail: Mail, to: str, subject: str, text: str, now: datetime) -> None:
    """Hand a message to one address to the mail server.

    Raises:
        WorkError: the server does not take it.
    """
    host, _, port = mail.server.rpartition(":")
    host = host.strip("[]")
    tls = ssl.create_default_context()
    try:
        made = message(mail, to, subject, text, now)
        kind = smtplib.SMTP_SSL(host, int(port), timeout=SECONDS, context=tls) if mail.security == "tls" else None
        with kind or smtplib.SMTP(host, int(port), timeout=SECONDS) as server:
            if mail.security == "starttls":
                server.starttls(context=tls)
            if mail.user is not None:
                server.login(mail.user, given("[alerts.mail] password", mail.password or ""))
            server.send_message(made)
    except smtplib.SMTPResponseException as error:
        raise WorkError(f"{mail.server}: {error.smtp_code} {_text(error.smtp_error)}") from None
    except smtplib.SMTPRecipientsRefused as error:
        raise WorkError(f"{mail.server}: refuses {', '.join(error.recipients)}") from None
    except (smtplib.SMTPException, OSError, ValueError) as error:
        raise WorkError(f"{mail.server}: {line(str(error)) or type(error).__name__}") from None


def _text(answer: bytes | str) -> str:
    return line(answer.decode("utf-8", "replace") if isinstance(answer, bytes) else answer)
