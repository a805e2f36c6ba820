/* The same through syscall(2), as the C++ library's futures and some runtimes have it. */
#include "island_clock.h"
#include "raw.h"

#include <errno.h>
#include <linux/futex.h>
#include <mqueue.h>
#include <stdarg.h>
#include <stddef.h>
#include <sys/time.h>
#include <sys/timerfd.h>

int clock_gettime(clockid_t clock, struct timespec *to);
int gettimeofday(struct timeval *restrict to, void *restrict zone);
time_t time(time_t *to);
int clock_nanosleep(clockid_t clock, int flags, const struct timespec *request, struct timespec *left);

static long told(long result) {
    if (result >= -4095 && result < 0) {
        errno = (int)-result;
        return -1;
    }
    return result;
}

/* A futex until a moment of the real-time clock. The kernel looks at its value each time anew, so nothing is lost. */
static long wait_on_futex(const long *given) {
    const struct timespec *moment = (const struct timespec *)given[3];
    for (;;) {
        nanoseconds left = until(in_ns(moment));
        struct timespec deadline = as_timespec(real_now() + left);
        long result = raw6(SYS_futex, given[0], given[1], given[2], (long)&deadline, given[4], given[5]);
        if (left == 0 || result != -ETIMEDOUT) return told(result);
    }
}

static int waits_by_wall_clock(const long *given) {
    long command = given[1] & FUTEX_CMD_MASK;
    /* A lock with inheritance of priority waits by that clock always. */
    int by_wall = command == FUTEX_LOCK_PI || (command == FUTEX_WAIT_BITSET && (given[1] & FUTEX_CLOCK_REALTIME));
    return by_wall && given[3] &&
           is_moment((const struct timespec *)given[3]);
}

EXPORT long syscall(long number, ...) {
    long given[6];
    va_list more;
    va_start(more, number);
    for (int n = 0; n < 6; n++) given[n] = va_arg(more, long);
    va_end(more);
    switch (number) {
        case SYS_clock_gettime:
            if (is_wall_clock((clockid_t)given[0]) && given[1])
                return clock_gettime((clockid_t)given[0], (struct timespec *)given[1]);
            break;
        case SYS_gettimeofday:
            if (given[0]) return gettimeofday((struct timeval *)given[0], (void *)given[1]);
            break;
#ifdef SYS_time
        case SYS_time:
            return time((time_t *)given[0]);
#endif
        case SYS_clock_nanosleep:
            if (is_wall_clock((clockid_t)given[0]) && (given[1] & TIMER_ABSTIME) &&
                is_moment((const struct timespec *)given[2]))
                return told(-clock_nanosleep((clockid_t)given[0], (int)given[1], (const struct timespec *)given[2],
                                             (struct timespec *)given[3]));
            break;
        case SYS_futex:
            if (waits_by_wall_clock(given)) return wait_on_futex(given);
            break;
        case SYS_timerfd_create:
            return timerfd_create((int)given[0], (int)given[1]);
        case SYS_timerfd_settime:
            return timerfd_settime((int)given[0], (int)given[1], (const struct itimerspec *)given[2],
                                   (struct itimerspec *)given[3]);
        case SYS_mq_timedsend:
            return mq_timedsend((mqd_t)given[0], (const char *)given[1], (size_t)given[2], (unsigned)given[3],
                                (const struct timespec *)given[4]);
        case SYS_mq_timedreceive:
            return mq_timedreceive((mqd_t)given[0], (char *)given[1], (size_t)given[2], (unsigned *)given[3],
                                   (const struct timespec *)given[4]);
    }
    return told(raw6(number, given[0], given[1], given[2], given[3], given[4], given[5]));
}
