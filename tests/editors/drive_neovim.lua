-- Opens a file in Neovim with `scoped-fastapi server`, fixes it, and prints what was to be seen, as JSON.

local python, root, main = unpack(vim.json.decode(vim.env.SCOPED_FASTAPI_DRIVEN))
local seconds = 120
local seen = {}

local function shown()
  local found = {}
  for _, one in ipairs(vim.diagnostic.get(0)) do
    local code = one.code or one.user_data.lsp.code
    table.insert(found, string.format("%d:%d %s", one.lnum + 1, one.col + 1, code))
  end
  return found
end

local function see(expected)
  local is_there = vim.wait(seconds * 1000, function()
    return vim.deep_equal(shown(), expected)
  end, 50)
  table.insert(seen, shown())
  return is_there
end

local function ask(method, line, column)
  local position = { line = line, character = column }
  local params = {
    textDocument = vim.lsp.util.make_text_document_params(),
    position = position,
    range = { start = position, ["end"] = position },
    context = { diagnostics = {} },
  }
  local answers = vim.lsp.buf_request_sync(0, method, params, seconds * 1000)
  local _, answer = next(answers or {})
  return answer and answer.result
end

local function drive()
  local client = vim.lsp.start_client({
    name = "scoped_fastapi",
    cmd = { python, "-m", "scoped_fastapi_check", "server" },
    root_dir = root,
    init_options = { checker = "ty" },
  })
  vim.cmd("edit " .. vim.fn.fnameescape(main))
  vim.lsp.buf_attach_client(0, client)
  see({ "8:5 fastapi-return" })
  table.insert(seen, ask("textDocument/hover", 6, 6).contents.value)
  for _, action in ipairs(ask("textDocument/codeAction", 7, 5)) do
    if action.isPreferred then
      vim.lsp.util.apply_workspace_edit(action.edit, vim.lsp.get_client_by_id(client).offset_encoding)
    end
  end
  see({})
  table.insert(seen, vim.api.nvim_buf_get_lines(0, 7, 8, true)[1])
end

local is_fine, problem = pcall(drive)
io.stdout:write(vim.json.encode({ seen = seen, problem = not is_fine and tostring(problem) or vim.NIL }))
vim.cmd("qall!")
