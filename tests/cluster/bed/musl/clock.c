/* Two programs in one, dynamically linked against musl so that a preloaded libfaketime reaches them:
 *   date [-u] [+FORMAT]      what a tester (and the manager) asks for the time; %N is nanoseconds
 *   clockserver PORT...      answers each connection on each port with one line: UTC time, milliseconds
 * The busybox beside it is static and always sees real time, other than Alpine's; hence a `date` of our own.
 */
#include <arpa/inet.h>
#include <libgen.h>
#include <pthread.h>
#include <signal.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <time.h>
#include <unistd.h>

static int date(int count, char **words) {
    const char *format = "%a %b %e %H:%M:%S %Z %Y";
    char wanted[256], text[512];
    size_t used = 0;
    int utc = 0;
    for (int i = 1; i < count; i++) {
        if (strcmp(words[i], "-u") == 0) utc = 1;
        else if (words[i][0] == '+') format = words[i] + 1;
        else { fprintf(stderr, "usage: date [-u] [+FORMAT]\n"); return 2; }
    }
    struct timespec now;
    clock_gettime(CLOCK_REALTIME, &now);
    struct tm broken;
    if (utc) gmtime_r(&now.tv_sec, &broken); else localtime_r(&now.tv_sec, &broken);
    while (*format && used + 12 < sizeof wanted) {
        if (format[0] == '%' && format[1] == 'N') { /* not one of strftime's */
            used += sprintf(wanted + used, "%09ld", now.tv_nsec);
            format += 2;
        } else {
            if (format[0] == '%' && format[1]) wanted[used++] = *format++;
            wanted[used++] = *format++;
        }
    }
    wanted[used] = 0;
    text[0] = 0;
    strftime(text, sizeof text, wanted, &broken);
    puts(text);
    return 0;
}

static void answer(int client) {
    struct timespec now;
    struct tm broken;
    char second[32], line[64];
    clock_gettime(CLOCK_REALTIME, &now);
    gmtime_r(&now.tv_sec, &broken);
    strftime(second, sizeof second, "%Y-%m-%dT%H:%M:%S", &broken);
    int length = snprintf(line, sizeof line, "%s.%03ldZ\n", second, now.tv_nsec / 1000000);
    if (write(client, line, length) != length) perror("write");
    close(client);
}

static void *serve(void *argument) {
    int port = (int)(intptr_t)argument, yes = 1;
    int server = socket(AF_INET, SOCK_STREAM, 0);
    struct sockaddr_in address = {.sin_family = AF_INET, .sin_port = htons(port)};
    setsockopt(server, SOL_SOCKET, SO_REUSEADDR, &yes, sizeof yes);
    if (bind(server, (struct sockaddr *)&address, sizeof address) != 0 || listen(server, 64) != 0) {
        perror("listen");
        exit(1);
    }
    printf("listening on %d\n", port);
    fflush(stdout);
    for (;;) {
        int client = accept(server, 0, 0);
        if (client >= 0) answer(client);
    }
    return 0;
}

static void end(int number) { (void)number; _exit(0); }

int main(int count, char **words) {
    if (strcmp(basename(words[0]), "date") == 0) return date(count, words);
    if (count < 2) { fprintf(stderr, "usage: clockserver PORT...\n"); return 2; }
    signal(SIGTERM, end); /* as the first process of a container it would otherwise ignore it */
    signal(SIGPIPE, SIG_IGN);
    pthread_t thread;
    for (int i = 2; i < count; i++)
        pthread_create(&thread, 0, serve, (void *)(intptr_t)atoi(words[i]));
    serve((void *)(intptr_t)atoi(words[1]));
}
