// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// z3-clangd as an editor sees it. Run by ctest; by hand:
//   Z3_CLANGD=build/llvm-19/bin/z3-clangd node --test test/tools/clangd

'use strict';

const assert = require('node:assert/strict');
const fs = require('node:fs');
const path = require('node:path');
const { test } = require('node:test');
const { Client, lsp, temporaryFolder } = require('./client.js');

const SERVER = process.env.Z3_CLANGD;
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
                   ["insert '    Z3_params_dec_ref(ctx, p);…'"]);
  await client.applyFix(document, fixes[0]);
  assert.equal(document.text, LEAK.replace(
    '_inc_ref(ctx, p);\n',
    '_inc_ref(ctx, p);\n    Z3_params_dec_ref(ctx, p);\n'));
  assert.deepEqual(await client.diagnostics(document), []);
});

// Bad programs of several checks: each edit alone must end its report, leave
// what compiles, and bring nothing new.
const EDITED = [
  'dangling-handle/model_of_solver_bad.cpp',
  'handle-leak/early_return_bad.c',
  'handle-leak/replaced_solver_bad.cpp',
  'loop-creation/alarm_by_assignment_bad.cpp',
  'use-after-release/alias_optimize_bad.c',
  'use-after-release/callee_that_uses_bad.c',
];
const FLAGS = `-I${TREE}/lib/runtime/include\n`;

inEditor('each fix of a report ends it', {
  files: { 'compile_flags.txt': FLAGS },
}, async client => {
  let applied = 0;
  for (const name of EDITED) {
    const text =
      fs.readFileSync(path.join(TREE, 'test/programs', name), 'utf8');
    const document = await client.open(path.basename(name), text);
    const before = await client.diagnostics(document);
    assert.deepEqual(errors(before), [], name);
    for (const diagnostic of ours(before)) {
      for (const fix of await client.fixes(document, diagnostic)) {
        await client.applyFix(document, fix);
        const after = await client.diagnostics(document);
        const place = `${name}, '${fix.title}'`;
        assert.deepEqual(errors(after), [], place);
        assert.equal(ours(after).length, ours(before).length - 1, place);
        assert.ok(!ours(after).some(d => d.message === diagnostic.message),
                  place);
        ++applied;
        await client.change(document, text);
        assert.equal(ours(await client.diagnostics(document)).length,
                     ours(before).length, `${name} as it was`);
      }
    }
  }
  assert.ok(applied > EDITED.length, `${applied} edits`);
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

inEditor('options in .clang-tidy', {
  files: {
    '.clang-tidy':
      'CheckOptions: {z3-use-raii.Enable: true, z3-loop-creation.Level: x}\n',
  },
}, async client => {
  const document = await client.open('ask.c', LEAK.replace(
    '_inc_ref(ctx, p);', '_inc_ref(ctx, p);\n    Z3_params_dec_ref(ctx, p);'));
  await client.diagnostics(document);
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
    const completion = await client.request(lsp.CompletionRequest.type, {
      textDocument, position: { line: 5, character: '    Z3_params_'.length },
    });
    const labels = completion.items.map(item => item.label.trim());
    assert.ok(labels.some(label => label.includes('Z3_params_dec_ref(')),
              labels.join());
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
             '  return sizeof(p) / sizeof(int) + undeclared;\n}\n');
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
