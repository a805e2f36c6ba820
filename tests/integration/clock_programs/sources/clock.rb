# As clock.c, with a thread that sleeps beside it.
require "socket"

trap("TERM") { exit 0 }
Thread.new { loop { sleep 0.05 } }
listener = TCPServer.new(ARGV[0], ARGV[1].to_i)
loop do
  client = listener.accept
  begin
    client.puts(format("%.6f", Time.now.to_f))
    client.close
  rescue SystemCallError
    next
  end
end
