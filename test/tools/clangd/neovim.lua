-- SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
--
-- z3-clangd in Neovim's own client, without a screen: a report with its path, a
-- quick fix chosen by its title, broken code, an orderly end. Run by ctest:
--   nvim --headless -u NONE -i NONE -n -c 'luafile neovim.lua'
-- with Z3_CLANGD set and an empty folder as the current one.

local patience_ms = 120000

local leak = {
  '#include <z3.h>',
  'int ask(Z3_context ctx, int early) {',
  '  Z3_params p = Z3_mk_params(ctx);',
  '  Z3_params_inc_ref(ctx, p);',
  '  if (early)',
  '    return 0;',
  '  Z3_params_dec_ref(ctx, p);',
  '  return 1;',
  '}',
}

local function finish(status, text)
  io.stdout:write(text .. '\n')
  vim.cmd(status == 0 and 'qall!' or 'cquit ' .. status)
end

local function wait(what, condition)
  if not vim.wait(patience_ms, condition, 20) then
    error('waited in vain for ' .. what .. '; there are ' ..
      vim.inspect(vim.diagnostic.get(0)))
  end
end

local function expect(what, actual, expected)
  if not vim.deep_equal(actual, expected) then
    error(what .. ': ' .. vim.inspect(actual) .. ', not ' ..
      vim.inspect(expected))
  end
end

local function run()
  vim.cmd('edit ask.c')
  vim.bo.filetype = 'c'
  vim.api.nvim_buf_set_lines(0, 0, -1, false, leak)
  local ended
  local id = vim.lsp.start_client({
    cmd = { vim.env.Z3_CLANGD, '--log=error' },
    root_dir = vim.fn.getcwd(),
    on_exit = function(code, signal) ended = { code, signal } end,
  })
  assert(id, 'the server does not start')
  vim.lsp.buf_attach_client(0, id)

  -- As in the sign column and the float: all with nothing configured.
  wait('a report', function() return #vim.diagnostic.get(0) == 1 end)
  local report = vim.diagnostic.get(0)[1]
  expect('line', report.lnum, 2)
  expect('source', report.source, 'clang-tidy')
  expect('severity', report.severity, vim.diagnostic.severity.WARN)
  local lsp = report.user_data.lsp
  expect('code', lsp.code, 'z3-handle-leak')
  local path = {}
  for _, step in ipairs(lsp.relatedInformation) do
    table.insert(path, step.location.range.start.line)
  end
  expect('lines of the path', path, { 2, 3, 5, 2 })

  -- What one gets from the menu of vim.lsp.buf.code_action().
  local titles = {}
  vim.ui.select = function(items, options, choose)
    for index, item in ipairs(items) do
      local title = options.format_item(item)
      table.insert(titles, title)
      if title == 'release it by hand on every way out' then
        choose(item, index)
      end
    end
  end
  vim.api.nvim_win_set_cursor(0, { 3, 16 })
  vim.lsp.buf.code_action()
  wait('the edit', function()
    return vim.api.nvim_buf_line_count(0) ~= #leak
  end)
  local fixed = vim.api.nvim_buf_get_lines(0, 4, 8, false)
  expect('the edited lines', fixed, {
    '  if (early) {',
    '    Z3_params_dec_ref(ctx, p);',
    '    return 0;',
    '  }',
  })
  wait('no report', function() return #vim.diagnostic.get(0) == 0 end)

  -- Broken, and then with the defect again.
  vim.api.nvim_buf_set_lines(0, 2, 3, false, { '  Z3_params p = Z3_mk_par' })
  wait('an error', function()
    local found = vim.diagnostic.get(0)
    return #found > 0 and found[1].severity == vim.diagnostic.severity.ERROR
  end)
  vim.api.nvim_buf_set_lines(0, 0, -1, false, leak)
  wait('the report again', function()
    local found = vim.diagnostic.get(0)
    return #found == 1 and found[1].user_data.lsp.code == 'z3-handle-leak'
  end)

  vim.lsp.stop_client(id)
  wait('the end of the server', function() return ended end)
  expect('exit status and signal', ended, { 0, 0 })
end

local ok, message = xpcall(run, debug.traceback)
finish(ok and 0 or 1, ok and 'neovim: all well' or 'neovim: ' .. message)
