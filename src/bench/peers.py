"""Peers: long-lived processes that work on command and sleep in between."""
import json
import os
import subprocess
import time


class PeerError(Exception):
    """A peer ended, or said something that is no answer."""


class Peer:
    """One process. Standard input takes a line of work, standard output gives a line of figures."""

    def __init__(self, name, command, log, environment=None):
        """Starts it, with variables set as given, or unset where None is given."""
        variables = {**os.environ, **(environment or {})}
        variables = {key: value for key, value in variables.items() if value is not None}
        self.name = name
        self.log = log
        self.started = time.perf_counter()
        self.peak = None
        with open(log, "ab") as errors:
            self.process = subprocess.Popen(
                command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=errors, text=True,
                env=variables)

    def ask(self, **work):
        """Sends work and waits for the figures, a dict; adds the processor time that it took."""
        before = self.processor_time()
        try:
            self.process.stdin.write(json.dumps(work) + "\n")
            self.process.stdin.flush()
        except OSError:
            pass  # it has ended; reading tells
        for line in self.process.stdout:
            if line.startswith("{"):
                figures = json.loads(line)
                if before is not None:
                    figures["processor"] = self.processor_time() - before
                return figures
        raise PeerError(f"{self.name} ended without an answer; see {self.log}")

    def age(self):
        """Seconds since the process was started."""
        return time.perf_counter() - self.started

    def processor_time(self):
        """Seconds of processor time that it has used on all cores, or None where nothing tells."""
        try:
            with open(f"/proc/{self.process.pid}/stat") as file:
                fields = file.read().rpartition(")")[2].split()
        except OSError:
            return None
        return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")

    def close(self):
        """Ends the process and keeps its peak resident memory, in bytes, where the system tells."""
        if self.process.returncode is not None:
            return
        try:
            self.process.stdin.close()
        except OSError:
            pass
        if hasattr(os, "wait4"):
            _, status, usage = os.wait4(self.process.pid, 0)
            self.process.returncode = os.waitstatus_to_exitcode(status)
            unit = 1 if os.uname().sysname == "Darwin" else 1024
            self.peak = usage.ru_maxrss * unit
        else:
            self.process.wait()
        self.process.stdout.close()

    def __enter__(self):
        return self

    def __exit__(self, *exception):
        if exception[0] is not None:
            self.process.kill()
        self.close()
