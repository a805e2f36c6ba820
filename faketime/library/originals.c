#include "originals.h"

#include <dlfcn.h>
#include <stddef.h>

#if defined(__x86_64__)
#define NEW_CONDITIONS "GLIBC_2.3.2" /* the old ones, of the same name, are other objects */
#define NEW_TIMERS "GLIBC_2.3.3"
#else
#define NEW_CONDITIONS "GLIBC_2.17"
#define NEW_TIMERS "GLIBC_2.17"
#endif

static struct originals found;
static int ready;

/* By the version that programs of today are linked with, where libc has several; musl knows no versions. */
static void *find(const char *name, const char *version) {
#if defined(__GLIBC__)
    void *at = version ? dlvsym(RTLD_NEXT, name, version) : NULL;
    if (at) return at;
#else
    (void)version;
#endif
    return dlsym(RTLD_NEXT, name);
}

#define FIND(field, name, version) *(void **)&found.field = find(name, version)

static void find_all(void) {
    FIND(clock_nanosleep, "clock_nanosleep", NULL);
    FIND(sem_timedwait, "sem_timedwait", NULL);
    FIND(sem_clockwait, "sem_clockwait", NULL);
    FIND(cond_timedwait, "pthread_cond_timedwait", NEW_CONDITIONS);
    FIND(cond_clockwait, "pthread_cond_clockwait", NULL);
    FIND(mutex_timedlock, "pthread_mutex_timedlock", NULL);
    FIND(mutex_clocklock, "pthread_mutex_clocklock", NULL);
    FIND(rwlock_timedrdlock, "pthread_rwlock_timedrdlock", NULL);
    FIND(rwlock_timedwrlock, "pthread_rwlock_timedwrlock", NULL);
    FIND(rwlock_clockrdlock, "pthread_rwlock_clockrdlock", NULL);
    FIND(rwlock_clockwrlock, "pthread_rwlock_clockwrlock", NULL);
    FIND(timedjoin, "pthread_timedjoin_np", NULL);
    FIND(clockjoin, "pthread_clockjoin_np", NULL);
    FIND(mtx_timedlock, "mtx_timedlock", NULL);
    FIND(cnd_timedwait, "cnd_timedwait", NULL);
    FIND(mq_timedreceive, "mq_timedreceive", NULL);
    FIND(mq_timedsend, "mq_timedsend", NULL);
    FIND(timer_create, "timer_create", NEW_TIMERS);
    FIND(timer_delete, "timer_delete", NEW_TIMERS);
    FIND(timer_settime, "timer_settime", NEW_TIMERS);
    FIND(timer_gettime, "timer_gettime", NEW_TIMERS);
    FIND(timerfd_create, "timerfd_create", NULL);
    FIND(timerfd_settime, "timerfd_settime", NULL);
    FIND(timerfd_gettime, "timerfd_gettime", NULL);
    ready = 1;
}

const struct originals *libc_own(void) {
    if (!ready) find_all();
    return &found;
}

__attribute__((constructor)) static void begin(void) { libc_own(); }
