/* clock_calls CALLS: nanoseconds that one clock_gettime(CLOCK_REALTIME) takes.
 * clock_calls: says when the wall clock is first seen more than 1000 s from real time, in real UTC seconds. */
#define _GNU_SOURCE
#include <stdio.h>
#include <stdlib.h>
#include <sys/syscall.h>
#include <time.h>
#include <unistd.h>

/* Past every library. */
static double really(clockid_t clock) {
    struct timespec now;
    syscall(SYS_clock_gettime, clock, &now);
    return (double)now.tv_sec + (double)now.tv_nsec / 1e9;
}

int main(int count, char **words) {
    struct timespec now, gap = {0, 1000000};
    if (count > 1) {
        long calls = atol(words[1]);
        clock_gettime(CLOCK_REALTIME, &now);
        double begun = really(CLOCK_MONOTONIC);
        for (long call = 0; call < calls; call++) clock_gettime(CLOCK_REALTIME, &now);
        printf("%.2f\n", (really(CLOCK_MONOTONIC) - begun) * 1e9 / (double)calls);
        return 0;
    }
    puts("ready");
    fflush(stdout);
    for (;;) {
        clock_gettime(CLOCK_REALTIME, &now);
        double real = really(CLOCK_REALTIME);
        if ((double)now.tv_sec - real > 1000) {
            printf("%.6f\n", real);
            return 0;
        }
        nanosleep(&gap, NULL);
    }
}
