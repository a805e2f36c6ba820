/* waits NAME REALTIME|MONOTONIC SECONDS: waits until SECONDS from now by that clock, in the way called NAME.
 *
 * Prints "waiting", then in one line how it ended: `ended ELAPSED EARLY`: seconds by the monotonic clock, and whether the
 * clock that it waits by has not come to the moment; or `failed CODE`. `waits` alone lists the names. */
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <mqueue.h>
#include <pthread.h>
#include <semaphore.h>
#include <signal.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <sys/syscall.h>
#include <sys/timerfd.h>
#include <threads.h>
#include <time.h>
#include <unistd.h>

/* Of <linux/futex.h>, which musl-gcc does not find. */
#define FUTEX_WAIT_BITSET_PRIVATE (9 | 128)
#define FUTEX_CLOCK_REALTIME 256
#define FUTEX_BITSET_MATCH_ANY 0xffffffffu

typedef const struct timespec *moment;

static pthread_mutex_t mutex = PTHREAD_MUTEX_INITIALIZER;
static pthread_rwlock_t rwlock = PTHREAD_RWLOCK_INITIALIZER;
static mtx_t c11_mutex;
static sem_t taken;

static int by_errno(int result) { return result == -1 ? errno : result; }

static void *hold_all(void *nothing) {
    pthread_mutex_lock(&mutex);
    pthread_rwlock_wrlock(&rwlock);
    mtx_lock(&c11_mutex);
    sem_post(&taken);
    for (;;) pause();
    return nothing;
}

static pthread_t holder(void) {
    pthread_t thread;
    mtx_init(&c11_mutex, mtx_timed);
    sem_init(&taken, 0, 0);
    pthread_create(&thread, NULL, hold_all, NULL);
    while (sem_wait(&taken)) {
    }
    return thread;
}

static int sleeping(clockid_t clock, moment at) { return clock_nanosleep(clock, TIMER_ABSTIME, at, NULL); }
static int sleeping_by_syscall(clockid_t clock, moment at) {
    return by_errno((int)syscall(SYS_clock_nanosleep, clock, TIMER_ABSTIME, at, NULL));
}

static int semaphore(clockid_t clock, moment at) {
    sem_t it;
    (void)clock;
    sem_init(&it, 0, 0);
    return by_errno(sem_timedwait(&it, at));
}

/* As programs wait: until what they wait for is so, or the time has come. */
static int condition(clockid_t clock, moment at) {
    pthread_condattr_t how;
    pthread_cond_t it;
    pthread_mutex_t own = PTHREAD_MUTEX_INITIALIZER;
    int result = 0;
    pthread_condattr_init(&how);
    pthread_condattr_setclock(&how, clock);
    pthread_cond_init(&it, &how);
    pthread_mutex_lock(&own);
    while (result == 0) result = pthread_cond_timedwait(&it, &own, at);
    return result;
}

static int c11_condition(clockid_t clock, moment at) {
    cnd_t it;
    mtx_t own;
    int result = thrd_success;
    (void)clock;
    cnd_init(&it);
    mtx_init(&own, mtx_timed);
    mtx_lock(&own);
    while (result == thrd_success) result = cnd_timedwait(&it, &own, at);
    return result == thrd_timedout ? ETIMEDOUT : result;
}

static int locking(clockid_t clock, moment at) {
    (void)clock;
    holder();
    return pthread_mutex_timedlock(&mutex, at);
}
static int reading(clockid_t clock, moment at) {
    (void)clock;
    holder();
    return pthread_rwlock_timedrdlock(&rwlock, at);
}
static int writing(clockid_t clock, moment at) {
    (void)clock;
    holder();
    return pthread_rwlock_timedwrlock(&rwlock, at);
}
static int c11_locking(clockid_t clock, moment at) {
    (void)clock;
    holder();
    return mtx_timedlock(&c11_mutex, at) == thrd_timedout ? ETIMEDOUT : -1;
}
static int joining(clockid_t clock, moment at) {
    (void)clock;
    return pthread_timedjoin_np(holder(), NULL, at);
}

