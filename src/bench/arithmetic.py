"""How much the recipe has to compute."""


def training_flops(size=28, filters=1):
    """Floating-point operations of a training step per image, forward and backward.

    Every product counts twice, as a multiplication and an addition. A layer computes its output,
    its weights' gradient and its input's gradient; the first layer needs no gradient of its input.
    """
    first, later = products(size, filters)
    return 2 * (2 * first + 3 * later)


def prediction_flops(size=28, filters=1):
    """Floating-point operations of a prediction per image."""
    return 2 * sum(products(size, filters))


def products(size, filters):
    """Products on the way forward per image, of the first layer and of all others."""
    f1, f2, f3, units = (n * filters for n in (32, 64, 64, 64))
    side1 = size - 2
    side2 = side1 // 2 - 2
    side3 = side2 // 2 - 2
    first = side1**2 * 9 * f1
    later = (side2**2 * 9 * f1 * f2 + side3**2 * 9 * f2 * f3
             + side3**2 * f3 * units + units * 10)
    return first, later
