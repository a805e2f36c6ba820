-- As clock.c, by LuaJIT's FFI.
local ffi = require("ffi")
ffi.cdef [[
struct in_addr4 { uint32_t s_addr; };
struct sockaddr_in { uint16_t family; uint16_t port; struct in_addr4 address; char zero[8]; };
struct timeval { long tv_sec; long tv_usec; };
int socket(int, int, int); int bind(int, const void *, uint32_t); int listen(int, int); int accept(int, void *, void *);
int setsockopt(int, int, int, const void *, uint32_t); int inet_pton(int, const char *, void *); uint16_t htons(uint16_t);
int gettimeofday(struct timeval *, void *); long write(int, const void *, size_t); int close(int);
]]
local AF_INET, SOCK_STREAM, SOL_SOCKET, SO_REUSEADDR = 2, 1, 1, 2
local C = ffi.C
local listener = C.socket(AF_INET, SOCK_STREAM, 0)
C.setsockopt(listener, SOL_SOCKET, SO_REUSEADDR, ffi.new("int[1]", 1), 4)
local here = ffi.new("struct sockaddr_in", { family = AF_INET, port = C.htons(tonumber(arg[2])) })
C.inet_pton(AF_INET, arg[1], here.address)
assert(C.bind(listener, here, ffi.sizeof(here)) == 0 and C.listen(listener, 8) == 0)
local now = ffi.new("struct timeval")
while true do
  local client = C.accept(listener, nil, nil)
  if client >= 0 then
    C.gettimeofday(now, nil)
    local line = string.format("%d.%06d\n", tonumber(now.tv_sec), tonumber(now.tv_usec))
    C.write(client, line, #line)
    C.close(client)
  end
end