static mqd_t queue(int full) {
    char name[32];
    struct mq_attr size = {.mq_maxmsg = 1, .mq_msgsize = 8};
    snprintf(name, sizeof name, "/waits-%d", (int)getpid());
    mqd_t it = mq_open(name, O_RDWR | O_CREAT, 0600, &size);
    mq_unlink(name);
    if (full) mq_send(it, "x", 1, 0);
    return it;
}
static int receiving(clockid_t clock, moment at) {
    char to[8];
    (void)clock;
    return by_errno((int)mq_timedreceive(queue(0), to, sizeof to, NULL, at));
}
static int sending(clockid_t clock, moment at) {
    (void)clock;
    return by_errno(mq_timedsend(queue(1), "x", 1, 0, at));
}

static int timer(clockid_t clock, moment at) {
    timer_t it;
    sigset_t wanted;
    int number;
    struct sigevent event = {.sigev_notify = SIGEV_SIGNAL, .sigev_signo = SIGUSR1};
    struct itimerspec spec = {.it_value = *at};
    sigemptyset(&wanted);
    sigaddset(&wanted, SIGUSR1);
    sigprocmask(SIG_BLOCK, &wanted, NULL);
    if (timer_create(clock, &event, &it) || timer_settime(it, TIMER_ABSTIME, &spec, NULL)) return errno;
    return sigwait(&wanted, &number);
}

static int timer_file(clockid_t clock, moment at) {
    struct itimerspec spec = {.it_value = *at};
    uint64_t times;
    int it = timerfd_create(clock, 0);
    if (it < 0 || timerfd_settime(it, TFD_TIMER_ABSTIME, &spec, NULL)) return errno;
    return read(it, &times, sizeof times) == sizeof times ? 0 : errno;
}

/* As the C++ library's futures wait. */
static int futex(clockid_t clock, moment at) {
    static int word = 1;
    int command = FUTEX_WAIT_BITSET_PRIVATE | (clock == CLOCK_REALTIME ? FUTEX_CLOCK_REALTIME : 0);
    return by_errno((int)syscall(SYS_futex, &word, command, 1, at, NULL, FUTEX_BITSET_MATCH_ANY));
}

static int locking_by_syscall(clockid_t clock, moment at) {
    static int word = 1; /* held by process 1, or by whoever may not give it */
    (void)clock;
    word = (int)getppid();
    return by_errno((int)syscall(SYS_futex, &word, 6 /* FUTEX_LOCK_PI */, 0, at, NULL, 0));
}
static int receiving_by_syscall(clockid_t clock, moment at) {
    char to[8];
    (void)clock;
    return by_errno((int)syscall(SYS_mq_timedreceive, queue(0), to, sizeof to, NULL, at));
}
static int timer_file_by_syscall(clockid_t clock, moment at) {
    struct itimerspec spec = {.it_value = *at};
    uint64_t times;
    int it = (int)syscall(SYS_timerfd_create, clock, 0);
    if (it < 0 || syscall(SYS_timerfd_settime, it, TFD_TIMER_ABSTIME, &spec, NULL)) return errno;
    return read(it, &times, sizeof times) == sizeof times ? 0 : errno;
}

#ifdef __GLIBC__
static int clock_semaphore(clockid_t clock, moment at) {
    sem_t it;
    sem_init(&it, 0, 0);
    return by_errno(sem_clockwait(&it, clock, at));
}
static int clock_condition(clockid_t clock, moment at) {
    pthread_cond_t it = PTHREAD_COND_INITIALIZER;
    pthread_mutex_t own = PTHREAD_MUTEX_INITIALIZER;
    int result = 0;
    pthread_mutex_lock(&own);
    while (result == 0) result = pthread_cond_clockwait(&it, &own, clock, at);
    return result;
}
static int clock_locking(clockid_t clock, moment at) {
    holder();
    return pthread_mutex_clocklock(&mutex, clock, at);
}
static int clock_reading(clockid_t clock, moment at) {
    holder();
    return pthread_rwlock_clockrdlock(&rwlock, clock, at);
}
static int clock_writing(clockid_t clock, moment at) {
    holder();
    return pthread_rwlock_clockwrlock(&rwlock, clock, at);
}
static int clock_joining(clockid_t clock, moment at) { return pthread_clockjoin_np(holder(), NULL, clock, at); }
#endif

