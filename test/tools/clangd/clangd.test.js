// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// z3-clangd as an editor sees it. Run by ctest; by hand:
//   Z3_CLANGD=build/llvm-19/bin/z3-clangd node --test test/tools/clangd

'use strict';

const assert = require('node:assert/strict');
const { spawnSync } = require('node:child_process');
const fs = require('node:fs');
const path = require('node:path');
const { test } = require('node:test');
const { Client, lsp, temporaryFolder } = require('./client.js');

const SERVER = path.resolve(process.env.Z3_CLANGD);
const TREE = path.resolve(__dirname, '../../..');

const LEAK = `\
#include <stddef.h>
#include <z3.h>
void ask(Z3_context ctx, size_t n) {
  for (size_t i = 0; i < n; i++) {
    Z3_params p = Z3_mk_params(ctx);
    Z3_params_inc_ref(ctx, p);
  }
}
`;

/// A test with an empty project and an editor in it, both gone afterwards.
function inEditor(name, { files = {}, args, env }, body) {
  test(name, async () => {
    const folder = temporaryFolder();
    for (const [file, text] of Object.entries(files))
      fs.writeFileSync(path.join(folder, file), text);
    const client = await Client.start(SERVER, { folder, args, env });
    try {
      await body(client, folder);
      assert.equal(await client.stop(), 0);
      assert.equal(client.stderr, '');
    } finally {
      client.kill();
      fs.rmSync(folder, { recursive: true, force: true });
    }
  });
}

const ours = diagnostics =>
  diagnostics.filter(d => String(d.code).startsWith('z3-'));
const errors = diagnostics => diagnostics.filter(d => d.severity === 1);
const codes = diagnostics => ours(diagnostics).map(d => d.code);

inEditor('without configuration, with the path', {}, async client => {
  const document = await client.open('ask.c', LEAK);
  const diagnostics = await client.diagnostics(document);
  assert.equal(diagnostics.length, 1);
  const [{ code, source, severity, message, range, relatedInformation }] =
    diagnostics;
  assert.equal(code, 'z3-loop-creation');
  assert.equal(source, 'clang-tidy');
  assert.equal(severity, lsp.DiagnosticSeverity.Warning);
  assert.match(message, /^'p' \(a Z3 params\) is made in each iteration/);
  assert.deepEqual(range.start, { line: 4, character: 18 });
  assert.deepEqual(
    relatedInformation.map(
      ({ location, message }) =>
        [location.uri === document.uri, location.range.start.line, message]),
    [[true, 4, 'Made here; reference count is now 0'],
     [true, 5, 'Retained here; reference count is now 1'],
     [true, 4, "Release it with 'Z3_params_dec_ref' on every way out of the" +
               ' iteration']]);
});

inEditor('no link to a page that does not exist', {}, async client => {
  const document = await client.open('ask.c', LEAK);
  const [diagnostic] = ours(await client.diagnostics(document));
  assert.doesNotMatch(diagnostic.codeDescription?.href ?? '', /llvm\.org/);
  const [fix] = await client.fixes(document, diagnostic);
  assert.doesNotMatch(JSON.stringify(fix), /llvm\.org/);
});

inEditor('a fix by its title', {}, async client => {
  const document = await client.open('ask.c', LEAK);
  const [diagnostic] = ours(await client.diagnostics(document));
  const fixes = await client.fixes(document, diagnostic);
  assert.deepEqual(fixes.map(fix => fix.title),
                   ['release it by hand on every way out']);
  await client.applyFix(document, fixes[0]);
  assert.equal(document.text, LEAK.replace(
    '_inc_ref(ctx, p);\n',
    '_inc_ref(ctx, p);\n    Z3_params_dec_ref(ctx, p);\n'));
  assert.deepEqual(await client.diagnostics(document), []);
});

