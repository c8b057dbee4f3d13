"""Alerts as their readers get them: over real sockets and by real programs, with words that try to be more than words."""

import json
import os
import stat
import sys
import time
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from alerts.mail import message
from alerts.program import notify_desktop
from alerts.receivers import receivers
from alerts.record import Alert, headline, text_of
from alerts.ways import Ways
from core.errors import WorkError
from core.settings import Alert as Rule
from core.settings import Chat, Command, Mail, Way, Webhook
from tests.alerts.receivers import CERTIFICATE, mailbox, web
from tests.alerts.scene import HOSTILE, differ, matched, settings
from tests.store.scene import NOON

ALL = Rule(id="all", by=("desktop", "mail", "webhook", "chat", "command"))


def alerts(*quotes: str) -> list[Alert]:
    return [one.alert for quote in quotes for one in matched(ALL, differ(quote=quote, speaker=quote))]


async def tell(way: Way, told: list[Alert], **set_up: Any) -> None:
    for name, send in Ways(settings(ALL, **set_up)).used().items():
        if name.partition(" ")[0] == way:
            await send(told)


def mail(server: str, **more: Any) -> Mail:
    return Mail(server=server, security="none", sender="desk@example.org", to=("a@example.org", "b@example.org"), **more)


async def test_mail_carries_quotes_and_links_and_hostile_words_stay_words() -> None:
    with mailbox() as box:
        await tell("mail", alerts("They freed 207.", HOSTILE), mail=mail(box.server))
    assert [(sender, to, made["To"]) for sender, to, made in box.mails] == [
        ("desk@example.org", [to], to) for to in ("a@example.org", "b@example.org")
    ]
    made = box.mails[0][2]
    known = {
        *("subject", "from", "to", "date", "message-id", "auto-submitted"),
        *("mime-version", "content-type", "content-transfer-encoding"),
    }
    assert {name.lower() for name in made} - {"x-peer", "x-mailfrom", "x-rcptto"} == known
    assert made["Subject"] == "[negotiation-watch] 2 alerts: ≠ Prisoners released, Ukraine (5 Feb 2026): 157 / 207 and 1 more"
    text = made.get_content().replace("\r\n", "\n")
    assert "“They freed 207.”" in text
    assert "https://herald.example/207" in text
    assert text.replace("\n", "").isprintable()


def test_no_word_makes_a_header() -> None:
    made = message(mail("127.0.0.1:25"), "a@example.org", HOSTILE, HOSTILE, NOON)
    head = made.as_bytes().partition(b"\n\n")[0]
    assert b"Bcc" not in [row.partition(b":")[0] for row in head.splitlines()]


@pytest.mark.parametrize(
    ("set_up", "reason"),
    [
        pytest.param({"refuse": "451 come back later"}, "451 come back later", id="refused"),
        pytest.param({"password": "env:NO_SUCH_NAME", "user": "me"}, "password: the environment has no NO_SUCH_NAME", id="no password"),
        pytest.param({"security": "starttls"}, "STARTTLS", id="no encryption"),
        pytest.param({"server": "127.0.0.1:9"}, "refused", id="no server"),
    ],
)
async def test_mail_that_is_not_taken(set_up: dict[str, Any], reason: str) -> None:
    with mailbox() as box:
        box.refuse = set_up.pop("refuse", None)
        given = {"server": box.server, "security": "none", "sender": "desk@example.org", "to": ("a@example.org",)} | set_up
        with pytest.raises(WorkError, match=reason):
            await tell("mail", alerts("They freed 207."), mail=Mail(**given))
        assert box.mails == []


