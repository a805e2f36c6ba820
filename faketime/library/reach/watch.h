/* The filter by which a server and all that it starts tell of system calls that concern the clock. */
#ifndef WATCH_H
#define WATCH_H

#include "vdso_image.h"

struct watch {
    int listener;           /* where the calls are told */
    struct vdso_image vdso; /* what static programs are given */
    struct clock_files files;
    clock_function *clock;  /* what it shows */
};

/* Puts the filter on the calling process. Returns the listener, or -1 with errno. */
int watch_me(void);

/* Answers one call that the listener tells of. */
void answer_call(const struct watch *watch);

/* Looks at what the watched processes did and lets them go on. Returns the exit code of `server` when it has ended, 128 + n
 * after signal n; else -1. */
int look_at_children(const struct watch *watch, int server);

#endif
