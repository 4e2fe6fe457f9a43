// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// run: --checks=-*,z3-dangling-handle
//
// A std::string_view of a text of the context is a pointer into its one buffer.
#include <cstdio>
#include <string>
#include <string_view>
#include <z3.h>

void print(std::string_view a, std::string_view b);

void bothBad(Z3_context c, Z3_symbol a, Z3_symbol b) {
  std::string_view first = Z3_get_symbol_string(c, a);
  std::string_view second = Z3_get_symbol_string(c, b);
  print(first, second); // warn-nofix: 'first' is used after its context has written another string into the buffer
}

void bothOk(Z3_context c, Z3_symbol a, Z3_symbol b) {
  std::string first = Z3_get_symbol_string(c, a);
  std::string_view second = Z3_get_symbol_string(c, b);
  print(first, second);
}

bool equalBad(Z3_context c, Z3_symbol a, Z3_symbol b) {
  std::string_view first(Z3_get_symbol_string(c, a));
  std::string_view second(Z3_get_symbol_string(c, b));
  return first == second; // warn-nofix: 'first' is used after its context has written another string into the buffer
}

bool equalOk(Z3_context c, Z3_symbol a, std::string_view second) {
  std::string_view first(Z3_get_symbol_string(c, a));
  return first == second;
}

void charactersBad(Z3_context c, Z3_ast a, Z3_ast b) {
  std::string_view first = Z3_ast_to_string(c, a);
  std::printf("%zu ", std::string(Z3_ast_to_string(c, b)).size());
  std::printf("%.*s\n", static_cast<int>(first.size()), first.data()); // warn-nofix: 'first' is used after its context has written another string into the buffer
}

// How long it is, it knows by itself.
void lengthOk(Z3_context c, Z3_ast a, Z3_ast b) {
  std::string_view first = Z3_ast_to_string(c, a);
  std::printf("%zu ", std::string(Z3_ast_to_string(c, b)).size());
  std::printf("%zu\n", first.size());
}

void partBad(Z3_context c, Z3_symbol a, Z3_symbol b) {
  std::string_view name = Z3_get_symbol_string(c, a);
  std::string_view part = name.substr(2);
  std::string other = Z3_get_symbol_string(c, b);
  print(part, other); // warn-nofix: 'part' is used after its context has written another string into the buffer
}

void partOk(Z3_context c, Z3_symbol a, Z3_symbol b) {
  std::string_view name = Z3_get_symbol_string(c, a);
  std::string part(name.substr(2));
  std::string other = Z3_get_symbol_string(c, b);
  print(part, other);
}

struct Entry {
  std::string_view name;
  unsigned id;
};

void memberBad(Z3_context c, Z3_symbol a, Z3_symbol b) {
  Entry first{Z3_get_symbol_string(c, a), 1}, second{"", 2};
  second.name = Z3_get_symbol_string(c, b);
  print(first.name, second.name); // warn-nofix: 'first.name' is used after its context has written another string into the buffer
}

void memberOk(Z3_context c, Z3_symbol a, Z3_symbol b) {
  Entry entry{Z3_get_symbol_string(c, a), 1};
  print(entry.name, "");
  entry.name = Z3_get_symbol_string(c, b);
  print(entry.name, "");
}

void againOk(Z3_context c, Z3_symbol a, Z3_symbol b) {
  std::string_view name = Z3_get_symbol_string(c, a);
  bool isInternal = name.substr(0, 2) == "k!" || name[0] == '!';
  name = Z3_get_symbol_string(c, b);
  if (!isInternal && name.find('!') == name.npos)
    print(name, "");
}
