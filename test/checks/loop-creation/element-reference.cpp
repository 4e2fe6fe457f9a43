// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// run: --checks=-*,z3-*
// What is assigned through a reference to an element is the container's.
#include <memory>
#include <string>
#include <vector>
#include <z3++.h>

struct Constructor {
  std::string name;
  std::vector<z3::sort> fields;
};

// The fields of the sort that is being declared are named by a null sort.
static void fillIn(z3::sort self, const std::shared_ptr<Constructor> &cons) {
  for (z3::sort &field : cons->fields)
    if (static_cast<Z3_sort>(field) == nullptr)
      field = self;
}

void declareOk(z3::context &c, const std::vector<std::string> &names,
               const std::vector<std::shared_ptr<Constructor>> &all) {
  for (const std::string &name : names) {
    z3::sort self = c.uninterpreted_sort(name.c_str());
    for (const auto &cons : all)
      fillIn(self, cons);
  }
}
