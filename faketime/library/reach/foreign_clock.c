/* The clock that programs find in place of the kernel's: the vDSO's real time, moved as the clock file says.
 *
 * This code is copied into other programs, where nothing of a C library can be called: no relocation, no constant outside
 * the section, no vector registers, and less than 200 bytes of stack, for Go calls from small ones. It takes no locks, so
 * signal handlers and threads may be anywhere. Errors leave the clock as it was. */
#include "foreign_clock.h"

#include <stddef.h>

#include "foreign_record.h"

/* Flat: nothing is called that would be outside. */
#define INSIDE __attribute__((section("foreign_code"), flatten))
#define FOREIGN INSIDE __attribute__((used, visibility("hidden")))

/* Written as assembler: the compiler keeps no data in a section of code. Aligned as it will be where it is copied to, since
 * arm64 finds the word by the distance in pages of 4096 bytes. */
__asm__(".pushsection foreign_code,\"ax\",%progbits\n"
        ".balign 4096\n"
        ".hidden foreign_clock_here\n"
        ".globl foreign_clock_here\n"
        "foreign_clock_here: .quad 0\n"
        ".popsection");
extern __attribute__((visibility("hidden"))) struct foreign_clock *foreign_clock_here;

#define READ(place) __atomic_load_n(&(place), __ATOMIC_RELAXED)
#define WRITE(place, value) __atomic_store_n(&(place), value, __ATOMIC_RELAXED)

PART enum clock_problem read_file(struct foreign_clock *clock, int64_t second) {
    char text[16];
    clock_word word;
    long file = raw_open(clock->line, O_RDONLY);
    if (file < 0) return PROBLEM_UNREADABLE;
    long length = raw_read(file, text, sizeof text);
    raw_close(file);
    if (length < 0) return PROBLEM_UNREADABLE;
    if (!parse_clock_line(text, length, &word)) return PROBLEM_NO_LINE;
    /* One who was held up until another second leaves the file to whoever came after. */
    if (READ(clock->looked) != second) return PROBLEM_NONE;
    WRITE(clock->in_force, word);
    WRITE(clock->has_line, 1);
    return PROBLEM_NONE;
}

/* Once in each real second, as the library for libc does it: a line that is written at x.5 shows in all at x + 1. One
 * thread wins the right to read; the others go on with the old line for these microseconds. */
INSIDE __attribute__((noinline)) static void follow_file(struct foreign_clock *clock, int64_t second) {
    int64_t seen = READ(clock->looked);
    if (!__atomic_compare_exchange_n(&clock->looked, &seen, second, 0, __ATOMIC_RELAXED, __ATOMIC_RELAXED)) return;
    enum clock_problem problem = read_file(clock, second);
    clock->asked++;
    write_record(clock, second, problem);
}

/* Returns whether time stands; moves *second. */
PART int move(struct foreign_clock *clock, int64_t *second, int coarse) {
    int64_t seen = READ(clock->looked);
    /* The coarse clock stays in the second before for some milliseconds, which is no reason to read again. */
    if (*second != seen && !(coarse && *second == seen - 1)) follow_file(clock, *second);
    clock_word word = READ(clock->in_force);
    *second = (is_frozen(word) ? 0 : *second) + value_of(word);
    return is_frozen(word);
}

FOREIGN int foreign_clock_gettime(clockid_t which, struct timespec *told) {
    struct foreign_clock *clock = foreign_clock_here;
    int answer = clock->real_clock_gettime(which, told);
    if (answer != 0 || (which != CLOCK_REALTIME && which != CLOCK_REALTIME_COARSE)) return answer;
    int64_t second = told->tv_sec;
    if (move(clock, &second, which == CLOCK_REALTIME_COARSE)) told->tv_nsec = 0;
    told->tv_sec = second;
    return 0;
}

FOREIGN int foreign_gettimeofday(struct timeval *told, void *zone) {
    struct foreign_clock *clock = foreign_clock_here;
    struct timespec now;
    if (zone && clock->real_gettimeofday) clock->real_gettimeofday(NULL, zone);
    if (!told) return 0;
    clock->real_clock_gettime(CLOCK_REALTIME, &now);
    int64_t second = now.tv_sec;
    told->tv_usec = move(clock, &second, 0) ? 0 : now.tv_nsec / 1000;
    told->tv_sec = second;
    return 0;
}

FOREIGN time_t foreign_time(time_t *told) {
    struct foreign_clock *clock = foreign_clock_here;
    struct timespec now;
    clock->real_clock_gettime(CLOCK_REALTIME, &now);
    int64_t second = now.tv_sec;
    move(clock, &second, 0);
    if (told) *told = second;
    return second;
}
