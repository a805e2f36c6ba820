/* What ../record.c does, for code that stands by itself: tells what this process sees, in the same form and file. */
#ifndef FOREIGN_RECORD_H
#define FOREIGN_RECORD_H

#include <stddef.h>

#include "../raw.h"
#include "foreign_clock.h"

#define RECORD_WORDS 12
#define RECORD_WIDTH (RECORD_WORDS * 8) /* bytes */
#define RECORD_MOST 1024
#define NO_SUCH_PROCESS (-3)

#define PART static inline __attribute__((always_inline))

/* Volatile, here and below: or compilers call libc to fill it, and keep constants outside. */
union record_line {
    volatile char text[RECORD_WIDTH];
    volatile uint64_t words[RECORD_WORDS];
};

PART volatile char *put_number(volatile char *to, int64_t number) {
    uint64_t rest = number < 0 ? -(uint64_t)number : (uint64_t)number, unit = 1;
    if (number < 0) *to++ = '-';
    while (rest / unit >= 10) unit *= 10;
    for (; unit; unit /= 10) *to++ = (char)('0' + rest / unit % 10);
    return to;
}

PART void compose_record(union record_line *line, const struct foreign_clock *clock, int64_t second,
                                  enum clock_problem problem) {
    volatile char *at = line->text;
    for (int i = 0; i < RECORD_WORDS; i++) line->words[i] = 0x2020202020202020u;
    at = put_number(at, clock->pid) + 1;
    if (!clock->has_line) {
        *at++ = '-';
    } else {
        if (!is_frozen(clock->in_force) && value_of(clock->in_force) >= 0) *at++ = '+';
        at = put_number(at, value_of(clock->in_force));
    }
    at = put_number(at + 1, second);
    *at++ = '.';
    *at++ = '0';
    at = put_number(at + 1, clock->asked) + 1;
    for (const char *word = clock->problems[problem]; *word;) *at++ = *word++;
    at[1] = '.';
    line->text[RECORD_WIDTH - 1] = '\n';
}

/* A place of a process that is gone, or a new one at the end, counted from 1; 0 for none, as while somebody else looks. */
PART int64_t take_place(long file, int64_t pid) {
    volatile struct flock lock;
    lock.l_type = F_WRLCK;
    lock.l_whence = 0;
    lock.l_start = lock.l_len = 0;
    union record_line line;
    if (raw3(SYS_fcntl, file, F_SETLK, (long)&lock) < 0) return 0;
    for (long place = 0; place < RECORD_MOST; place++) {
        long length = raw6(SYS_pread64, file, (long)line.text, RECORD_WIDTH, place * RECORD_WIDTH, 0, 0);
        int64_t other = 0;
        if (length < RECORD_WIDTH) return place + 1;
        for (const volatile char *at = line.text; *at >= '0' && *at <= '9'; at++) other = other * 10 + (*at - '0');
        if (other == pid || other == 0 || raw3(SYS_kill, other, 0, 0) == NO_SUCH_PROCESS) return place + 1;
    }
    return 0;
}

PART void write_record(struct foreign_clock *clock, int64_t second, enum clock_problem problem) {
    union record_line line;
    if (!clock->seen[0]) return;
    long file = raw_open(clock->seen, O_RDWR | O_NOFOLLOW);
    if (file < 0) return;
    int64_t pid = raw3(SYS_getpid, 0, 0, 0);
    if (pid != clock->pid || !clock->place) {
        clock->pid = pid;
        clock->place = take_place(file, pid);
    }
    if (clock->place) {
        compose_record(&line, clock, second, problem);
        raw6(SYS_pwrite64, file, (long)line.text, RECORD_WIDTH, (clock->place - 1) * RECORD_WIDTH, 0, 0);
    }
    raw_close(file);
}

#endif
