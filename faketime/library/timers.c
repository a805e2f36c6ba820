/* Timers that are due at a moment of the real-time clock: POSIX timers and timerfds. The kernel gets the real moment that
 * the island's clock comes to; when that clock is changed, a thread of ours sets them anew. It is there in programs only
 * that have such a timer. Timers by other clocks, or after a duration, are libc's own affair. */
#include "island_clock.h"
#include "originals.h"
#include "raw.h"

#include <errno.h>
#include <limits.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/timerfd.h>

#define MOST 1024     /* timers that are set to a moment at the same time; more are set, and do not follow changes */
#define NEVER (SECOND * 86400 * 3650)
#define MOST_FILES 4096

struct set {
    long id; /* of a timerfd its number, of a timer its id */
    int is_file;
    int used;
    int flags;
    nanoseconds moment;
    struct timespec interval;
};

static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
static struct set sets[MOST];
static long thread_of; /* the process that has our thread; another one after a fork */
static clock_word set_by = REAL_TIME;

/* Clocks of timers, and of timerfds by number: 0 not known, 1 real time, 2 another. */
static _Atomic unsigned char file_clock[MOST_FILES];
static struct { _Atomic long id; } wall_timers[MOST];

static nanoseconds left_until(nanoseconds moment) {
    struct timespec now;
    real_clock(CLOCK_REALTIME, &now);
    clock_word word = word_at(now.tv_sec);
    if (is_frozen(word)) return value_of(word) * SECOND >= moment ? 0 : NEVER;
    return moment - (in_ns(&now) + value_of(word) * SECOND);
}

static int arm(const struct set *it, struct itimerspec *old) {
    nanoseconds left = left_until(it->moment);
    /* In the past, though not 0, which would disarm it: due at once. */
    struct itimerspec spec = {.it_interval = it->interval, .it_value = as_timespec(left > 0 ? left : 1)};
    if (it->is_file)
        return libc_own()->timerfd_settime((int)it->id, it->flags & ~(TFD_TIMER_ABSTIME | TFD_TIMER_CANCEL_ON_SET), &spec,
                                           old);
    return libc_own()->timer_settime((timer_t)it->id, it->flags & ~TIMER_ABSTIME, &spec, old);
}

static int is_due(const struct set *it) {
    struct itimerspec now;
    int error = it->is_file ? libc_own()->timerfd_gettime((int)it->id, &now)
                            : libc_own()->timer_gettime((timer_t)it->id, &now);
    return error || in_ns(&now.it_value) == 0 || left_until(it->moment) <= 0;
}

/* Looks for a change of the clock once in a second. What is due, or closed, is followed no more. */
static void *follow(void *nothing) {
    for (;;) {
        struct timespec now;
        real_clock(CLOCK_REALTIME, &now);
        struct timespec rest = as_timespec(to_next_look(&now));
        libc_own()->clock_nanosleep(CLOCK_MONOTONIC, 0, &rest, NULL);
        real_clock(CLOCK_REALTIME, &now);
        clock_word word = word_at(now.tv_sec);
        pthread_mutex_lock(&lock);
        for (int n = 0; n < MOST; n++) {
            if (!sets[n].used) continue;
            if (word != set_by && left_until(sets[n].moment) <= 0) {
                arm(&sets[n], NULL);
                sets[n].used = 0;
            } else if (is_due(&sets[n])) {
                sets[n].used = 0;
            } else if (word != set_by) {
                arm(&sets[n], NULL);
            }
        }
        set_by = word;
        pthread_mutex_unlock(&lock);
    }
    return nothing;
}

static void take_lock(void) { pthread_mutex_lock(&lock); }
static void give_lock(void) { pthread_mutex_unlock(&lock); }

static void begin_following(void) {
    static int guarded;
    long pid = raw3(SYS_getpid, 0, 0, 0);
    if (thread_of == pid) return;
    /* A child that is forked while the thread looks at the timers must find the lock free. */
    if (!guarded) guarded = pthread_atfork(take_lock, give_lock, give_lock) == 0;
    pthread_t thread;
    pthread_attr_t how;
    sigset_t all, before;
    sigfillset(&all);
    pthread_attr_init(&how);
    pthread_attr_setdetachstate(&how, PTHREAD_CREATE_DETACHED);
    pthread_attr_setstacksize(&how, 64 * 1024 > PTHREAD_STACK_MIN ? 64 * 1024 : PTHREAD_STACK_MIN);
    pthread_sigmask(SIG_SETMASK, &all, &before); /* the program's signals are for the program's threads */
    if (pthread_create(&thread, &how, follow, NULL) == 0) thread_of = pid;
    pthread_sigmask(SIG_SETMASK, &before, NULL);
    pthread_attr_destroy(&how);
}

