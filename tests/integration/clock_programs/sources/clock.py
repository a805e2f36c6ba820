"""As clock.c, with a thread that sleeps beside it."""

import socket
import sys
import threading
import time


def tick() -> None:
    while True:
        time.sleep(0.05)


threading.Thread(target=tick, daemon=True).start()
with socket.create_server((sys.argv[1], int(sys.argv[2]))) as listener:
    while True:
        client, _ = listener.accept()
        with client:
            client.sendall(f"{time.time():.6f}\n".encode())
