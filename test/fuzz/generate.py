# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""Random programs that keep the rules: each resource is made, held and given
back in one of many ways, around a random body. mutate.py breaks them.

Everything random comes from the one generator that `generate` is given.
"""
import counting
import shapes
from tree import (FROM_MINUS_ONE, Block, Function, Label, Line, Program, TYPES,
                  unshared)

# kind: (makers, retain, release, uses). {c} context, {v} the handle, {s} a
# solver and {a} a term that are held.
KINDS = {
    "solver": (["Z3_mk_solver({c})", "Z3_mk_simple_solver({c})"],
               "Z3_solver_inc_ref({c}, {v})", "Z3_solver_dec_ref({c}, {v})",
               ["Z3_solver_assert({c}, {v}, {a})", "Z3_solver_reset({c}, {v})",
                "r += Z3_solver_get_num_scopes({c}, {v})"]),
    "model": (["Z3_mk_model({c})", "Z3_solver_get_model({c}, {s})"],
              "Z3_model_inc_ref({c}, {v})", "Z3_model_dec_ref({c}, {v})",
              ["r += Z3_model_get_num_funcs({c}, {v})",
               "r += Z3_model_get_num_sorts({c}, {v})"]),
    "params": (["Z3_mk_params({c})"],
               "Z3_params_inc_ref({c}, {v})", "Z3_params_dec_ref({c}, {v})",
               ["Z3_params_set_bool({c}, {v}, Z3_mk_int_symbol({c}, 1), 1)",
                "Z3_solver_set_params({c}, {s}, {v})"]),
    "goal": (["Z3_mk_goal({c}, 1, 0, 0)"],
             "Z3_goal_inc_ref({c}, {v})", "Z3_goal_dec_ref({c}, {v})",
             ["Z3_goal_assert({c}, {v}, {a})", "r += Z3_goal_size({c}, {v})"]),
    "ast_vector": (["Z3_mk_ast_vector({c})", "Z3_solver_get_assertions({c}, {s})"],
                   "Z3_ast_vector_inc_ref({c}, {v})",
                   "Z3_ast_vector_dec_ref({c}, {v})",
                   ["r += Z3_ast_vector_size({c}, {v})",
                    "Z3_ast_vector_push({c}, {v}, {a})"]),
    "stats": (["Z3_solver_get_statistics({c}, {s})"],
              "Z3_stats_inc_ref({c}, {v})", "Z3_stats_dec_ref({c}, {v})",
              ["r += Z3_stats_size({c}, {v})"]),
    "ast": (["Z3_mk_int({c}, 7, Z3_mk_int_sort({c}))",
             "Z3_mk_const({c}, Z3_mk_int_symbol({c}, 3), Z3_mk_bool_sort({c}))",
             "Z3_mk_not({c}, {a})", "Z3_mk_eq({c}, {a}, {a})",
             "Z3_mk_and({c}, 2, (Z3_ast[]){{{a}, {a}}})"],
            "Z3_inc_ref({c}, {v})", "Z3_dec_ref({c}, {v})",
            ["r += Z3_get_ast_id({c}, {v})", "r += Z3_get_ast_kind({c}, {v})",
             "r += Z3_get_ast_hash({c}, {v})"]),
    "sort": (["Z3_mk_uninterpreted_sort({c}, Z3_mk_int_symbol({c}, 5))"],
             "Z3_inc_ref({c}, Z3_sort_to_ast({c}, {v}))",
             "Z3_dec_ref({c}, Z3_sort_to_ast({c}, {v}))",
             ["r += Z3_get_sort_kind({c}, {v})", "r += Z3_get_sort_id({c}, {v})"]),
    "config": (["Z3_mk_config()"], None, "Z3_del_config({v})",
               ["Z3_set_param_value({v}, \"model\", \"true\")"]),
    "rcf_num": (["Z3_rcf_mk_small_int({c}, 2)", "Z3_rcf_mk_pi({c})"], None,
                "Z3_rcf_del({c}, {v})", ["r += Z3_rcf_lt({c}, {v}, {v})"]),
}
WEIGHTS = {"solver": 6, "model": 5, "params": 3, "goal": 3, "ast_vector": 3,
           "stats": 2, "ast": 6, "sort": 2, "config": 1, "rcf_num": 1}
COUNTED = [k for k in KINDS if KINDS[k][1]]


class FunctionMaker:
    """Makes one function's body. `held`: handles that may be used here, as
    (expression, kind); `undo`: what has to be done on a way out of here, as a
    list of (mark, statements), where mark is "loop" for the loop's own bottom."""

    def __init__(self, rng, program, budget, c="c"):
        self.rng, self.p, self.c = rng, program, c
        self.budget = budget
        self.names = 0
        self.held, self.undo, self.inputs, self.tests = [], [], [], {}
        self.top = []  # declarations at the top of the function
        self.done = None  # what stands behind the label `done`
        self.last = lambda: []  # what each return does last
        self.result = "r"
        self.out_free = False
        self.has_again = False   # the label
        self.no_continue = 0     # within `do { } while (0)`

    # Small things -----------------------------------------------------------
    def name(self, stem):
        self.names += 1
        return f"{stem}{self.names}"

    def chance(self, p):
        return self.rng.random() < p

    def pick(self, seq):
        return self.rng.choice(seq)

    def any_of(self, kind):
        have = [e for e, k in self.held if k == kind]
        return self.pick(have) if have else None

    def fill(self, pattern, v=None):
        """The pattern with handles filled in; None if one is not there."""
        out = pattern.replace("{c}", self.c)
        if v:
            out = out.replace("{v}", v)
        while "{s}" in out:
            s = self.any_of("solver")
            if not s:
                return None
            out = out.replace("{s}", s, 1)
        while "{a}" in out:
            a = self.any_of("ast") or f"Z3_mk_true({self.c})"
            if self.chance(0.25):
                a = self.pick([f"Z3_mk_true({self.c})", f"Z3_mk_false({self.c})"])
            out = out.replace("{a}", a, 1)
        return out.replace("{{", "{").replace("}}", "}")

    def maker(self, kind):
        made = [m for m in map(self.fill, KINDS[kind][0]) if m]
        return self.pick(made) if made else None

    def retain(self, kind, v):
        text = KINDS[kind][1]
        return [Line(self.fill(text, v) + ";")] if text else []

    def release(self, kind, v):
        return [Line(self.fill(KINDS[kind][2], v) + ";")]

    def use(self, e, kind):
        texts = [t for t in (self.fill(u, e) for u in KINDS[kind][3]) if t]
        return Line(self.pick(texts) + ";")

    def neutral_use(self, e, kind):
        """A use that writes no slot."""
        return Line(self.fill(KINDS[kind][3][-1 if kind != "params" else 0], e) + ";")

    def declare(self, name, kind, value="NULL"):
        t = TYPES[kind]
        return Line(f"{t} {name} = {value};", declares=name, kind=kind)

    def kind(self):
        kinds = list(WEIGHTS)
        if not self.any_of("solver"):
            kinds.remove("stats")
        return self.rng.choices(kinds, [WEIGHTS[k] for k in kinds])[0]

    def test_of(self, v, n):
        """A test of an input. Each has one test, but in a program of numbers:
        which of several tests of a number contradict each other is not what most
        programs are to show."""
        if n == 2:
            return v
        if v not in self.tests or self.p.numbers:
            self.tests[v] = self.pick([f"{v} == 0", f"{v} == 1", f"{v} == 2",
                                       f"{v} > 0", f"{v} < 2"])
        return self.tests[v]

    def condition(self):
        """A test that does not depend on handles."""
        r = self.rng.random()
        inputs = [x for x in self.inputs if x[0] != "n"]  # n bounds loops
        if r < 0.6 and inputs:
            test = self.test_of(*self.pick(inputs))
            return test if self.chance(0.6) else f"!({test})"
        s = self.any_of("solver")
        if r < 0.8 and s:
            return f"Z3_solver_check({self.c}, {s}) {self.pick(['==', '!='])} " \
                   f"{self.pick(['Z3_L_TRUE', 'Z3_L_FALSE'])}"
        m = self.any_of("model")
        if r < 0.88 and m:
            return f"Z3_model_get_num_consts({self.c}, {m}) == 0"
        return "more()"

    # Ways out ---------------------------------------------------------------
    def undo_all(self, upto=None):
        """What a way out has to do: all of it, or down to the innermost loop."""
        out = []
        for mark, stmts in reversed(self.undo):
            if mark == "loop" and upto == "loop":
                break
            out += stmts()
        return out

    def in_loop(self):
        return any(m == "loop" for m, _ in self.undo)

    def early_exit(self):
        ways = ["return"]
        if self.in_loop():
            ways += ["break", "break" if self.no_continue else "continue"] * 2
        if self.done:
            ways += ["goto"] * 2
        way = self.pick(ways)
        if way == "return":
            stmts = self.undo_all() + self.done_first() + self.last()
            text = f"return {self.result};" if self.result else "return;"
        elif way == "goto":
            stmts, text = self.undo_all(), "goto done;"
        else:
            stmts, text = self.undo_all("loop"), way + ";"
        return Block("if", self.condition(), stmts + [Line(text)])

    def done_first(self):
        return self.done() if self.done else []

    # Resources --------------------------------------------------------------
    def obtain(self, kind, v):
        """Statements that leave one reference of a new object in v."""
        maker = self.maker(kind)
        if maker is None:
            raise ValueError(f"no way to make a {kind} here")
        helper = self.pick_helper("open", kind)
        if helper and self.chance(0.5):
            return [Line(f"{v} = {helper.name}({self.c});")]
        helper = self.pick_helper("into_always", kind)
        if helper and self.chance(0.5) and "->" not in v:
            return [Line(f"{helper.name}({self.c}, &{v});")]
        way = self.rng.random()
        if way < 0.65 or not KINDS[kind][1]:
            window = []
            if self.chance(0.15):
                window = [self.neutral_use(v, kind)]
            return [Line(f"{v} = {maker};")] + window + self.retain(kind, v)
        if way < 0.75:
            t = self.name("t")
            return [self.declare(t, kind, maker)] + self.retain(kind, t) + \
                [Line(f"{v} = {t};")]
        if way < 0.85:
            t = self.name("t")
            return [Line(f"{v} = {maker};"), self.declare(t, kind, v)] + \
                self.retain(kind, t)
        q = self.name("q")
        return [Line(f"{TYPES[kind]} *{q} = &{v};", declares=q), Line(f"*{q} = {maker};")] + \
            self.retain(kind, f"*{q}")

    def give_back(self, kind, v, sure=True):
        """Statements that give v's reference back; sure: v is not null."""
        helper = self.pick_helper("close", kind)
        if helper and self.chance(0.4):
            return [Line(f"{helper.name}({self.c}, {v});")]
        helper = self.pick_helper("drop", kind)
        if helper and self.chance(0.4):
            return [Line(f"{helper.name}({self.c}, &{v});")]
        way = self.rng.random()
        release = self.release(kind, v)
        if not sure:
            return [Block("if", v, release)] if way < 0.7 else \
                [Block("if", f"{v} != NULL", release + [Line(f"{v} = NULL;")])]
        if way < 0.7:
            return release
        if way < 0.8:
            return release + [Line(f"{v} = NULL;")]
        if way < 0.9:
            t = self.name("t")
            return [self.declare(t, kind, v)] + self.release(kind, t)
        return [Block("if", v, release)]

    def pick_helper(self, what, kind):
        found = [h for h in self.p.helpers if h.what == (what, kind)]
        return self.pick(found) if found else None

    def guarded(self, e, kind, undo, depth, stmts=None):
        """A body in which e may be used, and undone on ways out."""
        self.undo.append(("", undo))
        self.held.append((e, kind))
        body = self.body(depth + 1) if stmts is None else stmts()
        self.held.remove((e, kind))
        self.undo.pop()
        return body

    def one_time(self, make):
        """The same statements on each way out."""
        return lambda: make

    def resource(self, depth):
        kind = self.kind()
        if self.p.numbers and self.chance(0.4):
            return self.pick(counting.SHAPES)(self, kind, depth)
        if self.chance(0.4):
            return self.pick(shapes.SHAPES)(self, kind, depth)
        way = self.pick([self.plain, self.plain, self.plain, self.conditional,
                         self.flagged, self.maybe_null, self.field,
                         self.retained_twice, self.best_of_loop, self.array,
                         self.on_heap, self.replaced, self.handed_out,
                         self.into, self.struct_copy, self.kept_by_other])
        return way(kind, depth)

    def plain(self, kind, depth):
        v = self.name(kind[0])
        back = self.give_back(kind, v)
        stmts = [self.declare(v, kind)] + self.obtain(kind, v)
        stmts += self.guarded(v, kind, lambda: self.release(kind, v), depth)
        return stmts + back

    def conditional(self, kind, depth):
        """Made under a condition, given back under the same one."""
        inputs = [x for x in self.inputs if x[0] != "n"]
        if not inputs:
            return self.plain(kind, depth)
        v = self.name(kind[0])
        var, n = self.pick(inputs)
        test = self.test_of(var, n)
        back = lambda: [Block("if", test, self.release(kind, v))]
        self.undo.append(("", back))
        middle = self.body(depth + 1)
        if self.chance(0.5):
            middle.insert(self.rng.randrange(len(middle) + 1),
                          Block("if", test, [self.use(v, kind)]))
        self.undo.pop()
        return [self.declare(v, kind), Block("if", test, self.obtain(kind, v))] + \
            middle + back()

    def flagged(self, kind, depth):
        """A flag remembers whether it was made."""
        v, f = self.name(kind[0]), self.name("own")
        back = lambda: [Block("if", f, self.release(kind, v))]
        self.undo.append(("", back))
        middle = self.body(depth + 1)
        if self.chance(0.5):
            middle.append(Block("if", f, [self.use(v, kind)]))
        self.undo.pop()
        made = self.obtain(kind, v) + [Line(f"{f} = 1;")]
        return [self.declare(v, kind), self.declare(f, "int", "0"),
                Block("if", self.condition(), made)] + middle + back()

    def maybe_null(self, kind, depth):
        """Null tells whether it was made."""
        v = self.name(kind[0])
        back = lambda: [Block("if", v, self.release(kind, v))]
        made = self.obtain(kind, v)
        self.undo.append(("", back))
        middle = self.body(depth + 1)
        if self.chance(0.5):
            middle.append(Block("if", v, [self.use(v, kind)]))
        self.undo.pop()
        return [self.declare(v, kind), Block("if", self.condition(), made)] + \
            middle + self.give_back(kind, v, sure=False)

    def field(self, kind, depth):
        if kind not in ("solver", "model", "ast"):
            return self.plain(kind, depth)
        s = self.name("st")
        v = f"{s}.{kind}"
        back = self.give_back(kind, v)
        stmts = [Line(f"struct pair {s} = {{{self.c}}};", declares=s)]
        stmts += self.obtain(kind, v)
        stmts += self.guarded(v, kind, lambda: self.release(kind, v), depth)
        return stmts + back

    def struct_copy(self, kind, depth):
        if kind not in ("solver", "model", "ast"):
            return self.plain(kind, depth)
        a, b = self.name("st"), self.name("st")
        stmts = [Line(f"struct pair {a} = {{{self.c}}};", declares=a)]
        stmts += self.obtain(kind, f"{a}.{kind}")
        stmts += [Line(f"struct pair {b} = {a};", declares=b)]
        stmts += self.guarded(f"{b}.{kind}", kind,
                              lambda: self.release(kind, f"{a}.{kind}"), depth)
        return stmts + self.give_back(kind, f"{b}.{kind}")

    def on_heap(self, kind, depth):
        if kind not in ("solver", "model", "ast"):
            return self.plain(kind, depth)
        h = self.name("h")
        v = f"{h}->{kind}"
        free = [Line(f"free({h});")]
        stmts = [Line(f"struct pair *{h} = calloc(1, sizeof *{h});", declares=h)]
        stmts += self.obtain(kind, v)
        stmts += self.guarded(v, kind, lambda: self.release(kind, v) + free, depth)
        return stmts + self.release(kind, v) + free

    def retained_twice(self, kind, depth):
        if not KINDS[kind][1]:
            return self.plain(kind, depth)
        v = self.name(kind[0])
        t = self.name("t")
        first = [self.declare(v, kind)] + self.obtain(kind, v)
        middle = self.guarded(
            v, kind, lambda: self.release(kind, v) + self.release(kind, v), depth)
        after = self.guarded(v, kind, lambda: self.release(kind, v), depth + 1)
        return first + [self.declare(t, kind, v)] + self.retain(kind, t) + \
            middle + self.release(kind, t) + after + self.give_back(kind, v)

    def best_of_loop(self, kind, depth):
        """The last one that a loop liked is kept."""
        if not KINDS[kind][1] or depth > 2:
            return self.plain(kind, depth)
        best, v = self.name("best"), self.name(kind[0])
        back = lambda: [Block("if", best, self.release(kind, best))]
        self.undo.append(("", back))

        def body():
            one = [self.declare(v, kind)] + self.obtain(kind, v)
            keep = back() + [Line(f"{best} = {v};")]
            if self.chance(0.3):
                self.held.append((v, kind))
                one.append(self.use(v, kind))
                self.held.pop()
            return one + [Block("if", self.condition(), keep,
                                self.release(kind, v))]
        loop = self.loop(depth, body)
        self.undo.pop()
        after = [Block("if", best, [self.use(best, kind)])] if self.chance(0.5) else []
        return [self.declare(best, kind), loop] + after + back()

    def replaced(self, kind, depth):
        """A loop or a sequence replaces it by a new one."""
        v, t = self.name(kind[0]), self.name("n")
        swap = [self.declare(t, kind)] + self.obtain(kind, t) + \
            self.release(kind, v) + [Line(f"{v} = {t};")]
        helper = self.pick_helper("replace", kind)
        if helper and self.chance(0.6):
            swap = [Line(f"{helper.name}({self.c}, &{v});")]
        undo = lambda: self.release(kind, v)
        stmts = [self.declare(v, kind)] + self.obtain(kind, v)
        self.undo.append(("", undo))
        self.held.append((v, kind))
        if self.chance(0.5) and depth < 3:
            def body():
                return [self.use(v, kind)] + swap
            stmts.append(self.loop(depth, body))
        else:
            stmts += self.body(depth + 1) + swap
        stmts += self.body(depth + 1)
        self.held.pop()
        self.undo.pop()
        return stmts + self.give_back(kind, v)

    def array(self, kind, depth):
        """Two or three elements, by constants or in loops."""
        if not KINDS[kind][1] or depth > 2:
            return self.plain(kind, depth)
        a, n = self.name("arr"), self.rng.choice([2, 3])
        i, j = self.name("i"), self.name("i")
        stmts = [Line(f"{TYPES[kind]} {a}[{n}] = {{0}};", declares=a)]
        if self.chance(0.5):
            for k in range(n):
                stmts += [Line(f"{a}[{k}] = {self.maker(kind)};")] + \
                    self.retain(kind, f"{a}[{k}]")
        else:
            stmts.append(Block("for", (f"int {i} = 0", f"{i} < {n}", f"{i}++"),
                               [Line(f"{a}[{i}] = {self.maker(kind)};")] +
                               self.retain(kind, f"{a}[{i}]")))
        each = lambda: [Block("for", (f"int {j} = 0", f"{j} < {n}", f"{j}++"),
                              self.release(kind, f"{a}[{j}]"))]
        flat = lambda: [s for k in range(n) for s in self.release(kind, f"{a}[{k}]")]
        back = self.pick([each, flat])
        stmts += self.guarded(f"{a}[{self.rng.randrange(n)}]", kind, back, depth)
        return stmts + back()

    def handed_out(self, kind, depth):
        """The caller gets it."""
        if not self.out_free or self.in_loop() or not KINDS[kind][1]:
            return self.plain(kind, depth)
        self.out_free = False
        self.p.out = kind
        v = self.name(kind[0])
        stmts = [self.declare(v, kind)] + self.obtain(kind, v)
        stmts += self.guarded(v, kind, lambda: self.release(kind, v), depth)
        if self.chance(0.4):
            return stmts + [Block("if", self.condition(), [Line(f"*out = {v};")],
                                  self.release(kind, v))]
        return stmts + [Line(f"*out = {v};")]

    def into(self, kind, depth):
        """A helper that says whether it made one."""
        helper = self.pick_helper("into", kind)
        if not helper or not self.inputs:
            return self.plain(kind, depth)
        v, ok = self.name(kind[0]), self.name("ok")
        var, _ = self.pick(self.inputs)
        call = f"{helper.name}({self.c}, {var}, &{v})"
        if self.chance(0.5):
            inner = self.guarded(v, kind, lambda: self.release(kind, v), depth)
            return [self.declare(v, kind),
                    Block("if", call, inner + self.give_back(kind, v))]
        back = lambda: [Block("if", ok, self.release(kind, v))]
        self.undo.append(("", back))
        middle = self.body(depth + 1)
        self.undo.pop()
        return [self.declare(v, kind), self.declare(ok, "int", call)] + middle + \
            back()

    def kept_by_other(self, kind, depth):
        """A term that lives by what it was put into."""
        owner = self.pick(["ast_vector", "goal", "ast"])
        o, x = self.name(owner[0]), self.name("part")
        stmts = [self.declare(o, owner)]
        if owner == "ast":
            stmts += [self.declare(x, "ast", self.fill(KINDS["ast"][0][1])),
                      Line(f"{o} = Z3_mk_not({self.c}, {x});")] + \
                self.retain("ast", o)
        else:
            put = {"ast_vector": "Z3_ast_vector_push", "goal": "Z3_goal_assert"}
            stmts += self.obtain(owner, o) + \
                [self.declare(x, "ast", self.fill(KINDS["ast"][0][1])),
                 Line(f"{put[owner]}({self.c}, {o}, {x});")]
        self.held.append((x, "ast"))
        stmts += self.guarded(o, owner, lambda: self.release(owner, o), depth)
        stmts.append(self.use(x, "ast"))
        self.held.remove((x, "ast"))
        return stmts + self.release(owner, o)

    def fresh(self, depth):
        """Something that is used before its slot is written."""
        kind = self.pick(["ast", "ast", "sort", "params", "model"])
        maker = self.maker(kind)
        v = self.name("f")
        stmts = [self.declare(v, kind, maker)]
        if kind == "ast" and self.chance(0.5):
            w = self.name("f")
            stmts += [self.neutral_use(v, kind),
                      self.declare(w, kind, f"Z3_mk_not({self.c}, {v})"),
                      self.neutral_use(w, kind)]
            s = self.any_of("solver")
            if s:
                stmts.append(Line(f"Z3_solver_assert({self.c}, {s}, {w});"))
        else:
            stmts += [self.neutral_use(v, kind)]
        return stmts

    def borrowed(self, depth):
        a, s = self.any_of("ast"), self.any_of("model")
        v = self.name("b")
        if a and self.chance(0.7):
            return [self.declare(v, "sort", f"Z3_get_sort({self.c}, {a})")] + \
                self.body(depth + 1) + [self.neutral_use(v, "sort")]
        m = self.any_of("ast_vector")
        if m:
            return [self.declare(v, "ast", f"Z3_ast_vector_get({self.c}, {m}, 0)"),
                    self.neutral_use(v, "ast")]
        if s and a:
            return [self.declare(v, "ast"),
                    Block("if", f"Z3_model_eval({self.c}, {s}, {a}, 1, &{v})",
                          self.retain("ast", v) + self.body(depth + 1) +
                          self.release("ast", v)) if False else
                    Line(f"Z3_model_eval({self.c}, {s}, {a}, 1, &{v});")] + \
                self.retain("ast", v) + self.guarded(
                    v, "ast", lambda: self.release("ast", v), depth) + \
                self.release("ast", v)
        return self.fresh(depth)

    # Control ----------------------------------------------------------------
    def loop(self, depth, make_body=None):
        i = self.name("i")
        bound = "2"
        counts = [v for v, _ in self.inputs if v == "n"]
        if counts and self.chance(0.8):
            bound = self.pick(counts)
        self.undo.append(("loop", lambda: []))
        body = make_body() if make_body else self.body(depth + 1)
        self.undo.pop()
        form = self.rng.random()
        if form < 0.55:
            return Block("for", (f"int {i} = 0", f"{i} < {bound}", f"{i}++"), body)
        if form < 0.75:
            return Block("while", "more()", body)
        if form < 0.85:
            return Block("do", "more()", body)
        self.top.append(self.declare(i, "int", "0"))
        return Block("while", f"{i}++ < {bound}", body)

    def branch(self, depth):
        first = self.body(depth + 1)
        second = self.body(depth + 1) if self.chance(0.5) else []
        return Block("if", self.condition(), first, second)

    def switch(self, depth):
        fit = [(v, n) for v, n in self.inputs
               if v != "n" and ("==" in self.tests.get(v, "==") or
                                self.p.numbers)]
        if not fit or self.in_loop():
            return self.branch(depth)
        v, n = self.pick(fit)
        self.tests.setdefault(v, f"{v} == 1")
        bodies = [self.body(depth + 1) for _ in range(min(n, 3))]
        cases = [f"case {k}" for k in range(len(bodies) - 1)] + ["default"]
        return Block("switch", v, *bodies, cases=cases)

    def simple(self):
        if self.held:
            e, kind = self.pick(self.held)
            return [self.use(e, kind)]
        return [Line("r += pick(2);")]

    def scope_pair(self, depth):
        s = self.any_of("solver")
        if not s:
            return self.simple()
        pop = [Line(f"Z3_solver_pop({self.c}, {s}, 1);")]
        self.undo.append(("", lambda: pop))
        stmts = self.body(depth + 1)
        self.undo.pop()
        return [Line(f"Z3_solver_push({self.c}, {s});")] + stmts + pop

    def call_user(self, depth):
        users = [h for h in self.p.helpers
                 if h.what[0] == "use" and self.any_of(h.what[1])]
        if not users:
            return self.simple()
        h = self.pick(users)
        n = self.pick([v for v, _ in self.inputs] or ["1"])
        return [Line(f"r += {h.name}({self.c}, {self.any_of(h.what[1])}, {n});")]

    def body(self, depth):
        stmts = []
        for _ in range(self.rng.choice([1, 1, 2, 2, 3])):
            if self.budget <= 0 or depth > 4:
                stmts += self.simple()
                break
            self.budget -= 1
            r = self.rng.random()
            if r < 0.42:
                stmts += self.resource(depth)
            elif r < 0.52:
                stmts += [self.loop(depth)]
            elif r < 0.60:
                stmts += [self.branch(depth)]
            elif r < 0.63:
                stmts += [self.switch(depth)]
            elif r < 0.71:
                stmts += [self.early_exit()]
            elif r < 0.76:
                stmts += self.fresh(depth)
            elif r < 0.82:
                stmts += self.borrowed(depth)
            elif r < 0.86:
                stmts += self.scope_pair(depth)
            elif r < 0.92:
                stmts += self.call_user(depth)
            else:
                stmts += self.simple()
        return stmts


