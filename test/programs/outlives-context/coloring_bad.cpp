// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// A library colors graphs: an encoder for each graph, with all that it needs.
// The model is handed out of the encoder, and the encoder has the context.
// trace-allows: crash because the model's destructor asks a context that is gone
#include <iostream>
#include <optional>
#include <string>
#include <utility>
#include <vector>
#include <z3++.h>

namespace {

struct Graph {
  unsigned Nodes;
  std::vector<std::pair<unsigned, unsigned>> Edges;
};

class Encoder {
  z3::context Ctx;
  std::vector<z3::expr> Colors;
  z3::solver Solver{Ctx, z3::solver::simple()};

public:
  Encoder(const Graph &G, int Available) {
    for (unsigned N = 0; N != G.Nodes; ++N) {
      Colors.push_back(Ctx.int_const(("node" + std::to_string(N)).c_str()));
      Solver.add(Colors[N] >= 0 && Colors[N] < Available);
    }
    for (const auto &E : G.Edges)
      Solver.add(Colors[E.first] != Colors[E.second]);
  }

  std::optional<z3::model> solve() {
    if (Solver.check() != z3::sat)
      return std::nullopt;
    return Solver.get_model();
  }
};

std::optional<z3::model> color(const Graph &G, int Available) {
  Encoder E(G, Available);
  return E.solve(); // report: z3-outlives-context
}

} // namespace

int main() {
  const Graph Square{4, {{0, 1}, {1, 2}, {2, 3}, {3, 0}}};
  for (int Available = 1; Available <= 2; ++Available) {
    auto Coloring = color(Square, Available);
    std::cout << Available << " colors: "
              << (Coloring ? std::to_string(Coloring->size()) + " nodes" : "no")
              << std::endl;
  }
  return 0;
}