@pytest.mark.filterwarnings("ignore:Requiring AUTH while not requiring TLS")
@pytest.mark.parametrize("security", ["starttls", "tls"])
async def test_mail_goes_encrypted_and_logged_in_to_a_server_that_is_vouched_for(security: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MAIL_PASSWORD", "open sesame")
    with mailbox(security, "open sesame") as box:
        given = replace(mail(box.server, user="desk", password="env:MAIL_PASSWORD"), security=security)
        with pytest.raises(WorkError, match="certificate"):
            await tell("mail", alerts("They freed 207."), mail=given)
        monkeypatch.setenv("SSL_CERT_FILE", str(CERTIFICATE))
        await tell("mail", alerts("They freed 207."), mail=given)
        monkeypatch.setenv("MAIL_PASSWORD", "wrong")
        with pytest.raises(WorkError, match="535"):
            await tell("mail", alerts("They freed 207."), mail=given)
    assert len(box.mails) == 2


async def test_a_webhook_is_posted_the_alerts_as_json(monkeypatch: pytest.MonkeyPatch) -> None:
    with web() as receiver:
        monkeypatch.setenv("HOOK", f"{receiver.url}/secret")
        await tell("webhook", told := alerts(HOSTILE), webhook=Webhook(urls=("env:HOOK",)))
    ((path, headers, _),) = receiver.posts
    (document,) = receiver.documents
    assert (path, headers["Content-Type"]) == ("/secret", "application/json; charset=utf-8")
    assert document["title"] == headline(told)
    (one,) = document["alerts"]
    assert [set(answer) for answer in one["answers"]] == 2 * [{"value", "status", "source", "speaker", "published", "url", "quote"}]
    assert [answer["url"] for answer in one["answers"]] == ["https://courier.example/157", "https://herald.example/207"]
    assert all(answer["quote"].isprintable() for answer in one["answers"])


@pytest.mark.parametrize(
    ("status", "headers", "reason"),
    [
        pytest.param(500, {}, "HTTP 500", id="trouble at the server"),
        pytest.param(302, {"Location": "http://127.0.0.1:9/"}, "HTTP 302", id="a redirect is not followed"),
    ],
)
async def test_a_webhook_that_is_not_taken(status: int, headers: dict[str, str], reason: str) -> None:
    with web() as receiver:
        receiver.statuses, receiver.headers = [status], headers
        with pytest.raises(WorkError, match=reason) as trouble:
            await tell("webhook", alerts("Free."), webhook=Webhook(urls=(f"{receiver.url}/secret",)))
    assert len(receiver.posts) == 1
    assert "secret" not in str(trouble.value)


@pytest.mark.filterwarnings("ignore:'imghdr' is deprecated")  # of Apprise's own
async def test_chat_services_are_told_through_apprise() -> None:
    pytest.importorskip("apprise")
    with web() as receiver, web() as elsewhere:
        address = receiver.url.replace("http", "json")
        await tell("chat", alerts(HOSTILE), chat=Chat(urls=(f"{address}/hook",)))
        for status in (500, 302):
            receiver.statuses, receiver.headers = [status], {"Location": elsewhere.url}
            with pytest.raises(WorkError, match="the service did not take it"):
                await tell("chat", alerts("Free."), chat=Chat(urls=(address,)))
    assert elsewhere.posts == []
    document = receiver.documents[0]
    assert document["title"] == headline(alerts(HOSTILE))
    assert "https://herald.example/207" in document["message"]
    for wrong in ("nonsense", f"{address},{address}"):
        with pytest.raises(WorkError, match="the address is none of Apprise's"):
            await tell("chat", alerts("Free."), chat=Chat(urls=(wrong,)))


def test_receivers_are_known_by_their_addresses_whatever_these_hide() -> None:
    urls = ("https://hooks.example/secret", "https://hooks.example/other", "env:HOOK", "http://[")
    names = [one.name for one in receivers(settings(ALL, webhook=Webhook(urls=urls), mail=mail("127.0.0.1:25")).alerts)]
    assert names[:2] == [f"{way} ({os.getuid()})" for way in ("screen", "desktop")]
    assert names[2:4] == ["mail a@example.org", "mail b@example.org"]
    assert [name.partition(" (")[0] for name in names[4:]] == [
        *("webhook hooks.example", "webhook hooks.example", "webhook env:HOOK", "webhook address")
    ]
    assert len(set(names)) == len(names)
    assert "secret" not in str(names)


def program(path: Path, code: str) -> Path:
    path.write_text(f"#!{sys.executable}\n{code}\n")
    path.chmod(stat.S_IRWXU)
    return path


async def test_a_command_gets_json_on_its_input_and_nothing_in_its_arguments(tmp_path: Path) -> None:
    heard = tmp_path / "heard"
    mine = program(tmp_path / "mine", f"import json, sys; json.dump([sys.argv[1:], json.load(sys.stdin)], open({str(heard)!r}, 'w'))")
    await tell("command", told := alerts(HOSTILE), command=Command(run=(str(mine), "--to", "me; rm -rf $HOME")))
    arguments, document = json.loads(heard.read_text())
    assert arguments == ["--to", "me; rm -rf $HOME"]
    assert document["title"] == headline(told)


@pytest.mark.parametrize(
    ("code", "reason"),
    [
        pytest.param("raise SystemExit(3)", "ended with status 3", id="fails"),
        pytest.param("import time; time.sleep(60)", "did not end within 1 seconds", id="hangs"),
        pytest.param("import os\nos.close(0)\nraise SystemExit(1)", "ended with status 1", id="does not listen"),
    ],
)
async def test_a_command_that_fails(code: str, reason: str, tmp_path: Path) -> None:
    mine = program(tmp_path / "mine", code)
    began = time.monotonic()
    with pytest.raises(WorkError, match=reason):
        await tell("command", alerts("Free." * 40), command=Command(run=(str(mine),), seconds=1))
    assert time.monotonic() - began < 10
    with pytest.raises(WorkError, match="No such file"):
        await tell("command", alerts("Free."), command=Command(run=(str(tmp_path / "none"),)))


async def test_the_desktop_is_told_by_notify_send(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    heard = tmp_path / "heard"
    program(tmp_path / "notify-send", f"import json, sys; json.dump(sys.argv[1:], open({str(heard)!r}, 'w'))")
    monkeypatch.setenv("PATH", f"{tmp_path}:{os.environ['PATH']}")
    await tell("desktop", told := alerts("<b>Free</b> & --help"))
    option, dashes, title, body = json.loads(heard.read_text())
    assert (option, dashes, title) == ("--app-name=negotiation-watch", "--", headline(told))
    assert "&lt;b&gt;Free&lt;/b&gt; &amp; --help" in body
    assert "<" not in body


async def test_the_desktop_of_a_mac_is_told_by_its_own_script_interpreter(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    heard = tmp_path / "heard"
    program(tmp_path / "osascript", f"import json, sys; json.dump(sys.argv[1:], open({str(heard)!r}, 'w'))")
    monkeypatch.setenv("PATH", f"{tmp_path}:{os.environ['PATH']}")
    (told,) = alerts('" & (do shell script "id") & "')
    await notify_desktop(headline([told]), text_of([told], None), "darwin")
    *script, title, body = json.loads(heard.read_text())
    assert script[::2] == ["-e"] * 3
    assert "do shell script" not in " ".join(script)
    assert (title, '“" & (do shell script "id") & "”' in body) == (told.title, True)


def test_ways_that_no_rule_uses_are_not_there() -> None:
    used = Ways(settings(Rule(id="all", by=("mail", "command")), mail=mail("127.0.0.1:25"), command=Command(run=("true",)))).used(
        network=False
    )
    assert set(used) == {"command"}