# --- Helpers ------------------------------------------------------------------

def helper(rng, p, what, kind):
    """A function that makes, gives back or uses a handle."""
    t = TYPES[kind]
    m = FunctionMaker(rng, p, 2)
    c = ("c", "context", "Z3_context")
    v = ("v", kind, t)
    name = f"P@_{what}_{kind}"
    makers = [x for x in KINDS[kind][0] if "{s}" not in x]
    maker = m.fill(rng.choice(makers)) if makers else None
    made = lambda n: [m.declare(n, kind, maker)] + m.retain(kind, n)
    f = None
    if what == "open" and maker:
        f = Function(name, kind, [c], made("v") + [Line("return v;")])
    elif what == "close":
        body = m.release(kind, "v")
        if rng.random() < 0.5:
            body = [Block("if", "v", body)]
        f = Function(name, "void", [c, v], body)
    elif what == "drop":
        f = Function(name, "void", [c, ("v", kind, t + " *")],
                     [Block("if", "*v", m.release(kind, "*v") +
                            [Line("*v = NULL;")])])
    elif what == "into" and maker:
        fail = [Line("*v = NULL;"), Line("return 0;")]
        f = Function(name, "int", [c, ("n", "int", "int"), ("v", kind, t + " *")],
                     [Block("if", "n == 1", fail)] + made("x") +
                     [Line("*v = x;"), Line("return 1;")])
    elif what == "into_always" and maker:
        f = Function(name, "void", [c, ("v", kind, t + " *")],
                     [Line(f"*v = {maker};")] + m.retain(kind, "*v"))
    elif what == "replace" and maker and KINDS[kind][1]:
        f = Function(name, "void", [c, ("v", kind, t + " *")],
                     made("x") + [Block("if", "*v", m.release(kind, "*v")),
                                  Line("*v = x;")])
    elif what == "dup" and KINDS[kind][1]:
        f = Function(name, kind, [c, v], m.retain(kind, "v") + [Line("return v;")])
    elif what == "maybe_close":
        f = Function(name, "int", [c, v, ("n", "int", "int")],
                     [Block("if", "n == 1", m.release(kind, "v") +
                            [Line("return 1;")]), Line("return 0;")])
    elif what == "use":
        m.held, m.inputs, m.budget = [("v", kind)], [("n", 3)], 3
        f = Function(name, "int", [c, v, ("n", "int", "int")], [])
        r = [m.declare("r", "int", "0")]
        if rng.random() < 0.3:
            body = [Block("if", "n <= 0", [Line("return 0;")])]
            m.undo.append(("", lambda: []))
            body += m.body(3) + [Line(f"r += {name}(c, v, n - 1);")]
        else:
            body = m.body(3)
        f.body = m.top + r + body + [Line("return r;")]
    if f:
        f.what = (what, kind)
    return f