enum { WALL = 1, BOTH = 2 }; /* by which clocks one can wait so */

static const struct {
    const char *name;
    int (*wait)(clockid_t, moment);
    int clocks, ends_with;
} ways[] = {
    {"clock_nanosleep", sleeping, BOTH, 0},
    {"syscall:clock_nanosleep", sleeping_by_syscall, BOTH, 0},
    {"syscall:futex", futex, BOTH, ETIMEDOUT},
    {"syscall:futex_lock_pi", locking_by_syscall, WALL, ETIMEDOUT},
    {"syscall:mq_timedreceive", receiving_by_syscall, WALL, ETIMEDOUT},
    {"syscall:timerfd_settime", timer_file_by_syscall, BOTH, 0},
    {"sem_timedwait", semaphore, WALL, ETIMEDOUT},
    {"pthread_cond_timedwait", condition, BOTH, ETIMEDOUT},
    {"pthread_mutex_timedlock", locking, WALL, ETIMEDOUT},
    {"pthread_rwlock_timedrdlock", reading, WALL, ETIMEDOUT},
    {"pthread_rwlock_timedwrlock", writing, WALL, ETIMEDOUT},
    {"pthread_timedjoin_np", joining, WALL, ETIMEDOUT},
    {"mtx_timedlock", c11_locking, WALL, ETIMEDOUT},
    {"cnd_timedwait", c11_condition, WALL, ETIMEDOUT},
    {"mq_timedreceive", receiving, WALL, ETIMEDOUT},
    {"mq_timedsend", sending, WALL, ETIMEDOUT},
    {"timer_settime", timer, BOTH, 0},
    {"timerfd_settime", timer_file, BOTH, 0},
#ifdef __GLIBC__
    {"sem_clockwait", clock_semaphore, BOTH, ETIMEDOUT},
    {"pthread_cond_clockwait", clock_condition, BOTH, ETIMEDOUT},
    {"pthread_mutex_clocklock", clock_locking, BOTH, ETIMEDOUT},
    {"pthread_rwlock_clockrdlock", clock_reading, BOTH, ETIMEDOUT},
    {"pthread_rwlock_clockwrlock", clock_writing, BOTH, ETIMEDOUT},
    {"pthread_clockjoin_np", clock_joining, BOTH, ETIMEDOUT},
#endif
};

static double now(clockid_t clock) {
    struct timespec at;
    clock_gettime(clock, &at);
    return (double)at.tv_sec + (double)at.tv_nsec / 1e9;
}

int main(int count, char **words) {
    setvbuf(stdout, NULL, _IONBF, 0);
    for (size_t n = 0; n < sizeof ways / sizeof *ways; n++) {
        if (count < 4) {
            printf("%s %s\n", ways[n].name, ways[n].clocks == BOTH ? "both" : "wall");
            continue;
        }
        if (strcmp(ways[n].name, words[1])) continue;
        clockid_t clock = words[2][0] == 'R' ? CLOCK_REALTIME : CLOCK_MONOTONIC;
        double seconds, begun = now(CLOCK_MONOTONIC);
        sscanf(words[3], "%lf", &seconds);
        struct timespec at;
        clock_gettime(clock, &at);
        int64_t ns = at.tv_nsec + (int64_t)(seconds * 1e9);
        at.tv_sec += ns / 1000000000;
        at.tv_nsec = ns % 1000000000;
        printf("waiting\n");
        int code = ways[n].wait(clock, &at);
        double reached = now(clock), moment = (double)at.tv_sec + (double)at.tv_nsec / 1e9;
        if (code != ways[n].ends_with) printf("failed %d\n", code);
        else printf("ended %.3f %s\n", now(CLOCK_MONOTONIC) - begun, reached + 1e-4 < moment ? "early" : "due");
        return 0;
    }
    return count < 4 ? 0 : 2;
}
