"""The machine and the versions, in general terms: no names, no paths."""
import os
import platform
import re
import subprocess

from environment import JAVA

INSTRUCTION_SETS = ["amx_bf16", "avx512_bf16", "avx512_vnni", "avx512f", "avx2", "avx"]


def cores():
    """Processors that this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count()


def describe():
    info = _read("/proc/cpuinfo")
    model = re.search(r"model name\s*:\s*(.+)", info)
    family = re.search(r"cpu family\s*:\s*(\d+)", info)
    number = re.search(r"model\s*:\s*(\d+)", info)
    flags = re.search(r"flags\s*:\s*(.+)", info)
    known = flags.group(1).split() if flags else []
    memory = re.search(r"MemTotal:\s*(\d+) kB", _read("/proc/meminfo"))
    name = model.group(1) if model else platform.processor() or platform.machine()
    if family and number:
        name += f" (family {family.group(1)}, model {number.group(1)})"
    return {
        "processor": name,
        "cores": cores(),
        "instruction set": _instructions(known),
        "memory": f"{int(memory.group(1)) / 2**20:.0f} GiB" if memory else "unknown",
        "system": platform.system(),
    }


def _instructions(known):
    widest = next((s for s in INSTRUCTION_SETS if s in known), platform.machine())
    limit = os.environ.get("ONEDNN_MAX_CPU_ISA")
    return widest + (f", oneDNN limited to {limit}" if limit else "")


def line(described):
    """The processor in a few words, for the head of a table."""
    return f"{described['processor']}, {described['cores']} cores, {described['instruction set']}"


def versions(environment):
    java = subprocess.run([JAVA, "-version"], capture_output=True, text=True).stderr
    code = ("import importlib.metadata as m; "
            "print(*(m.version(p) for p in ('keras', 'tensorflow-cpu', 'numpy')))")
    keras, tensorflow, numpy = subprocess.run(
        [environment.python, "-c", code], capture_output=True, text=True, check=True).stdout.split()
    return {
        "Java": re.search(r'version "([^"]+)"', java).group(1),
        "Deeplearning4j": environment.version("deeplearning4j-nn"),
        "oneDNN": environment.version("dnnl"),
        "Python": platform.python_version(),
        "Keras": keras,
        "TensorFlow": tensorflow,
        "NumPy": numpy,
        "PyTorch": environment.version("pytorch-native-cpu"),
        "DJL": environment.version("pytorch-engine"),
        "ONNX Runtime": environment.version("onnxruntime"),
    }


def _read(path):
    try:
        with open(path) as file:
            return file.read()
    except OSError:
        return ""