def add_helpers(rng, p):
    for _ in range(rng.choice([0, 1, 2, 3, 4])):
        kind = rng.choice([k for k in KINDS if k != "config"])
        for what in rng.sample(["open", "close", "drop", "into", "into_always",
                                "replace", "use", "dup", "maybe_close"],
                               rng.choice([1, 2, 3, 4])):
            f = helper(rng, p, what, kind)
            if f and f.name not in {h.name for h in p.helpers}:
                p.helpers.append(f)
    if rng.random() < 0.3:
        shapes.pair_helpers(rng, p)


# --- Programs -----------------------------------------------------------------

def own_context(m, rng, body):
    """The function makes its context and deletes it."""
    make = rng.choice(["Z3_mk_context_rc", "Z3_mk_context_rc", "Z3_mk_context"])
    return [m.declare("cfg", "config", "Z3_mk_config()"),
            m.declare("c", "context", f"{make}(cfg)"),
            Line("Z3_del_config(cfg);")] + body + [Line("Z3_del_context(c);")]


def cleanup_at_end(m, rng, depth):
    """Variables that are null until they are made, released at `done:`."""
    pairs = [(m.name("g"), m.pick(["solver", "model", "params", "ast", "goal"]))
             for _ in range(rng.choice([1, 2]))]
    back = lambda: [Block("if", v, m.release(k, v)) for v, k in reversed(pairs)]
    m.done = back
    stmts = [m.declare(v, k) for v, k in pairs]
    held = []
    for v, k in pairs:
        made = m.obtain(k, v)
        if rng.random() < 0.4:
            stmts += [Block("if", m.condition(), made)] + m.body(depth + 1)
        else:
            stmts += made
            m.held.append((v, k))
            held.append((v, k))
            stmts += m.body(depth + 1)
    for h in held:
        m.held.remove(h)
    m.done = None
    return stmts + [Label("done")] + back()


