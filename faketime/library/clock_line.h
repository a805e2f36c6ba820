/* The line of the clock file, in the one form of it: `[+-]digits` is a clock that runs so many seconds off, `digits` one
 * that stands still at that UTC second. One 64-bit word holds it, so that a reader sees all of it or none.
 * Freestanding: no libc, no locks, no memory of its own; safe in signal handlers, in malloc and after fork. */
#ifndef CLOCK_LINE_H
#define CLOCK_LINE_H

#include <stdint.h>

typedef int64_t clock_word; /* value << 1 | frozen */

#define REAL_TIME ((clock_word)0)
#define LONGEST_NUMBER 10 /* digits; they reach to the year 2286, as everywhere else */

static inline int is_frozen(clock_word word) { return (int)(word & 1); }
static inline int64_t value_of(clock_word word) { return word >> 1; }

/* Reads `length` bytes of `text` into *word; returns 0 when that is none of the two forms. One newline may end it. */
static inline int parse_clock_line(const char *text, long length, clock_word *word) {
    long at = 0, digits = 0;
    int64_t value = 0;
    char sign = 0;
    if (length > 0 && text[length - 1] == '\n') length--;
    if (at < length && (text[at] == '+' || text[at] == '-')) sign = text[at++];
    for (; at < length && digits <= LONGEST_NUMBER; at++, digits++) {
        if (text[at] < '0' || text[at] > '9') return 0;
        value = value * 10 + (text[at] - '0');
    }
    if (digits == 0 || digits > LONGEST_NUMBER) return 0;
    *word = (sign == '-' ? -value : value) * 2 + (sign == 0);
    return 1;
}

#endif
