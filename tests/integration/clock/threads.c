/* A small server with threads that wait in several ways, to see whether they survive a moved clock.
 *
 * Each line of the input is answered by one line: the monotonic clock before, the wall clock, the monotonic clock
 * after, the CPU seconds used so far, and how often each thread has come back from waiting 20 ms. Waiting goes by the
 * monotonic clock, as in every JVM and most servers.
 */
#include <poll.h>
#include <pthread.h>
#include <stdio.h>
#include <time.h>

static double at(clockid_t clock) {
    struct timespec now;
    clock_gettime(clock, &now);
    return (double)now.tv_sec + (double)now.tv_nsec / 1e9;
}

static void by_nanosleep(void) {
    struct timespec gap = {0, 20000000};
    nanosleep(&gap, NULL);
}

static void by_poll(void) { poll(NULL, 0, 20); }

static void by_condition(void) {
    static pthread_mutex_t mutex = PTHREAD_MUTEX_INITIALIZER;
    pthread_condattr_t attributes;
    pthread_cond_t never;
    struct timespec end;
    pthread_condattr_init(&attributes);
    pthread_condattr_setclock(&attributes, CLOCK_MONOTONIC);
    pthread_cond_init(&never, &attributes);
    clock_gettime(CLOCK_MONOTONIC, &end);
    end.tv_nsec += 20000000;
    if (end.tv_nsec >= 1000000000) {
        end.tv_nsec -= 1000000000;
        end.tv_sec++;
    }
    pthread_mutex_lock(&mutex);
    pthread_cond_timedwait(&never, &mutex, &end);
    pthread_mutex_unlock(&mutex);
    pthread_cond_destroy(&never);
}

static struct {
    void (*wait)(void);
    volatile unsigned long rounds;
} waiting[] = {{by_nanosleep, 0}, {by_poll, 0}, {by_condition, 0}};

static void *go_round(void *number) {
    unsigned long which = (unsigned long)number;
    for (;;) {
        waiting[which].wait();
        at(CLOCK_REALTIME);
        waiting[which].rounds++;
    }
    return NULL;
}

int main(void) {
    char line[16];
    for (unsigned long which = 0; which < 3; which++) {
        pthread_t thread;
        if (pthread_create(&thread, NULL, go_round, (void *)which)) return 1;
    }
    while (fgets(line, sizeof line, stdin)) {
        double before = at(CLOCK_MONOTONIC), wall = at(CLOCK_REALTIME), after = at(CLOCK_MONOTONIC);
        printf("%.6f %.6f %.6f %.6f %lu %lu %lu\n", before, wall, after, at(CLOCK_PROCESS_CPUTIME_ID),
               waiting[0].rounds, waiting[1].rounds, waiting[2].rounds);
        fflush(stdout);
    }
    return 0;
}
