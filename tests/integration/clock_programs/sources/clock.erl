%% As clock.c. What the system's clock says; erlang:system_time/1 drifts towards it, as Erlang does after any jump.
-module(clock).
-export([main/1]).

main([Host, Port]) ->
    {ok, Address} = inet:parse_address(Host),
    {ok, Listener} = gen_tcp:listen(list_to_integer(Port), [binary, {ip, Address}, {reuseaddr, true}, {active, false}]),
    serve(Listener).

serve(Listener) ->
    {ok, Client} = gen_tcp:accept(Listener),
    Now = os:system_time(microsecond),
    _ = gen_tcp:send(Client, io_lib:format("~b.~6..0b~n", [Now div 1000000, Now rem 1000000])),
    gen_tcp:close(Client),
    serve(Listener).
