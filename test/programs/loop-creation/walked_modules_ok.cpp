// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// A linker script checker walks the tree of its sections, with a walker that is
// a template, and asks for each section whether it fits.
// What the walker is given opens a scope for every section.
#include <iostream>
#include <memory>
#include <string>
#include <vector>
#include <z3++.h>

struct Section {
  std::string name;
  unsigned size;
  std::vector<std::unique_ptr<Section>> parts;
};

template <class Visitor>
static void walk(const Section &section, Visitor &&visit) {
  visit(section);
  for (const auto &part : section.parts)
    walk(*part, visit);
}

static unsigned tooLarge(z3::context &c, const Section &root, unsigned memory) {
  z3::expr base = c.int_const("base");
  unsigned found = 0;
  z3::solver s(c, z3::solver::simple());
  walk(root, [&](const Section &section) {
    s.push();
    s.add(base >= 0x100);
    s.add(base + static_cast<int>(section.size) <= static_cast<int>(memory));
    if (s.check() == z3::unsat)
      ++found;
    s.pop();
  });
  return found;
}

int main() {
  Section root{"image", 0x400, {}};
  for (unsigned i = 0; i < 8; ++i) {
    auto part = std::make_unique<Section>();
    part->name = "part" + std::to_string(i);
    part->size = 0x100 * i;
    for (unsigned j = 0; j < 3; ++j) {
      part->parts.push_back(std::make_unique<Section>());
      part->parts.back()->size = 0x80 * (i + j);
    }
    root.parts.push_back(std::move(part));
  }
  z3::context c;
  std::cout << tooLarge(c, root, 0x700) << " sections do not fit\n";
  return 0;
}
