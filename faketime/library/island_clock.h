/* libfaketime.so.1, our own: the island's clock for a program that asks libc for the time.
 *
 *   clock_line.h  the one form of the clock file's line
 *   raw.h         system calls without libc
 *   vdso.c        the real clock
 *   clock.c       which line is in force; read again at most once in a real second
 *   record.c      what this process sees, told to whoever measures
 *   reads.c       clock_gettime and its kin
 *   waits.c       waits for a moment of the real-time clock
 *   timers.c      timers that are due at such a moment
 *   syscalls.c    the same through syscall(2)
 *   originals.c   libc's own functions
 *
 * Never in a read of the clock: locks, allocation, libc's loader, the environment. Nothing here ends the program. */
#ifndef ISLAND_CLOCK_H
#define ISLAND_CLOCK_H

#include "clock_line.h"

#include <stdatomic.h>
#include <stdint.h>
#include <time.h>

#define EXPORT __attribute__((visibility("default")))
#define SECOND 1000000000L

typedef int64_t nanoseconds; /* since 1970; reaches to 2262 */

/* vdso.c */
int real_clock(clockid_t clock, struct timespec *to);

/* clock.c */
clock_word word_at(int64_t real_second);
int is_wall_clock(clockid_t clock);
void to_island_time(struct timespec *real);
nanoseconds real_now(void);
nanoseconds until(nanoseconds moment); /* real ns to sleep before looking again; 0 when the island's clock shows it */
nanoseconds to_next_look(const struct timespec *real);

/* record.c */
struct sight {
    clock_word word;
    int has_line;        /* `word` was read from the file; otherwise it is real time */
    int64_t asked;       /* how often the program asked for the time so far */
    const char *problem; /* NULL for none */
};
void record(const struct sight *seen);

static inline nanoseconds in_ns(const struct timespec *it) { return it->tv_sec * SECOND + it->tv_nsec; }
static inline struct timespec as_timespec(nanoseconds ns) {
    return (struct timespec){.tv_sec = ns / SECOND, .tv_nsec = ns % SECOND};
}
#define YEAR_1980 315532800

/* A moment that an island's clock may come to. What is no time is left to libc, which has an error for it; so is what was
 * before islands are, and what no clock will show. */
static inline int is_moment(const struct timespec *it) {
    return it && it->tv_nsec >= 0 && it->tv_nsec < SECOND && it->tv_sec >= YEAR_1980 &&
           it->tv_sec < INT64_MAX / SECOND;
}

#endif
