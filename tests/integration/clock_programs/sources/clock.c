// Tells the time to whoever connects: UTC epoch seconds with microseconds, a line. `clock HOST PORT`
#include <arpa/inet.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/socket.h>
#include <sys/time.h>
#include <unistd.h>

int main(int argc, char **argv) {
    if (argc < 3) return 2;
    signal(SIGPIPE, SIG_IGN);
    int listener = socket(AF_INET, SOCK_STREAM, 0), on = 1;
    setsockopt(listener, SOL_SOCKET, SO_REUSEADDR, &on, sizeof on);
    struct sockaddr_in here = {.sin_family = AF_INET, .sin_port = htons(atoi(argv[2]))};
    inet_pton(AF_INET, argv[1], &here.sin_addr);
    if (bind(listener, (struct sockaddr *)&here, sizeof here) || listen(listener, 8)) return 1;
    for (;;) {
        int client = accept(listener, NULL, NULL);
        if (client < 0) continue;
        struct timeval now;
        char line[64];
        gettimeofday(&now, NULL);
        int length = snprintf(line, sizeof line, "%ld.%06ld\n", (long)now.tv_sec, (long)now.tv_usec);
        if (write(client, line, length) < 0) perror("write");
        close(client);
    }
}
