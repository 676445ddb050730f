"""Runs the situations of a text file under asyncio, in virtual time, and prints their traces.

Usage: python3 situations.py FILE
One line for each situation: its name, a tab, and the trace. `DifferentialTest` compares them with
those of the event loop; `Program` says what the statements mean.
"""

import asyncio
import contextvars
import selectors
import sys


BOUND = contextvars.ContextVar("bound", default="nothing")


class VirtualSelector(selectors.SelectSelector):
    loop = None

    def select(self, timeout=None):
        if timeout:
            self.loop.now += timeout
        return super().select(0)


class VirtualLoop(asyncio.SelectorEventLoop):
    def __init__(self):
        self.now = 0.0
        selector = VirtualSelector()
        super().__init__(selector)
        selector.loop = self
        self._clock_resolution = 1e-9

    def time(self):
        return self.now


class Returned(BaseException):
    def __init__(self, value):
        self.value = value


class Program:
    def __init__(self):
        self.named = {}
        self.trace = []

    def log(self, text):
        self.trace.append(text)

    def name_of(self, future):
        return next(name for name, value in self.named.items() if value is future)

    def state(self, name):
        future = self.named[name]
        if not future.done():
            return "pending"
        if future.cancelled():
            return "cancelled"
        failure = future.exception()
        if failure is None:
            return "value " + self.text(future.result())
        return "failed " + self.failure(failure)

    def text(self, value):
        if isinstance(value, list):
            return "[" + " ".join(self.text(each) for each in value) + "]"
        if isinstance(value, BaseException):
            return self.failure(value)
        return "none" if value is None else str(value)

    def failure(self, failure):
        if isinstance(failure, asyncio.CancelledError):
            return "cancelled"
        if isinstance(failure, TimeoutError):
            return "timeout"
        if isinstance(failure, BaseExceptionGroup):
            return "group(" + " ".join(self.failure(each) for each in failure.exceptions) + ")"
        if isinstance(failure, (ValueError, RuntimeError, asyncio.InvalidStateError)):
            return str(failure) if failure.args and str(failure).startswith("!") else "refused"
        return type(failure).__name__

    async def task(self, block):
        try:
            await self.run(block)
        except Returned as returned:
            return returned.value
        return None

    def matches(self, kind, failure):
        if kind == "cancelled":
            return isinstance(failure, asyncio.CancelledError)
        if kind == "timeout":
            return isinstance(failure, TimeoutError)
        return isinstance(failure, Exception) and not isinstance(failure, TimeoutError)

    async def run(self, block):
        i = 0
        while i < len(block):
            words, inner = block[i]
            i += 1
            if words[0] == "try":
                handlers = []
                last = None
                while i < len(block) and block[i][0][0] in ("on", "finally"):
                    if block[i][0][0] == "on":
                        handlers.append((block[i][0][1], block[i][1]))
                    else:
                        last = block[i][1]
                    i += 1
                await self.attempt(inner, handlers, last)
            else:
                await self.step(words, inner)

    async def attempt(self, inner, handlers, last):
        try:
            try:
                await self.run(inner)
            except Returned:
                raise
            except BaseException as failure:
                self.caught = failure
                for kind, handler in handlers:
                    if self.matches(kind, failure):
                        if kind == "error":
                            self.log("error " + self.failure(failure))
                        await self.run(handler)
                        break
                else:
                    raise
        finally:
            if last is not None:
                await self.run(last)

    async def step(self, words, inner):
        named = self.named
        op, *args = words
        first = args[0] if args else None
        me = asyncio.current_task()
        loop = asyncio.get_running_loop()
        if op == "log":
            self.log(" ".join(args))
        elif op == "time":
            self.log("at " + str(int(loop.time())))
        elif op == "yield":
            for _ in range(int(first or 1)):
                await asyncio.sleep(0)
        elif op == "sleep":
            await asyncio.sleep(int(first))
        elif op == "repeat":
            for _ in range(int(first)):
                await self.run(inner)
        elif op == "return":
            raise Returned(first)
        elif op == "raise":
            raise RuntimeError("!" + first)
        elif op == "rethrow":
            raise self.caught
        elif op == "future":
            named[first] = loop.create_future()
        elif op == "set":
            named[first].set_result(args[1])
        elif op == "fail":
            named[first].set_exception(RuntimeError("!" + args[1]))
        elif op == "spawn":
            named[first] = asyncio.create_task(self.task(inner))
        elif op == "bind":
            token = BOUND.set(first)
            try:
                await self.run(inner)
            finally:
                BOUND.reset(token)
        elif op == "show":
            self.log("bound " + BOUND.get())
        elif op == "await":
            self.log(first + "=" + self.text(await named[first]))
        elif op == "cancel":
            target = me if first == "me" else named[first]
            self.log("cancel " + first + " " + str(target.cancel()).lower())
        elif op == "cancelling":
            self.log("cancelling " + str((me if first == "me" else named[first]).cancelling()))
        elif op == "uncancel":
            self.log("uncancel " + str((me if first == "me" else named[first]).uncancel()))
        elif op == "state":
            self.log(first + " " + self.state(first))
        elif op == "soon":
            loop.call_soon(self.log, " ".join(args))
        elif op == "safe":
            loop.call_soon_threadsafe(self.log, " ".join(args))
        elif op == "compute":
            loop.now += int(first)
        elif op == "keep":
            named[first] = self.caught
        elif op == "same":
            self.log("same " + str(named[first] is named[args[1]]).lower())
        elif op == "later":
            loop.call_later(int(first), self.log, " ".join(args[1:]))
        elif op == "callback":
            named[first].add_done_callback(lambda _: self.log(args[1]))
        elif op == "timeout":
            async with asyncio.timeout(int(first)) as timeout:
                if len(args) > 1:
                    named[args[1]] = timeout
                await self.run(inner)
        elif op == "reschedule":
            named[first].reschedule(loop.time() + int(args[1]))
        elif op == "expired":
            self.log("expired " + str(named[first].expired()).lower())
        elif op == "group":
            async with asyncio.TaskGroup() as group:
                named[first] = group
                await self.run(inner)
        elif op == "in":
            named[args[1]] = named[first].create_task(self.task(inner))
        elif op == "gather":
            named[first] = asyncio.gather(*[named[each] for each in args[1:]])
        elif op == "outcomes":
            named[first] = asyncio.gather(
                *[named[each] for each in args[1:]], return_exceptions=True
            )
        elif op == "shield":
            named[first] = asyncio.shield(named[args[1]])
        elif op == "wait":
            limit = None if args[1] == "-" else int(args[1])
            condition = {"first": "FIRST_COMPLETED", "exception": "FIRST_EXCEPTION"}.get(
                first, "ALL_COMPLETED"
            )
            done, _ = await asyncio.wait(
                [named[each] for each in args[2:]], timeout=limit, return_when=condition
            )
            self.log("done " + " ".join(each for each in args[2:] if named[each] in done))
        elif op == "waitfor":
            value = await asyncio.wait_for(named[first], int(args[1]))
            self.log(first + "=" + self.text(value))
        elif op == "ascompleted":
            for each in asyncio.as_completed([named[each] for each in args]):
                self.log("next " + self.text(await each))
        elif op == "lock":
            named[first] = asyncio.Lock()
        elif op == "semaphore":
            named[first] = asyncio.Semaphore(int(args[1]))
        elif op == "acquire":
            await named[first].acquire()
        elif op == "release":
            named[first].release()
        elif op == "with":
            async with named[first]:
                await self.run(inner)
        elif op == "event":
            named[first] = asyncio.Event()
        elif op == "raiseflag":
            named[first].set()
        elif op == "lowerflag":
            named[first].clear()
        elif op == "awaitflag":
            await named[first].wait()
        elif op == "condition":
            named[first] = asyncio.Condition()
        elif op == "conditionwait":
            await named[first].wait()
        elif op == "signal":
            named[first].notify(int(args[1]))
        elif op == "barrier":
            named[first] = asyncio.Barrier(int(args[1]))
        elif op == "arrive":
            self.log("index " + str(await named[first].wait()))
        elif op == "queue":
            named[first] = asyncio.Queue(int(args[1]))
        elif op == "put":
            await named[first].put(args[1])
        elif op == "get":
            self.log("got " + await named[first].get())
        elif op == "done":
            named[first].task_done()
        elif op == "join":
            await named[first].join()
        else:
            raise AssertionError("unknown statement " + op)


def parse(lines):
    top = []
    blocks = [(-1, top)]
    for line in lines:
        indent = len(line) - len(line.lstrip())
        while blocks[-1][0] >= indent:
            blocks.pop()
        inner = []
        blocks[-1][1].append((line.split(), inner))
        blocks.append((indent, inner))
    return top


def trace_of(block):
    program = Program()
    loop = VirtualLoop()
    loop.set_exception_handler(lambda *_: None)
    try:
        loop.run_until_complete(program.task(block))
        program.log("end")
    except BaseException as failure:
        program.log("end " + program.failure(failure))
    trace = list(program.trace)
    for task in asyncio.all_tasks(loop):
        task.cancel()
    loop.run_until_complete(asyncio.sleep(0))
    loop.run_until_complete(asyncio.sleep(0))
    loop.close()
    return trace


def main():
    lines = [line.rstrip() for line in open(sys.argv[1], encoding="utf-8")]
    lines = [line for line in lines if line and not line.startswith("#")]
    for words, inner in parse(lines):
        print(" ".join(words) + "\t" + ", ".join(trace_of(inner)))


main()