// Bad programs, and the title of an edit that each is offered. Each edit alone,
// also the others of the program, must end its report, leave what compiles, and
// bring nothing new.
const EDITED = Object.entries({
  'context-mixing/solver_member_bad.cpp':
    'translate it into the context of the call',
  'dangling-handle/array_of_temporaries_bad.cpp': 'keep the objects that count',
  'dangling-handle/child_after_parent_bad.c':
    'give it a reference of its own',
  'dangling-handle/label_of_node_bad.cpp': 'copy the text',
  'dangling-handle/model_of_solver_bad.cpp':
    'keep the object that counts it',
  'dangling-handle/reason_after_close_bad.c':
    'delete the context behind the last use',
  'handle-leak/early_return_bad.c': 'release it by hand on every way out',
  'handle-leak/flag_of_answer_bad.cpp': 'let a z3raii handle own it',
  'handle-leak/registry_cleared_bad.cpp':
    'release all elements of the container',
  'handle-leak/replaced_solver_bad.cpp': null,
  'loop-creation/alarm_by_assignment_bad.cpp':
    'let the copy assignment release the old term',
  'loop-creation/detached_params_bad.cpp': 'let the guard release it',
  'loop-creation/first_match_bad.cpp': 'make it once, before the loop',
  'loop-creation/scope_skipped_bad.cpp': 'close the scope on every way round',
  'loop-creation/shift_optimum_bad.c':
    'make it once, before the loop, and put each iteration between push and pop',
  'use-after-release/alias_optimize_bad.c': 'release it behind its last use',
  'use-after-release/asserted_invariant_bad.c':
    'give the later use a reference of its own',
  'use-after-release/asserted_part_bad.c':
    'release it once, where it is not used any more',
  'use-after-release/callee_that_uses_bad.c': null,
  'use-after-release/cleanup_attribute_bad.c': 'remove the second release',
  'use-after-release/failed_encoding_bad.cpp':
    'set it to null when it is released',
  'use-after-release/started_globals_bad.cpp':
    'delete the context behind the last use',
});
const INCLUDE = `-I${TREE}/lib/runtime/include`;

/// What is released by hand in a loop could still be made once.
const withoutChurn = diagnostics =>
  diagnostics.filter(d => !d.message.includes('can be reused'));

/// By a compiler that is not clangd: what it says, empty if all is well.
function compilerSays(name, text) {
  const [compiler, language, standard] = name.endsWith('.c')
    ? ['cc', 'c', 'c11'] : ['c++', 'c++', 'c++17'];
  const run = spawnSync(
    compiler, ['-fsyntax-only', `-x${language}`, `-std=gnu${standard.slice(1)}`,
               '-Wall', '-Werror', INCLUDE, '-'],
    { input: text, encoding: 'utf8' });
  return run.status === 0 ? '' : run.stderr || String(run.error);
}

/// What `z3-tidy --fix` makes of the text.
function fixedByCommand(name, text) {
  const folder = temporaryFolder();
  const file = path.join(folder, path.basename(name));
  try {
    fs.writeFileSync(file, text);
    const run = spawnSync(
      path.join(path.dirname(SERVER), 'z3-tidy'),
      ['--quiet', '--config={}', '--checks=-*,z3-*', '--fix', file, '--', INCLUDE],
      { encoding: 'utf8' });
    assert.equal(run.error, undefined);
    return fs.readFileSync(file, 'utf8');
  } finally {
    fs.rmSync(folder, { recursive: true, force: true });
  }
}

