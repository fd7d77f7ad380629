# SPDX-License-Identifier: Apache-2.0
"""Mistakes of a plugin's author that must not compile, and the words that the compiler must say."""

import unittest

from compile import compile_text, compilers

NODE = """
#include <dashflow/plugin.hpp>
namespace sdk = dashflow::sdk;
struct Node : sdk::Node<Node> {{
  static constexpr auto spec = sdk::NodeSpec("{name}"){spec};
  void Run({parameters}) {qualifier} {{ {body} }}
}};
DASHFLOW_PLUGIN("{plugin}", "1.0.0", "A test.", Node);
"""
SOUND = {"name": "node", "spec": '.In<"text">(sdk::kString).Out<"size">(sdk::kInteger)', "parameters": "Call& call",
         "qualifier": "const", "body": 'call.Out<"size">(call.In<"text">().size());', "plugin": "acme"}
MISTAKES = {
    "an input that is not declared": ({"body": 'call.In<"txt">();'}, "the spec declares no input of this name"),
    "an output that is not declared": ({"body": 'call.Out<"text">(1);'}, "the spec declares no output of this name"),
    "a value of another type": ({"body": 'call.Out<"size">("three");'}, "the output port is of another type"),
    "a float for an integer": ({"body": 'call.Out<"size">(1.5);'}, "the output port is of another type"),
    "a channel without Open": ({"body": 'call.Write("a", 1);'}, "only node types with .Open()"),
    "a Run that changes a shared node": ({"qualifier": ""}, "a node type has `void Run(Call& call) const`"),
    "an async node without a completion": ({"spec": ".Async()", "body": "(void)call;"}, "an async node type has"),
    "a port declared twice": ({"spec": '.In<"a">(sdk::kAny).In<"a">(sdk::kAny)', "body": "(void)call;"},
                              "this port is declared twice"),
    "a bad name of a node type": ({"name": "Node"}, "a node type's name is"),
    "a bad id of a plugin": ({"plugin": "Acme_1"}, "a plugin's id is"),
}


class Refusals(unittest.TestCase):
    def test_the_text_without_a_mistake_compiles(self):
        for compiler in compilers("c++"):
            accepted, said = compile_text(compiler, "c++", NODE.format(**SOUND))
            self.assertTrue(accepted, said)

    def test_each_mistake_is_refused_in_words(self):
        for name, (change, words) in MISTAKES.items():
            with self.subTest(mistake=name):
                accepted, said = compile_text("g++", "c++", NODE.format(**{**SOUND, **change}))
                self.assertFalse(accepted)
                self.assertIn(words, said)


if __name__ == "__main__":
    unittest.main()
