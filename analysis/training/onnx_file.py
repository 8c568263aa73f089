"""Write a trained network as an ONNX file: matrices in 8 bits with a scale a row, arithmetic in 32 bits."""
import numpy as np
import onnx
from onnx import TensorProto, helper, numpy_helper

OPSET = 20


class Graph:
    """Nodes and constants in the order they are added; each step gives the name of its result."""

    def __init__(self):
        self.nodes, self.constants = [], []

    def add(self, operator, *inputs, **attributes):
        name = f"{operator}{len(self.nodes)}"
        self.nodes.append(helper.make_node(operator, inputs, [name], **attributes))
        return name

    def constant(self, value):
        name = f"constant{len(self.constants)}"
        self.constants.append(numpy_helper.from_array(np.asarray(value, order="C"), name))
        return name

    def matrix(self, weight):
        """A matrix stored in 8 bits, as 32-bit numbers."""
        scale = np.maximum(np.abs(weight).max(axis=1), 1e-12).astype(np.float32) / 127
        whole = np.round(weight / scale[:, None]).astype(np.int8)
        return self.add("DequantizeLinear", self.constant(whole), self.constant(scale), axis=0)

    def linear(self, states, module):
        weight = self.add("Transpose", self.matrix(array(module.weight)), perm=[1, 0])
        return self.add("Add", self.add("MatMul", states, weight), self.constant(array(module.bias)))

    def norm(self, states, module):
        return self.add("LayerNormalization", states, self.constant(array(module.weight)), self.constant(array(module.bias)), epsilon=module.eps)

    def layer(self, states, blocked, layer, sizes):
        heads, hidden = sizes["heads"], sizes["hidden"]
        split = self.constant(np.array([0, 0, 3, heads, hidden // heads], np.int64))
        parts = self.add("Transpose", self.add("Reshape", self.linear(states, layer.attention_in), split), perm=[2, 0, 3, 1, 4])
        query, key, value = (self.add("Gather", parts, self.constant(np.array(number, np.int64)), axis=0) for number in range(3))
        query = self.add("Mul", query, self.constant(np.float32((hidden // heads) ** -0.5)))
        weights = self.add("MatMul", query, self.add("Transpose", key, perm=[0, 1, 3, 2]))
        mixed = self.add("MatMul", self.add("Softmax", self.add("Add", weights, blocked), axis=-1), value)
        joined = self.add("Reshape", self.add("Transpose", mixed, perm=[0, 2, 1, 3]), self.constant(np.array([0, 0, hidden], np.int64)))
        states = self.norm(self.add("Add", states, self.linear(joined, layer.attention_out)), layer.attention_norm)
        dense = self.linear(self.add("Gelu", self.linear(states, layer.dense_in)), layer.dense_out)
        return self.norm(self.add("Add", states, dense), layer.dense_norm)

    def words(self, module):
        """The vectors of the pieces: only the rows asked for are made 32-bit numbers."""
        weight = array(module.weight)
        scale = np.maximum(np.abs(weight).max(axis=1, keepdims=True), 1e-12).astype(np.float32) / 127
        rows = self.add("Gather", self.constant(np.round(weight / scale).astype(np.int8)), "pieces", axis=0)
        return self.add("Mul", self.add("Cast", rows, to=TensorProto.FLOAT), self.add("Gather", self.constant(scale), "pieces", axis=0))


def array(parameter):
    return parameter.detach().float().numpy()


def write(model, sizes, path, padding=1):
    graph = Graph()
    is_padding = graph.add("Cast", graph.add("Equal", "pieces", graph.constant(np.array(padding, np.int64))), to=TensorProto.FLOAT)
    blocked = graph.add("Unsqueeze", graph.add("Mul", is_padding, graph.constant(np.float32(-1e4))), graph.constant(np.array([1, 2], np.int64)))
    length = graph.add("Shape", "pieces", start=1, end=2)
    places = graph.add("Slice", graph.constant(array(model.places)), graph.constant(np.array([0], np.int64)), length, graph.constant(np.array([0], np.int64)))
    states = graph.norm(graph.add("Add", graph.words(model.words), places), model.norm)
    for layer in model.layers:
        states = graph.layer(states, blocked, layer, sizes)
    last = graph.linear(states, model.last)
    found = helper.make_graph(graph.nodes, "names", [helper.make_tensor_value_info("pieces", TensorProto.INT64, ["sentences", "length"])],
                              [helper.make_tensor_value_info(last, TensorProto.FLOAT, ["sentences", "length", model.last.out_features])], graph.constants)
    onnx.save(helper.make_model(found, opset_imports=[helper.make_opsetid("", OPSET)], ir_version=10), str(path))