def generate(rng, number, numbers=False):
    p = Program(number, rng.choices(["rc", "keeping", "own"], [5, 2, 3])[0])
    p.numbers = rng.random() < 0.3 or numbers
    add_helpers(rng, p)
    m = FunctionMaker(rng, p, rng.choice([3, 5, 8, 12]))
    params = [("c", "context", "Z3_context")] if p.mode != "own" else []
    for name in rng.sample(["a", "b", "n"], rng.choice([0, 1, 2, 2, 3])):
        n = rng.choice([2, 4]) if name != "n" else 4
        n = FROM_MINUS_ONE if p.numbers else n
        p.inputs.append(n)
        m.inputs.append((name, n))
        params.append((name, "int", "int"))
    m.out_free = p.mode != "own" and rng.random() < 0.3
    if p.mode == "own":
        m.last = lambda: [Line("Z3_del_context(c);")]
    if rng.random() < 0.25:
        body = cleanup_at_end(m, rng, 0)
    else:
        body = m.body(0) + m.body(0)
    if p.mode == "own":
        body = own_context(m, rng, body)
    if p.out:
        params.append(("out", p.out, TYPES[p.out] + " *"))
    p.main = Function("P@", "int", params,
                      [m.declare("r", "int", "0")] + m.top + body +
                      [Line("return r;")])
    for f in p.functions():
        f.body = unshared(f.body)
    return p