inEditor('each fix of a report ends it', {
  files: { 'compile_flags.txt': `${INCLUDE}\n` },
}, async client => {
  let applied = 0, compared = 0;
  for (const [name, title] of EDITED) {
    const text =
      fs.readFileSync(path.join(TREE, 'test/programs', name), 'utf8');
    const titles = new Set();
    const document = await client.open(path.basename(name), text);
    const before = await client.diagnostics(document);
    assert.deepEqual(errors(before), [], name);
    for (const diagnostic of ours(before)) {
      for (const [index, fix] of
           (await client.fixes(document, diagnostic)).entries()) {
        await client.applyFix(document, fix);
        if (index === 0 && ours(before).length === 1) {
          assert.equal(document.text, fixedByCommand(name, text), name);
          ++compared;
        }
        const after = await client.diagnostics(document);
        const place = `${name}, '${fix.title}'`;
        titles.add(fix.title);
        assert.deepEqual(errors(after), [], place);
        assert.equal(compilerSays(name, document.text), '', place);
        const wrong = withoutChurn(ours(after));
        assert.equal(wrong.length, ours(before).length - 1, place);
        assert.ok(!ours(after).some(d => d.message === diagnostic.message),
                  place);
        ++applied;
        await client.change(document, text);
        assert.equal(ours(await client.diagnostics(document)).length,
                     ours(before).length, `${name} as it was`);
      }
    }
    if (title)
      assert.ok(titles.has(title), `${name}: ${[...titles].join('; ')}`);
    for (const one of titles)
      assert.match(one, /^[a-z][^']* /, `${name}: no title of ours`);
    await client.close(document);
  }
  assert.ok(applied > EDITED.length, `${applied} edits`);
  assert.ok(compared > EDITED.length / 2, `${compared} as by z3-tidy --fix`);
});

inEditor('typing through code that does not compile', {}, async client => {
  // Everything behind the first brace, letter by letter, comes in pieces.
  const start = LEAK.indexOf('{') + 1;
  const document = await client.open('ask.c', LEAK.slice(0, start));
  await client.diagnostics(document);
  for (let at = start; at < LEAK.length;) {
    const piece = LEAK.slice(at, at + 1 + at % 5);
    await client.type(document, at, piece);
    at += piece.length;
    if (at % 3 === 0)
      await client.diagnostics(document);
  }
  assert.equal(document.text, LEAK);
  assert.deepEqual(codes(await client.diagnostics(document)),
                   ['z3-loop-creation']);
  for (const { version, diagnostics } of client.history)
    for (const { range } of ours(diagnostics))
      assert.ok(range.start.line === 4, `version ${version} has it elsewhere`);
});

inEditor('a report does not outlive its defect', {}, async client => {
  const document = await client.open('ask.c', LEAK);
  assert.equal(ours(await client.diagnostics(document)).length, 1);
  // Lines above move it.
  await client.type(document, LEAK.indexOf('void'), '\n\n');
  const [moved] = ours(await client.diagnostics(document));
  assert.equal(moved.range.start.line, 6);
  // A declaration that is broken in the same function.
  const broken = LEAK.replace('Z3_mk_params(ctx)', 'Z3_mk_params(ctx');
  await client.change(document, broken);
  assert.notEqual(errors(await client.diagnostics(document)).length, 0);
  const released = LEAK.replace(
    '_inc_ref(ctx, p);', '_inc_ref(ctx, p);\n    Z3_params_dec_ref(ctx, p);');
  await client.change(document, released);
  assert.deepEqual(await client.diagnostics(document), []);
  await client.change(document, LEAK);
  assert.equal(ours(await client.diagnostics(document)).length, 1);
});

// What is kept of a function must not outlive a change of what it calls.
const DROPS = `\
#include <z3.h>
static void drop(Z3_context c, Z3_solver s) {
  Z3_solver_dec_ref(c, s);
}
void idle(Z3_context c, Z3_solver s) { Z3_solver_push(c, s); }
void ask(Z3_context c) {
  Z3_solver s = Z3_mk_solver(c);
  Z3_solver_inc_ref(c, s);
  Z3_solver_check(c, s);
  drop(c, s);
}
`;
test('an edit in a callee, and what is known of the others', async () => {
  const folder = temporaryFolder();
  const client =
    await Client.start(SERVER, { folder, args: ['--z3-stats'] });
  try {
    const document = await client.open('drop.c', DROPS);
    assert.deepEqual(await client.diagnostics(document), []);
    const release = '  Z3_solver_dec_ref(c, s);\n';
    await client.change(document, DROPS.replace(release, ''));
    const [leak] = await client.diagnostics(document);
    assert.equal(leak.code, 'z3-handle-leak');
    assert.equal(leak.range.start.line, 5);
    await client.change(document,
                        DROPS.replace(release, '').replace('void i', '\nvoid i'));
    const [moved] = await client.diagnostics(document);
    assert.equal(moved.code, 'z3-handle-leak');
    assert.equal(moved.range.start.line, 6);
    await client.change(document, DROPS);
    assert.deepEqual(await client.diagnostics(document), []);
    assert.equal(await client.stop(), 0);
    // Of the second text @idle, of the third that and @drop, of the fourth all.
    // Lowered before: @idle of the first; then something changes between them.
    assert.match(client.stderr, new RegExp('4 units with Z3, 12 functions, ' +
                                           '1 of them lowered before, 6 known'));
  } finally {
    client.kill();
    fs.rmSync(folder, { recursive: true, force: true });
  }
});

// What is kept of the open file must not outlive a change of its headers, which
// are a precompiled file in an editor.
const STOPS = `\
#include <stdlib.h>
#include <z3.h>
#include "stop.h"
void ask(Z3_context c, int bad) {
  Z3_solver s = Z3_mk_solver(c);
  Z3_solver_inc_ref(c, s);
  if (bad) {
    stop();
    return;
  }
  Z3_solver_check(c, s);
  Z3_solver_dec_ref(c, s);
}
void idle(void) {
}
`;
inEditor('an edit in a header', {
  files: { 'stop.h': '#define stop() abort()\n' },
}, async (client, folder) => {
  const document = await client.open('stop.c', STOPS);
  assert.deepEqual(codes(await client.diagnostics(document)), []);
  fs.writeFileSync(path.join(folder, 'stop.h'), '#define stop() rand()\n');
  // clangd goes on with the former headers until it has read the new ones.
  let found = [];
  for (let i = 1; i < 50 && found.length === 0; ++i) {
    await client.change(
      document, STOPS.replace('idle(void) {', 'idle(void) {' + ' '.repeat(i)));
    found = codes(await client.diagnostics(document));
  }
  assert.deepEqual(found, ['z3-handle-leak']);
});

// Each way in which code breaks while it is written must leave the server up.
const BROKEN = [
  ['.c', 'Z3_solver s = Z3_mk_solver(; Z3_solver_inc_ref(ctx, s'],
  ['.c', 'Z3_ast a = Z3_mk_true(ctx) Z3_inc_ref(ctx, b); if (a'],
  ['.c', 'for (;;) { Z3_model m = Z3_solver_get_model(ctx, nobody);'],
  ['.c', 'Z3_unknown_call(ctx); Z3_sovler s; Z3_solver_dec_ref(ctx, s);'],
  ['.c', 'switch (n) { case Z3_mk_true(ctx): break; goto nowhere;'],
  ['.c', 'Z3_ast v[] = {Z3_mk_true(ctx), , Z3_mk_false(}; v[1'],
  ['.cpp', 'z3::solver s(c); auto f = [&](z3::expr e) { s.add(e'],
  ['.cpp', 'std::vector<z3::expr v; for (auto &e : v) e.'],
  ['.cpp', 'template <class T> struct H { T t; ~H() { Z3_dec_ref(t.ctx(), t'],
  ['.cpp', 'try { z3::context d; z3::expr e = d.bool_const("x" } catch (z3::'],
  ['.cpp', 'class S { z3::context c; z3::solver s{c}; S &operator=(S &&'],
  ['.cpp', 'return z3::expr(ctx, Z3_mk_true(ctx) ? : co_await x; if constexpr ('],
];

inEditor('broken code in many ways', {}, async client => {
  for (const [i, [ending, code]] of BROKEN.entries()) {
    const head = ending === '.c'
      ? '#include <z3.h>\nvoid f(Z3_context ctx, int n) {\n'
      : '#include <vector>\n#include <z3++.h>\nvoid f(z3::context &c) {\n';
    const document = await client.open(`broken${i}${ending}`, head + code);
    const diagnostics = await client.diagnostics(document);
    assert.notEqual(errors(diagnostics).length, 0, code);
    assert.deepEqual(codes(diagnostics), [], code);
  }
});

for (const [what, checks, expected] of [
  ['names it', "'-z3-*'", []],
  ['wants none', "'-*'", []],
  ['takes one away', "'-*,bugprone-*,-z3-loop-creation'", []],
  ['takes another away', "'-z3-handle-leak'", ['z3-loop-creation']],
  ['chooses another', "'-*,z3-handle-leak'", []],
  ['speaks of other checks', "'-*,readability-braces-around-statements'",
   ['z3-loop-creation']],
]) {
  inEditor(`.clang-tidy that ${what}`, {
    files: { '.clang-tidy': `Checks: ${checks}\n` },
  }, async client => {
    const document = await client.open('ask.c', LEAK);
    assert.deepEqual(codes(await client.diagnostics(document)), expected);
  });
}

inEditor('.clangd that takes them away', {
  files: { '.clangd': 'Diagnostics: {ClangTidy: {Remove: "z3-*"}}\n' },
}, async client => {
  const document = await client.open('ask.c', LEAK);
  assert.deepEqual(await client.diagnostics(document), []);
});

// Likely, not certain: the caller may count it, too.
const LIKELY = `\
#include <z3.h>
Z3_lbool perhaps(Z3_context c, Z3_solver s) {
  Z3_solver_dec_ref(c, s);
  return Z3_solver_check(c, s);
}
`;
const COUNTED = `\
#include <z3.h>
bool ask(Z3_context c, Z3_ast a) {
  Z3_solver s = Z3_mk_solver(c);
  Z3_solver_inc_ref(c, s);
  Z3_solver_assert(c, s, a);
  bool yes = Z3_solver_check(c, s) == Z3_L_TRUE;
  Z3_solver_dec_ref(c, s);
  return yes;
}
`;
for (const [option, name, text, expected] of [
  ['z3-use-after-release.Level: likely', 'a.c', LIKELY,
   ['z3-use-after-release']],
  ['z3-use-after-release.Level: certain', 'a.c', LIKELY, []],
  ['z3-loop-creation.Level: certain', 'a.c', LIKELY,
   ['z3-use-after-release']],
  ['z3-use-raii.Enable: true', 'a.cpp', COUNTED, ['z3-use-raii']],
  ['z3-use-raii.Enable: false', 'a.cpp', COUNTED, []],
  // Named once for the file, by whichever check comes first.
  ['ModelFile: gone.yaml', 'a.c', 'int nothing;\n', []],
]) {
  inEditor(`option ${option} in .clang-tidy`, {
    files: { '.clang-tidy': `CheckOptions: {${option}}\n` },
  }, async client => {
    const document = await client.open(name, text);
    assert.deepEqual(codes(await client.diagnostics(document)), expected);
  });
}

for (const [option, line] of [
  ['z3-handle-leak.Level: shure',
   "'shure' is no value of the option 'z3-handle-leak.Level', which is " +
   "'likely' now"],
  ['z3-loop-creation.SmallTripCount: few',
   "'few' is no value of the option 'z3-loop-creation.SmallTripCount', which " +
   "is '8' now"],
  // Of all checks, and told once.
  ['AssumeContext: counting',
   "'counting' is no value of the option 'AssumeContext', which is 'unknown' " +
   'now'],
  ['z3-loop-creation.ReportChurn: 1', undefined],
  ['z3-loop-creation.SmallTripCount: 08', undefined],
  ['z3-use-raii.Enable: yes', undefined],
]) {
  inEditor(`the value in ${option}`, {
    files: { '.clang-tidy': `CheckOptions: {${option}}\n` },
  }, async client => {
    const document = await client.open('a.c', COUNTED.replace('bool', 'int')
      .replace('bool', 'int'));
    const found = ours(await client.diagnostics(document))
      .filter(d => d.code !== 'z3-use-raii');
    assert.deepEqual(found.map(d => [d.range.start.line, d.message]),
                     line ? [[0, line]] : []);
  });
}

inEditor('a model file that can not be read', {
  files: { '.clang-tidy': 'CheckOptions: {ModelFile: gone.yaml}\n' },
}, async client => {
  const document = await client.open('a.c', LIKELY);
  const found = await client.diagnostics(document);
  assert.deepEqual(
    errors(found).map(d => [d.range.start.line, d.message]),
    [[0, "Gone.yaml: can't read the model file: No such file or directory"]]);
});

// The editor's server parses the headers once and asks about the open file only.
inEditor('what concerns declarations, with a header that matters', {
  files: {
    'base.h': '#include <vector>\n#include <z3++.h>\n' +
              'struct Base { std::vector<z3::expr> kept; };\n',
  },
}, async client => {
  const text = '#include "base.h"\nstruct Planner : Base {\n' +
               '  z3::expr goal;\n  z3::context ctx;\n' +
               '  Planner() : goal(ctx.bool_const("g")) {}\n};\n';
  const document = await client.open('planner.cpp', text);
  const found = ours(await client.diagnostics(document));
  assert.deepEqual(
    found.map(d => [d.code, d.range.start.line, d.message.split(' is ')[0]]),
    [['z3-outlives-context', 2, "Member 'goal'"]]);
  // A member of the base is filled, too: the class in the file is at fault.
  await client.change(document, text.replace(
    '{}\n', '{ kept.push_back(ctx.int_const("k")); }\n'));
  const more = await client.diagnostics(document);
  assert.deepEqual(errors(more), []);
  assert.ok(ours(more).some(d => d.message.includes("'goal'")),
            JSON.stringify(more));
});

inEditor('NOLINT', {}, async client => {
  const document = await client.open('ask.c', LEAK.replace(
    'Z3_mk_params(ctx);', 'Z3_mk_params(ctx); // NOLINT(z3-loop-creation)'));
  assert.deepEqual(await client.diagnostics(document), []);
});

inEditor('hover, completion and the actions of clangd itself', {},
  async client => {
    const document = await client.open('ask.c', LEAK);
    await client.diagnostics(document);
    const textDocument = { uri: document.uri };
    const hover = await client.request(lsp.HoverRequest.type, {
      textDocument, position: { line: 4, character: 20 },
    });
    assert.match(JSON.stringify(hover.contents), /Z3_mk_params/);
    // clangd takes the names of headers from an index that it makes on the
    // side: there may be diagnostics before there are those.
    let labels;
    const isOffered = () =>
      labels.some(label => label.includes('Z3_params_dec_ref('));
    for (let tries = 0; tries < 600; ++tries) {
      const completion = await client.request(lsp.CompletionRequest.type, {
        textDocument, position: { line: 5, character: '    Z3_params_'.length },
      });
      labels = completion.items.map(item => item.label.trim());
      if (isOffered())
        break;
      await new Promise(resolve => setTimeout(resolve, 100));
    }
    assert.ok(isOffered(), labels.join());
    // clangd extracts variables in C++ only.
    const other = await client.open(
      'sum.cpp', 'int sum(int a, int b) { return 2 * (a + b); }\n');
    const character = other.text.indexOf('a + b');
    const actions = await client.request(lsp.CodeActionRequest.type, {
      textDocument: { uri: other.uri },
      context: { diagnostics: [], only: ['refactor'] },
      range: { start: { line: 0, character },
               end: { line: 0, character: character + 'a + b'.length } },
    });
    assert.ok(actions.some(action => action.title.startsWith('Extract')),
              JSON.stringify(actions));
  });

inEditor("clangd's own diagnostics", {}, async client => {
  const document = await client.open(
    'own.c', 'int f(int *p, int n) {\n  int unused;\n' +
             '  return sizeof(p) / sizeof(int);\n}\n' +
             'int g(void) { return undeclared; }\n');
  const found = (await client.diagnostics(document)).map(d => d.code);
  assert.ok(found.includes('undeclared_var_use'), found);
  assert.ok(found.includes('bugprone-sizeof-expression'), found);
});

test('two clients at the same time, killed and ended', async () => {
  const folder = temporaryFolder();
  const clients = [];
  try {
    for (let i = 0; i < 2; ++i)
      clients.push(await Client.start(SERVER, { folder }));
    for (const client of clients)
      await client.open('ask.c', LEAK);
    // In the middle of its work.
    assert.equal(await clients[0].stop(), 0);
    // An editor that dies takes its server along.
    clients[1].process.stdin.end();
    await clients[1].ended;
    assert.equal(clients[1].exit.signal, null);
  } finally {
    clients.forEach(client => client.kill());
    fs.rmSync(folder, { recursive: true, force: true });
  }
});
