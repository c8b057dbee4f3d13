"""Serves faults, each on an address of its own."""

import asyncio
import ssl
import subprocess
from collections.abc import Awaitable, Callable
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

from bench.faulty.fault import Fault, Talk


@dataclass
class Served:
    """A catalogue that is being served."""

    urls: dict[str, Fault] = field(default_factory=dict)
    counts: dict[str, int] = field(default_factory=dict)
    tasks: set[asyncio.Task[None]] = field(default_factory=set)
    servers: list[asyncio.Server] = field(default_factory=list)

    def handler(self, fault: Fault) -> Callable[[asyncio.StreamReader, asyncio.StreamWriter], Awaitable[None]]:
        """Return what talks over a connection to a fault."""

        async def handle(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
            task = asyncio.current_task()
            assert task is not None
            self.tasks.add(task)
            try:
                await self._talk(fault, reader, writer)
            except (OSError, EOFError, asyncio.LimitOverrunError, ValueError):
                pass
            finally:
                self.tasks.discard(task)
                writer.close()

        return handle

    async def _talk(self, fault: Fault, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        host = writer.get_extra_info("sockname")[0]
        path = ""
        if not fault.early:
            head = await reader.readuntil(b"\r\n\r\n")
            path = head.split(b" ")[1].decode("latin-1")
        self.counts[fault.name] = self.counts.get(fault.name, 0) + 1
        if isinstance(fault.answer, bytes):
            writer.write(fault.answer)
            await writer.drain()
        else:
            await fault.answer(Talk(reader, writer, path, host, self.counts[fault.name]))

    async def stop(self) -> None:
        """Close everything."""
        for server in self.servers:
            server.close()
        for task in list(self.tasks):
            task.cancel()
        await asyncio.gather(*self.tasks, return_exceptions=True)


async def serve(faults: list[Fault], folder: Path, port: int = 0) -> Served:
    """Serve each fault on an address of its own; certificates are made in `folder`, the trusted authority's among them (ca.pem)."""
    served = Served()
    addresses = {fault.name: f"127.9.{at // 250}.{at % 250 + 1}" for at, fault in enumerate(faults)}
    contexts = certificates(folder, [addresses[fault.name] for fault in faults if fault.tls])
    for fault in faults:
        if fault.url:
            served.urls[fault.url] = fault
            continue
        host = addresses[fault.name]
        tls = contexts.get(fault.tls or "")
        server = await asyncio.start_server(served.handler(fault), host, port, ssl=tls, limit=65_536)
        number = server.sockets[0].getsockname()[1]
        served.servers.append(server)
        served.urls[f"http{'s' if fault.tls else ''}://{host}:{number}/feed"] = fault
    return served


def certificates(folder: Path, hosts: list[str]) -> dict[str, ssl.SSLContext]:
    """Make an authority, and certificates of every kind by it."""
    if not hosts:
        return {}
    names = ",".join(f"IP:{host}" for host in hosts)
    (folder / "ca.conf").write_text(
        "[ca]\ndefault_ca=d\n[d]\ndatabase=index.txt\nserial=serial\nnew_certs_dir=.\ndefault_md=sha256\npolicy=p\nunique_subject=no\n"
        "copy_extensions=copy\n[p]\ncommonName=supplied\n[req]\ndistinguished_name=n\nprompt=no\n[n]\nCN=faults\n"
        "[v3]\nbasicConstraints=critical,CA:true\n"
    )
    (folder / "index.txt").write_text("")
    (folder / "serial").write_text("01\n")

    def openssl(*words: str) -> None:
        subprocess.run(["openssl", *words], cwd=folder, check=True, capture_output=True)

    def request(key: str, out: str, name: str, *words: str) -> None:
        fresh = ("-newkey", "rsa:2048", "-nodes", "-keyout", key, "-out", out, "-subj", f"/CN={name}")
        openssl("req", *fresh, "-config", "ca.conf", *words)

    of_own = ("-x509", "-days", "3650")
    for authority in ("ca", "stranger"):
        request(f"{authority}.key", f"{authority}.pem", authority, *of_own, "-extensions", "v3")
    request("own.key", "own.pem", "own", *of_own, "-addext", f"subjectAltName={names}")
    dates = {"expired": ("20200101000000Z", "20210101000000Z"), "tomorrow": ("20900101000000Z", "20910101000000Z")}
    for name in ("good", "expired", "tomorrow", "other", "unknown"):
        other = "DNS:other.example" if name == "other" else names
        request(f"{name}.key", f"{name}.csr", "faults", "-addext", f"subjectAltName={other}")
        start, end = dates.get(name, ("20200101000000Z", "20900101000000Z"))
        signer = "stranger" if name == "unknown" else "ca"
        openssl(
            "ca",
            "-batch",
            "-config",
            "ca.conf",
            "-cert",
            f"{signer}.pem",
            "-keyfile",
            f"{signer}.key",
            "-in",
            f"{name}.csr",
            "-out",
            f"{name}.pem",
            "-startdate",
            start,
            "-enddate",
            end,
            "-notext",
        )
    contexts = {}
    for name, pem in (
        *((one, one) for one in ("good", "own", "expired", "tomorrow", "other", "unknown")),
        ("old", "good"),
        ("two", "good"),
    ):
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(folder / f"{pem}.pem", folder / f"{pem}.key")
        contexts[name] = context
    contexts["two"].set_alpn_protocols(["h2"])
    contexts["old"].set_ciphers("ALL:@SECLEVEL=0")
    with suppress(ValueError):
        contexts["old"].minimum_version = contexts["old"].maximum_version = ssl.TLSVersion.TLSv1_1
    return contexts
