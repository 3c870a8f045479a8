"""Those who send slowly, or go away: `python tests/bench/hostile.py PORT hold|storm COUNT`, a process of its own.

hold: so many connections with half a request each; one that the server closes is opened again after a moment.
storm: so many connections one after another, five hundred at a time, that send a byte now and then, half a request
and then nothing, half of one and then their end of the connection, or a reset.
"""

import asyncio
import socket
import struct
import sys
import time
from contextlib import suppress

PAUSE_S = 0.5
AT_A_TIME = 500
HALF_HEAD = b"POST /slack/events HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Ty"
LINGER_NOT = struct.pack("ii", 1, 0)


def half_body() -> bytes:
    """A head that any stranger could write, and the beginning of a body."""
    head = (
        "POST /slack/events HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: 900000\r\n"
        "Content-Type: application/x-www-form-urlencoded\r\n"
        f"X-Slack-Request-Timestamp: {int(time.time())}\r\nX-Slack-Signature: v0={'0' * 64}\r\n\r\n"
    )
    return head.encode() + b"x" * 1000


async def slow(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    for byte in HALF_HEAD:
        writer.write(bytes([byte]))
        await writer.drain()
        if reader.at_eof():
            return
        await asyncio.sleep(PAUSE_S)


async def half(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    writer.write(half_body())
    await reader.read()


async def half_closed(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    writer.write(HALF_HEAD)
    writer.write_eof()
    await reader.read()


async def reset(_reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    writer.write(half_body())
    await asyncio.sleep(PAUSE_S / 5)
    writer.get_extra_info("socket").setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, LINGER_NOT)


async def held(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    writer.write(HALF_HEAD)
    await reader.read()


KINDS = (slow, half, half_closed, reset)


async def storm(port: int, count: int) -> None:
    gate = asyncio.Semaphore(AT_A_TIME)

    async def one(number: int) -> None:
        async with gate:
            with suppress(OSError):
                reader, writer = await asyncio.open_connection("127.0.0.1", port)
                await asyncio.wait_for(KINDS[number % len(KINDS)](reader, writer), 30)
                writer.close()

    say("begun")
    await asyncio.gather(*(one(number) for number in range(count)))
    say("done")


async def hold(port: int, count: int) -> None:
    opened = asyncio.Semaphore(0)

    async def one(number: int) -> None:
        kind = (held, half)[number % 2]
        while True:
            with suppress(OSError):
                reader, writer = await asyncio.open_connection("127.0.0.1", port)
                opened.release()
                await kind(reader, writer)
                writer.close()
            await asyncio.sleep(PAUSE_S)

    everybody = asyncio.gather(*(one(number) for number in range(count)))
    for _ in range(count):
        await opened.acquire()
    say("begun")
    await everybody


def say(word: str) -> None:
    sys.stdout.write(f"{word}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    _, port, how, count = sys.argv
    asyncio.run({"hold": hold, "storm": storm}[how](int(port), int(count)))
