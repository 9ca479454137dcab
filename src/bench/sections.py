"""What is measured. Each function takes the environment and a Scale and returns a Section."""
from contextlib import ExitStack
from dataclasses import dataclass

import arithmetic
import machine
from figures import median, percentile
from rounds import interleave
from tables import Case, Row, Section

OURS = "recipe4j, engine onednn"
OURS_DL4J = "recipe4j, engine dl4j"
STOCK = "Deeplearning4j, stock"
KERAS = "Keras, default"
KERAS_BEST = "Keras, best setting"
PYTORCH = "PyTorch, through DJL"


@dataclass
class Scale:
    """How much is done: rounds after the warm-up, and a divisor of every number of images."""

    rounds: int = 6
    divisor: int = 1

    def images(self, count):
        return max(256, count // self.divisor)

    def work(self, command, train, validation=0, batch=128, size=28, filters=1, **more):
        return dict(command=command, size=size, filters=filters, batch=batch,
                    train=self.images(train), validation=self.images(validation) if validation else 0,
                    **more)


def training(environment, scale):
    section = Section("training", "Training epoch, with validation",
        "One epoch over 48,000 images and a validation with 12,000, batch size 128. "
        "Keras's best setting is `jit_compile=False, steps_per_execution=25`.", extra="peak memory")
    slices = {STOCK: 10}  # measured on a tenth and scaled
    seldom = {STOCK: 2}  # takes part in every second round
    with ExitStack() as stack:
        peers = {
            OURS: environment.recipe4j(),
            OURS_DL4J: environment.recipe4j("dl4j"),
            STOCK: environment.stock(),
            KERAS: environment.keras("default"),
            KERAS_BEST: environment.keras("best"),
            PYTORCH: environment.pytorch(),
        }
        for peer in peers.values():
            stack.enter_context(peer)
        works = {label: scale.work("epoch", 48_000 // slices.get(label, 1), 12_000 // slices.get(label, 1))
                 for label in peers}
        turns = {label: epoch(peers[label], works[label], 60_000) for label in peers}
        samples = interleave(turns, scale.rounds,
            lambda label, number: number % seldom.get(label, 1) != 0, section.failures)
    rows = []
    for label, values in samples.items():
        part = (works[label]["train"] + works[label]["validation"]) / 60_000
        peak = peers[label].peak
        rows.append(Row(label, values, "" if part == 1 else f"on {part:.3g} of the images, scaled",
                        f"{peak / 2**20:,.0f} MB" if peak else ""))
    section.cases.append(Case("48,000 + 12,000 images", rows))
    return section


def growth(environment, scale):
    section = Section("growth", "Batch size, image size, filters",
        "An epoch with a validation of a quarter as many images; one thing is changed at a time. "
        "Larger images are MNIST's with repeated pixels.")
    cases = [
        ("batch size 32", 12_000, dict(batch=32)),
        ("batch size 128", 12_000, dict()),
        ("batch size 512", 12_000, dict(batch=512)),
        ("images 56x56", 4_800, dict(size=56)),
        ("images 112x112", 1_024, dict(size=112)),
        ("2 times the filters", 4_800, dict(filters=2)),
        ("4 times the filters", 2_048, dict(filters=4)),
    ]
    with environment.recipe4j() as ours, environment.keras("best") as keras:
        for title, images, change in cases:
            work = scale.work("epoch", images, images // 4, **change)
            total = work["train"] + work["validation"]
            print(title)
            samples = interleave({OURS: epoch(ours, work, total), KERAS_BEST: epoch(keras, work, total)},
                                 scale.rounds, failures=section.failures)
            section.cases.append(Case(f"{title}, {work['train']:,} + {work['validation']:,} images",
                                      rows(samples)))
    return section


def inference(environment, scale):
    section = Section("inference", "Inference",
        "Throughput over 20,480 images; single images go in as a float array of the language and "
        "come out as one. Median and 99th percentile of the calls of all rounds.", extra="p99")
    count, calls = 20_480, 400
    with environment.recipe4j() as ours, environment.keras("default") as keras, \
            environment.onnxruntime() as onnx:
        for batch in (128, 512):
            def throughput(peer, **more):
                work = scale.work("predict", count, batch=batch, **more)
                return lambda: work["train"] / peer.ask(**work)["seconds"]
            samples = interleave(
                {OURS: throughput(ours), "Keras, predict": throughput(keras),
                 "ONNX Runtime (Java)": throughput(onnx)}, scale.rounds, failures=section.failures)
            section.cases.append(Case(f"batch size {batch}", rows(samples), "images/s", False))
        latencies = {}

        def latency(label, peer, command="single", fewer=1, **more):
            work = scale.work(command, count, batch=1, calls=calls // fewer, **more)
            def turn():
                measured = [micros / 1000 for micros in peer.ask(**work)["latencies"]]
                latencies.setdefault(label, []).append(measured)
                return median(measured)
            return label, turn
        turns = dict([
            latency(OURS, ours),
            latency("ONNX Runtime (Java)", onnx),
            latency("ONNX Runtime (Java), 1 thread", onnx, threads=1),
            latency("TensorFlow, tf.function", keras, "single_function"),
            latency("Keras, predict", keras, fewer=8),
        ])
        samples = interleave(turns, scale.rounds, failures=section.failures)
        p99 = {label: percentile(sum(runs[1:], []), 0.99) for label, runs in latencies.items()
               if len(runs) > 1}
        section.cases.append(Case("single image, p50", [
            Row(label, values, extra=f"{p99[label]:.3g} ms") for label, values in samples.items()], "ms"))
    return section


def startup(environment, scale):
    section = Section("startup", "Start to first training step",
        "From the start of the process, with the images read and one batch of 128 trained.")
    work = scale.work("epoch", 128)
    work["train"] = 128

    def start(make):
        def turn():
            with make() as peer:
                peer.ask(**work)
                return peer.age()
        return turn
    samples = interleave({
        OURS: start(environment.recipe4j),
        OURS_DL4J: start(lambda: environment.recipe4j("dl4j")),
        STOCK: start(environment.stock),
        KERAS: start(lambda: environment.keras("default")),
        PYTORCH: start(environment.pytorch),
    }, scale.rounds, failures=section.failures)
    section.cases.append(Case("one batch of 128", rows(samples)))
    return section


def busy(environment, scale):
    section = Section("busy", "On a busy machine",
        f"While {machine.cores()} other processes keep every core busy: training with validation, batch size 128.")
    work = scale.work("epoch", 12_000, 3_000)
    total = work["train"] + work["validation"]
    with ExitStack() as stack:
        ours = stack.enter_context(environment.recipe4j())
        keras = stack.enter_context(environment.keras("best"))
        for _ in range(machine.cores()):
            stack.enter_context(environment.burner())
        samples = interleave({OURS: epoch(ours, work, total), KERAS_BEST: epoch(keras, work, total)},
                             scale.rounds, failures=section.failures)
    section.cases.append(Case(f"{work['train']:,} + {work['validation']:,} images", rows(samples)))
    return section


def floor(environment, scale):
    section = Section("floor", "The floor",
        "The training part of an epoch (48,000 images, no validation), beside the time that oneDNN "
        "reports for the plan's kernels, divided by the cores, and beside the recipe's arithmetic at "
        "the speed of a large float matrix product on all cores.")
    work = scale.work("epoch", 48_000)
    scaled = 48_000 / work["train"]
    kernels = []
    with environment.recipe4j() as ours, environment.matmul() as matmul, \
            environment.recipe4j(name="onednn-verbose", environment={"DNNL_VERBOSE": "1"}) as verbose:
        def kernel_time():
            verbose.ask(**work)
            kernels.append(verbose.kernels)
            return sum(verbose.kernels.values()) / 1000 * scaled / machine.cores()

        def arithmetic_time():
            return 48_000 * arithmetic.training_flops() / matmul.ask()["flops"]
        samples = interleave({
            OURS + ", training part": lambda: ours.ask(**work)["training"] * scaled,
            "sum of its kernels / cores": kernel_time,
            "arithmetic at the matrix product's speed": arithmetic_time,
        }, scale.rounds, failures=section.failures)
    section.cases.append(Case("48,000 images", rows(samples)))
    section.details = {
        name: median([k.get(name, 0) for k in kernels[1:]]) / 1000 * scaled / machine.cores()
        for name in sorted(kernels[-1], key=kernels[-1].get, reverse=True)}
    return section


def epoch(peer, work, total):
    """A turn: seconds of an epoch, scaled to a total number of images."""
    done = work["train"] + work["validation"]
    return lambda: peer.ask(**work)["seconds"] * total / done


def rows(samples):
    return [Row(label, values) for label, values in samples.items()]


ALL = {f.__name__: f for f in (training, growth, inference, startup, busy, floor)}
