// RUN: %dump-c++ | %check
// Raw handles of temporaries.
#include <vector>
#include <z3++.h>

// CHECK-LABEL: func @stored(
void stored(const z3::expr &x, std::vector<Z3_ast> &raw, std::vector<z3::expr> &kept) {
  // CHECK: %raw.*."(content)"[@"key back"] = copy $[[#]] role store @[[#@LINE+1]]:
  raw.push_back(x + 1);
  // CHECK: %kept.*."(content)"[@"key back"] = move $[[#]] role store @[[#@LINE+1]]:
  kept.push_back(x + 2);
}

// CHECK-LABEL: func @immortal(
void immortal(z3::context &c) {
  // CHECK: new sort in %c.* keeping count 1 @[[#@LINE+1]]:
  Z3_sort s = c.int_sort();
  // CHECK: new ast in %c.* keeping count 1 @[[#@LINE+1]]:
  Z3_ast three = c.int_val(3);
  // CHECK: new ast in %c.* count 1 @[[#@LINE+1]]:
  Z3_ast many = c.int_val(300);
}

// CHECK-LABEL: func @partOfPart(
void partOfPart(const z3::expr &e) {
  // CHECK: [[ARG:\$[0-9]+]] = borrow ast from %e.*
  // CHECK: [[PART:\$[0-9]+]] = borrow ast from [[ARG]]
  // CHECK: %a = copy [[PART]]
  Z3_ast a = e.arg(0).arg(1);
}

// CHECK-LABEL: func @text(
void text(const z3::expr &e) {
  // CHECK: [[TEXT:\$[0-9]+]] = new string @[[#@LINE+2]]:
  // CHECK: delete [[TEXT]] kind string implicit
  const char *t = e.to_string().c_str();
}
