"""What the peers need: a Python environment, the Java class path, the data, the ONNX model."""
import gzip
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

from peers import Peer

BENCH = Path(__file__).resolve().parent
ROOT = BENCH.parents[1]
CACHE = Path.home() / ".cache" / "recipe4j"
PACKAGES = ["keras==3.15.1", "tensorflow-cpu==2.21.0", "matplotlib==3.11.2", "onnx==1.23.2"]
FILES = ["train-images-idx3-ubyte", "train-labels-idx1-ubyte",
         "t10k-images-idx3-ubyte", "t10k-labels-idx1-ubyte"]
JAVA = str(Path(os.environ["JAVA_HOME"]) / "bin" / "java") if "JAVA_HOME" in os.environ else "java"
JAVA_OPTIONS = ["-XX:+IgnoreUnrecognizedVMOptions", "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow", "-Djava.awt.headless=true"]
MEMORY_OPTIONS = ["-XX:+UseSerialGC", "-Xmn32m", "-XX:SurvivorRatio=2"]  # as bin/recipe4j has them
# Some machines hold these back for old builds of OpenBLAS; they would slow NumPy's own.
UNSET = ["OPENBLAS_CORETYPE", "OPENBLAS_L2_SIZE"]


class Environment:
    """Builds what is missing, then starts peers."""

    def __init__(self, venv, data, logs, jvm):
        self.venv, self.logs, self.jvm = Path(venv), Path(logs), jvm
        self.logs.mkdir(parents=True, exist_ok=True)
        (self.logs / "start.jsa").unlink(missing_ok=True)
        self.python = self._python()
        self.classpath = self._classpath()
        self.data = self._unpacked(Path(data))
        self.model = self.logs / "recipe.onnx"
        self._gauge = None
        subprocess.run([self.python, BENCH / "onnx_model.py", self.model], check=True)

    def _python(self):
        windows = os.name == "nt"
        python = self.venv / ("Scripts/python.exe" if windows else "bin/python")
        done = self.venv / "packages.txt"
        wanted = "\n".join(PACKAGES)
        if not done.exists() or done.read_text() != wanted:
            say(f"installing {', '.join(PACKAGES)}")
            subprocess.run([sys.executable, "-m", "venv", self.venv], check=True)
            subprocess.run([python, "-m", "pip", "install", "-q", *PACKAGES], check=True)
            done.write_text(wanted)
        return python

    def _classpath(self):
        say("building recipe4j and the Java peers")
        maven = shutil.which("mvn") or "mvn"
        subprocess.run([maven, "-q", "-B", "-f", BENCH / "pom.xml", "-Dmaven.test.skip=true", "package"],
                       check=True, stdout=sys.stderr)
        target = BENCH / "java" / "target"
        dependencies = (target / "classpath.txt").read_text().strip()
        # No folder may be on it: a class archive takes jars only.
        return str(next(target.glob("*.jar"))) + os.pathsep + dependencies

    def _unpacked(self, folder):
        """A folder with the four raw files: DL4J's iterator reads no others."""
        if all((folder / name).exists() for name in FILES):
            return folder
        raw = self.logs / "mnist"
        raw.mkdir(exist_ok=True)
        for name in FILES:
            packed = folder / (name + ".gz")
            if not packed.exists():
                sys.exit(f"the data folder must hold {name} or {name}.gz, found neither; "
                         "name another with --data or RECIPE4J_DATA")
            if not (raw / name).exists():
                (raw / (name + ".part")).write_bytes(gzip.decompress(packed.read_bytes()))
                (raw / (name + ".part")).replace(raw / name)
        return raw

    def version(self, artifact):
        """The version of a jar on the class path."""
        found = re.search(rf"[\\/]{artifact}-(\d[\w.]*(?:-M[\d.]+)?)[^\\/]*\.jar", self.classpath)
        return found.group(1) if found else "?"

    def java(self, kind, *options, name=None, environment=None):
        command = [JAVA, *JAVA_OPTIONS, *self.jvm, *options, "-cp", self.classpath,
                   "recipe4j.bench.PeerProcess", kind, str(self.data), str(self.model)]
        return Peer(name or kind, command, self._log(name or kind), environment)

    def recipe4j(self, kind="native", **more):
        return self.java(kind, *MEMORY_OPTIONS, **more)

    def recipe4j_archived(self):
        """With the classes of a start in an archive, which the first call makes."""
        archive = self.logs / "start.jsa"
        options = [*MEMORY_OPTIONS, "-Xlog:disable", "-Xlog:all=error,cds*=off:stderr"]
        if not archive.exists():
            say("  making the class archive")
            with self.java("native", f"-XX:ArchiveClassesAtExit={archive}", *options) as peer:
                peer.ask(command="epoch", train=128, validation=0, batch=128, size=28, filters=1)
        return self.java("native", f"-XX:SharedArchiveFile={archive}", *options)

    def stock(self):
        return self.java("stock", "-Dorg.eclipse.deeplearning4j.helpers.disable=true")

    def bf16(self):
        """oneDNN's bf16 kernels on one thread."""
        return self.java("bf16", environment={"OMP_NUM_THREADS": "1"})

    def pytorch(self):
        return self.java("pytorch", "-Dai.djl.offline=true",
                         environment={"DJL_CACHE_DIR": str(self.logs / "djl"), "OPT_OUT_TRACKING": "true"})

    def onnxruntime(self):
        return self.java("onnxruntime")

    def keras(self, setting):
        return self._script("keras_peer.py", setting, self.data, name="keras-" + setting)

    def gauge(self):
        """The speed of the machine now: that of a plain matrix product on all cores."""
        if self._gauge is None:
            self._gauge = self.matmul()
        return self._gauge.ask()["flops"]

    def close(self):
        if self._gauge is not None:
            self._gauge.close()

    def matmul(self):
        return self._script("matmul_peer.py", name="matmul")

    def burner(self):
        """A process that keeps one processor busy until it is closed."""
        return Peer("burner", [sys.executable, str(BENCH / "burner.py")], self._log("burner"))

    def _script(self, script, *arguments, name):
        command = [str(self.python), str(BENCH / script), *map(str, arguments)]
        unset = {key: None for key in UNSET}
        return Peer(name, command, self._log(name), unset)

    def _log(self, name):
        return self.logs / (name + ".log")


def say(text):
    print(text, file=sys.stderr, flush=True)
