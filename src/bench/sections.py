"""What is measured: each function takes the environment and a Scale and returns a Section."""
from contextlib import ExitStack
from dataclasses import dataclass

import arithmetic
import machine
from environment import say
from figures import median, percentile, present
from rounds import Sample, interleave
from tables import Case, Row, Section

OURS = "recipe4j, engine native"
OURS_DL4J = "recipe4j, engine dl4j"
STOCK = "Deeplearning4j, stock"
KERAS = "Keras, default"
KERAS_BEST = "Keras, best setting"
PYTORCH = "PyTorch, through DJL"
MATRIX_PRODUCT = "arithmetic at the matrix product's speed"


@dataclass
class Scale:
    """How much is done: rounds after the warm-up, and a divisor of every number of images."""

    rounds: int = 6
    divisor: int = 1

    def work(self, command, train, validation=0, batch=128, size=28, filters=1, **more):
        return dict(command=command, train=self._images(train), validation=self._images(validation),
                    batch=batch, size=size, filters=filters, **more)

    def _images(self, count):
        return max(256, count // self.divisor) if count else 0


def training(environment, scale):
    section = Section(
        "training", "Training epoch, with validation",
        "One epoch over 48,000 images and a validation with 12,000, batch size 128. "
        "Keras's best setting is `jit_compile=False, steps_per_execution=25`, and tf.data's autotuning "
        "off: its thread sleeps 10 ms, 20 ms, 40 ms and so on, and by default `fit` waits for it at the "
        "end of an epoch, seconds in the longer ones. *Memory* is the peak resident one.",
        extra=["memory"])
    share = {STOCK: 20, OURS_DL4J: 4}  # do that part of the work
    every = {STOCK: 2}  # takes part in every second round
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
        works = {label: scale.work("epoch", 48_000 // share.get(label, 1), 12_000 // share.get(label, 1))
                 for label in peers}
        samples = interleave(
            {label: epoch(peers[label], works[label], 60_000) for label in peers},
            scale.rounds, section, environment.gauge,
            sits_out=lambda label, number: (number - 1) % every.get(label, 1) != 0)
    section.cases.append(Case("48,000 + 12,000 images", OURS, [
        row(label, values, note(works[label], values), [megabytes(peers[label].peak)])
        for label, values in samples.items()]))
    return section


def growth(environment, scale):
    section = Section(
        "growth", "Batch size, image size, filters",
        "An epoch with a validation; one thing is changed at a time. Larger images are MNIST's with "
        "repeated pixels.")
    changes = [
        ("batch size 32", 12_000, dict(batch=32)),
        ("batch size 128", 12_000, dict()),
        ("batch size 512", 12_000, dict(batch=512)),
        ("images 56x56", 4_800, dict(size=56)),
        ("images 112x112", 1_024, dict(size=112)),
        ("2 times the filters", 4_800, dict(filters=2)),
        ("4 times the filters", 2_048, dict(filters=4)),
    ]
    with environment.recipe4j() as ours, environment.keras("best") as keras:
        for title, images, change in changes:
            say(f"  {title}")
            work = scale.work("epoch", images, images // 4, **change)
            section.cases.append(compare(f"{title}, {counts(work)}", work, ours, keras, scale, section,
                                         environment.gauge))
    return section


def busy(environment, scale):
    section = Section(
        "busy", "On a busy machine",
        "Training with validation, batch size 128, while one more process per core computes without "
        "end.")
    work = scale.work("epoch", 12_000, 3_000)
    with ExitStack() as stack:
        ours = stack.enter_context(environment.recipe4j())
        keras = stack.enter_context(environment.keras("best"))
        for _ in range(machine.cores()):
            stack.enter_context(environment.burner())
        section.cases.append(compare(counts(work), work, ours, keras, scale, section))
    return section


def inference(environment, scale):
    section = Section(
        "inference", "Inference",
        "Images go in as a float array of the language, or as the library's own batches, and come out "
        "as probabilities. Keras has its best setting, as above. p99 is over the calls of all rounds. "
        "Below a batch's contestants stands its floor: recipe4j's kernels without anything around them, "
        "and the recipe's arithmetic at the speed of a large float matrix product, on all cores.",
        extra=["p99"])
    with environment.recipe4j() as ours, environment.keras("best") as keras, \
            environment.onnxruntime() as onnx, environment.matmul() as matmul:
        for batch in (128, 512):
            work = scale.work("predict", 40_960, batch=batch)
            turns = {label: throughput(peer, work) for label, peer in
                     ((OURS, ours), ("ONNX Runtime (Java)", onnx), ("Keras, predict", keras))}
            turns["the kernels of recipe4j alone, on all cores"] = kernel_throughput(ours, work)
            turns[MATRIX_PRODUCT] = lambda: Sample(matmul.ask()["flops"] / arithmetic.prediction_flops())
            samples = interleave(turns, scale.rounds, section, environment.gauge)
            section.cases.append(Case(f"batch size {batch}", OURS, rows(samples), "images/s", False))
        single = scale.work("single", 2_048, batch=1, calls=400)
        works = {
            OURS: (ours, single),
            "ONNX Runtime (Java)": (onnx, single),
            "ONNX Runtime (Java), 1 thread": (onnx, {**single, "threads": 1}),
            "TensorFlow, tf.function": (keras, {**single, "command": "single_function"}),
            "Keras, predict": (keras, {**single, "calls": 50}),
        }
        turns = {label: latency(*call) for label, call in works.items()}
        samples = interleave(turns, scale.rounds, section, environment.gauge)
    section.cases.append(Case("single image, p50", OURS, [
        row(label, values, extra=[f"{percentile(sum(details(values), []), 0.99):.3g} ms"])
        for label, values in samples.items()], "ms"))
    return section


def startup(environment, scale):
    section = Section(
        "startup", "Start to first training step",
        "From the start of the process until the images are read and one batch is trained. recipe4j starts "
        "with a class archive, as `bin/recipe4j` does.")
    work = dict(scale.work("epoch", 128), train=128)

    def start(make):
        def turn():
            with make() as peer:
                peer.ask(**work)
                return Sample(peer.age(), peer.processor_time())
        return turn

    samples = interleave({
        OURS: start(environment.recipe4j_archived),
        OURS + ", without the class archive": start(environment.recipe4j),
        OURS_DL4J: start(lambda: environment.recipe4j("dl4j")),
        STOCK: start(environment.stock),
        KERAS: start(lambda: environment.keras("default")),
        PYTORCH: start(environment.pytorch),
    }, scale.rounds, section, environment.gauge)
    section.cases.append(Case("one batch of 128", OURS, rows(samples)))
    return section


def floor(environment, scale):
    section = Section(
        "floor", "The floor",
        "The training part of an epoch (48,000 images, no validation), beside its processor time and "
        "the processor time of the plan's kernels (`KernelTimes`), both divided by the cores, and beside "
        "the recipe's arithmetic at the speed of a large float matrix product on all cores.")
    work = scale.work("epoch", 48_000)
    scaled = 48_000 / work["train"]
    training_part = OURS + ", training part"
    kernel_sum = "sum of its kernels / cores"
    with environment.recipe4j() as ours, environment.matmul() as matmul:

        def kernel_time():
            steps = ours.ask(**{**work, "command": "kernels", "calls": 100})["kernels"]
            kernels = {name: seconds * 48_000 / work["batch"] / machine.cores()
                       for name, seconds in steps.items()}
            return Sample(sum(kernels.values()), detail=kernels)

        def training_time():
            figures = ours.ask(**work)
            return sample(figures, figures["training"] * scaled, scaled)

        samples = interleave({
            training_part: training_time,
            kernel_sum: kernel_time,
            MATRIX_PRODUCT:
                lambda: Sample(48_000 * arithmetic.training_flops() / matmul.ask()["flops"]),
        }, scale.rounds, section, environment.gauge)
    ours_processor = [s.processor for s in samples[training_part]]
    if None not in ours_processor:
        samples["its processor time / cores"] = [Sample(p / machine.cores()) for p in ours_processor]
    kernels = details(samples[kernel_sum])
    section.cases.append(Case("48,000 images", training_part, rows(samples)))
    medians = {kernel: median([k.get(kernel, 0) for k in kernels]) for k in kernels for kernel in k}
    section.details = largest(medians)
    return section


def precision(environment, scale):
    section = Section(
        "precision", "bf16",
        "The processor time of the kernels of a training step, batch size 128, in float as the engine "
        "runs them, and what it would be with oneDNN's bf16 kernels for the convolutions and everything "
        "else but dense layers at half its time: the most that bf16 could gain. The float convolutions "
        "compute activations and pooling too, which bf16 has here for nothing. Needs a processor with "
        "bf16 instructions.")
    work = scale.work("kernels", 48_000, calls=100)
    latest = {}
    with environment.recipe4j() as ours, environment.bf16() as bf16:
        def in_float():
            latest.update(by_layer(ours.ask(**work)["kernels"]))
            return Sample(1000 * sum(latest.values()), detail=dict(latest))

        def in_bf16():
            kernels = {**{name: seconds if name.startswith("dense") else seconds / 2
                          for name, seconds in latest.items()},
                       **by_layer(bf16.ask(**work)["kernels"])}
            return Sample(1000 * sum(kernels.values()), detail=kernels)

        samples = interleave({"float": in_float, "bf16, at best": in_bf16}, scale.rounds, section,
                             environment.gauge)
    section.cases.append(Case("kernels of a step", "bf16, at best", rows(samples), "ms"))
    section.details = {f"{name}, {kind}": median([1000 * k[name] for k in details(values)])
                       for name in details(samples.get("bf16, at best", [Sample(0, detail={})]))[-1]
                       if name.startswith("conv")
                       for kind, values in zip(("float", "bf16"), samples.values())}
    section.detail_title = "kernel, ms a step"
    return section


def by_layer(kernels):
    """The times of a convolution's passes and helpers together; all others as they are."""
    layers = {}
    for name, seconds in kernels.items():
        name = name.split()[0] if name.startswith("convolution") else name
        layers[name] = layers.get(name, 0) + seconds
    return layers


def largest(kernels, share=0.005):
    """The kernels that take more than a share of the sum, and the rest together."""
    least = share * sum(kernels.values())
    kept = {name: value for name, value in kernels.items() if value >= least}
    rest = sum(kernels.values()) - sum(kept.values())
    return {**dict(sorted(kept.items(), key=lambda item: -item[1])), "all others": rest}


def threads(environment, scale):
    section = Section(
        "threads", "Threads",
        "Training with validation, batch size 128, by the number of threads. More threads than cores "
        "take turns on them: the last to finish its part decides.")
    work = scale.work("epoch", 12_000, 3_000)
    counts_of = sorted({1, 2, machine.cores(), 2 * machine.cores()})
    with environment.recipe4j() as ours:
        turns = {f"{OURS}, {n} thread{'s' if n > 1 else ''}":
                 epoch(ours, {**work, "threads": n}, work["train"] + work["validation"])
                 for n in counts_of}
        samples = interleave(turns, scale.rounds, section, environment.gauge)
    reference = next(label for label in samples if label.startswith(f"{OURS}, {machine.cores()} thread"))
    section.cases.append(Case(counts(work), reference, rows(samples)))
    return section


def compare(title, work, ours, keras, scale, section, gauge=None):
    """A case of ours against Keras's best setting."""
    total = work["train"] + work["validation"]
    turns = {OURS: epoch(ours, work, total), KERAS_BEST: epoch(keras, work, total)}
    return Case(title, OURS, rows(interleave(turns, scale.rounds, section, gauge)))


def epoch(peer, work, total):
    """A turn: seconds of an epoch, scaled to a total number of images, processor time likewise."""
    scaled = total / (work["train"] + work["validation"])

    def turn():
        figures = peer.ask(**work)
        return sample(figures, figures["seconds"] * scaled, scaled)
    return turn


def sample(figures, value, scaled=1):
    """A value with the processor time of an answer, scaled likewise."""
    processor = figures.get("processor")
    return Sample(value, None if processor is None else processor * scaled)


def throughput(peer, work):
    """A turn: images per second."""
    def turn():
        figures = peer.ask(**work)
        return sample(figures, work["train"] / figures["seconds"])
    return turn


def kernel_throughput(peer, work):
    """A turn: images per second if the kernels were all there is."""
    kernels = {**work, "command": "prediction_kernels", "calls": 100}
    return lambda: Sample(
        work["batch"] * machine.cores() / sum(peer.ask(**kernels)["kernels"].values()))


def latency(peer, work):
    """A turn: the median of single calls in milliseconds; all of them are its detail."""
    def turn():
        calls = [micros / 1000 for micros in peer.ask(**work)["latencies"]]
        return Sample(median(calls), detail=calls)
    return turn


def rows(samples):
    return [row(label, values) for label, values in samples.items()]


def row(label, samples, note="", extra=()):
    return Row(label, [s and s.value for s in samples], note,
               [s.processor for s in present(samples) if s.processor is not None], list(extra))


def details(samples):
    return [s.detail for s in present(samples)]


def counts(work):
    return f"{work['train']:,} + {work['validation']:,} images"


def note(work, values):
    """What was done less than in full."""
    share = (work["train"] + work["validation"]) / 60_000
    parts = [f"time scaled from {share:.3g} of the images"] if share < 1 else []
    taken = len(present(values))
    parts += [f"{taken} of {len(values)} rounds"] if taken < len(values) else []
    return ", ".join(parts)


def megabytes(peak):
    return f"{peak / 2**20:,.0f} MB" if peak else ""


ALL = {f.__name__: f
       for f in (training, growth, inference, startup, busy, threads, floor, precision)}
