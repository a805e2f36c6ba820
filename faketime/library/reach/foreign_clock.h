/* The clock that a program finds in place of the kernel's: code and data that are copied into its memory. */
#ifndef FOREIGN_CLOCK_H
#define FOREIGN_CLOCK_H

#include <stdint.h>
#include <sys/time.h>
#include <time.h>

#include "../clock_line.h"

#define CLOCK_PATH_ROOM 256

/* What the clock goes by: the clock file, and the file in which processes tell what they see, "" for none. Both shorter
 * than CLOCK_PATH_ROOM. */
struct clock_files {
    const char *line, *seen;
};

enum clock_problem { PROBLEM_NONE, PROBLEM_UNREADABLE, PROBLEM_NO_LINE, PROBLEMS };

/* One process's part. After a fork the child has a copy of its own. */
struct foreign_clock {
    /* The vDSO's own functions, in the process's memory: they tell real time. */
    int (*real_clock_gettime)(clockid_t, struct timespec *);
    int (*real_gettimeofday)(struct timeval *, void *); /* NULL where the kernel has none */
    int64_t looked;                                     /* real second in which the clock file was read last */
    clock_word in_force;                                /* what its line said */
    int64_t has_line;                                   /* a line was read */
    int64_t asked;                                      /* seconds in which the program asked for the time so far */
    int64_t pid, place;                                 /* whose line in the other file it is, counted from 1 */
    char line[CLOCK_PATH_ROOM], seen[CLOCK_PATH_ROOM];  /* paths, as in struct clock_files */
    char problems[PROBLEMS][12];                        /* their words */
    char name[16];                                      /* of this memory, as /proc/PID/maps shows it */
};

/* All of the code is in one section of its own, which stands by itself wherever it is copied to. */
extern const char foreign_code_start[] __asm__("__start_foreign_code");
extern const char foreign_code_end[] __asm__("__stop_foreign_code");

/* The word in that section where the code looks for its `struct foreign_clock`. */
extern struct foreign_clock *foreign_clock_here;

int foreign_clock_gettime(clockid_t clock, struct timespec *told);
int foreign_gettimeofday(struct timeval *told, void *zone);
time_t foreign_time(time_t *told);

#endif
