// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// A simulator hands its events to a listener; the listener asks for each
// whether the guard of its transition can hold.
// All events are judged in one context.
#include <functional>
#include <iostream>
#include <utility>
#include <vector>
#include <z3++.h>

struct Event {
  int at, level;
};

class Simulator {
public:
  explicit Simulator(std::vector<Event> events) : events(std::move(events)) {}

  void replay(const std::function<void(const Event &)> &listener) const {
    for (const Event &event : events)
      listener(event);
  }

private:
  std::vector<Event> events;
};

static int enabled(const Simulator &simulator) {
  int count = 0;
  z3::context c;
  simulator.replay([&](const Event &event) {
    z3::expr level = c.int_const("level");
    z3::expr guard = level > event.at && level < event.level;
    if (!guard.simplify().is_false())
      ++count;
  });
  return count;
}

int main() {
  std::vector<Event> events;
  for (int i = 0; i < 20; ++i)
    events.push_back({i, (i * 7) % 13});
  std::cout << enabled(Simulator(events)) << " events enabled\n";
  return 0;
}