static struct set *place_for(long id, int is_file) {
    struct set *free_one = NULL;
    for (int n = 0; n < MOST; n++) {
        if (sets[n].used && sets[n].id == id && sets[n].is_file == is_file) return &sets[n];
        if (!sets[n].used && !free_one) free_one = &sets[n];
    }
    return free_one;
}

static void forget(long id, int is_file) {
    pthread_mutex_lock(&lock);
    for (int n = 0; n < MOST; n++)
        if (sets[n].used && sets[n].id == id && sets[n].is_file == is_file) sets[n].used = 0;
    pthread_mutex_unlock(&lock);
}

static int set_to_moment(long id, int is_file, int flags, const struct itimerspec *spec, struct itimerspec *old) {
    struct set wanted = {id, is_file, 1, flags, in_ns(&spec->it_value), spec->it_interval};
    pthread_mutex_lock(&lock);
    struct set *place = place_for(id, is_file);
    struct timespec now;
    real_clock(CLOCK_REALTIME, &now);
    if (place) {
        int others = 0;
        for (int n = 0; n < MOST; n++) others |= sets[n].used && &sets[n] != place;
        if (!others) set_by = word_at(now.tv_sec);
        *place = wanted;
        begin_following();
    }
    int result = arm(&wanted, old);
    if (result && place) place->used = 0;
    pthread_mutex_unlock(&lock);
    return result;
}

/* A timer by the wall's clock that is set to a moment, which is neither none nor one that no clock shows. */
static int concerns_us(int absolute, const struct itimerspec *spec) {
    return absolute && spec && is_moment(&spec->it_value) && in_ns(&spec->it_value) > 0;
}

EXPORT int timer_create(clockid_t clock, struct sigevent *restrict event, timer_t *restrict timer) {
    int result = libc_own()->timer_create(clock, event, timer);
    if (result || !is_wall_clock(clock)) return result;
    for (int n = 0; n < MOST; n++) {
        long none = 0;
        if (atomic_compare_exchange_strong(&wall_timers[n].id, &none, (long)*timer + 1)) break;
    }
    return result;
}

static _Atomic long *wall_timer(timer_t timer) {
    for (int n = 0; n < MOST; n++)
        if (atomic_load_explicit(&wall_timers[n].id, memory_order_relaxed) == (long)timer + 1) return &wall_timers[n].id;
    return NULL;
}

EXPORT int timer_delete(timer_t timer) {
    _Atomic long *there = wall_timer(timer);
    if (there) {
        forget((long)timer, 0);
        atomic_store(there, 0);
    }
    return libc_own()->timer_delete(timer);
}

EXPORT int timer_settime(timer_t timer, int flags, const struct itimerspec *restrict spec,
                         struct itimerspec *restrict old) {
    if (!wall_timer(timer)) return libc_own()->timer_settime(timer, flags, spec, old);
    if (concerns_us(flags & TIMER_ABSTIME, spec)) return set_to_moment((long)timer, 0, flags, spec, old);
    forget((long)timer, 0);
    return libc_own()->timer_settime(timer, flags, spec, old);
}

EXPORT int timerfd_create(int clock, int flags) {
    int file = libc_own()->timerfd_create(clock, flags);
    if (file >= 0 && file < MOST_FILES) atomic_store(&file_clock[file], is_wall_clock(clock) ? 1 : 2);
    return file;
}

/* Of one that we have not seen made, the kernel knows the clock. */
static int is_wall_file(int file) {
    if (file >= 0 && file < MOST_FILES) {
        unsigned char known = atomic_load(&file_clock[file]);
        if (known) return known == 1;
    }
    char path[48] = "/proc/self/fdinfo/", text[256], digits[12];
    int count = 0;
    for (int rest = file; rest > 0 || count == 0; rest /= 10) digits[count++] = (char)('0' + rest % 10);
    char *end = path + strlen(path);
    while (count) *end++ = digits[--count];
    int info = raw_open(path, O_RDONLY);
    if (info < 0) return 0;
    long length = raw_read(info, text, sizeof text - 1);
    raw_close(info);
    text[length > 0 ? length : 0] = 0;
    return strstr(text, "clockid: 0") != NULL;
}

EXPORT int timerfd_settime(int file, int flags, const struct itimerspec *spec, struct itimerspec *old) {
    if (!concerns_us(flags & TFD_TIMER_ABSTIME, spec)) {
        if (thread_of) forget(file, 1);
        return libc_own()->timerfd_settime(file, flags, spec, old);
    }
    if (!is_wall_file(file)) return libc_own()->timerfd_settime(file, flags, spec, old);
    return set_to_moment(file, 1, flags, spec, old);
}
