// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// A language server checks the documents that it is sent.
// The solver of a document that is too long is never deleted.
#include <iostream>
#include <queue>
#include <string>
#include <z3++.h>

struct Document {
  std::string Name;
  unsigned Lines;
  const char *Logic;
};

class Server {
  z3::context Ctx;
  std::queue<Document> Inbox;
  unsigned Checked = 0;

public:
  void receive(Document D) { Inbox.push(std::move(D)); }

  void serve(unsigned Limit) {
    z3::expr Line = Ctx.int_const("line");
    while (!Inbox.empty()) {
      Document D = Inbox.front();
      Inbox.pop();
      auto *S = new z3::solver(Ctx, D.Logic); // report: z3-loop-creation leak; trace: leak
      S->add(Line >= 0 && Line < static_cast<int>(D.Lines));
      if (D.Lines > Limit) {
        std::cout << D.Name << " is too long\n";
        continue;
      }
      if (S->check() == z3::sat)
        ++Checked;
      delete S;
    }
  }
  unsigned checked() const { return Checked; }
};

int main() {
  Server S;
  for (unsigned I = 1; I <= 8; ++I)
    S.receive({"doc" + std::to_string(I), I * 100, I % 2 ? "QF_LIA" : "QF_IDL"});
  S.serve(500);
  std::cout << S.checked() << "\n";
  return 0;
}
