/* What this process sees of the clock, for whoever measures: a line of fixed width in the file that start.sh makes.
 *
 *   PID LINE READ_AT ASKED PROBLEM .      LINE as in the clock file, `-` before one was read; READ_AT real epoch seconds; PROBLEM `-` for none
 *
 * The file is opened by its name for each line, which is once in a second at most: the program may close all files that
 * it did not open, and may change its user or its root. A process that cannot write there is silent, no more. */
#include "island_clock.h"
#include "raw.h"

#include <string.h>
#include <unistd.h>

#define WIDTH 96 /* bytes of a line, with its end */
#define MOST 1024
#define LONGEST_PATH 4096

extern char **environ;

static char path[LONGEST_PATH];
static _Atomic int known; /* 0: not looked for, 1: there is a file to write to, 2: there is none */
static long my_pid;       /* of the process that `my_place` belongs to; another one after a fork */
static long my_place = -1;

static int find_path(void) {
    static const char name[] = "ISLANDMGR_CLOCK_SEEN=";
    for (char **one = environ; one && *one; one++) {
        if (strncmp(*one, name, sizeof name - 1) != 0) continue;
        const char *file = *one + sizeof name - 1;
        if (strlen(file) >= sizeof path) return 2;
        memcpy(path, file, strlen(file) + 1);
        return 1;
    }
    return 2;
}

static char *put_number(char *to, int64_t number) {
    char digits[24];
    int count = 0;
    uint64_t rest = number < 0 ? -(uint64_t)number : (uint64_t)number;
    if (number < 0) *to++ = '-';
    do digits[count++] = (char)('0' + rest % 10);
    while (rest /= 10);
    while (count) *to++ = digits[--count];
    return to;
}

static char *put_text(char *to, const char *text) {
    while (*text) *to++ = *text++;
    return to;
}

static void compose(char *line, const struct sight *seen) {
    char *at = line;
    struct timespec now;
    real_clock(CLOCK_REALTIME, &now);
    memset(line, ' ', WIDTH);
    at = put_number(at, my_pid);
    *at++ = ' ';
    if (!seen->has_line) {
        *at++ = '-';
    } else {
        if (!is_frozen(seen->word) && value_of(seen->word) >= 0) *at++ = '+';
        at = put_number(at, value_of(seen->word));
    }
    *at++ = ' ';
    at = put_number(at, now.tv_sec);
    *at++ = '.';
    long thousandths = now.tv_nsec / 1000000;
    for (long digit = 100; digit; digit /= 10) *at++ = (char)('0' + thousandths / digit % 10);
    *at++ = ' ';
    at = put_number(at, seen->asked);
    *at++ = ' ';
    at = put_text(at, seen->problem ? seen->problem : "-");
    put_text(at, " .");
    line[WIDTH - 1] = '\n';
}

static long pid_in(const char *line) {
    long pid = 0;
    for (; *line >= '0' && *line <= '9'; line++) pid = pid * 10 + (*line - '0');
    return pid;
}

/* A place of a process that is gone, or a new one at the end. Who takes one holds a lock on the file; when somebody else
 * does, it is tried again with the next line. */
static long take_place(int file) {
    struct flock lock = {.l_type = F_WRLCK, .l_whence = SEEK_SET};
    char line[WIDTH];
    if (raw3(SYS_fcntl, file, F_SETLK, (long)&lock) < 0) return -1;
    for (long place = 0; place < MOST; place++) {
        long length = raw6(SYS_pread64, file, (long)line, WIDTH, place * WIDTH, 0, 0);
        if (length < WIDTH) return place;
        long pid = pid_in(line);
        if (pid == my_pid || pid <= 0 || raw3(SYS_kill, pid, 0, 0) == -3 /* ESRCH */) return place;
    }
    return -1;
}

void record(const struct sight *seen) {
    char line[WIDTH];
    if (!known) known = find_path();
    if (known == 2) return;
    int file = raw_open(path, O_RDWR | O_NOFOLLOW);
    if (file < 0) return;
    long pid = raw3(SYS_getpid, 0, 0, 0);
    if (pid != my_pid) {
        my_pid = pid;
        my_place = -1;
    }
    if (my_place < 0) my_place = take_place(file);
    if (my_place >= 0) {
        compose(line, seen);
        raw6(SYS_pwrite64, file, (long)line, WIDTH, my_place * WIDTH, 0, 0);
    }
    raw_close(file);
}
