// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// run: --checks=-*,z3-dangling-handle
//
// Texts of one context in a container are all pointers into its one buffer.
#include <cstdio>
#include <cstring>
#include <map>
#include <string>
#include <vector>
#include <z3.h>

void tableBad(Z3_context c, const std::vector<Z3_func_decl> &vars) {
  std::vector<const char *> names;
  for (Z3_func_decl v : vars)
    names.push_back(Z3_get_symbol_string(c, Z3_get_decl_name(c, v)));
  for (const char *name : names)
    std::printf("%s\n", name); // warn-nofix: 'name' is used after its context has written another string into the buffer
}

void listBad(Z3_context c, Z3_ast a, Z3_ast b) {
  std::vector<const char *> sides{Z3_ast_to_string(c, a), Z3_ast_to_string(c, b)};
  for (const char *side : sides)
    std::printf("%s\n", side); // warn-nofix: 'side' is used after its context has written another string into the buffer
}

void valuesBad(Z3_context c, Z3_ast a, Z3_ast b) {
  std::map<std::string, const char *> of;
  of["a"] = Z3_ast_to_string(c, a);
  of["b"] = Z3_ast_to_string(c, b);
  std::puts(of["a"]); // warn-nofix: is used after its context has written another string into the buffer
}

void arrayBad(Z3_context c, Z3_func_decl *vars, unsigned n) {
  const char *names[16];
  for (unsigned i = 0; i < n && i < 16; ++i)
    names[i] = Z3_get_symbol_string(c, Z3_get_decl_name(c, vars[i]));
  for (unsigned i = 0; i < n && i < 16; ++i)
    std::printf("%s\n", names[i]); // warn-nofix: 'names[...]' is used after its context has written another string into the buffer
}

void copiedOk(Z3_context c, const std::vector<Z3_func_decl> &vars) {
  std::vector<std::string> names;
  for (Z3_func_decl v : vars)
    names.push_back(Z3_get_symbol_string(c, Z3_get_decl_name(c, v)));
  for (const std::string &name : names)
    std::printf("%s\n", name.c_str());
}

void duplicatedOk(Z3_context c, const std::vector<Z3_func_decl> &vars) {
  std::vector<char *> names;
  for (Z3_func_decl v : vars)
    names.push_back(strdup(Z3_get_symbol_string(c, Z3_get_decl_name(c, v))));
  for (char *name : names)
    std::printf("%s\n", name);
}

void wordsOk(Z3_context c, Z3_ast a) {
  std::vector<const char *> words;
  words.push_back("assert");
  words.push_back(Z3_ast_to_string(c, a));
  for (const char *word : words)
    std::printf("%s\n", word);
}

void oneByOneOk(Z3_context c, const std::vector<Z3_ast> &terms) {
  std::vector<const char *> line;
  for (Z3_ast t : terms) {
    line.clear();
    line.push_back("=");
    line.push_back(Z3_ast_to_string(c, t));
    for (const char *word : line)
      std::printf("%s ", word);
  }
}

// The names of keys are not in the buffer.
void keysOk(Z3_context c, Z3_stats s) {
  std::vector<const char *> keys;
  for (unsigned i = 0; i < Z3_stats_size(c, s); ++i)
    keys.push_back(Z3_stats_get_key(c, s, i));
  for (const char *key : keys)
    std::printf("%s\n", key);
}
