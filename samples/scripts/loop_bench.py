#!/usr/bin/env python3
"""The measurements of `spinneret bench loop` under CPython's asyncio.

Prints one line for each: name, nanoseconds of CPU time for one operation (bytes for the last).
The names mean the same as there. Needs Python 3.11 or later; uses uvloop with --uvloop.
"""
import asyncio
import os
import resource
import statistics
import sys
import threading
import time

SAMPLE_S, SAMPLES, BATCH = 0.3, 5, 1000


async def measure(name, operations, work):
    async def repeat(seconds):
        start, times = time.perf_counter(), 0
        while True:
            await work()
            times += 1
            if time.perf_counter() - start >= seconds:
                return times

    await repeat(SAMPLE_S * 2)
    samples = []
    for _ in range(SAMPLES):
        before = time.process_time_ns()
        times = await repeat(SAMPLE_S)
        samples.append((time.process_time_ns() - before) / times / operations)
    print(f"{name:<22} {statistics.median(samples):10.1f} ns", flush=True)


def nothing():
    pass


async def call_soon():
    loop = asyncio.get_running_loop()

    async def work():
        for _ in range(BATCH):
            loop.call_soon(nothing)
        await asyncio.sleep(0)

    await measure("call_soon", BATCH, work)


async def call_soon_threadsafe():
    loop = asyncio.get_running_loop()
    burst = 10 * BATCH

    async def work():
        last = loop.create_future()

        def produce():
            for _ in range(burst - 1):
                loop.call_soon_threadsafe(nothing)
            loop.call_soon_threadsafe(last.set_result, True)

        threading.Thread(target=produce).start()
        await last

    await measure("call_soon_threadsafe", burst, work)


async def timer_set_cancel():
    loop = asyncio.get_running_loop()
    stay = [loop.call_later(3600 * (1 + i % 7), nothing) for i in range(1000)]

    async def work():
        for _ in range(BATCH):
            loop.call_later(30, nothing).cancel()
        await asyncio.sleep(0)

    await measure("timer_set_cancel", BATCH, work)
    for timer in stay:
        timer.cancel()


async def task_create_finish():
    async def body():
        return True

    async def work():
        for _ in range(BATCH - 1):
            asyncio.create_task(body())
        await asyncio.create_task(body())

    await measure("task_create_finish", BATCH, work)


async def switch_1():
    async def work():
        for _ in range(BATCH):
            await asyncio.sleep(0)

    await measure("switch_1", BATCH, work)


async def switch_10k():
    async def body():
        while True:
            await asyncio.sleep(0)

    others = [asyncio.create_task(body()) for _ in range(9999)]

    async def work():
        await asyncio.sleep(0)

    await measure("switch_10k", 10_000, work)
    for task in others:
        task.cancel()
    await asyncio.gather(*others, return_exceptions=True)


async def queue_ping_pong():
    there, back = asyncio.Queue(1), asyncio.Queue(1)

    async def body():
        while True:
            await back.put(await there.get())

    other = asyncio.create_task(body())

    async def work():
        for _ in range(BATCH):
            await there.put(1)
            await back.get()

    await measure("queue_ping_pong", BATCH, work)
    other.cancel()


async def echo(connections):
    async def serve(reader, writer):
        while data := await reader.read(1024):
            writer.write(data)
            await writer.drain()
        writer.close()

    server = await asyncio.start_server(serve, "127.0.0.1", 0, backlog=1024)
    port = server.sockets[0].getsockname()[1]
    clients = [await asyncio.open_connection("127.0.0.1", port) for _ in range(connections)]
    message, trips = b"x" * 1024, max(1, BATCH // connections)

    async def travel(reader, writer):
        for _ in range(trips):
            writer.write(message)
            await reader.readexactly(1024)

    async def work():
        await asyncio.gather(*(travel(*client) for client in clients))

    await measure(f"echo_{connections}", trips * connections, work)
    for _, writer in clients:
        writer.close()
    server.close()


async def waiting_task_bytes():
    never = asyncio.get_running_loop().create_future()

    async def body():
        await never

    count = 200_000
    before = resident_bytes()
    tasks = [asyncio.create_task(body()) for _ in range(count)]
    await asyncio.sleep(0)
    print(f"{'waiting_task_bytes':<22} {(resident_bytes() - before) / count:10.1f} bytes")
    never.set_result(True)
    await asyncio.gather(*tasks)


def resident_bytes():
    try:
        with open("/proc/self/statm") as statm:
            return int(statm.read().split()[1]) * os.sysconf("SC_PAGE_SIZE")
    except OSError:
        return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024


async def main():
    await call_soon()
    await call_soon_threadsafe()
    await timer_set_cancel()
    await task_create_finish()
    await switch_1()
    await switch_10k()
    await queue_ping_pong()
    await echo(1)
    await echo(100)
    await waiting_task_bytes()


if __name__ == "__main__":
    if "--uvloop" in sys.argv:
        import uvloop

        uvloop.install()
    asyncio.run(main())
