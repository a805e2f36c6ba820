/* Waits until a moment of the real-time clock end when the island's clock shows that moment, also when it is changed
 * meanwhile. Each sleeps by the real clock, to the next second at most, and looks again. Waits by other clocks, and waits for a duration,
 * are libc's own affair: they are not even looked at. */
#include "island_clock.h"
#include "originals.h"

#include <errno.h>
/* Of C11's threads, the same in both C libraries; their header came with glibc 2.28. */
enum { thrd_success = 0, thrd_timedout = 4 };

/* Calls `wait(deadline)` with deadlines of the real clock until it has ended for another reason than the time, or the
 * island's clock shows `moment`. Nothing is lost between two calls: what is waited for stays as it is. */
#define IN_SLICES(moment, deadline, timed_out, wait)                       \
    do {                                                                   \
        nanoseconds at_ = in_ns(moment);                                   \
        for (;;) {                                                         \
            nanoseconds left_ = until(at_);                                \
            struct timespec deadline = as_timespec(real_now() + left_);    \
            __auto_type result_ = (wait);                                  \
            if (left_ == 0 || !(timed_out)) return result_;                \
        }                                                                  \
    } while (0)

#define BY_RESULT (result_ == ETIMEDOUT)
#define BY_ERRNO (result_ == -1 && errno == ETIMEDOUT)

EXPORT int clock_nanosleep(clockid_t clock, int flags, const struct timespec *request, struct timespec *left) {
    if (!is_wall_clock(clock) || !(flags & TIMER_ABSTIME) || !is_moment(request))
        return libc_own()->clock_nanosleep(clock, flags, request, left);
    for (nanoseconds rest; (rest = until(in_ns(request))) > 0;) {
        struct timespec slice = as_timespec(rest);
        int error = libc_own()->clock_nanosleep(CLOCK_MONOTONIC, 0, &slice, NULL);
        if (error) return error;
    }
    return 0;
}

EXPORT int sem_timedwait(sem_t *restrict it, const struct timespec *restrict moment) {
    if (!is_moment(moment)) return libc_own()->sem_timedwait(it, moment);
    IN_SLICES(moment, deadline, BY_ERRNO, libc_own()->sem_timedwait(it, &deadline));
}

EXPORT int sem_clockwait(sem_t *restrict it, clockid_t clock, const struct timespec *restrict moment) {
    if (clock != CLOCK_REALTIME || !is_moment(moment)) return libc_own()->sem_clockwait(it, clock, moment);
    IN_SLICES(moment, deadline, BY_ERRNO, libc_own()->sem_clockwait(it, clock, &deadline));
}

EXPORT int pthread_mutex_timedlock(pthread_mutex_t *restrict it, const struct timespec *restrict moment) {
    if (!is_moment(moment)) return libc_own()->mutex_timedlock(it, moment);
    IN_SLICES(moment, deadline, BY_RESULT, libc_own()->mutex_timedlock(it, &deadline));
}

EXPORT int pthread_mutex_clocklock(pthread_mutex_t *restrict it, clockid_t clock, const struct timespec *restrict moment) {
    if (clock != CLOCK_REALTIME || !is_moment(moment)) return libc_own()->mutex_clocklock(it, clock, moment);
    IN_SLICES(moment, deadline, BY_RESULT, libc_own()->mutex_clocklock(it, clock, &deadline));
}

EXPORT int pthread_rwlock_timedrdlock(pthread_rwlock_t *restrict it, const struct timespec *restrict moment) {
    if (!is_moment(moment)) return libc_own()->rwlock_timedrdlock(it, moment);
    IN_SLICES(moment, deadline, BY_RESULT, libc_own()->rwlock_timedrdlock(it, &deadline));
}

EXPORT int pthread_rwlock_timedwrlock(pthread_rwlock_t *restrict it, const struct timespec *restrict moment) {
    if (!is_moment(moment)) return libc_own()->rwlock_timedwrlock(it, moment);
    IN_SLICES(moment, deadline, BY_RESULT, libc_own()->rwlock_timedwrlock(it, &deadline));
}

EXPORT int pthread_rwlock_clockrdlock(pthread_rwlock_t *restrict it, clockid_t clock,
                                      const struct timespec *restrict moment) {
    if (clock != CLOCK_REALTIME || !is_moment(moment)) return libc_own()->rwlock_clockrdlock(it, clock, moment);
    IN_SLICES(moment, deadline, BY_RESULT, libc_own()->rwlock_clockrdlock(it, clock, &deadline));
}

