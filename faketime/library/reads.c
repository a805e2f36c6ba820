/* What asks for the time. Other clocks than the wall's are the kernel's own affair. */
#include "island_clock.h"

#include <errno.h>
#include <stddef.h>
#include <sys/time.h>
#include <sys/timeb.h>

EXPORT int clock_gettime(clockid_t clock, struct timespec *to) {
    int result = real_clock(clock, to);
    if (__builtin_expect(result != 0, 0)) {
        errno = -result;
        return -1;
    }
    if (is_wall_clock(clock)) to_island_time(to);
    return 0;
}

EXPORT int gettimeofday(struct timeval *restrict to, void *restrict zone) {
    struct timeval *volatile wanted = to; /* libc's header swears that it is not NULL; programs do not know that */
    if (wanted) {
        struct timespec now;
        real_clock(CLOCK_REALTIME, &now);
        to_island_time(&now);
        *wanted = (struct timeval){.tv_sec = now.tv_sec, .tv_usec = now.tv_nsec / 1000};
    }
    if (zone) *(struct timezone *)zone = (struct timezone){0};
    return 0;
}

EXPORT time_t time(time_t *to) {
    struct timespec now;
    real_clock(CLOCK_REALTIME, &now);
    to_island_time(&now);
    if (to) *to = now.tv_sec;
    return now.tv_sec;
}

EXPORT int timespec_get(struct timespec *to, int base) {
    if (base != TIME_UTC) return 0;
    real_clock(CLOCK_REALTIME, to);
    to_island_time(to);
    return base;
}

EXPORT int ftime(struct timeb *to) {
    struct timespec now;
    real_clock(CLOCK_REALTIME, &now);
    to_island_time(&now);
    *to = (struct timeb){.time = now.tv_sec, .millitm = (unsigned short)(now.tv_nsec / 1000000)};
    return 0;
}
