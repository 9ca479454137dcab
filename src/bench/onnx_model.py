"""Writes the recipe's network with random weights as ONNX; only its speed matters.

usage: python onnx_model.py OUT.onnx
"""
import sys

import numpy as np
import onnx
from onnx import TensorProto, helper, numpy_helper

random = np.random.default_rng(1)
nodes, weights = [], []


def parameter(name, *shape):
    values = random.normal(0, 0.05, shape).astype("float32")
    weights.append(numpy_helper.from_array(values, name))
    return name


def node(kind, *inputs, **attributes):
    name = f"{kind.lower()}_{len(nodes)}"
    nodes.append(helper.make_node(kind, list(inputs), [name], **attributes))
    return name


def convolution(x, name, channels, filters):
    w, b = parameter(name + "_w", filters, channels, 3, 3), parameter(name + "_b", filters)
    return node("Relu", node("Conv", x, w, b, kernel_shape=[3, 3]))


def pooling(x):
    return node("MaxPool", x, kernel_shape=[2, 2], strides=[2, 2])


def dense(x, name, inputs, units):
    return node("Gemm", x, parameter(name + "_w", inputs, units), parameter(name + "_b", units))


x = pooling(convolution("image", "conv1", 1, 32))
x = pooling(convolution(x, "conv2", 32, 64))
x = node("Flatten", convolution(x, "conv3", 64, 64))
x = node("Relu", dense(x, "dense1", 576, 64))
x = node("Softmax", dense(x, "dense2", 64, 10), axis=1)

graph = helper.make_graph(
    nodes,
    "recipe",
    [helper.make_tensor_value_info("image", TensorProto.FLOAT, ["n", 1, 28, 28])],
    [helper.make_tensor_value_info(x, TensorProto.FLOAT, ["n", 10])],
    weights,
)
model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", 17)], ir_version=9)
onnx.checker.check_model(model)
onnx.save(model, sys.argv[1])