EXPORT int pthread_rwlock_clockwrlock(pthread_rwlock_t *restrict it, clockid_t clock,
                                      const struct timespec *restrict moment) {
    if (clock != CLOCK_REALTIME || !is_moment(moment)) return libc_own()->rwlock_clockwrlock(it, clock, moment);
    IN_SLICES(moment, deadline, BY_RESULT, libc_own()->rwlock_clockwrlock(it, clock, &deadline));
}

EXPORT int pthread_timedjoin_np(pthread_t thread, void **result, const struct timespec *moment) {
    if (!is_moment(moment)) return libc_own()->timedjoin(thread, result, moment);
    IN_SLICES(moment, deadline, BY_RESULT, libc_own()->timedjoin(thread, result, &deadline));
}

EXPORT int pthread_clockjoin_np(pthread_t thread, void **result, clockid_t clock, const struct timespec *moment) {
    if (clock != CLOCK_REALTIME || !is_moment(moment)) return libc_own()->clockjoin(thread, result, clock, moment);
    IN_SLICES(moment, deadline, BY_RESULT, libc_own()->clockjoin(thread, result, clock, &deadline));
}

EXPORT int mtx_timedlock(void *restrict it, const struct timespec *restrict moment) {
    if (!is_moment(moment)) return libc_own()->mtx_timedlock(it, moment);
    IN_SLICES(moment, deadline, (result_ == thrd_timedout), libc_own()->mtx_timedlock(it, &deadline));
}

EXPORT ssize_t mq_timedreceive(mqd_t it, char *restrict to, size_t size, unsigned *restrict priority,
                               const struct timespec *restrict moment) {
    if (!is_moment(moment)) return libc_own()->mq_timedreceive(it, to, size, priority, moment);
    IN_SLICES(moment, deadline, BY_ERRNO, libc_own()->mq_timedreceive(it, to, size, priority, &deadline));
}

EXPORT int mq_timedsend(mqd_t it, const char *what, size_t size, unsigned priority, const struct timespec *moment) {
    if (!is_moment(moment)) return libc_own()->mq_timedsend(it, what, size, priority, moment);
    IN_SLICES(moment, deadline, BY_ERRNO, libc_own()->mq_timedsend(it, what, size, priority, &deadline));
}

/* Conditions. Between two sleeps the mutex is taken, and whoever signals meanwhile signals nobody: so a sleep ends as a
 * wake-up without a signal, which POSIX allows at any time, and the program looks at what it waits for itself.
 *
 * One that was made for the monotonic clock is told apart by its deadlines: no machine runs since before 1980, and for a
 * real-time deadline before that libc says at once what is true by any clock. See is_moment. */

EXPORT int pthread_cond_timedwait(pthread_cond_t *restrict it, pthread_mutex_t *restrict mutex,
                                  const struct timespec *restrict moment) {
    if (!is_moment(moment)) return libc_own()->cond_timedwait(it, mutex, moment);
    nanoseconds left = until(in_ns(moment));
    struct timespec deadline = as_timespec(real_now() + left);
    int result = libc_own()->cond_timedwait(it, mutex, &deadline);
    return result == ETIMEDOUT && until(in_ns(moment)) > 0 ? 0 : result;
}

EXPORT int pthread_cond_clockwait(pthread_cond_t *restrict it, pthread_mutex_t *restrict mutex, clockid_t clock,
                                  const struct timespec *restrict moment) {
    if (clock != CLOCK_REALTIME || !is_moment(moment)) return libc_own()->cond_clockwait(it, mutex, clock, moment);
    nanoseconds left = until(in_ns(moment));
    struct timespec deadline = as_timespec(real_now() + left);
    int result = libc_own()->cond_clockwait(it, mutex, clock, &deadline);
    return result == ETIMEDOUT && until(in_ns(moment)) > 0 ? 0 : result;
}

EXPORT int cnd_timedwait(void *restrict it, void *restrict mutex, const struct timespec *restrict moment) {
    if (!is_moment(moment)) return libc_own()->cnd_timedwait(it, mutex, moment);
    nanoseconds left = until(in_ns(moment));
    struct timespec deadline = as_timespec(real_now() + left);
    int result = libc_own()->cnd_timedwait(it, mutex, &deadline);
    return result == thrd_timedout && until(in_ns(moment)) > 0 ? thrd_success : result;
}
