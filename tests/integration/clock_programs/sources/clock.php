<?php
// As clock.c.
$listener = stream_socket_server("tcp://$argv[1]:$argv[2]") or exit(1);
while (true) {
    $client = @stream_socket_accept($listener, -1);
    if ($client) {
        @fwrite($client, sprintf("%.6f\n", microtime(true)));
        fclose($client);
    }
}
