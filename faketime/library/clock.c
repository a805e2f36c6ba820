/* Which line is in force. The settings are read from the environment once, at the first use, which is before the
 * program's own first instruction; the file at most once in a real second, by the thread that comes first. */
#include "island_clock.h"
#include "raw.h"

#include <string.h>

#define LONGEST_PATH 4096

extern char **environ;

static char path[LONGEST_PATH];
static _Atomic clock_word in_force = REAL_TIME;
static _Atomic int64_t looked = INT64_MIN;  /* the real second in which the file was read last */
static _Atomic int64_t claimed = INT64_MIN; /* the one in which some thread began to */
static _Atomic int state;                   /* 0: settings unread, 1: somebody reads them, 2: read */
static int has_file;
static _Atomic int has_line; /* a line was read; until then the program sees real time */

/* Reads of the clock: each thread counts its own, and tells all now and then. */
static _Atomic int64_t asked;
static __thread uint32_t mine __attribute__((tls_model("initial-exec")));
#define TELL 64

static const char *setting(const char *name) {
    size_t length = strlen(name);
    for (char **one = environ; one && *one; one++)
        if (strncmp(*one, name, length) == 0 && (*one)[length] == '=') return *one + length + 1;
    return NULL;
}

/* `FAKETIME` is a line itself, for trying out whether this library works in an image; then there is no file. */
static void read_settings(void) {
    int unread = 0;
    if (!atomic_compare_exchange_strong(&state, &unread, 1)) return;
    const char *line = setting("FAKETIME"), *file = setting("FAKETIME_TIMESTAMP_FILE");
    clock_word word = REAL_TIME;
    if (line && parse_clock_line(line, (long)strlen(line), &word)) {
        atomic_store(&in_force, word);
    } else if (file && strlen(file) < sizeof path) {
        memcpy(path, file, strlen(file) + 1);
        has_file = 1;
    }
    atomic_store(&state, 2);
}

/* Returns what is wrong, or NULL. A line that cannot be read leaves the one in force: a server must not be thrown back
 * to real time because a folder is gone for a moment. */
static const char *read_file(void) {
    char line[32];
    clock_word word;
    int file = raw_open(path, O_RDONLY);
    if (file < 0) return "unreadable";
    long length = raw_read(file, line, sizeof line);
    raw_close(file);
    if (length < 0) return "unreadable";
    if (!parse_clock_line(line, length, &word)) return "no_line";
    atomic_store(&in_force, word);
    atomic_store(&has_line, 1);
    return NULL;
}

/* Whoever comes while another thread still reads, reads as well: nobody may show the new second by the old line. */
static void look(int64_t second) {
    int64_t before = atomic_load(&claimed);
    int first = before != second && atomic_compare_exchange_strong(&claimed, &before, second);
    const char *problem = read_file();
    atomic_store_explicit(&looked, second, memory_order_release);
    if (!first) return;
    struct sight seen = {.problem = problem, .asked = atomic_load_explicit(&asked, memory_order_relaxed) + mine};
    seen.word = atomic_load(&in_force);
    seen.has_line = atomic_load(&has_line);
    record(&seen);
}

clock_word word_at(int64_t real_second) {
    if (__builtin_expect(atomic_load_explicit(&state, memory_order_acquire) != 2, 0)) read_settings();
    int64_t last = atomic_load_explicit(&looked, memory_order_acquire);
    /* The coarse clock is some milliseconds behind: a second back is no new one. */
    if (has_file && last != real_second && last != real_second + 1) look(real_second);
    return atomic_load_explicit(&in_force, memory_order_relaxed);
}

int is_wall_clock(clockid_t clock) {
    return clock == CLOCK_REALTIME || clock == CLOCK_REALTIME_COARSE || clock == CLOCK_TAI;
}

void to_island_time(struct timespec *real) {
    clock_word word = word_at(real->tv_sec);
    if (++mine >= TELL) {
        atomic_fetch_add_explicit(&asked, mine, memory_order_relaxed);
        mine = 0;
    }
    if (is_frozen(word))
        *real = (struct timespec){.tv_sec = value_of(word)};
    else
        real->tv_sec += value_of(word);
}

nanoseconds real_now(void) {
    struct timespec now;
    real_clock(CLOCK_REALTIME, &now);
    return in_ns(&now);
}

/* Real ns to the next second, when the file is read again. A little later: waits by another clock may end early. */
nanoseconds to_next_look(const struct timespec *real) { return SECOND - real->tv_nsec + SECOND / 1000; }

nanoseconds until(nanoseconds moment) {
    struct timespec now;
    real_clock(CLOCK_REALTIME, &now);
    clock_word word = word_at(now.tv_sec);
    nanoseconds shown = is_frozen(word) ? value_of(word) * SECOND : in_ns(&now) + value_of(word) * SECOND;
    nanoseconds look = to_next_look(&now), left = moment - shown;
    if (left <= 0) return 0;
    return left < look && !is_frozen(word) ? left : look;
}

/* Before the program's first instruction: its settings are safe then, whatever it does to its environment. */
__attribute__((constructor)) static void begin(void) {
    struct timespec now;
    real_clock(CLOCK_REALTIME, &now);
    word_at(now.tv_sec);
}
